package io.jenkins.plugins.pumphouse.report;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What failed or is in conflict in the reports of a build: the first thing to read. */
final class Problems {
    /** More than anybody reads at once. */
    static final int MOST = 50;

    private Problems() {}

    /** Each with the {@code step} of its report. */
    static List<Map<String, Object>> of(List<File> reports) {
        List<Map<String, Object>> problems = new ArrayList<>();
        for (File report : reports) {
            if (problems.size() < MOST) {
                ReportPart part = ReportPart.of(report, 0, MOST - problems.size(), Problems::isOne);
                part.rows().forEach(row -> {
                    row.put("step", part.report().get("step"));
                    row.put("name", ReportRow.named(row));
                });
                problems.addAll(part.rows());
            }
        }
        return problems;
    }

    /** @param row an object of a report */
    static boolean isOne(Map<?, ?> row) {
        return "failed".equals(row.get("outcome")) || "conflict".equals(row.get("outcome"));
    }
}
