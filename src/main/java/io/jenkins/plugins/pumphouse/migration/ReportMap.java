package io.jenkins.plugins.pumphouse.migration;

import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report as a script and the build's page get it: maps, lists, texts and numbers only. */
final class ReportMap {
    private final Report report;

    ReportMap(Report report) {
        this.report = report;
    }

    /**
     * The result of a step: as {@link #whole}, but with no more objects than a running pipeline should carry along in
     * its stored state. Those that a person has to look at come first; a note says how many are left out.
     */
    Map<String, Object> result() {
        ResultLimit limit = new ResultLimit(whole(), report.notes());
        limit.resources(
                report.outcomes(),
                Comparator.comparingInt(ReportMap::rank),
                "failures first, then changes",
                ReportMap::resource);
        limit.texts("conflicts", report.conflicts());
        limit.texts("notes", report.notes());
        return limit.bounded();
    }

    /** All of it: maps, lists, texts and numbers only, which every sandbox lets a script read and change. */
    Map<String, Object> whole() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("changed", report.changed());
        map.put("summary", report.summary());
        for (End end : End.values()) {
            if (end != End.CONFLICT
                    && (end != End.RESTORED
                            || report.verb() == Verb.ROLLBACK
                            || report.verb() == Verb.ROLLBACK_RESOURCES)) {
                map.put(end.word(), report.count(end));
            }
        }
        map.put("conflicts", new ArrayList<>(report.conflicts()));
        map.put("notes", new ArrayList<>(report.notes()));
        map.put("interrupted", report.interrupted());
        map.put("fit", report.fit().toList(ResultLimit.MOST));
        map.put("dryRun", report.dryRun());
        map.put("source", report.source());
        map.put("target", report.target());
        map.put("seconds", Math.round(report.cost().seconds()));
        map.put("requests", report.cost().requests());
        map.put("writes", report.cost().writes());
        List<Map<String, Object>> resources = new ArrayList<>();
        report.outcomes().forEach(outcome -> resources.add(resource(outcome)));
        map.put("resources", resources);
        return map;
    }

    private static int rank(Outcome outcome) {
        return switch (outcome.end()) {
            case FAILED, CONFLICT -> 0;
            case CREATED, UPDATED, DELETED, RESTORED -> 1;
            case SKIPPED -> 2;
            case REUSED -> 3;
        };
    }

    private static Map<String, Object> resource(Outcome outcome) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", outcome.kind());
        map.put("name", outcome.name());
        map.put("source", outcome.source());
        map.put("target", outcome.target());
        map.put("outcome", outcome.end().word());
        map.put("seconds", Math.round(outcome.seconds() * 10) / 10.0);
        map.put("message", outcome.message());
        map.put("requested", outcome.requested());
        outcome.facts().forEach((key, value) -> {
            if (!map.containsKey(key)) {
                map.put(key, value);
            }
        });
        return map;
    }
}
