package io.jenkins.plugins.pumphouse.migration.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.network.NetworkType;
import io.jenkins.plugins.pumphouse.migration.network.SharedWire;
import io.jenkins.plugins.pumphouse.migration.network.VnicType;
import io.jenkins.plugins.pumphouse.migration.server.card.Nics;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A card of a server that is a virtual function of its host's network card (SR-IOV). Its counterpart is a host of the
 * target with such a network card on the same physical network; that host's {@code NIC Switch agent} says so in its
 * {@code device_mappings} (Networking API v2.0, "Agents").
 */
final class VirtualFunctions {
    private VirtualFunctions() {}

    /** Why a server cannot be moved with such a card, for each that has no counterpart on the target. */
    static List<String> refusals(
            Resource server, CloudInventory source, CloudInventory target, Translation translation) {
        return Nics.of(server, source).stream()
                .filter(VnicType::isVirtualFunction)
                .flatMap(card -> refused(card, source, target, translation).stream())
                .toList();
    }

    private static Optional<String> refused(
            Resource card, CloudInventory source, CloudInventory target, Translation translation) {
        String typed = "has card " + card.text("mac_address") + " of type " + card.text(VnicType.FIELD);
        List<String> on = SharedWire.physicalNetworksOf(card, source, target, translation);
        if (on.isEmpty()) {
            String network = card.text("network_id");
            return Optional.of(typed + ", but its network "
                    + source.find(NetworkType.KIND, network).map(Resource::name).orElse(network)
                    + " is on no physical network (provider:physical_network: an overlay has none, and only an"
                    + " administrator sees it); map it to one that is: mapping: networks, or replace the card by one of"
                    + " type normal");
        }
        String named = typed + ", and ";
        Optional<Set<String>> wires = target.fact(VirtualFunctions.class, () -> wires(target));
        if (wires.isEmpty()) {
            return Optional.of(named + "the account may not list the agents of "
                    + target.cloud().name()
                    + ", which tell whether one of its hosts has virtual functions: allow it get_agent in Neutron's"
                    + " policy");
        }
        return on.stream().anyMatch(wires.get()::contains)
                ? Optional.empty()
                : Optional.of(named + "no NIC Switch agent that is up on "
                        + target.cloud().name()
                        + " has physical network " + String.join(" or ", on)
                        + " in its device_mappings (they have: "
                        + (wires.get().isEmpty() ? "none" : String.join(", ", wires.get()))
                        + "); prepare a host for it, or replace the card by one of type normal");
    }

    /** Empty when the account may not see them. */
    private static Optional<Set<String>> wires(CloudInventory target) {
        Set<String> wires = new TreeSet<>();
        try {
            Request agents = Request.get(Service.NETWORK, "/agents").query("agent_type", "NIC Switch agent");
            for (JsonNode agent : target.cloud().list(agents, "agents")) {
                if (agent.path("alive").asBoolean()) {
                    agent.path("configurations")
                            .path("device_mappings")
                            .fieldNames()
                            .forEachRemaining(wires::add);
                }
            }
        } catch (CloudException.NotShown e) {
            return Optional.empty();
        }
        return Optional.of(wires);
    }
}
