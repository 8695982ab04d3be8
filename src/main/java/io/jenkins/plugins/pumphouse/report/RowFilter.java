package io.jenkins.plugins.pumphouse.report;

import hudson.Util;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which objects of a report are shown.
 *
 * @param type null for all
 * @param state outcome; null for all
 * @param q part of name, id or message, whatever its case; null for all
 */
public record RowFilter(String type, String state, String q) {
    static final RowFilter ALL = new RowFilter(null, null, null);

    static RowFilter of(String type, String state, String q) {
        return new RowFilter(Util.fixEmptyAndTrim(type), Util.fixEmptyAndTrim(state), Util.fixEmptyAndTrim(q));
    }

    boolean matches(Map<String, Object> row) {
        return (type == null || type.equals(String.valueOf(row.get("type"))))
                && (state == null || state.equals(String.valueOf(row.get("outcome"))))
                && (q == null
                        || Stream.of("name", "source", "target", "message")
                                .map(row::get)
                                .anyMatch(value -> value != null
                                        && value.toString()
                                                .toLowerCase(Locale.ROOT)
                                                .contains(q.toLowerCase(Locale.ROOT))));
    }

    /** As the end of an address: {@code ?type=server&state=failed}; empty for all. */
    public String query() {
        String query = part("type", type) + part("state", state) + part("q", q);
        return query.isEmpty() ? "" : "?" + query.substring(1);
    }

    private static String part(String name, String value) {
        return value == null ? "" : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
