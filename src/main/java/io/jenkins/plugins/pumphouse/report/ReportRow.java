package io.jenkins.plugins.pumphouse.report;

import io.jenkins.plugins.pumphouse.report.html.DashboardLinks;
import io.jenkins.plugins.pumphouse.report.html.ObjectId;
import io.jenkins.plugins.pumphouse.report.html.PageWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One object of a report as a page shows it. */
final class ReportRow {
    private ReportRow() {}

    /**
     * With its {@code outcome} in words, its {@code ids}, and its {@code ledger} as lines.
     *
     * @param object as the report has it
     */
    static Map<String, Object> of(Map<String, Object> object, boolean dryRun, DashboardLinks links) {
        Map<String, Object> row = new LinkedHashMap<>(object);
        row.put("name", named(object));
        row.put("outcome", PageWords.outcome(object.get("outcome"), dryRun));
        row.put("ids", ids(object, links));
        row.put("ledger", lines(object.get("ledger")));
        return row;
    }

    /** @param object as the report has it */
    static String named(Map<String, Object> object) {
        return PageWords.called(object.get("name"), object.get("source"), object.get("target"));
    }

    /** On the source and on the target. */
    private static List<ObjectId> ids(Map<String, Object> row, DashboardLinks links) {
        return List.of(
                ObjectId.of(row.get("type"), "source", row.get("source"), links),
                ObjectId.of(row.get("type"), "target", row.get("target"), links));
    }

    private static List<String> lines(Object ledger) {
        List<String> lines = new ArrayList<>();
        if (ledger instanceof Map<?, ?> items) {
            items.forEach((item, verdict) -> lines.add(item + ": " + verdict));
        }
        return lines;
    }
}
