package io.jenkins.plugins.pumphouse.migration.fit;

import io.jenkins.plugins.pumphouse.migration.fit.FitRow.State;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.server.inventory.HypervisorNeed;
import io.jenkins.plugins.pumphouse.migration.server.inventory.MappedHost;
import io.jenkins.plugins.pumphouse.migration.server.inventory.MappedHostRoom;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the servers that the operator's mapping sends to one hypervisor take of it together: each alone may fit, and
 * Nova would refuse the last ones only after their stop.
 */
final class MappedHostCapacity implements FitProbe {
    @Override
    public List<FitRow> rows(PlannedNeeds needs) {
        Map<String, HypervisorNeed> wanted = new LinkedHashMap<>();
        if (!needs.source().mapping().keys(MappedHost.KIND).isEmpty()) {
            needs.made(Kind.SERVER)
                    .forEach(server -> new MappedHost(server, needs.source(), needs.target(), needs.translation())
                            .hypervisor()
                            .ifPresent(name -> HypervisorNeed.of(
                                            server, needs.source(), needs.target(), needs.translation())
                                    .ifPresent(need -> wanted.merge(name, need, HypervisorNeed::plus))));
        }
        return wanted.entrySet().stream()
                .flatMap(entry -> rows(new MappedHostRoom(needs.cloud(), entry.getKey()), entry.getValue()))
                .toList();
    }

    private static Stream<FitRow> rows(MappedHostRoom room, HypervisorNeed need) {
        String where = "hypervisor " + room.hypervisor();
        try {
            return room.free().stream()
                    .flatMap(
                            free -> need.classes().entrySet().stream()
                                    .map(
                                            entry -> FitRow.counted(
                                                    State.LACKS,
                                                    where,
                                                    entry.getKey(),
                                                    entry.getValue(),
                                                    free.getOrDefault(entry.getKey(), 0L),
                                                    "of the servers that mapping: hosts: sends to it, with Placement's allocation ratios")));
        } catch (CloudException e) {
            return Stream.of(FitRow.unknown(where, "VCPU", need.vcpus(), e.getMessage()));
        }
    }
}
