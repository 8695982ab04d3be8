package io.jenkins.plugins.pumphouse.migration.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.Iterator;
import java.util.List;

/** The addresses of a port as a request may ask for them, of which the target's Neutron finds some by itself. */
final class AskedAddresses {
    private static final String ADDRESSES = "fixed_ips";

    private AskedAddresses() {}

    private static boolean isDeferred(Resource port) {
        return port.field(ADDRESSES).isEmpty() && "deferred".equals(port.text("ip_allocation"));
    }

    /** Neutron defers an address only where the network has subnets already, which are bound to segments. */
    static List<Reference> awaited(Resource port, CloudInventory source) {
        return isDeferred(port)
                ? SubnetType.ofNetwork(source, port.text("network_id")).stream()
                        .map(subnet -> Reference.to(SubnetType.KIND, subnet.id()))
                        .toList()
                : List.of();
    }

    /** @param port of the source, whose addresses stand in {@code wanted} in the same order */
    static void retain(ObjectNode wanted, Resource port, CloudInventory source) {
        Iterator<JsonNode> addresses = wanted.path(ADDRESSES).elements();
        for (JsonNode ip : port.field(ADDRESSES)) {
            ObjectNode address = (ObjectNode) addresses.next();
            if (SubnetType.isAutomatic(source, Json.text(ip, "subnet_id"))) {
                address.remove("ip_address"); // it follows from the MAC, which is kept
            }
        }
        if (isDeferred(port)) {
            wanted.remove(ADDRESSES); // an empty list would keep it without an address on a host, too
        }
    }
}
