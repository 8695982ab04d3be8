package io.jenkins.plugins.pumphouse.machines.fuel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Bonds in a body of interfaces: they have no id, and come and go with every PUT. */
final class Bonds {
    private Bonds() {}

    static boolean isBond(JsonNode nic) {
        return nic.path("type").asText().equals("bond");
    }

    /** The interfaces alone. */
    static ArrayNode without(ArrayNode nics) {
        return WireJson.arrayOf(StreamSupport.stream(nics.spliterator(), false)
                .filter(nic -> !isBond(nic))
                .map(nic -> (JsonNode) nic.deepCopy())
                .toList());
    }

    /** Whether it is a bond over an interface. */
    static boolean carries(JsonNode nic, String slave) {
        return StreamSupport.stream(nic.path("slaves").spliterator(), false)
                .anyMatch(each -> each.path("name").asText().equals(slave));
    }

    /** The bonds of a body, as they are kept; refuses what the validator of fuel-web refuses. */
    static ArrayNode read(NodeRow node, JsonNode body, ArrayNode nics) {
        ArrayNode bonds = WireJson.array();
        Set<String> used = new HashSet<>();
        for (JsonNode each : body) {
            if (isBond(each)) {
                bonds.add(bond(node, each, nics, used));
            }
        }
        for (JsonNode each : body) {
            if (!isBond(each)
                    && used.contains(each.path("name").asText())
                    && !each.path("assigned_networks").isEmpty()) {
                throw refused(
                        node,
                        "interface '" + each.path("id").asInt()
                                + "' cannot have assigned networks as it is used in bond");
            }
        }
        return bonds;
    }

    private static ObjectNode bond(NodeRow node, JsonNode wanted, ArrayNode nics, Set<String> used) {
        if (!wanted.has("name")) {
            throw refused(node, "each bond interface must have name");
        }
        if (wanted.path("slaves").size() < 2) {
            throw refused(node, "each bond interface must have two or more slaves");
        }
        String mode = wanted.path("mode")
                .asText(wanted.path("bond_properties")
                        .path("mode")
                        .asText(wanted.path("attributes")
                                .path("mode")
                                .path("value")
                                .path("value")
                                .asText("")));
        if (mode.isEmpty()) {
            throw refused(node, "bond interface '" + wanted.path("name").asText() + "' doesn't have mode");
        }
        for (JsonNode slave : wanted.path("slaves")) {
            String name = slave.path("name").asText();
            if (StreamSupport.stream(nics.spliterator(), false)
                    .noneMatch(nic -> nic.path("name").asText().equals(name))) {
                throw refused(
                        node,
                        "there is no interface '" + name + "' found for bond '"
                                + wanted.path("name").asText() + "' in DB");
            }
            if (!used.add(name)) {
                throw refused(node, "interface '" + name + "' is used in bonds more than once");
            }
        }
        ObjectNode kept = WireJson.object(
                "name",
                wanted.path("name"),
                "type",
                "bond",
                "mac",
                null,
                "state",
                null,
                "mode",
                mode,
                "slaves",
                wanted.path("slaves"),
                "assigned_networks",
                wanted.path("assigned_networks"),
                "bond_properties",
                WireJson.object("mode", mode, "type__", "linux"));
        kept.set("attributes", wanted.path("attributes").isObject() ? wanted.path("attributes") : WireJson.object());
        return kept;
    }

    private static Refused refused(NodeRow node, String what) {
        return Refused.badRequest("Node '" + node.id + "': " + what);
    }
}
