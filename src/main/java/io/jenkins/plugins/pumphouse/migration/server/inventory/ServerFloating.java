package io.jenkins.plugins.pumphouse.migration.server.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.network.FloatingIpType;
import io.jenkins.plugins.pumphouse.migration.network.NetworkType;
import io.jenkins.plugins.pumphouse.migration.network.PortForwardings;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.migration.network.RouterInterfaceType;
import io.jenkins.plugins.pumphouse.migration.network.RouterType;
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
            reasons.add("has floating address " + String.join(", ", unknown) + ", which Nova shows and the network"
                    + " service of " + source.cloud().name() + " does not have (remove it from the server first)");
        }
        reasons.addAll(NovaFloating.refusals(server, source));
        return reasons;
    }

    /**
     * What has to be on the target before a server's addresses can be bound on it: the addresses themselves, held, and
     * the router that leads from their network to the server's. Behind a gateway that stays on the source until
     * {@code pumpCutover}, the addresses stay with it.
     */
    public static List<Reference> needs(Resource server, CloudInventory source, HeldGateways gateways) {
        List<Reference> needs = new ArrayList<>();
        for (FloatingAddress floating : of(server, source)) {
            needs.add(Reference.to(FloatingIpType.KIND, floating.ip().id()));
            if (!gateways.holds(floating, source)) {
                router(floating, source).ifPresent(plug -> {
                    needs.add(Reference.to(RouterType.KIND, plug.text("device_id")));
                    needs.add(Reference.to(RouterInterfaceType.KIND, plug.id()));
                });
            }
        }
        for (Resource port :
                ServerTrunks.ports(server, source)) { // an address that cannot be had shows before the stop
            PortForwardings.byPort(source)
                    .getOrDefault(port.id(), List.of())
                    .forEach(ip -> needs.add(Reference.to(FloatingIpType.KIND, ip.id())));
        }
        return needs;
    }

    /** The interface of the router that translates the address, in the subnet of the fixed one. */
    private static Optional<Resource> router(FloatingAddress floating, CloudInventory source) {
        String router = floating.ip().text("router_id");
        String network = Json.text(floating.ip().field("port_details"), "network_id");
        return router == null
                ? Optional.empty()
                : RouterInterfaceType.ofNetwork(source, network == null ? network(floating, source) : network).stream()
                        .filter(plug -> router.equals(plug.text("device_id")))
                        .findFirst();
    }

    public static String network(FloatingAddress floating, CloudInventory source) {
        return source.find(PortType.KIND, floating.port())
                .map(port -> port.text("network_id"))
                .orElse(null);
    }

    /**
     * The addresses as a server of the target needs them, with the ids of the target's ports and routers that lead to
     * them.
     */
    public static ArrayNode wanted(
            Resource server, CloudInventory source, Translation translation, HeldGateways gateways) {
        ArrayNode wanted = Json.object().putArray("floating");
        for (FloatingAddress floating : of(server, source)) {
            ObjectNode address = wanted.addObject().put("address", floating.address());
            address.put(
                    "external", translation.id(NetworkType.KIND, floating.ip().text("floating_network_id")));
            if (!gateways.holds(floating, source) && floating.ip().text("router_id") != null) {
                address.put(
                        "router", translation.id(RouterType.KIND, floating.ip().text("router_id")));
            }
        }
        return wanted;
    }

    /** A router of the target that does not lead to the external network, so that no address can be bound behind it. */
    public static Optional<String> unreachable(JsonNode wanted, CloudInventory target) {
        for (JsonNode address : wanted) {
            String router = Json.text(address, "router");
            String external = Json.text(address, "external");
            if (router == null || Translation.isPending(router)) {
                continue;
            }
            Optional<Resource> found = target.find(RouterType.KIND, router);
            boolean marked =
                    found.isPresent() && new RouterType().mark(found.get()).isPresent(); // the plan brings its gateway
            boolean leads = found.isPresent()
                    && external.equals(Json.text(found.get().field("external_gateway_info"), "network_id"));
            if (!marked && !leads) {
                return Optional.of("has floating address " + Json.text(address, "address") + ", and router "
                        + found.map(Resource::name).orElse(router) + " on "
                        + target.cloud().name() + " has no gateway in network "
                        + target.find(NetworkType.KIND, external)
                                .map(Resource::name)
                                .orElse(external)
                        + "; openstack router set --external-gateway "
                        + external + " " + router);
            }
        }
        return Optional.empty();
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
