package io.jenkins.plugins.pumphouse.migration.novanetwork;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A floating address of nova-network as Neutron would show it: bound to the port of a card. */
final class FloatingForm {
    private final FixedNetworks networks;
    private final CardView cards;

    FloatingForm(FixedNetworks networks, CardView cards) {
        this.networks = networks;
        this.cards = cards;
    }

    /** @param server that it leads to; null for none */
    ObjectNode of(ObjectNode row, ObjectNode server) {
        String value = Json.text(row, "address");
        String pool = String.valueOf(Json.text(row, "pool"));
        ObjectNode address = Json.object()
                .put("id", value)
                .put("floating_ip_address", value)
                .put("floating_network_id", FloatingView.poolId(pool))
                .put(NovaNetworkFields.POOL, pool)
                .put("tenant_id", Json.text(row, "project_id"))
                .put("description", "")
                .put("status", server == null ? "DOWN" : "ACTIVE");
        address.putNull("port_id").putNull("fixed_ip_address").putNull("router_id");
        address.putArray("port_forwardings");
        if (server != null) {
            bound(address, server, value, Json.text(row, "fixed_ip"));
        }
        return address;
    }

    /**
     * Before Juno only the server tells which fixed address one leads to, and where a label has several, nothing does.
     */
    private void bound(ObjectNode address, ObjectNode server, String value, String fixed) {
        for (var label : server.path("addresses").properties()) {
            List<String> own = new ArrayList<>();
            boolean has = false;
            for (JsonNode each : label.getValue()) {
                String text = Json.text(each, "addr");
                has |= NovaAddress.isFloating(each) && value.equals(text);
                if (!NovaAddress.isFloating(each) && !text.contains(":") && (fixed == null || fixed.equals(text))) {
                    own.add(text);
                }
            }
            if (!own.isEmpty() && (has || fixed != null)) {
                bound(address, server, label.getKey(), own);
                return;
            }
        }
        address.put("port_id", Json.text(server, "id")).put(NovaNetworkFields.UNCLEAR, true);
    }

    private void bound(ObjectNode address, ObjectNode server, String label, List<String> own) {
        String id = Json.text(server, "id");
        FixedNetwork network =
                networks.of(label, own.get(0), Json.text(server, "tenant_id")).orElse(null);
        String port = cards.ports(server, Map.of()).stream()
                .filter(card ->
                        card.path("fixed_ips").findValuesAsText("ip_address").contains(own.get(0)))
                .map(card -> Json.text(card, "id"))
                .findFirst()
                .orElse(id);
        address.put("port_id", port).put("fixed_ip_address", own.get(0));
        if (own.size() > 1 || network == null) {
            address.put(NovaNetworkFields.UNCLEAR, true);
        }
        if (network != null) {
            address.put("router_id", new NetworkGateway(network).id());
            address.putObject("port_details")
                    .put("device_owner", "compute:nova")
                    .put("device_id", id)
                    .put("network_id", network.id());
        }
    }
}
