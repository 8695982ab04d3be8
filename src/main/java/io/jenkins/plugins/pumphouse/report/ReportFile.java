package io.jenkins.plugins.pumphouse.report;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.pumphouse.migration.Report;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One step's report in a file. */
final class ReportFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReportFile() {}

    static void write(File file, String step, Report report) throws IOException {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("step", step);
        content.putAll(report.toMap());
        Files.createDirectories(file.getParentFile().toPath());
        JSON.writerWithDefaultPrettyPrinter().writeValue(file, content);
    }

    /** What {@link #write} wrote; a file that is gone or broken must not hide the others from the page. */
    static Map<String, Object> read(File file) {
        try {
            return JSON.readValue(file, new TypeReference<Map<String, Object>>() {});
        } catch (IOException e) {
            Map<String, Object> broken = new LinkedHashMap<>();
            broken.put("step", file.getName());
            broken.put("summary", "cannot be read: " + e.getMessage());
            broken.put("resources", List.of());
            return broken;
        }
    }
}
