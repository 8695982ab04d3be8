package io.jenkins.plugins.pumphouse.migration.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the segments of networks: all of a cloud by one list, where its Neutron has the extension. */
final class NetworkSegments {
    static final String EXTENSION = "segment";
    static final String PATH = "/segments";

    private static final String NETWORK = "network_id";

    private NetworkSegments() {}

    static boolean areOffered(Cloud cloud) {
        return cloud.networkExtensions().contains(EXTENSION);
    }

    /** None where the cloud has no such objects, or does not show them to the account. */
    static List<NetworkSegment> of(Resource network, CloudInventory inventory) {
        Map<String, List<ObjectNode>> all = inventory.fact(
                NetworkSegments.class, () -> byNetwork(inventory.cloud(), Request.get(Service.NETWORK, PATH)));
        return NetworkSegment.of(network.json(), all.getOrDefault(network.id(), List.of()));
    }

    /** The one at a place of a network that was made a moment ago; empty where it has none. */
    static Optional<NetworkSegment> now(Cloud cloud, String network, String place) {
        return now(cloud, network).stream().filter(one -> one.isAt(place)).findFirst();
    }

    /** Those of a network that was made a moment ago. */
    static List<NetworkSegment> now(Cloud cloud, String network) {
        ObjectNode shown = Json.object(cloud.get(Service.NETWORK, "/networks/" + Request.segment(network)), "network");
        Request list = Request.get(Service.NETWORK, PATH).query(NETWORK, network);
        return NetworkSegment.of(shown, byNetwork(cloud, list).getOrDefault(network, List.of()));
    }

    private static Map<String, List<ObjectNode>> byNetwork(Cloud cloud, Request list) {
        if (!areOffered(cloud)) {
            return Map.of();
        }
        try {
            return cloud.list(list, "segments").stream()
                    .collect(Collectors.groupingBy(row -> String.valueOf(Json.text(row, NETWORK))));
        } catch (CloudException.NotShown e) {
            return Map.of();
        }
    }
}
