package io.jenkins.plugins.pumphouse.migration.server.proof;

import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.LedgerItem;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.network.secgroup.SecurityGroupType;
import io.jenkins.plugins.pumphouse.migration.server.card.ServerTrunks;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The security groups of a server's network cards and their sub-ports beside those of its copy's, MAC by MAC.
 *
 * @param servers the two
 */
record CardGroups(ServerComparison servers) {
    /** Whether a card of the server has a group at all. */
    boolean any() {
        return cards().stream().anyMatch(port -> !groups(port).isEmpty());
    }

    private List<Resource> cards() {
        return ServerTrunks.ports(servers.server(), servers.source());
    }

    /** The cards that both have and whose groups are others; a card that only one has is a difference of its own. */
    Optional<Difference> difference() {
        List<String> ofSource = new ArrayList<>();
        List<String> ofTarget = new ArrayList<>();
        List<Resource> copied = ServerTrunks.ports(servers.copy(), servers.target());
        for (Resource port : cards()) {
            copied.stream()
                    .filter(other -> String.valueOf(port.text("mac_address")).equals(other.text("mac_address")))
                    .filter(other -> !isSame(groups(port), groups(other)))
                    .findFirst()
                    .ifPresent(other -> {
                        ofSource.add(port.text("mac_address") + " " + names(port, servers.source()));
                        ofTarget.add(other.text("mac_address") + " " + names(other, servers.target()));
                    });
        }
        return ofSource.isEmpty()
                ? Optional.empty()
                : Optional.of(new Difference(
                        LedgerItem.SECURITY_GROUPS.word(), String.join(", ", ofSource), String.join(", ", ofTarget)));
    }

    private boolean isSame(List<String> groups, List<String> copied) {
        return groups.size() == copied.size()
                && groups.stream().allMatch(group -> copied.stream().anyMatch(other -> stands(other, group)));
    }

    private boolean stands(String copied, String group) {
        return servers.translation()
                .known(SecurityGroupType.KIND, group)
                .map(copied::equals)
                .orElseGet(() -> name(copied, servers.target()).equals(name(group, servers.source())));
    }

    private static List<String> groups(Resource port) {
        return Json.texts(port.json(), "security_groups");
    }

    private static String names(Resource port, CloudInventory inventory) {
        return groups(port).stream()
                .map(group -> name(group, inventory))
                .sorted()
                .toList()
                .toString();
    }

    private static String name(String group, CloudInventory inventory) {
        return inventory.find(SecurityGroupType.KIND, group).map(Resource::name).orElse(group);
    }
}
