package io.jenkins.plugins.pumphouse.host.fuel.layout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Puts networks on a node's interfaces, and bonds over them, like those of another node. */
final class InterfacesLikeTemplate {

    private static final String BOND = "bond";

    private final Equipment own;
    private final Equipment template;
    private final Assignments assignments;
    private final List<String> reasons;
    private final List<String> remarks;

    InterfacesLikeTemplate(
            Equipment own, Equipment template, Assignments assignments, List<String> reasons, List<String> remarks) {
        this.own = own;
        this.template = template;
        this.assignments = assignments;
        this.reasons = reasons;
        this.remarks = remarks;
    }

    ArrayNode place() {
        List<JsonNode> bonds = entries(template, true);
        Set<String> slaves = new HashSet<>();
        bonds.forEach(bond -> slaves.addAll(slaves(bond)));
        List<JsonNode> theirs = entries(template, false).stream()
                .filter(nic -> !nic.path("assigned_networks").isEmpty() || slaves.contains(name(nic)))
                .toList();
        Counterparts counterparts = new Counterparts(theirs, entries(own, false))
                .pair((their, our) -> template.boots(their) && own.boots(our))
                .pair((their, our) -> name(their).equals(name(our)) && speed(our) >= speed(their))
                .pair((their, our) -> !own.boots(our) && speed(our) == speed(their))
                .pair((their, our) -> name(their).equals(name(our)))
                .pair((their, our) -> speed(our) >= speed(their))
                .pair((their, our) -> true);
        ArrayNode body = own.interfaces().arrayNode();
        entries(own, false).forEach(nic -> body.add(empty(nic)));
        for (JsonNode their : theirs) {
            JsonNode counterpart = counterparts.of(their);
            List<String> networks = networks(their);
            if (counterpart == null) {
                reasons.add("interface " + name(their) + " of " + template.node() + " ("
                        + what(networks, slaves.contains(name(their))) + ") has no counterpart, as this node has "
                        + InterfacesByRule.names(own.interfaces()) + LayoutMisfit.OTHER_INTERFACES);
                // They count as placed: they need no second complaint.
                assignments.to(name(their), true, networks);
            } else {
                compare(their, counterpart);
                entry(body, name(counterpart))
                        .set("assigned_networks", assignments.to(name(counterpart), own.boots(counterpart), networks));
            }
        }
        bonds.forEach(bond -> body.add(bond(bond, theirs, counterparts)));
        assignments.check();
        return body;
    }

    private static ObjectNode empty(JsonNode nic) {
        ObjectNode copy = nic.deepCopy();
        copy.putArray("assigned_networks");
        return copy;
    }

    private static String what(List<String> networks, boolean slave) {
        return networks.isEmpty() && slave ? "part of a bond" : String.join(", ", networks);
    }

    private void compare(JsonNode their, JsonNode counterpart) {
        if (!name(their).equals(name(counterpart))) {
            remarks.add("interface " + name(counterpart) + " is wired like " + name(their) + " of " + template.node());
        }
        if (speed(counterpart) < speed(their)) {
            remarks.add("interface " + name(counterpart) + " has " + speed(counterpart) + " Mbit/s, " + name(their)
                    + " of " + template.node() + " " + speed(their));
        }
        if (counterpart.path("state").asText().equals("down")) {
            remarks.add("interface " + name(counterpart) + " has no link now");
        }
    }

    /** A bond without what is the template's own (ids, MACs), over the counterparts of its slaves. */
    private ObjectNode bond(JsonNode their, List<JsonNode> theirs, Counterparts counterparts) {
        ObjectNode bond = their.deepCopy();
        bond.remove(List.of("id", "mac", "state"));
        ArrayNode members = bond.putArray("slaves");
        boolean boots = false;
        for (JsonNode nic : theirs) {
            JsonNode counterpart = counterparts.of(nic);
            if (counterpart != null && slaves(their).contains(name(nic))) {
                members.addObject().put("name", name(counterpart));
                boots = boots || own.boots(counterpart);
            }
        }
        bond.set("assigned_networks", assignments.to(name(their), boots, networks(their)));
        return bond;
    }

    private static List<JsonNode> entries(Equipment equipment, boolean bonds) {
        List<JsonNode> found = new ArrayList<>();
        equipment.interfaces().forEach(nic -> {
            if (nic.path("type").asText().equals(BOND) == bonds) {
                found.add(nic);
            }
        });
        found.sort((one, other) -> name(one).compareTo(name(other)));
        return found;
    }

    private static ObjectNode entry(ArrayNode body, String name) {
        for (JsonNode nic : body) {
            if (name(nic).equals(name)) {
                return (ObjectNode) nic;
            }
        }
        throw new IllegalStateException(name);
    }

    private static Set<String> slaves(JsonNode bond) {
        Set<String> names = new HashSet<>();
        bond.path("slaves").forEach(slave -> names.add(name(slave)));
        return names;
    }

    private static List<String> networks(JsonNode nic) {
        List<String> names = new ArrayList<>();
        nic.path("assigned_networks").forEach(network -> names.add(name(network)));
        return names;
    }

    private static String name(JsonNode json) {
        return json.path("name").asText();
    }

    private static int speed(JsonNode nic) {
        return nic.path("max_speed").asInt();
    }
}
