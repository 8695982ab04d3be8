package io.jenkins.plugins.pumphouse.migration.network.router;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.network.SubnetType;
import io.jenkins.plugins.pumphouse.migration.type.Account;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a router of the target gets an interface with the very addresses of the source's, and what of its port comes. */
public final class InterfaceAttachment {
    /** Of the port on the source: the target's router sets its own. */
    static final Account ACCOUNT = new Account()
            .brings("tenant_id", "project_id", "device_id", "network_id", "fixed_ips")
            .serviceSets("id", "status", "created_at", "updated_at", "revision_number", "device_owner", "mac_address")
            .serviceSets("binding:host_id", "binding:profile", "binding:vif_type", "binding:vif_details")
            .serviceSets("binding:vnic_type", "dns_assignment", "ip_allocation", "qos_network_policy_id")
            .serviceSets("resource_request", "port_security_enabled", "propagate_uplink_status", "data_plane_status")
            .tells("admin_state_up", true, "interfaces are up on the target")
            .tells("name", null, "not migrated")
            .tells("description", null, "not migrated")
            .tells("tags", null, "not migrated")
            .tells("dns_name", null, "not migrated")
            .tells("dns_domain", null, "not migrated")
            .tells("security_groups", null, "a router's interface has none")
            .tells("allowed_address_pairs", null, "a router's interface has none")
            .tells("extra_dhcp_opts", null, "a router's interface has none")
            .tells("qos_policy_id", null, "not migrated")
            .tells("numa_affinity_policy", null, "a router's interface has none")
            .tells("device_profile", null, "a router's interface has none")
            .tells("trunk_details", null, "a router's interface has none")
            .tells("hints", null, "a router's interface has none")
            .tells("trusted", null, "a router's interface has none");

    private InterfaceAttachment() {}

    /**
     * Gives the target's router the very addresses of an interface of the source, whatever the choice for its network.
     *
     * @param port the source's interface as Neutron shows it
     * @return the id of the target's port
     */
    public static String attach(ChangeContext context, JsonNode port) {
        Resource resource = RouterInterfaces.named(context.inventory(), (ObjectNode) port);
        ObjectNode wanted = RouterInterfaceType.desired(resource, context.inventory(), context.translation(), false);
        return attach(context, resource, wanted, isGateway(resource, context.inventory()));
    }

    static String attach(ChangeContext context, Resource resource, ObjectNode wanted, boolean gateway) {
        InterfacePlug plug = new InterfacePlug(context.target(), Json.text(wanted, "device_id"));
        String port = gateway ? null : InterfacePort.marked(context, resource, wanted);
        if (port != null) {
            plug.intoPort(port, firstSubnet(wanted));
            InterfacePort.unmark(context.target(), port);
            return port;
        }
        for (JsonNode ip : wanted.path("fixed_ips")) { // of one network, IPv6: Neutron puts them on one port
            port = plug.intoSubnet(Json.text(ip, "subnet_id"));
        }
        return port;
    }

    private static String firstSubnet(JsonNode port) {
        return Json.text(port.path("fixed_ips").path(0), "subnet_id");
    }

    /**
     * Gives a router an interface back that was taken from it, with the same addresses and MAC, unless it has it.
     *
     * @param port the interface as Neutron showed it before
     */
    public static void restore(Cloud cloud, JsonNode port) {
        String router = Json.text(port, "device_id");
        for (ObjectNode now : cloud.list(Request.get(Service.NETWORK, "/ports").query("device_id", router), "ports")) {
            if (now.path("fixed_ips").equals(port.path("fixed_ips"))) {
                return;
            }
        }
        ObjectNode again = Json.object();
        for (String field : List.of("network_id", "tenant_id", "mac_address", "fixed_ips")) {
            again.set(field, port.path(field));
        }
        InterfacePort.asRouters(cloud, again);
        String id = Json.text(
                cloud.send(Request.post(Service.NETWORK, "/ports").body(Json.object("port", again)))
                        .identified("port"),
                "id");
        try {
            new InterfacePlug(cloud, router).intoPort(id, firstSubnet(port));
        } catch (CloudException e) {
            cloud.remove(Request.delete(Service.NETWORK, "/ports/" + Request.segment(id)));
            throw e;
        }
    }

    /**
     * Whether it has the gateways' addresses, which a router takes by itself: that of one subnet, or those of several
     * IPv6 subnets, as a router has one port for all of these in a network.
     */
    static boolean isGateway(Resource resource, CloudInventory source) {
        List<JsonNode> addresses = new ArrayList<>();
        resource.field("fixed_ips").forEach(addresses::add);
        return !addresses.isEmpty()
                && (addresses.size() == 1 || addresses.stream().allMatch(InterfacePort::isIpv6))
                && addresses.stream().allMatch(ip -> isGateway(ip, source));
    }

    private static boolean isGateway(JsonNode ip, CloudInventory source) {
        return source.find(SubnetType.KIND, Json.text(ip, "subnet_id"))
                .filter(subnet -> String.valueOf(subnet.text("gateway_ip")).equals(Json.text(ip, "ip_address")))
                .isPresent();
    }

    /** Of an interface at the gateway's address whose owner is not the router's: the owner that it loses. */
    static Optional<String> lostOwner(Resource resource, CloudInventory source) {
        String owner = String.valueOf(resource.text("tenant_id"));
        return source.find(RouterType.KIND, resource.text("device_id"))
                .filter(router -> !owner.equals(router.text("tenant_id")) && isGateway(resource, source))
                .map(router -> "owner "
                        + source.find(Kind.PROJECT, owner).map(Resource::name).orElse(owner)
                        + " of its port (on the target it belongs to the router's project)");
    }
}
