package io.jenkins.plugins.pumphouse.report;

import io.jenkins.plugins.pumphouse.migration.options.CreatedObject;
import java.io.File;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the reports of a build say of the objects that it has created on the target, servers aside. */
public final class CreatedObjects {
    private CreatedObjects() {}

    /**
     * Each once, in the order of their making; nothing of a dry run.
     *
     * @throws IOException when a report cannot be read, as some of it may be in it
     */
    public static List<CreatedObject> of(MigrationAction build) throws IOException {
        Set<CreatedObject> created = new LinkedHashSet<>();
        for (File file : build.files()) {
            Map<String, Object> report = ReportFile.whole(file);
            if (!Boolean.TRUE.equals(report.get("dryRun")) && report.get("resources") instanceof List<?> resources) {
                resources.forEach(row -> add(row, created));
            }
        }
        return List.copyOf(created);
    }

    private static void add(Object row, Set<CreatedObject> created) {
        if (row instanceof Map<?, ?> resource
                && "created".equals(resource.get("outcome"))
                && resource.get("type") instanceof String kind
                && !"server".equals(kind)
                && resource.get("source") instanceof String source
                && resource.get("target") instanceof String target) {
            created.add(new CreatedObject(kind, String.valueOf(resource.get("name")), source, target));
        }
    }
}
