package io.jenkins.plugins.pumphouse.report;

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

/** One step's report in a file. */
final class ReportFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final String RESOURCES = "resources";

    private ReportFile() {}

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
     * The objects of all reports but those of dry runs.
     *
     * @throws IOException when a report cannot be read, as some of them may be in it
     */
    static List<Map<?, ?>> objects(List<File> reports) throws IOException {
        List<Map<?, ?>> objects = new ArrayList<>();
        for (File file : reports) {
            Map<String, Object> report = whole(file);
            if (!Boolean.TRUE.equals(report.get("dryRun")) && report.get(RESOURCES) instanceof List<?> resources) {
                resources.forEach(each -> {
                    if (each instanceof Map<?, ?> object) {
                        objects.add(object);
                    }
                });
            }
        }
        return objects;
    }

    /** What stands for a report that cannot be read. */
    static Map<String, Object> broken(File file, IOException e) {
        Map<String, Object> broken = new LinkedHashMap<>();
        broken.put("step", file.getName());
        broken.put("summary", "cannot be read: " + e.getMessage());
        broken.put(RESOURCES, List.of());
        return broken;
    }
}
