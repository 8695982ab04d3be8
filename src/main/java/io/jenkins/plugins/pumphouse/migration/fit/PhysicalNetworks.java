package io.jenkins.plugins.pumphouse.migration.fit;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.fit.FitRow.State;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.network.SharedWire;
import io.jenkins.plugins.pumphouse.migration.network.VnicType;
import io.jenkins.plugins.pumphouse.migration.server.card.Nics;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a hypervisor of the target is on the physical networks that the cards of its new servers need: without one
 * Neutron binds no such card, and the server gets no host. Neutron's agents name theirs in their configurations
 * (Networking API v2.0, "Agents"). Where none names any, as with a plugin that has no agents, nobody can tell.
 */
final class PhysicalNetworks implements FitProbe {
    /** Of Open vSwitch and Linux bridge, of Linux bridge alone, and of OVN, which has a text of pairs. */
    private static final List<String> MAPPINGS = List.of("bridge_mappings", "interface_mappings", "bridge-mappings");

    private static final String WHAT = "physical network ";

    @Override
    public List<FitRow> rows(PlannedNeeds needs) {
        Map<List<String>, Long> servers = new LinkedHashMap<>(); // by the physical networks of which a card needs one
        needs.made(Kind.SERVER)
                .flatMap(server -> cards(server, needs).distinct())
                .forEach(wires -> servers.merge(wires, 1L, Long::sum));
        if (servers.isEmpty()) {
            return List.of();
        }
        try {
            Set<String> connected = connected(needs.cloud());
            return connected.isEmpty() ? List.of() : rows(servers, connected, needs.cloud());
        } catch (CloudException e) {
            return servers.entrySet().stream()
                    .map(entry -> FitRow.unknown(
                            needs.cloud().name(), what(entry.getKey()), entry.getValue(), e.getMessage()))
                    .toList();
        }
    }

    /** Cards of SR-IOV have agents of their own, without which their server is refused. */
    private static Stream<List<String>> cards(Resource server, PlannedNeeds needs) {
        return Nics.of(server, needs.source()).stream()
                .filter(card -> !VnicType.isVirtualFunction(card))
                .map(card -> SharedWire.physicalNetworksOf(card, needs.source(), needs.target(), needs.translation()))
                .filter(wires -> !wires.isEmpty());
    }

    private static List<FitRow> rows(Map<List<String>, Long> servers, Set<String> connected, Cloud cloud) {
        List<FitRow> rows = new ArrayList<>();
        servers.forEach((wires, count) -> rows.add(
                wires.stream().anyMatch(connected::contains)
                        ? new FitRow(
                                State.FITS,
                                cloud.name(),
                                what(wires),
                                count,
                                null,
                                "an agent that is up on a hypervisor is connected to it")
                        : new FitRow(State.SHORT, cloud.name(), what(wires), count, 0L, lacking(connected))));
        return rows;
    }

    private static String lacking(Set<String> connected) {
        return "no agent that is up on a hypervisor is connected to it, only to " + String.join(", ", connected)
                + "; a server with a card in it gets no host. Connect a hypervisor: bridge_mappings of its agent, or"
                + " transformations in Fuel";
    }

    private static String what(List<String> wires) {
        return WHAT + String.join(" or ", wires);
    }

    /** The physical networks of the agents that are up where nova-compute runs; empty where none names any. */
    private static Set<String> connected(Cloud cloud) {
        Map<String, Set<String>> byHost = new LinkedHashMap<>();
        for (JsonNode agent : cloud.list(Service.NETWORK, "/agents", "agents")) {
            if (agent.path("alive").asBoolean()) {
                byHost.computeIfAbsent(Json.text(agent, "host"), any -> new TreeSet<>())
                        .addAll(named(agent.path("configurations")));
            }
        }
        byHost.values().removeIf(Set::isEmpty);
        if (byHost.isEmpty()) {
            return Set.of();
        }
        Request list = Request.get(Service.COMPUTE, "/os-services").query("binary", "nova-compute");
        Set<String> hypervisors = cloud.list(list, "services").stream()
                .map(service -> Json.text(service, "host"))
                .collect(Collectors.toSet());
        return byHost.entrySet().stream()
                .filter(entry -> hypervisors.contains(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> named(JsonNode configurations) {
        Set<String> named = new TreeSet<>();
        for (String key : MAPPINGS) {
            JsonNode mappings = configurations.path(key);
            mappings.fieldNames().forEachRemaining(named::add);
            if (mappings.isTextual()) {
                Stream.of(mappings.asText().split(","))
                        .map(pair -> pair.split(":", 2)[0].strip())
                        .filter(name -> !name.isEmpty())
                        .forEach(named::add);
            }
        }
        return named;
    }
}
