package io.jenkins.plugins.pumphouse.clouds.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A list of Neutron objects: filters (values of one name are alternatives), sorting, chosen fields, pages with links.
 */
final class NetworkListing {
    private static final Set<String> NO_FILTERS =
            Set.of("fields", "limit", "marker", "page_reverse", "sort_key", "sort_dir");
    private static final Set<String> TAG_FILTERS = Set.of("tags", "tags-any", "not-tags", "not-tags-any");

    private final Network neutron;
    private final String plural;
    private final Attributes attributes;

    NetworkListing(Network neutron, String plural, Attributes attributes) {
        this.neutron = neutron;
        this.plural = plural;
        this.attributes = attributes;
    }

    Answer answer(Call call, List<ObjectNode> visible, UnaryOperator<ObjectNode> view) {
        List<ObjectNode> rows = new ArrayList<>(visible);
        for (Map.Entry<String, List<String>> filter : call.query().entrySet()) {
            if (!NO_FILTERS.contains(filter.getKey())) {
                filter(rows, filter.getKey(), filter.getValue());
            }
        }
        // Real ones sort by id where they page and nothing else is asked; here always, so that no test relies on
        // another order.
        rows.sort(Comparator.comparing(row -> row.path("id").asText()));
        sort(rows, call);
        int limit = neutron.pageSize(call.query("limit"));
        if (limit == Integer.MAX_VALUE) {
            return Answer.ok(WireJson.object(plural, shown(call, rows, view)));
        }
        boolean back = "true".equalsIgnoreCase(call.query("page_reverse"));
        int from = call.query("marker") == null
                ? (back ? Math.max(0, rows.size() - limit) : 0)
                : after(rows, call.query("marker"), back, limit);
        List<ObjectNode> page = rows.subList(Math.min(from, rows.size()), Math.min(rows.size(), from + limit));
        ObjectNode body = WireJson.object(plural, shown(call, page, view));
        ArrayNode links = WireJson.array();
        // Neutron says "next" whenever a page is full, also when nothing follows.
        if (page.size() == limit) {
            links.add(WireJson.object("rel", "next", "href", link(call, page.get(page.size() - 1), false)));
        }
        // And "previous" on every page that is not empty, the first one included.
        if (!page.isEmpty()) {
            links.add(WireJson.object("rel", "previous", "href", link(call, page.get(0), true)));
        }
        if (!links.isEmpty()) {
            body.set(plural + "_links", links);
        }
        return Answer.ok(body);
    }

    private static int after(List<ObjectNode> rows, String marker, boolean back, int limit) {
        for (int i = 0; i < rows.size(); i++) {
            if (marker.equals(WireJson.text(rows.get(i), "id"))) {
                return back ? Math.max(0, i - limit) : i + 1;
            }
        }
        throw Refused.badRequest("Invalid input for operation: marker " + marker + " not found.");
    }

    private String link(Call call, ObjectNode edge, boolean back) {
        StringBuilder query = new StringBuilder();
        call.query().forEach((name, values) -> {
            if (!name.equals("marker") && !name.equals("page_reverse")) {
                values.forEach(value ->
                        query.append(name).append('=').append(encoded(value)).append('&'));
            }
        });
        return neutron.url() + call.path() + "?" + query + "marker=" + WireJson.text(edge, "id")
                + (back ? "&page_reverse=True" : "");
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private void filter(List<ObjectNode> rows, String name, List<String> values) {
        if (TAG_FILTERS.contains(name) && neutron.release().modern()) {
            rows.removeIf(row -> !tagged(row, name, List.of(values.get(0).split(","))));
        } else if (attributes.filterable(name)) {
            rows.removeIf(row -> values.stream().noneMatch(value -> fits(row.get(name), value)));
        } else if (neutron.release().modern()) {
            throw new Refused(400, "HTTPBadRequest", "['" + name + "'] is invalid attribute for filtering");
        }
        // Old releases ignore a filter that they do not know and answer everything.
    }

    private static boolean tagged(ObjectNode row, String name, List<String> tags) {
        List<String> given = new ArrayList<>();
        row.path("tags").forEach(tag -> given.add(tag.asText()));
        return switch (name) {
            case "tags" -> given.containsAll(tags);
            case "tags-any" -> !Collections.disjoint(given, tags);
            case "not-tags" -> !given.containsAll(tags);
            default -> Collections.disjoint(given, tags);
        };
    }

    private static boolean fits(JsonNode given, String wanted) {
        if (given == null || given.isNull()) {
            return wanted.isEmpty();
        }
        if (given.isArray()) {
            // fixed_ips=ip_address=10.0.0.5, security_groups=<id>
            int equals = wanted.indexOf('=');
            for (JsonNode part : given) {
                if (equals > 0
                        ? part.path(wanted.substring(0, equals)).asText().equals(wanted.substring(equals + 1))
                        : part.asText().equals(wanted)) {
                    return true;
                }
            }
            return false;
        }
        return given.isBoolean()
                ? given.asText().equalsIgnoreCase(wanted.replace("1", "true").replace("0", "false"))
                : given.asText().equals(wanted);
    }

    private static void sort(List<ObjectNode> rows, Call call) {
        List<String> keys = call.queries("sort_key");
        List<String> directions = call.queries("sort_dir");
        for (int i = keys.size() - 1; i >= 0; i--) {
            String key = keys.get(i);
            Comparator<ObjectNode> order =
                    Comparator.comparing(row -> row.path(key).asText());
            rows.sort(i < directions.size() && directions.get(i).equals("desc") ? order.reversed() : order);
        }
    }

    private static ArrayNode shown(Call call, List<ObjectNode> rows, UnaryOperator<ObjectNode> view) {
        return WireJson.arrayOf(
                rows.stream().map(view).map(row -> fields(call, row)).toList());
    }

    static ObjectNode fields(Call call, ObjectNode row) {
        List<String> fields = call.queries("fields");
        return fields.isEmpty() ? row : row.retain(fields);
    }
}
