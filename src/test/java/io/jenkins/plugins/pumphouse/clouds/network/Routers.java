package io.jenkins.plugins.pumphouse.clouds.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Routers: their gateway and their interfaces are ports that the service owns. */
final class Routers extends NeutronResource {
    private static final String INTERFACE = "network:router_interface";
    private static final String GATEWAY = "network:router_gateway";

    Routers(Network neutron) {
        super(neutron, "router", "routers", "RouterNotFound", "Router %s could not be found");
        attributes
                .field("name", "")
                .field("admin_state_up", true)
                .shown("status", "ACTIVE")
                .field("external_gateway_info", null)
                .field("routes", List.of())
                .with("standard-attr-description", more -> more.field("description", ""))
                .modern(more -> more.field("distributed", false)
                        .field("ha", false)
                        .fixed("flavor_id", null)
                        .fixed("availability_zone_hints", List.of())
                        .shown("availability_zones", List.of()));
    }

    @Override
    void addTo(Routes routes) {
        super.addTo(routes);
        routes.put("/v2.0/routers/{id}/add_router_interface", this::plug)
                .put("/v2.0/routers/{id}/remove_router_interface", this::unplug);
    }

    @Override
    void make(ObjectNode row, Call call) {
        gateway(row);
    }

    @Override
    void change(ObjectNode row, ObjectNode next, ObjectNode changes, Call call) {
        if (changes.has("external_gateway_info")
                && !changes.get("external_gateway_info").equals(row.get("external_gateway_info"))) {
            refuseWhileAddressesLeadThrough(row, changes.get("external_gateway_info"));
            ports(row, GATEWAY).forEach(port -> neutron.ports.table.remove(WireJson.text(port, "id")));
            gateway(next);
        }
        for (JsonNode route : changes.path("routes")) {
            String hop = WireJson.text(route, "nexthop");
            boolean connected = ports(row, INTERFACE, GATEWAY)
                    .flatMap(Routers::subnets)
                    .anyMatch(subnet ->
                            Subnets.prefix(neutron.subnets.table.get(subnet)).contains(hop));
            if (!connected) {
                throw new Refused(
                        400,
                        "InvalidRoutes",
                        "Invalid format for routes: [{'destination': '" + WireJson.text(route, "destination")
                                + "', 'nexthop': '" + hop + "'}], the nexthop is not connected with router");
            }
        }
    }

    private void refuseWhileAddressesLeadThrough(ObjectNode row, JsonNode next) {
        String network = WireJson.text(row.path("external_gateway_info"), "network_id");
        boolean leaves = network != null && !network.equals(WireJson.text(next, "network_id"));
        if (leaves
                && neutron.floatingIps
                        .table
                        .where("router_id", WireJson.text(row, "id"))
                        .findAny()
                        .isPresent()) {
            throw new Refused(
                    409,
                    "RouterExternalGatewayInUseByFloatingIp",
                    "Gateway cannot be updated for router " + WireJson.text(row, "id")
                            + ", since a gateway to external network " + network
                            + " is required by one or more floating IPs.");
        }
    }

    private Optional<ObjectNode> sixOf(ObjectNode router, String network) {
        return ports(router, INTERFACE)
                .filter(port -> network.equals(WireJson.text(port, "network_id")))
                .filter(Routers::isSix)
                .findFirst();
    }

    private static boolean isSix(ObjectNode port) {
        return StreamSupport.stream(port.path("fixed_ips").spliterator(), false)
                .anyMatch(ip -> WireJson.text(ip, "ip_address").contains(":"));
    }

    /** Gives a router that wants a gateway its port in the external network. */
    private void gateway(ObjectNode row) {
        if (!WireJson.has(row, "external_gateway_info")
                || !WireJson.has(row.get("external_gateway_info"), "network_id")) {
            row.putNull("external_gateway_info");
            return;
        }
        ObjectNode info = (ObjectNode) row.get("external_gateway_info");
        String network = WireJson.text(info, "network_id");
        ObjectNode external = neutron.networks.table.get(network);
        if (external == null) {
            throw neutron.networks.notFound(network);
        }
        if (!external.path("router:external").asBoolean()) {
            throw new Refused(
                    400, "BadRequest", "Bad router request: Network " + network + " is not an external network.");
        }
        // The gateway port belongs to no project, so that no tenant can delete it.
        ObjectNode port = neutron.ports.createByService(
                "",
                WireJson.object(
                        "network_id",
                        network,
                        "device_id",
                        WireJson.text(row, "id"),
                        "device_owner",
                        GATEWAY,
                        "fixed_ips",
                        info.get("external_fixed_ips")));
        ObjectNode shown = WireJson.object(
                "network_id", network, "enable_snat", info.path("enable_snat").asBoolean(true));
        if (neutron.release().modern()) {
            shown.set("external_fixed_ips", port.get("fixed_ips"));
        }
        row.set("external_gateway_info", shown);
    }

    @Override
    void gone(ObjectNode row) {
        List<String> left =
                ports(row, INTERFACE).map(port -> WireJson.text(port, "id")).toList();
        if (!left.isEmpty()) {
            throw new Refused(
                    409,
                    "RouterInUse",
                    "Router " + WireJson.text(row, "id") + " has ports still attached: " + String.join(", ", left));
        }
        ports(row, GATEWAY).forEach(port -> neutron.ports.table.remove(WireJson.text(port, "id")));
    }

