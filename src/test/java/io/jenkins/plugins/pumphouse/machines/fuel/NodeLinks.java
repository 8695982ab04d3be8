package io.jenkins.plugins.pumphouse.machines.fuel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Nailgun's network manager: which networks a node's interfaces carry, and what it refuses. */
final class NodeLinks {
    static final Map<String, Integer> NETWORKS =
            Map.of("fuelweb_admin", 1, "public", 2, "management", 3, "storage", 4, "private", 5);
    private static final List<String> ON_PXE = List.of("fuelweb_admin", "management", "storage", "private");

    private final Edition edition;

    NodeLinks(Edition edition) {
        this.edition = edition;
    }

    /** The interfaces with fresh ids, without networks. */
    ArrayNode bare(JsonNode meta, Records records) {
        ArrayNode nics = WireJson.array();
        for (JsonNode port : meta.path("interfaces")) {
            ObjectNode nic = WireJson.object(
                    "id",
                    records.next("nic"),
                    "name",
                    port.path("name"),
                    "type",
                    "ether",
                    "mac",
                    port.path("mac"),
                    "state",
                    port.path("state"),
                    "driver",
                    port.path("driver"),
                    "bus_info",
                    port.path("bus_info"),
                    "max_speed",
                    port.path("max_speed"),
                    "current_speed",
                    port.path("current_speed"),
                    "assigned_networks",
                    List.of());
            if (edition.lifeCycle()) {
                nic.put("pxe", nics.isEmpty());
                nic.set("attributes", WireJson.object());
                nic.set(
                        "meta",
                        WireJson.object(
                                "offloading_modes",
                                List.of(),
                                "numa_node",
                                null,
                                "max_queues",
                                null,
                                "pci_id",
                                "",
                                "sriov",
                                WireJson.object("available", false, "totalvfs", 0, "pci_id", ""),
                                "dpdk",
                                WireJson.object("available", false)));
            } else {
                nic.set("interface_properties", WireJson.object("mtu", null, "disable_offloading", false));
            }
            nics.add(nic);
        }
        return nics;
    }

    /** All networks but the public one on the interface that boots; that one on the second, if there is one. */
    ArrayNode proposed(ArrayNode known, EnvironmentRow.Group group) {
        ArrayNode nics = Bonds.without(known);
        for (int i = 0; i < nics.size(); i++) {
            ArrayNode networks = WireJson.array();
            if (i == 0) {
                ON_PXE.forEach(name -> networks.add(network(name, group)));
            }
            if (i == Math.min(1, nics.size() - 1)) {
                networks.add(network("public", group));
            }
            ObjectNode nic = (ObjectNode) nics.get(i);
            nic.set("assigned_networks", networks);
            if (edition.lifeCycle()) {
                nic.set("attributes", attributes());
            }
        }
        return nics;
    }

    ArrayNode without(ArrayNode nics) {
        ArrayNode bare = Bonds.without(nics);
        bare.forEach(nic -> {
            ((ObjectNode) nic).putArray("assigned_networks");
            if (edition.lifeCycle()) {
                ((ObjectNode) nic).putObject("attributes");
            }
        });
        return bare;
    }

    private static ObjectNode attributes() {
        return WireJson.object(
                "mtu",
                WireJson.object(),
                "sriov",
                WireJson.object(),
                "dpdk",
                WireJson.object(),
                "offloading",
                WireJson.object());
    }

    private static ObjectNode network(String name, EnvironmentRow.Group group) {
        return WireJson.object("id", group.network(name), "name", name);
    }

    /** Checks a body of PUT and puts it over what there was. */
    ArrayNode put(NodeRow node, JsonNode body, EnvironmentRow.Group group) {
        if (!Set.of("discover", "stopped", "ready").contains(node.status) && !"deploy".equals(node.errorType)) {
            throw Refused.badRequest(
                    "Node '" + node.id + "': Interfaces configuration can't be changed after or during deployment.");
        }
        Set<Integer> assigned = new HashSet<>();
        ArrayNode merged = Bonds.without(node.nics);
        for (JsonNode wanted : body) {
            if (edition.lifeCycle() && !wanted.has("name")) {
                throw new Refused(
                        500, null, "Traceback (most recent call last):\n  File \"network.py\"\nKeyError: 'name'\n");
            }
            for (JsonNode nic : merged) {
                if (nic.path("id").equals(wanted.path("id"))) {
                    ((ObjectNode) nic).set("assigned_networks", wanted.path("assigned_networks"));
                }
            }
            for (JsonNode network : wanted.path("assigned_networks")) {
                if (!assigned.add(network.path("id").asInt())) {
                    throw Refused.badRequest(
                            "Assigned network '" + network.path("id").asInt() + "' for node '" + node.id
                                    + "' is already assigned to other interface");
                }
            }
        }
        merged.addAll(Bonds.read(node, body, merged));
        if (body.size() < merged.size()) {
            throw Refused.badRequest("Node '" + node.id + "': there is no all interfaces in the request");
        }
        check(node, merged, assigned, group);
        return merged;
    }

    private void check(NodeRow node, ArrayNode merged, Set<Integer> assigned, EnvironmentRow.Group group) {
        if (node.cluster == null && !assigned.isEmpty()) {
            throw Refused.badRequest(
                    "Node '" + node.id + "': networks cannot be assigned to a node that is not in a cluster");
        }
        if (group == null) {
            return;
        }
        List<Integer> left = NETWORKS.keySet().stream()
                .map(group::network)
                .filter(id -> !assigned.contains(id))
                .sorted()
                .toList();
        if (!left.isEmpty()) {
            String ids = String.join(", ", left.stream().map(String::valueOf).toList());
            throw Refused.badRequest("Node '" + node.id + "': " + (edition.lifeCycle() ? ids : "'" + ids + "'")
                    + " network(s) are left unassigned");
        }
        for (int i = 1; i < merged.size(); i++) {
            boolean boots =
                    Bonds.carries(merged.get(i), merged.get(0).path("name").asText());
            for (JsonNode network : merged.get(i).path("assigned_networks")) {
                if (!boots && network.path("id").asInt() == group.network("fuelweb_admin")) {
                    throw Refused.badRequest(
                            "Node '" + node.id + "': admin network can be assigned only to the PXE interface");
                }
            }
        }
    }
}
