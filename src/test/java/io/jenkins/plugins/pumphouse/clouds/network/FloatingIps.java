package io.jenkins.plugins.pumphouse.clouds.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Caller;
import io.jenkins.plugins.pumphouse.clouds.wire.Json;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import java.util.Objects;

/** Floating addresses: a port in the external network, perhaps tied to a fixed address of another port. */
final class FloatingIps extends Resource {
    FloatingIps(Network neutron) {
        super(neutron, "floatingip", "floatingips", "FloatingIPNotFound", "Floating IP %s could not be found");
        attributes
                .required("floating_network_id")
                .field("floating_ip_address", null)
                .shown("router_id", null)
                .field("port_id", null)
                .field("fixed_ip_address", null)
                .fixed("subnet_id", null)
                .shown("status", "DOWN")
                .modern(more -> more.field("description", "")
                        .field("qos_policy_id", null)
                        .shown("port_details", null));
    }

    @Override
    void make(ObjectNode row, Call call) {
        String network = Json.text(row, "floating_network_id");
        ObjectNode external = neutron.networks.table.get(network);
        if (external == null) {
            throw neutron.networks.notFound(network);
        }
        if (!external.path("router:external").asBoolean()) {
            throw new Refused(
                    400,
                    "BadRequest",
                    "Bad floatingip request: Network " + network + " is not a valid external network.");
        }
        String address = Json.text(row, "floating_ip_address");
        if (address != null && !call.caller().admin()) {
            throw new Refused(
                    403, "PolicyNotAuthorized", "(rule:create_floatingip:floating_ip_address) is disallowed by policy");
        }
        ObjectNode port = neutron.ports.createByService(
                "",
                Json.object(
                        "network_id",
                        network,
                        "device_id",
                        Json.text(row, "id"),
                        "device_owner",
                        "network:floatingip",
                        "fixed_ips",
                        address == null ? null : Json.array(Json.object("ip_address", address))));
        row.put("floating_ip_address", Json.text(port.path("fixed_ips").path(0), "ip_address"));
        row.remove("subnet_id");
        tie(row, call.caller());
    }

    @Override
    void change(ObjectNode row, ObjectNode next, ObjectNode changes, Call call) {
        if (changes.has("port_id") && !Json.has(changes, "fixed_ip_address")) {
            next.putNull("fixed_ip_address");
        }
        tie(next, call.caller());
    }

    private void tie(ObjectNode row, Caller caller) {
        if (!Json.has(row, "port_id")) {
            untie(row);
            return;
        }
        ObjectNode port = neutron.ports.visible(Json.text(row, "port_id"), caller);
        if (!Json.has(row, "fixed_ip_address")) {
            row.set("fixed_ip_address", port.path("fixed_ips").path(0).get("ip_address"));
        }
        String subnet = Json.text(port.path("fixed_ips").path(0), "subnet_id");
        String router = neutron.ports
                .table
                .where("device_owner", "network:router_interface")
                .filter(plug ->
                        Objects.equals(subnet, Json.text(plug.path("fixed_ips").path(0), "subnet_id")))
                .map(plug -> Json.text(plug, "device_id"))
                .filter(id -> reaches(id, Json.text(row, "floating_network_id")))
                .findFirst()
                .orElseThrow(() -> new Refused(
                        404,
                        "ExternalGatewayForFloatingIPNotFound",
                        "External network " + Json.text(row, "floating_network_id") + " is not reachable from subnet "
                                + subnet + ".  Therefore, cannot associate Port " + Json.text(port, "id")
                                + " with a Floating IP."));
        row.put("router_id", router);
        if (neutron.release().modern()) {
            row.set(
                    "port_details",
                    port.deepCopy()
                            .retain(
                                    "name",
                                    "network_id",
                                    "mac_address",
                                    "admin_state_up",
                                    "status",
                                    "device_id",
                                    "device_owner"));
        }
    }

    private boolean reaches(String router, String external) {
        return external.equals(
                Json.text(neutron.routers.table.get(router).path("external_gateway_info"), "network_id"));
    }

    @Override
    void gone(ObjectNode row) {
        neutron.ports.table.removeIf(port -> Json.text(row, "id").equals(Json.text(port, "device_id")));
    }

    /** A port goes: the address stays with its project, tied to nothing. */
    void release(String portId) {
        table.where("port_id", portId).forEach(this::untie);
    }

    private void untie(ObjectNode row) {
        row.putNull("port_id").putNull("router_id").putNull("fixed_ip_address");
        if (neutron.release().modern()) {
            row.putNull("port_details");
        }
    }
}
