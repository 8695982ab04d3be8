package io.jenkins.plugins.pumphouse.migration.cutover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import java.util.ArrayList;
import java.util.List;

/** In what a network of the target is not yet what a cutover makes of it. */
final class CutoverDifferences {
    private CutoverDifferences() {}

    /** What is left to do; what keeps it from being done stands first. */
    static List<Difference> of(ObjectNode wanted, Resource existing) {
        List<Difference> differences = new ArrayList<>();
        List<String> staying = Json.texts(wanted, "servers");
        List<String> answering = Json.texts(wanted, CutoverType.ANSWERING);
        if (!answering.isEmpty()) {
            differences.add(new Difference(CutoverType.ANSWERING, String.join(", ", answering), "none of these"));
        }
        List<String> dhcp = new ArrayList<>(Json.texts(wanted, CutoverType.DHCP));
        dhcp.removeAll(Json.texts(existing.json(), CutoverType.DHCP));
        List<String> held = new ArrayList<>(Json.texts(existing.json(), CutoverType.HELD));
        List<String> on = Json.texts(existing.json(), CutoverType.DHCP);
        held.stream().filter(subnet -> !on.contains(subnet)).forEach(dhcp::add);
        held.retainAll(on);
        if (!dhcp.isEmpty()) {
            differences.add(new Difference(CutoverType.DHCP, "on", "off"));
        }
        List<String> interfaces = new ArrayList<>(Json.texts(wanted, CutoverType.INTERFACES));
        interfaces.removeAll(addresses(existing));
        if (!interfaces.isEmpty()) {
            differences.add(new Difference("router addresses", String.join(", ", interfaces), "missing"));
        }
        List<String> floating = new ArrayList<>(Json.texts(wanted, CutoverType.FLOATING));
        List<String> bound = Json.texts(existing.json(), CutoverType.FLOATING);
        floating.removeAll(bound);
        List<String> handedOver =
                Json.texts(wanted, CutoverType.LET_GO); // of which the owner may have bound some otherwise since
        floating.removeIf(
                binding -> handedOver.contains(binding) && bound.stream().anyMatch(one -> id(one).equals(id(binding))));
        if (!floating.isEmpty()) {
            differences.add(new Difference(CutoverType.FLOATING, String.join(", ", floating), "not bound"));
        }
        RouterGateways.difference(wanted.path(RouterGateways.FIELD), existing.field(RouterGateways.FIELD))
                .ifPresent(differences::add);
        if (!differences.isEmpty() && !staying.isEmpty()) {
            differences.add(
                    0,
                    new Difference(
                            "servers and services that have not moved", String.join(", ", staying), "none allowed"));
        }
        if (differences.isEmpty() && !held.isEmpty()) { // an interrupted run was about to remove it
            differences.add(new Difference("note of DHCP that was held back", "none", String.join(", ", held)));
        }
        return differences;
    }

    /** Of a floating address in a binding. */
    private static String id(String binding) {
        return binding.substring(0, binding.indexOf(' '));
    }

    private static List<String> addresses(Resource network) {
        List<String> addresses = new ArrayList<>();
        for (JsonNode port : network.field(CutoverType.INTERFACES)) {
            port.path("fixed_ips")
                    .forEach(ip -> addresses.add(Json.text(port, "device_id") + " " + Json.text(ip, "ip_address")));
        }
        return addresses;
    }
}
