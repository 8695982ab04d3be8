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
import java.util.Set;
import java.util.UUID;

/**
 * Forwardings of ports of floating addresses, below the address and, in short, in it. An address with one is bound to
 * no port, and announced by the router that forwards.
 */
final class ForwardedPorts {
    static final String EXTENSION = "floating-ip-port-forwarding";
    private static final String IN_ADDRESS = "expose-port-forwarding-in-fip";
    private static final String KEY = "port_forwarding";
    private static final Set<String> SHORT = Set.of(
            "protocol",
            "internal_ip_address",
            "internal_port",
            "external_port",
            "internal_port_range",
            "external_port_range");
    private static final List<String> KNOWN =
            List.of("protocol", "internal_ip_address", "internal_port", "external_port", "internal_port_id");
    private static final List<String> RANGES = List.of("internal_port_range", "external_port_range");

    private final FloatingIps addresses;
    private final Network neutron;

    ForwardedPorts(FloatingIps addresses) {
        this.addresses = addresses;
        this.neutron = addresses.neutron;
    }

    void addTo(Routes routes) {
        String all = "/v2.0/floatingips/{id}/port_forwardings";
        routes.get(
                        all,
                        call -> Answer.ok(WireJson.object(
                                "port_forwardings", of(offered(call)).deepCopy())))
                .post(all, this::make)
                .get(
                        all + "/{forwarding}",
                        call -> Answer.ok(WireJson.object(KEY, one(call).deepCopy())))
                .delete(all + "/{forwarding}", this::remove);
    }

    private ObjectNode offered(Call call) {
        if (!neutron.extensions.has(EXTENSION)) {
            throw new Refused(404, "HTTPNotFound", "The resource could not be found.");
        }
        return addresses.own(call);
    }

    /** Those of an address. */
    static ArrayNode of(ObjectNode address) {
        return address.withArrayProperty("forwardings");
    }

    /** What an address shows of them. */
    void show(ObjectNode view) {
        JsonNode all = view.remove("forwardings");
        if (neutron.extensions.has(IN_ADDRESS)) {
            ArrayNode shown = view.putArray("port_forwardings");
            if (all != null) {
                all.forEach(each -> shown.add(((ObjectNode) each.deepCopy()).retain(SHORT)));
            }
        }
    }

    private Answer make(Call call) {
        ObjectNode address = offered(call);
        ObjectNode wanted = call.entity(KEY).deepCopy();
        wanted.fieldNames().forEachRemaining(field -> {
            boolean words = field.equals("description") && neutron.extensions.has(EXTENSION + "-description");
            boolean range = RANGES.contains(field) && neutron.extensions.has(EXTENSION + "-port-ranges");
            if (!KNOWN.contains(field) && !words && !range) {
                throw Refused.badRequest("Unrecognized attribute(s) '" + field + "'");
            }
        });
        String portId = WireJson.text(wanted, "internal_port_id");
        if (WireJson.has(address, "port_id")) {
            throw new Refused(
                    409,
                    "FloatingIPPortAlreadyAssociated",
                    "Cannot associate floating IP " + WireJson.text(address, "floating_ip_address") + " ("
                            + WireJson.text(address, "id") + ") with port " + portId + ".");
        }
        ObjectNode port = neutron.ports.visible(portId, call.caller());
        String inside = WireJson.text(wanted, "internal_ip_address");
        JsonNode fixed = null;
        for (JsonNode each : port.path("fixed_ips")) {
            fixed = inside.equals(WireJson.text(each, "ip_address")) ? each : fixed;
        }
        if (fixed == null) {
            throw new Refused(
                    400,
                    "BadRequest",
                    "Bad port_forwarding request: Requested internal IP address " + inside
                            + " is not suitable for internal neutron port " + portId + ".");
        }
        String router =
                addresses.router(WireJson.text(fixed, "subnet_id"), WireJson.text(address, "floating_network_id"));
        if (router == null) {
            throw new Refused(
                    400,
                    "BadRequest",
                    "Bad port_forwarding request: External network " + WireJson.text(address, "floating_network_id")
                            + " is not reachable from subnet " + WireJson.text(fixed, "subnet_id") + ".");
        }
        ranges(wanted);
        for (JsonNode other : of(address)) {
            if (overlap(other, wanted) && other.path("protocol").equals(wanted.path("protocol"))) {
                throw new Refused(
                        400,
                        "BadRequest",
                        "Bad port_forwarding request: There is a port collision with the external_port_range.");
            }
        }
        wanted.put("id", UUID.randomUUID().toString());
        if (neutron.extensions.has(EXTENSION + "-description") && !wanted.has("description")) {
            wanted.put("description", "");
        }
        of(address).add(wanted);
        address.put("router_id", router).put("status", "ACTIVE");
        return Answer.created(WireJson.object(KEY, wanted.deepCopy()));
    }

    /** With the extension each has its ranges, and its ports where these are one port. */
    private void ranges(ObjectNode forwarding) {
        for (String field : List.of("internal_port", "external_port")) {
            String range = WireJson.text(forwarding, field + "_range");
            if (range == null && !WireJson.has(forwarding, field)) {
                throw Refused.badRequest("Failed to parse request. Required attribute '" + field + "' not specified");
            }
            int[] ports = ports(forwarding, field);
            if (ports[0] == ports[1]) {
                forwarding.put(field, ports[0]);
            }
            if (neutron.extensions.has(EXTENSION + "-port-ranges")) {
                forwarding.put(field + "_range", ports[0] + ":" + ports[1]);
            }
        }
    }

    private static int[] ports(JsonNode forwarding, String field) {
        String range = WireJson.text(forwarding, field + "_range");
        String[] ends = (range == null ? WireJson.text(forwarding, field) : range).split(":");
        return new int[] {Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])};
    }

    private static boolean overlap(JsonNode one, JsonNode other) {
        int[] first = ports(one, "external_port");
        int[] second = ports(other, "external_port");
        return Math.max(first[0], second[0]) <= Math.min(first[1], second[1]);
    }

    private ObjectNode one(Call call) {
        for (JsonNode each : of(offered(call))) {
            if (WireJson.text(each, "id").equals(call.segment("forwarding"))) {
                return (ObjectNode) each;
            }
        }
        throw new Refused(
                404,
                "PortForwardingNotFound",
                "Port Forwarding " + call.segment("forwarding") + " could not be found.");
    }

    private Answer remove(Call call) {
        ObjectNode gone = one(call);
        ObjectNode address = addresses.own(call);
        ArrayNode left = WireJson.array();
        of(address).forEach(each -> {
            if (each != gone) {
                left.add(each);
            }
        });
        keep(address, left);
        return Answer.noContent();
    }

    /** A port goes, and with it what was forwarded to it. */
    void release(String port) {
        addresses.table.all().forEach(address -> {
            ArrayNode left = WireJson.array();
            of(address).forEach(each -> {
                if (!port.equals(WireJson.text(each, "internal_port_id"))) {
                    left.add(each);
                }
            });
            if (left.size() < of(address).size()) {
                keep(address, left);
            }
        });
    }

    private void keep(ObjectNode address, ArrayNode left) {
        address.set("forwardings", left);
        if (left.isEmpty()) {
            addresses.untie(address);
        }
    }

    /** An address that forwards is bound to no port, and not deleted. */
    static void checkNone(ObjectNode address) {
        if (!of(address).isEmpty()) {
            throw new Refused(
                    409,
                    "FipInUseByPortForwarding",
                    "Floating IP " + WireJson.text(address, "id") + " in use by Port Forwarding resources.");
        }
    }
}
