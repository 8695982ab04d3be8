package io.jenkins.plugins.pumphouse.migration.fit;

import io.jenkins.plugins.pumphouse.migration.fit.FitRow.State;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.server.TargetFit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What keeps single servers back: no hypervisor has room for one of its size, or for one more of its group. */
final class ServerRoom implements FitProbe {
    @Override
    public List<FitRow> rows(PlannedNeeds needs) {
        Map<String, Long> servers = new LinkedHashMap<>();
        needs.keptBack(Kind.SERVER)
                .flatMap(
                        server -> TargetFit.lacks(server, needs.source(), needs.target(), needs.translation()).stream())
                .forEach(reason -> servers.merge(reason, 1L, Long::sum));
        return servers.entrySet().stream()
                .map(entry -> new FitRow(
                        State.LACKS, needs.cloud().name(), "place for a server", entry.getValue(), 0L, entry.getKey()))
                .toList();
    }
}
