package io.jenkins.plugins.pumphouse.clouds.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.TokenHolder;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Networks. The provider attributes are the administrator's; a tenant's network gets a tunnel segment. */
final class Networks extends NeutronResource {
    private int segment = 100;

    Networks(Network neutron) {
        super(neutron, "network", "networks", "NetworkNotFound", "Network %s could not be found.");
        attributes
                .field("name", "")
                .field("admin_state_up", true)
                .shown("status", "ACTIVE")
                .shown("subnets", List.of())
                .field("shared", false)
                .field("router:external", false)
                .adminField("provider:network_type", null)
                .adminField("provider:physical_network", null)
                .adminField("provider:segmentation_id", null)
                .with("multi-provider", more -> more.adminField("segments", null))
                .with("standard-attr-description", more -> more.field("description", ""))
                .modern(more -> more.field("mtu", null)
                        .with("port-security", security -> security.field("port_security_enabled", true))
                        .with("dns-integration", dns -> dns.field("dns_domain", ""))
                        .field("is_default", false)
                        .field("qos_policy_id", null)
                        .fixed("availability_zone_hints", List.of())
                        .shown("availability_zones", List.of())
                        .shown("ipv4_address_scope", null)
                        .shown("ipv6_address_scope", null)
                        .with("l2_adjacency", routed -> routed.shown("l2_adjacency", true)));
    }

    @Override
    void make(ObjectNode row, Call call) {
        if ((row.path("shared").asBoolean() || row.path("router:external").asBoolean())
                && !call.caller().admin()) {
            throw new Refused(403, "PolicyNotAuthorized", "rule:create_network is disallowed by policy");
        }
        if (WireJson.has(row, "segments")) {
            segments(row);
        } else if (!WireJson.has(row, "provider:network_type")) {
            row.put("provider:network_type", "vxlan").put("provider:segmentation_id", segment++);
        }
        if (WireJson.has(row, "mtu") && !neutron.extensions.has("net-mtu-writable")) {
            throw Refused.badRequest("Attribute 'mtu' not allowed in POST");
        }
        if (row.has("mtu") && !WireJson.has(row, "mtu")) {
            row.put("mtu", largestMtu(row));
        }
        mtu(row);
        neutron.policies.check(row);
        neutron.segments.born(row);
    }

    /** Several exclude the attributes of one; an overlay of the list may leave its number to Neutron. */
    private void segments(ObjectNode row) {
        if (WireJson.has(row, "provider:network_type") || WireJson.has(row, "provider:physical_network")) {
            throw Refused.badRequest("Segments and provider values cannot both be set.");
        }
        Set<String> seen = new HashSet<>();
        for (JsonNode each : row.get("segments")) {
            ObjectNode one = (ObjectNode) each;
            if (!WireJson.has(one, "provider:network_type")) {
                throw new Refused(400, "InvalidInput", "Invalid input for operation: network_type required.");
            }
            if (WireJson.has(one, "provider:segmentation_id") && !seen.add(one.toString())) {
                throw Refused.badRequest("Duplicate segment entry in request.");
            }
            if (!WireJson.has(one, "provider:physical_network")) {
                one.putNull("provider:physical_network");
                if (!WireJson.has(one, "provider:segmentation_id")) {
                    one.put("provider:segmentation_id", segment++);
                }
            } else if (!one.has("provider:segmentation_id")) {
                one.putNull("provider:segmentation_id");
            }
        }
    }

    /** What the underlying network's 1500 bytes leave to a network of this type. */
    private static int largestMtu(ObjectNode row) {
        boolean overlay = row.path("provider:network_type").asText().equals("vxlan")
                || row.path("segments")
                        .findValuesAsText("provider:network_type")
                        .contains("vxlan");
        return overlay ? 1450 : 1500;
    }

    private static void mtu(ObjectNode row) {
        if (row.path("mtu").asInt() > largestMtu(row)) {
            throw new Refused(
                    400,
                    "InvalidInput",
                    "Invalid input for operation: Requested MTU is too big, maximum is " + largestMtu(row) + ".");
        }
    }

    @Override
    void change(ObjectNode row, ObjectNode next, ObjectNode changes, Call call) {
        if (changes.has("segments")) {
            throw new Refused(
                    400, "InvalidInput", "Invalid input for operation: Plugin does not support updating segments.");
        }
        if (changes.has("mtu") && !neutron.extensions.has("net-mtu-writable")) {
            throw Refused.badRequest("Cannot update read-only attribute mtu");
        }
        mtu(next);
        neutron.segments.renumbered(next);
    }

    @Override
    void gone(ObjectNode row) {
        String id = WireJson.text(row, "id");
        List<String> inUse = neutron.ports
                .table
                .where("network_id", id)
                .map(port -> WireJson.text(port, "id"))
                .toList();
        if (!inUse.isEmpty()) {
            throw new Refused(
                    409,
                    "NetworkInUse",
                    "Unable to complete operation on network " + id
                            + ". There are one or more ports still in use on the network, id for these ports is: "
                            + String.join(",", inUse) + ".");
        }
        neutron.subnets.table.removeIf(subnet -> id.equals(WireJson.text(subnet, "network_id")));
        neutron.segments.forget(row);
    }

    /** The one answer that shows {@code is_default} of a network that is not external. */
    @Override
    ObjectNode born(ObjectNode row, TokenHolder caller) {
        ObjectNode born = view(row, caller);
        if (row.has("is_default")) {
            born.set("is_default", row.get("is_default"));
        }
        return born;
    }

    @Override
    ObjectNode view(ObjectNode row, TokenHolder caller) {
        ObjectNode view = super.view(row, caller);
        view.set(
                "subnets",
                WireJson.arrayOf(neutron.subnets
                        .table
                        .where("network_id", WireJson.text(row, "id"))
                        .map(subnet -> subnet.get("id"))
                        .toList()));
        if (!row.path("router:external").asBoolean()) {
            view.remove("is_default");
        }
        if (view.has("l2_adjacency")) {
            view.put("l2_adjacency", neutron.segments.areAdjacent(row));
        }
        view.remove(
                WireJson.has(view, "segments")
                        ? List.of("provider:network_type", "provider:physical_network", "provider:segmentation_id")
                        : List.of("segments"));
        return view;
    }
}
