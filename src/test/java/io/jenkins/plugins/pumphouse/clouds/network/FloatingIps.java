package io.jenkins.plugins.pumphouse.clouds.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.TokenHolder;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.List;
import java.util.Objects;

/** Floating addresses: a port in the external network, perhaps tied to a fixed address of another port. */
final class FloatingIps extends NeutronResource {
    private static final List<String> PORT_DETAILS =
            List.of("name", "network_id", "mac_address", "admin_state_up", "status", "device_id", "device_owner");

    private final ForwardedPorts forwardings = new ForwardedPorts(this);

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
                .with("standard-attr-description", more -> more.field("description", ""))
                .modern(more -> more.with(
                                "dns-integration",
                                dns -> dns.fixed("dns_name", "").fixed("dns_domain", ""))
                        .with("qos-fip", qos -> qos.field("qos_policy_id", null))
                        .shown("port_details", null));
    }

    @Override
    void addTo(Routes routes) {
        super.addTo(routes);
        forwardings.addTo(routes);
    }

    @Override
    ObjectNode view(ObjectNode row, TokenHolder caller) {
        ObjectNode view = super.view(row, caller);
        forwardings.show(view);
        ObjectNode port = neutron.ports.table.get(WireJson.text(row, "port_id"));
        if (port != null && neutron.release().modern()) { // as the port is now
            view.set("port_details", port.deepCopy().retain(PORT_DETAILS));
        }
        return view;
    }

    @Override
    void make(ObjectNode row, Call call) {
        String network = WireJson.text(row, "floating_network_id");
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
        String address = WireJson.text(row, "floating_ip_address");
        if (address != null && !address.matches("[0-9a-fA-F:.]+")) {
            throw Refused.badRequest(
                    "Invalid input for floating_ip_address. Reason: '" + address + "' is not a valid IP address.");
        }
        if (address != null && !call.caller().admin()) {
            throw new Refused(
                    403, "PolicyNotAuthorized", "(rule:create_floatingip:floating_ip_address) is disallowed by policy");
        }
        names(row);
        ObjectNode port = neutron.ports.createByService(
                "",
                WireJson.object(
                        "network_id",
                        network,
                        "device_id",
                        WireJson.text(row, "id"),
                        "device_owner",
                        "network:floatingip",
                        "fixed_ips",
                        address == null ? null : WireJson.array(WireJson.object("ip_address", address))));
        row.put("floating_ip_address", WireJson.text(port.path("fixed_ips").path(0), "ip_address"));
        row.remove("subnet_id");
        tie(row, call.caller());
        if (row.has("dns_name")) {
            neutron.dns.publish(
                    WireJson.text(row, "dns_name"),
                    WireJson.text(row, "dns_domain"),
                    WireJson.text(row, "floating_ip_address"),
                    call.caller());
        }
    }

    /** As {@code neutron.db.dns_db}: without a driver for an external DNS both fields are passed over. */
    private void names(ObjectNode row) {
        if (!row.has("dns_name")) {
            return;
        }
        if (!neutron.dns.isThere()) {
            row.put("dns_name", "").put("dns_domain", "");
        }
        boolean named = !WireJson.text(row, "dns_name").isEmpty();
        boolean inDomain = !WireJson.text(row, "dns_domain").isEmpty();
        if (named != inDomain) {
            throw Refused.badRequest(
                    named
                            ? "dns_name cannot be specified without a dns_domain"
                            : "dns_domain cannot be specified without a dns_name");
        }
    }

    @Override
    void change(ObjectNode row, ObjectNode next, ObjectNode changes, Call call) {
        if (changes.has("port_id") && !WireJson.has(changes, "fixed_ip_address")) {
            next.putNull("fixed_ip_address");
        }
        tie(next, call.caller());
    }

    private void tie(ObjectNode row, TokenHolder caller) {
        if (!WireJson.has(row, "port_id")) {
            if (ForwardedPorts.of(row).isEmpty()) {
                untie(row);
            }
            return;
        }
        ForwardedPorts.checkNone(row);
        ObjectNode port = neutron.ports.visible(WireJson.text(row, "port_id"), caller);
        String portId = WireJson.text(port, "id");
        JsonNode fixed = port.path("fixed_ips").path(0);
        if (WireJson.has(row, "fixed_ip_address")) {
            fixed = null;
            for (JsonNode each : port.path("fixed_ips")) {
                fixed = WireJson.text(row, "fixed_ip_address").equals(WireJson.text(each, "ip_address")) ? each : fixed;
            }
            if (fixed == null) {
                throw new Refused(
                        400,
                        "BadRequest",
                        "Bad floatingip request: Port " + portId + " does not have fixed ip "
                                + WireJson.text(row, "fixed_ip_address") + ".");
            }
        }
        row.set("fixed_ip_address", fixed.get("ip_address"));
        String external = WireJson.text(row, "floating_network_id");
        table.where("port_id", portId)
                .filter(other -> !WireJson.text(other, "id").equals(WireJson.text(row, "id"))
                        && external.equals(WireJson.text(other, "floating_network_id"))
                        && row.get("fixed_ip_address").equals(other.get("fixed_ip_address")))
                .findFirst()
                .ifPresent(other -> {
                    throw new Refused(
                            409,
                            "FloatingIPPortAlreadyAssociated",
                            "Cannot associate floating IP " + WireJson.text(row, "floating_ip_address") + " ("
                                    + WireJson.text(row, "id") + ") with port " + portId + " using fixed IP "
                                    + WireJson.text(row, "fixed_ip_address")
                                    + ", as that fixed IP already has a floating IP on external network "
                                    + external + ".");
                });
        String subnet = WireJson.text(fixed, "subnet_id");
        String router = router(subnet, external);
        if (router == null) {
            throw new Refused(
                    404,
                    "ExternalGatewayForFloatingIPNotFound",
                    "External network " + external + " is not reachable from subnet " + subnet
                            + ".  Therefore, cannot associate Port " + portId + " with a Floating IP.");
        }
        row.put("router_id", router);
        if (neutron.release().modern()) {
            row.put("status", "ACTIVE"); // as the router's agent reports
        }
    }

    /** The router between a subnet and an external network; null where there is none. */
    String router(String subnet, String external) {
        return neutron.ports
                .table
                .where("device_owner", "network:router_interface")
                .filter(plug -> Objects.equals(
                        subnet, WireJson.text(plug.path("fixed_ips").path(0), "subnet_id")))
                .map(plug -> WireJson.text(plug, "device_id"))
                .filter(id -> reaches(id, external))
                .findFirst()
                .orElse(null);
    }

    private boolean reaches(String router, String external) {
        return external.equals(
                WireJson.text(neutron.routers.table.get(router).path("external_gateway_info"), "network_id"));
    }

    @Override
    void gone(ObjectNode row) {
        ForwardedPorts.checkNone(row);
        neutron.ports.table.removeIf(port -> WireJson.text(row, "id").equals(WireJson.text(port, "device_id")));
    }

    /** A port goes: the address stays with its project, tied to nothing. */
    void release(String portId) {
        table.where("port_id", portId).forEach(this::untie);
        forwardings.release(portId);
    }

    void untie(ObjectNode row) {
        row.putNull("port_id").putNull("router_id").putNull("fixed_ip_address");
        if (neutron.release().modern()) {
            String id = WireJson.text(row, "id");
            neutron.later(
                    () -> { // until the router's agent has reported, the address may still answer
                        ObjectNode now = table.get(id);
                        if (now != null && !WireJson.has(now, "port_id") && !WireJson.has(now, "router_id")) {
                            now.put("status", "DOWN");
                        }
                    });
        }
    }
}
