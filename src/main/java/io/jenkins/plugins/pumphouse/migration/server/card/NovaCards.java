package io.jenkins.plugins.pumphouse.migration.server.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.network.neutron.WrittenAddresses;
import io.jenkins.plugins.pumphouse.migration.novanetwork.NovaAddress;
import io.jenkins.plugins.pumphouse.migration.novanetwork.NovaNetwork;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The MACs of a server's addresses where it has nova-network: Nova shows one MAC for all addresses under a label, and
 * before Havana none. The ports, for which nova-network was asked, have those of the cards.
 */
public final class NovaCards {
    private NovaCards() {}

    /** The server with the MACs of its cards; as it is where it shows them itself. */
    public static ObjectNode corrected(ObjectNode server, Cloud cloud) {
        if (isDoubtful(server)
                && cloud.has(Service.NETWORK)
                && cloud.networkExtensions().contains(NovaNetwork.ALIAS)) {
            Map<String, JsonNode> macs = new HashMap<>();
            Request ports = Request.get(Service.NETWORK, "/ports").query("device_id", Json.text(server, "id"));
            for (ObjectNode port : cloud.list(ports, "ports")) {
                WrittenAddresses.canonical(port, "mac_address", "fixed_ips");
                port.path("fixed_ips").forEach(ip -> macs.put(Json.text(ip, "ip_address"), port.path("mac_address")));
            }
            for (JsonNode address : Nics.reported(server)) {
                JsonNode mac = macs.get(WrittenAddresses.canonical(String.valueOf(Json.text(address, "addr"))));
                if (mac != null && address instanceof ObjectNode own) {
                    own.set(NovaAddress.MAC, mac);
                }
            }
        }
        return server;
    }

    /** Whether a fixed address has no MAC, or two of IPv4 under one label have the same. */
    private static boolean isDoubtful(ObjectNode server) {
        for (JsonNode label : server.path("addresses")) {
            Set<String> macs = new HashSet<>();
            for (JsonNode address : label) {
                boolean plain = !String.valueOf(Json.text(address, "addr")).contains(":");
                String mac = Json.text(address, NovaAddress.MAC);
                if (!NovaAddress.isFloating(address) && (mac == null || plain && !macs.add(mac))) {
                    return true;
                }
            }
        }
        return false;
    }
}
