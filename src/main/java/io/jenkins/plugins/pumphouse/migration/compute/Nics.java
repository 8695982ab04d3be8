package io.jenkins.plugins.pumphouse.migration.compute;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Inventory;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.migration.network.RouterInterfaceType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A server's network cards: its ports in the order in which the guest sees them, and what they lead to. */
final class Nics {
    private static final String MAC = "OS-EXT-IPS-MAC:mac_addr";

    private Nics() {}

    /**
     * The ports of a server, found by its id and never by an address, in the order of the server's {@code addresses},
     * which is Nova's order of the cards; a card without an address comes last.
     */
    static List<Resource> of(Resource server, Inventory source) {
        List<String> macs = macs(server.json());
        return source.list(PortType.KIND, Scope.ownedBy(server.text("tenant_id"))).stream()
                .filter(port -> server.id().equals(port.text("device_id")))
                .sorted(Comparator.comparingInt((Resource port) -> rank(macs, port)).thenComparing(Resource::id))
                .toList();
    }

    private static int rank(List<String> macs, Resource port) {
        int rank = macs.indexOf(port.text("mac_address"));
        return rank < 0 ? macs.size() : rank;
    }

    private static List<String> macs(JsonNode server) {
        List<String> macs = new ArrayList<>();
        server.path("addresses").forEach(network -> network.forEach(address -> macs.add(Json.text(address, MAC))));
        return macs;
    }

    /** {@code "<address> <MAC>"} of each fixed address, sorted: equal on both sides of a move. */
    static List<String> addresses(JsonNode server) {
        List<String> addresses = new ArrayList<>();
        for (JsonNode network : server.path("addresses")) {
            for (JsonNode address : network) {
                if (!"floating".equals(Json.text(address, "OS-EXT-IPS:type"))) {
                    addresses.add(Json.text(address, "addr") + " " + Json.text(address, MAC));
                }
            }
        }
        return addresses.stream().sorted().toList();
    }

    /** Floating addresses of a server. */
    static List<String> floating(JsonNode server) {
        List<String> floating = new ArrayList<>();
        for (JsonNode network : server.path("addresses")) {
            for (JsonNode address : network) {
                if ("floating".equals(Json.text(address, "OS-EXT-IPS:type"))) {
                    floating.add(Json.text(address, "addr"));
                }
            }
        }
        return floating;
    }

    /** The router interfaces in the subnets of a port. */
    static List<Resource> routers(Resource port, Inventory source) {
        List<String> subnets = new ArrayList<>();
        port.field("fixed_ips").forEach(ip -> subnets.add(Json.text(ip, "subnet_id")));
        return source.list(RouterInterfaceType.KIND, Scope.ownedBy(port.text("tenant_id"))).stream()
                .filter(i -> i.field("fixed_ips").findValuesAsText("subnet_id").stream().anyMatch(subnets::contains))
                .toList();
    }
}
