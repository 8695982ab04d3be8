package io.jenkins.plugins.pumphouse.migration.network;

import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.novanetwork.NovaNetworkFields;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What servers in a network of nova-network reach each other by, and the target's network does not give them. */
final class LostWire {
    static final String WHY =
            "the target chooses a segment of its own: servers that have moved and those that have not do"
                    + " not reach each other in it. To keep the segment, name the physical network of the target that this"
                    + " interface is plugged into, in mapping: physical_networks";

    private LostWire() {}

    /** @param target name of the cloud */
    static List<String> told(Resource network, CloudInventory source, String target) {
        List<String> told = new ArrayList<>();
        if (!network.json().has(NovaNetworkFields.MARK)) {
            return told;
        }
        List<String> projects = Json.texts(network.json(), "projects");
        if (!projects.isEmpty()) {
            told.add("shared by projects "
                    + projects.stream()
                            .map(id -> source.find(Kind.PROJECT, id)
                                    .map(Resource::name)
                                    .orElse(id))
                            .sorted()
                            .collect(Collectors.joining(", "))
                    + " (on " + target + " one network for all, of the account's project; "
                    + (SharedWire.isWired(network)
                            ? "its gateway and DHCP stay on " + source.cloud().name()
                                    + " until the servers of all of them have moved"
                            : "servers of a project that moves do not reach those of one that stays")
                    + ")");
        }
        told.add("what servers in it send each other without a rule (nova-network lets it in unless nova.conf says"
                + " allow_same_net_traffic=False, Neutron does not: where they need it, add rules from "
                + SubnetType.ofNetwork(source, network.id()).stream()
                        .map(subnet -> subnet.text("cidr"))
                        .collect(Collectors.joining(", "))
                + " to their groups)");
        return told;
    }
}
