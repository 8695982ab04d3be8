package io.jenkins.plugins.pumphouse.migration.novanetwork;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The MACs of a server's cards where its addresses do not tell them: Nova writes the MAC of the last card to all
 * addresses under one label.
 */
final class CardMacs {
    private final Cloud cloud;
    private final FixedNetworks networks;

    CardMacs(Cloud cloud, FixedNetworks networks) {
        this.cloud = cloud;
        this.networks = networks;
    }

    /** MACs by network, where the addresses do not tell them; empty where they do. */
    Map<String, String> of(ObjectNode server) {
        Set<List<String>> cards = new HashSet<>();
        Set<String> told = new HashSet<>();
        boolean missing = false;
        for (var label : server.path("addresses").properties()) {
            for (JsonNode address : label.getValue()) {
                if (!NovaAddress.isFloating(address)) {
                    String mac = Json.text(address, NovaAddress.MAC);
                    missing |= mac == null;
                    told.add(mac);
                    String network = networks.of(
                                    label.getKey(), Json.text(address, "addr"), Json.text(server, "tenant_id"))
                            .map(FixedNetwork::id)
                            .orElse(label.getKey());
                    cards.add(List.of(network, String.valueOf(mac)));
                }
            }
        }
        return missing || cards.size() > told.size() ? interfaces(server) : Map.of();
    }

    private Map<String, String> interfaces(ObjectNode server) {
        String path = "/servers/" + Request.segment(Json.text(server, "id")) + "/os-virtual-interfaces";
        Map<String, String> macs = new LinkedHashMap<>();
        List<ObjectNode> cards;
        try {
            cards = cloud.send(Request.get(Service.COMPUTE, path)).objects("virtual_interfaces");
        } catch (CloudException.Denied e) {
            return macs;
        }
        List<String> labels = new ArrayList<>();
        server.path("addresses").fieldNames().forEachRemaining(labels::add);
        for (ObjectNode card : cards) {
            String network = Json.text(card, card.has("net_id") ? "net_id" : "OS-EXT-VIF-NET:net_id");
            if (network == null && cards.size() == 1 && labels.size() == 1) {
                network = only(server, labels.get(0));
            }
            if (network != null) {
                macs.put(network, Json.text(card, "mac_address"));
            }
        }
        return macs;
    }

    private String only(ObjectNode server, String label) {
        return networks.of(
                        label,
                        Json.text(server.path("addresses").path(label).path(0), "addr"),
                        Json.text(server, "tenant_id"))
                .map(FixedNetwork::id)
                .orElse(label);
    }
}
