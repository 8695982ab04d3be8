package io.jenkins.plugins.pumphouse.host.fuel.layout;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.pumphouse.host.fuel.FuelNetwork;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which interface carries which network: each network of the environment exactly once, the Admin network where the
 * machine boots.
 */
final class Assignments {

    /** Fuel's own network, by which a machine boots. */
    private static final String ADMIN = "fuelweb_admin";

    private final Equipment own;
    private final List<FuelNetwork> networks;
    private final List<String> reasons;
    private final Map<String, String> carriers = new LinkedHashMap<>();

    Assignments(Equipment own, List<FuelNetwork> networks, List<String> reasons) {
        this.own = own;
        this.networks = networks.stream()
                .filter(this::isOfOwnGroup)
                .filter(each -> !isShadowed(each, networks))
                .toList();
        this.reasons = reasons;
    }

    // The Admin network that is there for all serves the default group; another group may have one of its own.
    private boolean isShadowed(FuelNetwork network, List<FuelNetwork> all) {
        return network.group() == null
                && all.stream()
                        .anyMatch(each -> each.group() != null
                                && each.group().equals(own.node().group())
                                && each.name().equals(network.name()));
    }

    // Racks have networks of the same names.
    private boolean isOfOwnGroup(FuelNetwork network) {
        return network.group() == null
                || own.node().group() == null
                || network.group().equals(own.node().group());
    }

    /** @return the list for an interface's entry; what cannot be assigned is left out and noted as a reason */
    ArrayNode to(String nic, boolean boots, List<String> names) {
        ArrayNode assigned = JsonNodeFactory.instance.arrayNode();
        for (String name : names) {
            Optional<FuelNetwork> network =
                    networks.stream().filter(each -> each.name().equals(name)).findFirst();
            String before = carriers.putIfAbsent(name, nic);
            if (network.isEmpty()) {
                reasons.add("the environment has no network " + name + " but "
                        + String.join(
                                ", ",
                                networks.stream()
                                        .map(FuelNetwork::name)
                                        .sorted()
                                        .toList())
                        + ": name one of these in interfaces");
            } else if (before != null) {
                reasons.add("network " + name + " is on both " + before + " and " + nic
                        + ": leave it on one of them in interfaces");
            } else {
                if (name.equals(ADMIN) && !boots) {
                    reasons.add("network " + ADMIN + " has to be on the interface that the machine boots from, which "
                            + nic + " is not: move it in interfaces");
                }
                assigned.addObject().put("id", network.get().id()).put("name", name);
            }
        }
        return assigned;
    }

    /** Notes those that no interface carries. */
    void check() {
        networks.stream()
                .map(FuelNetwork::name)
                .filter(name -> !carriers.containsKey(name))
                .sorted()
                .forEach(name -> reasons.add("network " + name + " is on no interface: add it to one in interfaces"));
    }
}
