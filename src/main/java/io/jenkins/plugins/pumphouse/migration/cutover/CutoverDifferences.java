package io.jenkins.plugins.pumphouse.migration.cutover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How a network of the target still differs from what a cutover makes of it. */
final class CutoverDifferences {
    private CutoverDifferences() {}

    /** What is left to do; what keeps it from being done stands first. */
    static List<Difference> of(ObjectNode wanted, Resource existing) {
        List<Difference> differences = new ArrayList<>();
        List<String> staying = Json.texts(wanted, "servers");
        List<String> answering = Json.texts(wanted, CutoverType.ANSWERING);
        listed(CutoverType.ANSWERING, answering, "none of these").ifPresent(differences::add);
        List<String> held = heldBack(existing);
        dhcp(wanted, existing).ifPresent(differences::add);
        interfaces(wanted, existing).ifPresent(differences::add);
        floating(wanted, existing).ifPresent(differences::add);
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

    /** Subnets whose DHCP is on, and a run has noted that it was held back. */
    private static List<String> heldBack(Resource existing) {
        List<String> held = new ArrayList<>(Json.texts(existing.json(), CutoverType.HELD));
        held.retainAll(Json.texts(existing.json(), CutoverType.DHCP));
        return held;
    }

    private static Optional<Difference> dhcp(ObjectNode wanted, Resource existing) {
        List<String> on = Json.texts(existing.json(), CutoverType.DHCP);
        boolean off = Stream.of(Json.texts(wanted, CutoverType.DHCP), Json.texts(existing.json(), CutoverType.HELD))
                .flatMap(List::stream)
                .anyMatch(subnet -> !on.contains(subnet));
        return off ? Optional.of(new Difference(CutoverType.DHCP, "on", "off")) : Optional.empty();
    }

    private static Optional<Difference> interfaces(ObjectNode wanted, Resource existing) {
        List<String> interfaces = new ArrayList<>(Json.texts(wanted, CutoverType.INTERFACES));
        interfaces.removeAll(addresses(existing));
        return listed("router addresses", interfaces, "missing");
    }

    /** Those that were handed over count as bound when their owner has bound them otherwise since. */
    private static Optional<Difference> floating(ObjectNode wanted, Resource existing) {
        List<String> floating = new ArrayList<>(Json.texts(wanted, CutoverType.FLOATING));
        List<String> bound = Json.texts(existing.json(), CutoverType.FLOATING);
        floating.removeAll(bound);
        List<String> handedOver = Json.texts(wanted, CutoverType.LET_GO);
        floating.removeIf(
                binding -> handedOver.contains(binding) && bound.stream().anyMatch(one -> id(one).equals(id(binding))));
        return listed(CutoverType.FLOATING, floating, "not bound");
    }

    private static Optional<Difference> listed(String field, List<String> wanted, String shown) {
        return wanted.isEmpty()
                ? Optional.empty()
                : Optional.of(new Difference(field, String.join(", ", wanted), shown));
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
