package io.jenkins.plugins.pumphouse.host.fuel.layout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts networks on a node's interfaces as the configuration says. */
final class InterfacesByRule {

    private final Equipment own;
    private final Assignments assignments;
    private final List<String> reasons;

    InterfacesByRule(Equipment own, Assignments assignments, List<String> reasons) {
        this.own = own;
        this.assignments = assignments;
        this.reasons = reasons;
    }

    ArrayNode place(Map<String, List<String>> rules) {
        ArrayNode body = own.interfaces().deepCopy();
        Map<String, ArrayNode> wanted = new HashMap<>();
        rules.forEach((key, networks) -> {
            String name = nameOf(key);
            if (name == null) {
                reasons.add("it has no interface " + key + " but " + names(own.interfaces())
                        + ": name one of these in interfaces");
                // The networks count as placed: they need no second complaint.
                assignments.to(key, true, networks);
            } else {
                wanted.computeIfAbsent(name, unused -> body.arrayNode())
                        .addAll(assignments.to(name, boots(name), networks));
            }
        });
        assignments.check();
        body.forEach(nic -> ((ObjectNode) nic)
                .set("assigned_networks", wanted.getOrDefault(nic.path("name").asText(), body.arrayNode())));
        return body;
    }

    private String nameOf(String key) {
        for (JsonNode nic : own.interfaces()) {
            if (nic.path("name").asText().equals(key)
                    || nic.path("mac").asText("-").equalsIgnoreCase(key)
                    || key.equals("pxe") && own.boots(nic)) {
                return nic.path("name").asText();
            }
        }
        return null;
    }

    private boolean boots(String name) {
        for (JsonNode nic : own.interfaces()) {
            if (nic.path("name").asText().equals(name)) {
                return own.boots(nic);
            }
        }
        return false;
    }

    /** Such as {@code eth0 (52:54:00:aa:02:00, 1000 Mbit/s)}, ... */
    static String names(ArrayNode interfaces) {
        List<String> names = new ArrayList<>();
        interfaces.forEach(nic ->
                names.add(nic.path("name").asText() + " (" + nic.path("mac").asText()
                        + (nic.path("max_speed").isNumber()
                                ? ", " + nic.path("max_speed").asInt() + " Mbit/s"
                                : "") + ")"));
        return names.isEmpty() ? "none" : String.join(", ", names);
    }
}
