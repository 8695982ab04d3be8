package io.jenkins.plugins.pumphouse.clouds.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.List;
import java.util.Objects;

/**
 * The routes that Neutron adds to the subnets of a routed network, to those on other segments through the own gateway
 * (neutron/services/segments/plugin.py, {@code SegmentHostRoutes}).
 */
final class PeerSubnetRoutes {
    private static final String EXTENSION = "segments-peer-subnet-host-routes";

    private final Network neutron;

    PeerSubnetRoutes(Network neutron) {
        this.neutron = neutron;
    }

    /** After a subnet of a network has come. */
    void complete(List<ObjectNode> subnets) {
        if (!neutron.extensions.has(EXTENSION)) {
            return;
        }
        for (ObjectNode subnet : subnets) {
            if (WireJson.has(subnet, "segment_id") && WireJson.has(subnet, "gateway_ip")) {
                subnets.stream().filter(other -> isPeer(subnet, other)).forEach(other -> add(subnet, other));
            }
        }
    }

    private static boolean isPeer(ObjectNode subnet, ObjectNode other) {
        return !Objects.equals(WireJson.text(subnet, "segment_id"), WireJson.text(other, "segment_id"))
                && subnet.get("ip_version").equals(other.get("ip_version"));
    }

    /** A route to more than the other subnet is enough. */
    private static void add(ObjectNode subnet, ObjectNode other) {
        ArrayNode routes = (ArrayNode) subnet.get("host_routes");
        Prefix peer = Subnets.prefix(other);
        for (JsonNode route : routes) {
            Prefix known = Prefix.of(WireJson.text(route, "destination")).orElseThrow();
            if (known.contains(peer.text(peer.first())) && known.contains(peer.text(peer.last()))) {
                return;
            }
        }
        routes.add(route(subnet, other));
    }

    private static ObjectNode route(ObjectNode subnet, ObjectNode other) {
        return WireJson.object(
                "destination", WireJson.text(other, "cidr"), "nexthop", WireJson.text(subnet, "gateway_ip"));
    }

    /** After a subnet has gone. */
    void forget(ObjectNode gone) {
        if (neutron.extensions.has(EXTENSION) && WireJson.has(gone, "segment_id")) {
            neutron.subnets.of(WireJson.text(gone, "network_id")).forEach(subnet -> {
                ArrayNode left = WireJson.array();
                subnet.path("host_routes").forEach(route -> {
                    if (!route.equals(route(subnet, gone))) {
                        left.add(route);
                    }
                });
                subnet.set("host_routes", left);
            });
        }
    }
}
