package io.jenkins.plugins.pumphouse.migration.server;

import io.jenkins.plugins.pumphouse.migration.compute.GroupRoom;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.server.inventory.HypervisorNeed;
import io.jenkins.plugins.pumphouse.migration.server.inventory.RootDisk;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerFlavor;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerSize;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerVolumes;
import io.jenkins.plugins.pumphouse.migration.type.Allowance;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How much a server takes of its project's quotas and of the target's hypervisors. */
final class ServerDemand {
    private ServerDemand() {}

    static Map<String, Long> of(
            Resource server, CloudInventory source, CloudInventory target, Translation translation) {
        Map<String, Long> amounts = new HashMap<>(Map.of("compute instances", 1L));
        Optional<ServerSize> mapped = ServerFlavor.onTarget(server, source, target, translation)
                .map(flavor -> ServerSize.ofFlavor(flavor.json()));
        mapped.or(() -> ServerSize.of(server, source)).ifPresent(size -> {
            amounts.put("compute cores", (long) size.vcpus());
            amounts.put("compute ram", (long) size.ram());
            amounts.put(Allowance.DISK, size.onHypervisor(HypervisorNeed.isOnVolume(server, source)));
        });
        GroupRoom.consumed(server, source, translation).ifPresent(members -> amounts.put(members, 1L));
        amounts.putAll(ServerVolumes.consumes(server, source, target));
        RootDisk.consumes(server, source, target).forEach((key, amount) -> amounts.merge(key, amount, Long::sum));
        return amounts;
    }
}
