package io.jenkins.plugins.pumphouse.migration.server.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.network.NetworkType;
import io.jenkins.plugins.pumphouse.migration.network.floating.FloatingIpType;
import io.jenkins.plugins.pumphouse.migration.network.floating.PortForwardings;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterInterfaceType;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterInterfaces;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterType;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What has to be on the target so that the floating addresses of a server can be bound on it. */
public final class FloatingNeeds {
    private FloatingNeeds() {}

    /**
     * What has to be on the target before a server's addresses can be bound on it: the addresses themselves, held, and
     * the router that leads from their network to the server's. Behind a gateway that stays on the source until
     * {@code pumpCutover}, the addresses stay with it.
     */
    public static List<Reference> needs(Resource server, CloudInventory source, HeldGateways gateways) {
        List<Reference> needs = new ArrayList<>();
        for (FloatingAddress floating : ServerFloating.of(server, source)) {
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
                : RouterInterfaces.ofNetwork(
                                source, network == null ? ServerFloating.network(floating, source) : network)
                        .stream()
                        .filter(plug -> router.equals(plug.text("device_id")))
                        .findFirst();
    }

    /**
     * The addresses as a server of the target needs them, with the ids of the target's ports and routers that lead to
     * them.
     */
    public static ArrayNode wanted(
            Resource server, CloudInventory source, Translation translation, HeldGateways gateways) {
        ArrayNode wanted = Json.object().putArray("floating");
        for (FloatingAddress floating : ServerFloating.of(server, source)) {
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
}
