package io.jenkins.plugins.pumphouse.migration.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Equality;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import java.util.List;

/**
 * The routes that Neutron itself adds to a subnet of a routed network, one to each subnet on another segment, through
 * the subnet's gateway (neutron/services/segments/plugin.py, {@code SegmentHostRoutes}): they come with the last of the
 * subnets, and cannot be taken away.
 */
final class PeerRoutes {
    private static final String ROUTES = "host_routes";

    private PeerRoutes() {}

    /** Takes the routes of Neutron's own, which the target has, out of both sides of a comparison. */
    static void remove(ObjectNode wanted, ObjectNode onTarget, List<String> peers) {
        String gateway = Json.text(onTarget, "gateway_ip");
        ArrayNode own = Json.array(List.of());
        for (JsonNode route : onTarget.path(ROUTES)) {
            if (peers.contains(Json.text(route, "destination"))
                    && String.valueOf(gateway).equals(Json.text(route, "nexthop"))) {
                own.add(route);
            }
        }
        if (!own.isEmpty()) {
            wanted.set(ROUTES, without(own, wanted.path(ROUTES)));
            onTarget.set(ROUTES, without(own, onTarget.path(ROUTES)));
        }
    }

    private static ArrayNode without(ArrayNode own, JsonNode routes) {
        ArrayNode left = Json.array(List.of());
        for (JsonNode route : routes) {
            boolean known = false;
            for (JsonNode one : own) {
                known |= Equality.same(one, route);
            }
            if (!known) {
                left.add(route);
            }
        }
        return left;
    }
}
