package io.jenkins.plugins.pumphouse.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A part of a report, read without keeping the rest of it.
 *
 * @param report all but its objects
 * @param rows some of its objects
 * @param total how many objects it has that match
 * @param types of all its objects
 * @param outcomes of all its objects
 */
record ReportPart(
        Map<String, Object> report,
        List<Map<String, Object>> rows,
        int total,
        Set<String> types,
        Set<String> outcomes) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectReader ROW = JSON.readerForMapOf(Object.class);

    /**
     * At most {@code count} of the objects that match, from the one with number {@code from} on.
     *
     * @param wanted null for all
     */
    static ReportPart of(File file, int from, int count, Predicate<Map<String, Object>> wanted) {
        Reading reading = new Reading(from, count, wanted);
        try (JsonParser parser = JSON.createParser(file)) {
            reading.report(parser);
            return new ReportPart(reading.report, reading.rows, reading.total, reading.types, reading.outcomes);
        } catch (IOException e) {
            return new ReportPart(ReportFile.broken(file, e), List.of(), 0, Set.of(), Set.of());
        }
    }

    private static final class Reading {
        private final int from;
        private final int count;
        private final Predicate<Map<String, Object>> wanted;
        private final Map<String, Object> report = new LinkedHashMap<>();
        private final List<Map<String, Object>> rows = new ArrayList<>();
        private final Set<String> types = new TreeSet<>();
        private final Set<String> outcomes = new TreeSet<>();
        private int total;

        Reading(int from, int count, Predicate<Map<String, Object>> wanted) {
            this.from = from;
            this.count = count;
            this.wanted = wanted;
        }

        void report(JsonParser parser) throws IOException {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                if (field.equals(ReportFile.RESOURCES)) {
                    objects(parser);
                } else {
                    report.put(field, JSON.readValue(parser, Object.class));
                }
            }
        }

        private void objects(JsonParser parser) throws IOException {
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                boolean isShown = total >= from && rows.size() < count;
                if (wanted == null && !isShown) {
                    passOver(parser);
                    total++;
                } else {
                    object(ROW.readValue(parser), isShown);
                }
            }
        }

        private void object(Map<String, Object> row, boolean isShown) {
            types.add(String.valueOf(row.get("type")));
            outcomes.add(String.valueOf(row.get("outcome")));
            if (wanted != null && !wanted.test(row)) {
                return;
            }
            total++;
            if (isShown) {
                rows.add(row);
            }
        }

        /** Reads of an object no more than the lists of a filter need. */
        private void passOver(JsonParser parser) throws IOException {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "type" -> types.add(parser.getText());
                    case "outcome" -> outcomes.add(parser.getText());
                    default -> parser.skipChildren();
                }
            }
        }
    }
}
