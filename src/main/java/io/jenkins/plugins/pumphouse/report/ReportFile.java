package io.jenkins.plugins.pumphouse.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.pumphouse.report.html.DashboardLinks;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** One step's report in a file. */
final class ReportFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RESOURCES = "resources";

    private ReportFile() {}

    /**
     * A part of a report.
     *
     * @param report all but its objects
     * @param rows some of its objects
     * @param total how many objects it has that match
     * @param types of all its objects
     * @param outcomes of all its objects
     */
    record Part(
            Map<String, Object> report,
            List<Map<String, Object>> rows,
            int total,
            Set<String> types,
            Set<String> outcomes) {}

    /** @param dashboards see {@link DashboardLinks}; may be empty */
    static void write(File file, String step, Map<String, String> dashboards, Map<String, Object> report)
            throws IOException {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("step", step);
        if (!dashboards.isEmpty()) {
            content.put(DashboardLinks.KEY, dashboards);
        }
        content.putAll(report);
        Files.createDirectories(file.getParentFile().toPath());
        JSON.writerWithDefaultPrettyPrinter().writeValue(file, content);
    }

    /** All that {@link #write} wrote; a file that is gone or broken must not hide the others. */
    static Map<String, Object> read(File file) {
        try {
            return whole(file);
        } catch (IOException e) {
            return broken(file, e);
        }
    }

    /** The same, for those who must not take a broken file for an empty one. */
    static Map<String, Object> whole(File file) throws IOException {
        return JSON.readValue(file, new TypeReference<Map<String, Object>>() {});
    }

    /**
     * As {@link #read(File)}, with some of the objects that match: the others are passed over, not kept.
     *
     * @param wanted null for all
     */
    static Part read(File file, int from, int count, Predicate<Map<String, Object>> wanted) {
        Map<String, Object> report = new LinkedHashMap<>();
        List<Map<String, Object>> rows = new ArrayList<>();
        Set<String> types = new TreeSet<>();
        Set<String> outcomes = new TreeSet<>();
        int total = 0;
        try (JsonParser parser = JSON.createParser(file)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                if (!field.equals(RESOURCES)) {
                    report.put(field, JSON.readValue(parser, Object.class));
                    continue;
                }
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    boolean shown = total >= from && rows.size() < count;
                    if (wanted == null && !shown) {
                        passOver(parser, types, outcomes);
                        total++;
                        continue;
                    }
                    Map<String, Object> row = JSON.readValue(parser, new TypeReference<Map<String, Object>>() {});
                    types.add(String.valueOf(row.get("type")));
                    outcomes.add(String.valueOf(row.get("outcome")));
                    if (wanted == null || wanted.test(row)) {
                        total++;
                        if (shown) {
                            rows.add(row);
                        }
                    }
                }
            }
            return new Part(report, rows, total, types, outcomes);
        } catch (IOException e) {
            return new Part(broken(file, e), List.of(), 0, Set.of(), Set.of());
        }
    }

    /** Reads of an object no more than the lists of a filter need. */
    private static void passOver(JsonParser parser, Set<String> types, Set<String> outcomes) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            if (field.equals("type")) {
                types.add(parser.getText());
            } else if (field.equals("outcome")) {
                outcomes.add(parser.getText());
            } else {
                parser.skipChildren();
            }
        }
    }

    private static Map<String, Object> broken(File file, IOException e) {
        Map<String, Object> broken = new LinkedHashMap<>();
        broken.put("step", file.getName());
        broken.put("summary", "cannot be read: " + e.getMessage());
        broken.put(RESOURCES, List.of());
        return broken;
    }
}
