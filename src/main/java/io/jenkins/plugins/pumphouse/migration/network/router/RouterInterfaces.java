package io.jenkins.plugins.pumphouse.migration.network.router;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The interfaces of routers as Neutron lists them: ports that routers have. */
public final class RouterInterfaces {
    /** Plain, distributed and highly available routers own their interfaces under different names. */
    private static final List<String> OWNERS = List.of(
            "network:router_interface",
            "network:router_interface_distributed",
            "network:ha_router_replicated_interface");

    private RouterInterfaces() {}

    /** All, or those whose ports belong to a project. */
    static List<Resource> in(Scope scope, CloudInventory inventory) {
        return list(scope.all() ? list() : list().query("tenant_id", scope.owner()), inventory);
    }

    private static Request list() {
        Request list = Request.get(Service.NETWORK, "/ports");
        for (String owner : OWNERS) {
            list = list.query("device_owner", owner);
        }
        return list;
    }

    private static List<Resource> list(Request list, CloudInventory inventory) {
        return inventory.cloud().list(list, "ports").stream()
                .map(port -> named(inventory, port))
                .toList();
    }

    /** The interfaces of routers in a network, of any owner. */
    public static List<Resource> ofNetwork(CloudInventory inventory, String network) {
        return inventory.fact(List.of(RouterInterfaces.class, network), () -> {
            List<Resource> interfaces = list(list().query("network_id", network), inventory);
            interfaces.forEach(inventory::learn);
            return interfaces;
        });
    }

    /** One by its port's id; empty when it is gone. */
    static Optional<Resource> one(CloudInventory inventory, String id) {
        try {
            return Optional.of(named(
                    inventory,
                    inventory
                            .cloud()
                            .send(Request.get(Service.NETWORK, "/ports/" + Request.segment(id)))
                            .identified("port")));
        } catch (CloudException.NotFound e) {
            return Optional.empty();
        }
    }

    /** With the name of its router and its addresses. */
    static Resource named(CloudInventory inventory, ObjectNode port) {
        String router = inventory
                .find(RouterType.KIND, Json.text(port, "device_id"))
                .map(Resource::name)
                .orElse(Json.text(port, "device_id"));
        List<String> addresses = new ArrayList<>();
        port.path("fixed_ips").forEach(ip -> addresses.add(Json.text(ip, "ip_address")));
        return new Resource(
                RouterInterfaceType.KIND, Json.text(port, "id"), router + " at " + String.join(", ", addresses), port);
    }
}
