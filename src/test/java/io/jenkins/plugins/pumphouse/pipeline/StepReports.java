package io.jenkins.plugins.pumphouse.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What the steps of a build that move something have reported; the inventory and the plan stand beside it. */
public final class StepReports {
    private StepReports() {}

    /** In the order in which the steps ended. */
    public static List<JsonNode> of(Path build) throws IOException {
        List<JsonNode> reports = new ArrayList<>();
        try (Stream<Path> files = Files.list(build.resolve("pumphouse"))) {
            List<Path> numbered = files.filter(file -> name(file).matches("\\d+\\.json"))
                    .sorted(Comparator.comparingInt(
                            file -> Integer.parseInt(name(file).split("\\.")[0])))
                    .toList();
            for (Path file : numbered) {
                JsonNode report = new ObjectMapper().readTree(file.toFile());
                if (report.has("writes")) { // an inventory has none
                    reports.add(report);
                }
            }
        }
        return reports;
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
