package io.jenkins.plugins.pumphouse.host.evacuation;

import io.jenkins.plugins.pumphouse.host.evacuation.EvacuationResult.End;
import io.jenkins.plugins.pumphouse.host.evacuation.EvacuationResult.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The outcomes of a hypervisor's servers as a script and the build's page get it. */
final class EvacuationMap {
    /** Servers in the result of a step: a running pipeline carries it along in its stored state. */
    static final int MOST_SERVERS = 1000;

    private final EvacuationResult result;

    EvacuationMap(EvacuationResult result) {
        this.result = result;
    }

    /** As the step returns it. */
    Map<String, Object> result() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("changed", result.changed());
        map.put("summary", result.summary());
        map.put("host", result.host());
        for (End end : End.values()) {
            map.put(end.word(), result.count(end));
        }
        map.put("empty", result.empty());
        map.put("disabled", result.disabled());
        map.put("dryRun", result.dryRun());
        map.put("source", result.cloud());
        map.put("seconds", Math.round(result.seconds()));
        ArrayList<Map<String, Object>> rows = new ArrayList<>();
        shown().forEach(row -> rows.add(server(row)));
        map.put("servers", rows);
        return map;
    }

    /** All, or of very many those first that have not left. */
    private List<Row> shown() {
        return result.servers().size() <= MOST_SERVERS
                ? result.servers()
                : result.servers().stream()
                        .sorted(Comparator.comparing(row -> !EvacuationResult.isLeft(row)))
                        .limit(MOST_SERVERS)
                        .toList();
    }

    private static Map<String, Object> server(Row row) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", row.name());
        map.put("id", row.id());
        map.put("outcome", row.end().word());
        map.put("how", row.how());
        map.put("to", row.to());
        map.put("seconds", Math.round(row.seconds() * 10) / 10.0);
        map.put("message", row.message());
        return map;
    }

    /** As the build's page shows it. */
    Map<String, Object> whole() {
        Map<String, Object> map = result();
        map.remove("servers");
        map.put("target", result.cloud());
        map.put("interrupted", result.interrupted());
        map.put("notes", new ArrayList<>(result.troubles()));
        ArrayList<Map<String, Object>> rows = new ArrayList<>();
        for (Row row : result.servers()) {
            Map<String, Object> resource = server(row);
            resource.put("type", "server");
            resource.put("source", row.id());
            resource.put("target", row.id());
            resource.put("outcome", row.end().outcome());
            resource.put("requested", true);
            rows.add(resource);
        }
        map.put("resources", rows);
        return map;
    }
}
