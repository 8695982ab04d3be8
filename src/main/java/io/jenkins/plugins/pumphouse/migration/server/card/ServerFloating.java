package io.jenkins.plugins.pumphouse.migration.server.card;

import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.migration.network.floating.FloatingIpType;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The floating addresses of servers, of any owner, found by the ports that have a server's id. */
public final class ServerFloating {
    private ServerFloating() {}

    /** Those that lead to a server, or led to it before a move let them go. */
    public static List<FloatingAddress> of(Resource server, CloudInventory source) {
        Map<String, FloatingAddress> found = new LinkedHashMap<>();
        Map<String, FloatingAddress> noted = noted(server, source);
        Map<String, List<Resource>> byPort = byPort(source);
        for (Resource port : ServerTrunks.ports(server, source)) {
            for (Resource ip : byPort.getOrDefault(port.id(), List.of())) {
                String copy = Optional.ofNullable(noted.get(ip.id()))
                        .map(FloatingAddress::copy)
                        .orElse(null);
                found.put(ip.id(), new FloatingAddress(ip, port.id(), ip.text("fixed_ip_address"), copy));
            }
        }
        noted.forEach(found::putIfAbsent);
        return List.copyOf(found.values());
    }

    private static Map<String, List<Resource>> byPort(CloudInventory source) {
        return source.fact(ServerFloating.class, () -> {
            Map<String, List<Resource>> byPort = new HashMap<>();
            if (source.cloud().has(Service.NETWORK)) {
                for (Resource ip : FloatingIpType.all(source)) {
                    if (ip.text("port_id") != null) {
                        byPort.computeIfAbsent(ip.text("port_id"), port -> new ArrayList<>())
                                .add(ip);
                    }
                }
            }
            return byPort;
        });
    }

    /** What runs have let go; not what its owner has bound to another port since, or removed. */
    private static Map<String, FloatingAddress> noted(Resource server, CloudInventory source) {
        Map<String, FloatingAddress> noted = new LinkedHashMap<>();
        for (var item : server.field("metadata").properties()) {
            if (item.getKey().startsWith(FloatingAddress.KEY) && !item.getKey().endsWith(FloatingAddress.TEXT)) {
                FloatingAddress.parts(item.getValue().asText())
                        .ifPresent(parts -> source.find(FloatingIpType.KIND, parts[0])
                                .filter(ip -> ip.text("port_id") == null || parts[1].equals(ip.text("port_id")))
                                .ifPresent(ip ->
                                        noted.put(ip.id(), new FloatingAddress(ip, parts[1], parts[2], parts[3]))));
            }
        }
        return noted;
    }

    /** Why they cannot come along, and what to do. */
    public static List<String> refusals(Resource server, CloudInventory source) {
        Set<String> known = new TreeSet<>();
        if (source.cloud().has(Service.NETWORK)) {
            FloatingIpType.all(source).forEach(ip -> known.add(ip.name()));
        }
        List<String> reasons = new ArrayList<>();
        List<String> unknown = Nics.floating(server.json()).stream()
                .filter(address -> !known.contains(address))
                .toList();
        if (!unknown.isEmpty()) {
            reasons.add("has floating address " + String.join(", ", unknown) + ", which Nova shows and Neutron of "
                    + source.cloud().name() + " does not have: its record in Nova is stale (nova refresh-network "
                    + server.id() + ")");
        }
        reasons.addAll(NovaFloating.refusals(server, source));
        return reasons;
    }

    public static String network(FloatingAddress floating, CloudInventory source) {
        return source.find(PortType.KIND, floating.port())
                .map(port -> port.text("network_id"))
                .orElse(null);
    }

    /**
     * The value of an address on the target, which a mapping may have chosen; empty while the target has none for it.
     */
    public static Optional<String> now(FloatingAddress floating, CloudInventory target) {
        return floating.copy() == null
                ? Optional.empty()
                : target.find(FloatingIpType.KIND, floating.copy()).map(Resource::name);
    }

    /**
     * The addresses that do not lead to a server's copy as they led to the server.
     *
     * @param copy the server on the target
     */
    public static List<FloatingAddress> missing(List<FloatingAddress> addresses, Resource copy, CloudInventory target) {
        List<Resource> ports = addresses.isEmpty() ? List.of() : ServerTrunks.ports(copy, target);
        return addresses.stream()
                .filter(floating -> floating.copy() == null
                        || target.find(FloatingIpType.KIND, floating.copy())
                                .filter(ip -> floating.fixed().equals(ip.text("fixed_ip_address")))
                                .filter(ip -> ports.stream()
                                        .anyMatch(port -> port.id().equals(ip.text("port_id"))))
                                .isEmpty())
                .toList();
    }
}
