package io.jenkins.plugins.pumphouse.migration.drift;

import io.jenkins.plugins.pumphouse.console.ConsoleText;
import io.jenkins.plugins.pumphouse.migration.ResultLimit;
import io.jenkins.plugins.pumphouse.migration.drift.Drift.Row;
import io.jenkins.plugins.pumphouse.migration.drift.Drift.State;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What has drifted as a script and the build's page get it: maps, lists, texts and numbers only. */
final class DriftMap {
    private final Drift drift;

    DriftMap(Drift drift) {
        this.drift = drift;
    }

    /** The result of a step: with as many objects as a running pipeline should carry along, the urgent ones first. */
    Map<String, Object> result() {
        ResultLimit limit = new ResultLimit(whole(), drift.notes());
        limit.resources(drift.rows(), Comparator.comparing(Row::state), "those that differ first", DriftMap::resource);
        limit.texts("notes", drift.notes());
        return limit.bounded();
    }

    /** All of it: maps, lists, texts and numbers only. */
    Map<String, Object> whole() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("changed", false);
        map.put("drift", drift.found());
        map.put("summary", drift.summary());
        for (State state : State.values()) {
            map.put(state.name().toLowerCase(Locale.ROOT), drift.count(state));
        }
        map.put("notes", new ArrayList<>(drift.notes()));
        map.put("source", drift.source());
        map.put("target", drift.target());
        map.put("seconds", Math.round(drift.cost().seconds()));
        map.put("requests", drift.cost().requests());
        map.put("writes", drift.cost().writes());
        map.put(
                "resources",
                drift.rows().stream().map(DriftMap::resource).collect(Collectors.toCollection(ArrayList::new)));
        return map;
    }

    private static Map<String, Object> resource(Row row) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", row.kind());
        map.put("name", row.name());
        map.put("source", row.sourceId());
        map.put("target", row.targetId());
        map.put("outcome", row.state().words());
        map.put("message", row.message());
        List<Map<String, Object>> differences = new ArrayList<>();
        for (Difference difference : row.differences()) {
            Map<String, Object> field = new LinkedHashMap<>();
            field.put("field", ConsoleText.line(difference.field()));
            field.put("source", ConsoleText.line(difference.source()));
            field.put("target", ConsoleText.line(difference.target()));
            differences.add(field);
        }
        map.put("differences", differences);
        return map;
    }
}
