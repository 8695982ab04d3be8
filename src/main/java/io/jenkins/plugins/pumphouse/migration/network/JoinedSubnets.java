package io.jenkins.plugins.pumphouse.migration.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.Optional;

/** A subnet that comes to others in a network that the target has: Neutron binds all of them to segments, or none. */
final class JoinedSubnets {
    private JoinedSubnets() {}

    /** Why Neutron would not make the subnet. */
    static Optional<String> obstructed(ObjectNode wanted, CloudInventory target) {
        String id = Json.text(wanted, "network_id");
        return Translation.isPending(id) || !NetworkSegments.areOffered(target.cloud())
                ? Optional.empty()
                : target.find(NetworkType.KIND, id)
                        .flatMap(network ->
                                otherwise(wanted, network, target).or(() -> lacking(wanted, network, target)));
    }

    private static Optional<String> otherwise(ObjectNode wanted, Resource network, CloudInventory target) {
        boolean bound = wanted.has(SubnetSegment.FIELD);
        return SubnetType.ofNetwork(target, network.id()).stream()
                .filter(subnet -> !isApart(wanted) && !isApart(subnet.json()))
                .filter(subnet -> SubnetSegment.isBound(subnet) != bound)
                .findFirst()
                .map(subnet -> (bound ? "is bound to a segment" : "is bound to no segment") + ", and " + subnet.label()
                        + " of " + network.label() + " on " + target.cloud().name() + (bound ? " to none" : " to one")
                        + ": Neutron takes all of a network or none. Name another network in mapping: networks");
    }

    /** Of addresses that routers announce, to which Neutron's rule does not apply. */
    private static boolean isApart(JsonNode subnet) {
        return Json.texts(subnet, "service_types").contains("network:routed");
    }

    private static Optional<String> lacking(ObjectNode wanted, Resource network, CloudInventory target) {
        String place = Json.text(wanted, SubnetSegment.FIELD);
        return place == null || NetworkSegments.of(network, target).stream().anyMatch(segment -> segment.isAt(place))
                ? Optional.empty()
                : Optional.of(absent(place, network.label(), target.cloud().name()));
    }

    static String absent(String place, String network, String cloud) {
        return "is bound to a segment (" + place + ") that " + network + " does not have on " + cloud
                + ". Create it (openstack network segment create), or name another network in mapping: networks";
    }
}
