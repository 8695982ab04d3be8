package io.jenkins.plugins.pumphouse.migration.cutover;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.migration.network.TrunkPorts;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What still needs the gateway of a network on the source: servers with a port or sub-port in it that no run has moved,
 * and what other services have in it, such as load balancers.
 */
final class StayingServers {
    /** Networks in one request, whose address some proxies bound at 8 kB. */
    private static final int TOGETHER = 100;

    private static final List<Object> SELECTED = List.of(StayingServers.class, "selected");
    private static final List<Object> PORTS = List.of(StayingServers.class, "ports");

    private static final List<String> NEUTRONS = List.of("network:", "trunk:");
    private static final String PORT = "port ";

    private StayingServers() {}

    /** Lets the ports of these networks be read together by the first who asks for one of them. */
    static void select(List<Resource> networks, CloudInventory source) {
        source.fact(
                SELECTED, () -> networks.stream().map(Resource::id).distinct().toList());
    }

    /** {@code "web-1 (6f2c…) ACTIVE"} or {@code "port 9b1d… of Octavia lb-3f…"} each. */
    static List<String> of(String network, CloudInventory source) {
        List<String> selected = source.fact(SELECTED, List::of);
        Map<String, Set<String>> servers = selected.contains(network)
                ? source.fact(PORTS, () -> servers(selected, source))
                : source.fact(List.of(PORTS, network), () -> servers(List.of(network), source));
        return servers.getOrDefault(network, Set.of()).stream()
                .flatMap(id -> id.startsWith(PORT) ? Stream.of(id) : staying(id, source))
                .toList();
    }

    private static Stream<String> staying(String id, CloudInventory source) {
        return source.candidates(Kind.SERVER, Scope.ALL).withId(id).stream()
                .filter(server -> !MoveNotes.isMoved(server))
                .map(server -> server.name() + " (" + server.id() + ") " + server.text("status"));
    }

    /** Ids of servers, and ports of others in words, by network. */
    private static Map<String, Set<String>> servers(List<String> networks, CloudInventory source) {
        Map<String, Set<String>> servers = new HashMap<>();
        for (int start = 0; start < networks.size(); start += TOGETHER) {
            Request ports = Request.get(Service.NETWORK, "/ports");
            for (String network :
                    new ArrayList<>(networks).subList(start, Math.min(networks.size(), start + TOGETHER))) {
                ports = ports.query("network_id", network);
            }
            for (ObjectNode port : source.cloud().list(ports, "ports")) {
                Resource card = TrunkPorts.card(new Resource(PortType.KIND, Json.text(port, "id"), "", port), source);
                user(card)
                        .ifPresent(user -> servers.computeIfAbsent(
                                        Json.text(port, "network_id"), network -> new LinkedHashSet<>())
                                .add(user));
            }
        }
        return servers;
    }

    /** Neutron's own ports serve the network, and those that nothing has come with it. */
    private static Optional<String> user(Resource card) {
        String owner = String.valueOf(card.text("device_owner"));
        String device = String.valueOf(card.text("device_id"));
        if (owner.startsWith("compute:")) {
            return Optional.of(device);
        }
        return card.text("device_owner") == null
                        || owner.isEmpty()
                        || NEUTRONS.stream().anyMatch(owner::startsWith)
                ? Optional.empty()
                : Optional.of(PORT + card.id() + " of " + owner + (device.isEmpty() ? "" : " " + device));
    }
}