    private Answer plug(Call call) {
        ObjectNode router = own(call);
        String subnetId = WireJson.text(call.json(), "subnet_id");
        String portId = WireJson.text(call.json(), "port_id");
        if ((subnetId == null) == (portId == null)) {
            throw bad(
                    subnetId == null
                            ? "Either subnet_id or port_id must be specified."
                            : "Cannot specify both subnet-id and port-id.");
        }
        ObjectNode port = portId == null
                ? plugSubnet(router, neutron.subnets.visible(subnetId, call.caller()))
                : plugPort(router, neutron.ports.visible(portId, call.caller()));
        touch(router);
        return Answer.ok(plugged(router, port));
    }

    /**
     * A router has one port for all IPv6 subnets of a network (neutron/db/l3_db.py, {@code _add_interface_by_subnet}).
     */
    private ObjectNode plugSubnet(ObjectNode router, ObjectNode subnet) {
        String id = WireJson.text(subnet, "id");
        if (!WireJson.has(subnet, "gateway_ip")) {
            throw bad("Subnet for router interface must have a gateway IP.");
        }
        free(router, id);
        ObjectNode gateway = WireJson.object("subnet_id", id, "ip_address", WireJson.text(subnet, "gateway_ip"));
        Optional<ObjectNode> six = sixOf(router, WireJson.text(subnet, "network_id"));
        if (subnet.path("ip_version").asInt() == 6 && six.isPresent()) {
            ((ArrayNode) six.get().get("fixed_ips")).add(gateway);
            return six.get();
        }
        return neutron.ports.createByService(
                WireJson.text(router, "tenant_id"),
                WireJson.object(
                        "network_id",
                        WireJson.text(subnet, "network_id"),
                        "device_id",
                        WireJson.text(router, "id"),
                        "device_owner",
                        INTERFACE,
                        "fixed_ips",
                        WireJson.array(gateway)));
    }

    private ObjectNode plugPort(ObjectNode router, ObjectNode port) {
        if (!WireJson.text(port, "device_id").isEmpty()) {
            throw new Refused(
                    409,
                    "PortInUse",
                    "Unable to complete operation on port " + WireJson.text(port, "id") + " for network "
                            + WireJson.text(port, "network_id") + ". Port already has an attached device "
                            + WireJson.text(port, "device_id") + ".");
        }
        if (port.path("fixed_ips").isEmpty()) {
            throw bad("Router port must have at least one fixed IP.");
        }
        subnets(port).forEach(subnet -> free(router, subnet));
        Optional<ObjectNode> six = sixOf(router, WireJson.text(port, "network_id"));
        if (isSix(port) && six.isPresent()) {
            throw bad("Cannot have multiple router ports with the same network id if both contain IPv6 subnets."
                    + " Existing port " + WireJson.text(six.get(), "id") + " has IPv6 subnet(s) and network id "
                    + WireJson.text(port, "network_id"));
        }
        port.put("device_id", WireJson.text(router, "id")).put("device_owner", INTERFACE);
        neutron.ports.touch(port);
        return port;
    }

    private void free(ObjectNode router, String subnet) {
        if (ports(router, INTERFACE).flatMap(Routers::subnets).anyMatch(subnet::equals)) {
            throw bad("Router already has a port on subnet " + subnet + ".");
        }
    }

    private Answer unplug(Call call) {
        ObjectNode router = own(call);
        String subnetId = WireJson.text(call.json(), "subnet_id");
        String portId = WireJson.text(call.json(), "port_id");
        ObjectNode port = ports(router, INTERFACE)
                .filter(each -> portId == null
                        ? subnets(each).anyMatch(s -> s.equals(subnetId))
                        : WireJson.text(each, "id").equals(portId))
                .findFirst()
                .orElseThrow(() -> new Refused(
                        404,
                        portId == null ? "RouterInterfaceNotFoundForSubnet" : "RouterInterfaceNotFound",
                        "Router " + WireJson.text(router, "id")
                                + (portId == null
                                        ? " has no interface on subnet " + subnetId
                                        : " does not have an interface with id " + portId)));
        ObjectNode body = plugged(router, port);
        neutron.ports.table.remove(WireJson.text(port, "id"));
        touch(router);
        return Answer.ok(body);
    }

    private static ObjectNode plugged(ObjectNode router, ObjectNode port) {
        List<String> subnets = subnets(port).toList();
        return WireJson.object(
                "id",
                WireJson.text(router, "id"),
                "tenant_id",
                WireJson.text(router, "tenant_id"),
                "port_id",
                WireJson.text(port, "id"),
                "network_id",
                WireJson.text(port, "network_id"),
                "subnet_id",
                subnets.get(0),
                "subnet_ids",
                subnets);
    }

    private Stream<ObjectNode> ports(ObjectNode router, String... owners) {
        return neutron.ports
                .table
                .where("device_id", WireJson.text(router, "id"))
                .filter(port -> List.of(owners).contains(WireJson.text(port, "device_owner")));
    }

    private static Stream<String> subnets(ObjectNode port) {
        return StreamSupport.stream(port.path("fixed_ips").spliterator(), false)
                .map(ip -> WireJson.text(ip, "subnet_id"));
    }

    private static Refused bad(String reason) {
        return new Refused(400, "BadRequest", "Bad router request: " + reason);
    }
}
