package io.jenkins.plugins.pumphouse.report;

import java.io.File;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the reports of a build say of servers that it has moved. */
final class MovedServers {
    private MovedServers() {}

    /** Their ids on the source, each once. */
    static List<String> of(List<File> reports) throws IOException {
        Set<String> moved = new LinkedHashSet<>();
        for (File file : reports) {
            Map<String, Object> report = ReportFile.whole(file);
            if (!Boolean.TRUE.equals(report.get("dryRun")) && report.get("resources") instanceof List<?> resources) {
                resources.forEach(row -> add(row, moved));
            }
        }
        return List.copyOf(moved);
    }

    private static void add(Object row, Set<String> moved) {
        if (row instanceof Map<?, ?> resource
                && "server".equals(resource.get("type"))
                && "created".equals(resource.get("outcome"))
                && resource.get("source") instanceof String id) {
            moved.add(id);
        }
    }
}
