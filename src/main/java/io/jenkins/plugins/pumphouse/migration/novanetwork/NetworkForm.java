package io.jenkins.plugins.pumphouse.migration.novanetwork;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import java.util.Set;
import java.util.TreeSet;

/** A network of nova-network as Neutron would show it. */
final class NetworkForm {
    /** They become fields of Neutron's objects, or of none as they follow from others. */
    private static final Set<String> KNOWN = new TreeSet<>(Set.of(
            "id",
            "label",
            "project_id",
            "vlan",
            "bridge",
            "bridge_interface",
            "cidr",
            "netmask",
            "gateway",
            "broadcast",
            "dns1",
            "dns2",
            "cidr_v6",
            "gateway_v6",
            "netmask_v6",
            "dhcp_start",
            "enable_dhcp",
            "mtu",
            "host",
            "vpn_public_address",
            "vpn_public_port",
            "vpn_private_address",
            "created_at",
            "updated_at",
            "deleted_at",
            "deleted"));

    private final FixedNetwork network;

    NetworkForm(FixedNetwork network) {
        this.network = network;
    }

    /** @param projects that have servers in it */
    ObjectNode shown(Set<String> projects) {
        ObjectNode shown = Json.object()
                .put("id", network.id())
                .put("name", network.label())
                .put("tenant_id", network.owner())
                .put("admin_state_up", true)
                .put("status", "ACTIVE")
                .put("shared", network.isCommon())
                .put("router:external", false)
                .put(NovaNetworkFields.MARK, true)
                .put(NovaNetworkFields.COMMON, network.isCommon())
                .put(NovaNetworkFields.SPARE, network.isSpare());
        ArrayNode subnets = shown.putArray("subnets");
        network.asSubnets().forEach(subnet -> subnets.add(Json.text(subnet, "id")));
        if (network.row().path("mtu").asInt() > 0) {
            shown.set("mtu", network.row().get("mtu"));
        }
        wire(shown);
        if (network.isCommon() && projects.size() > 1) {
            shown.set("projects", Json.array(projects));
        }
        if (network.row().hasNonNull("vpn_public_address")) {
            shown.put(
                    "vpn",
                    Json.text(network.row(), "vpn_private_address") + " at "
                            + Json.text(network.row(), "vpn_public_address") + ":"
                            + Json.text(network.row(), "vpn_public_port"));
        }
        network.row().properties().stream()
                .filter(field -> !KNOWN.contains(field.getKey()))
                .forEach(field -> shown.set(field.getKey(), field.getValue()));
        return shown;
    }

    private void wire(ObjectNode shown) {
        String vlan = Json.text(network.row(), "vlan");
        network.physical()
                .ifPresentOrElse(
                        physical -> {
                            shown.put("provider:network_type", vlan == null ? "flat" : "vlan")
                                    .put("provider:physical_network", physical);
                            if (vlan != null) {
                                shown.set(
                                        "provider:segmentation_id",
                                        network.row().get("vlan"));
                            }
                        },
                        () -> shown.put(
                                "wire",
                                (vlan == null ? "untagged" : "VLAN " + vlan) + " on "
                                        + network.wires().get(0)));
    }
}
