package io.jenkins.plugins.pumphouse.migration.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The segment of its network to which a subnet is bound. The target's id of it is known only once the network is made:
 * until the request is sent, {@linkplain NetworkSegment#place its place} stands for it.
 */
final class SubnetSegment {
    static final String ID = "segment_id";

    /** Pumphouse's own, in what is wanted: the place. */
    static final String FIELD = "segment";

    /** Pumphouse's own, of what a cloud has: the places that the segment is at, and the CIDRs of other segments. */
    private static final String PLACES = "pumphouse_places";

    private static final String PEERS = "pumphouse_peers";

    private static final String WRITABLE = "subnet-segmentid-writable";
    private static final String NETWORK = "network_id";

    private SubnetSegment() {}

    static boolean isBound(Resource subnet) {
        return subnet.text(ID) != null;
    }

    /** Notes in bound subnets of a list what it takes to compare them. */
    static void note(List<Resource> subnets, CloudInventory inventory) {
        for (Resource subnet : subnets) {
            if (isBound(subnet)) {
                ObjectNode json = subnet.json();
                json.set(
                        PLACES,
                        Json.array(of(subnet, inventory)
                                .map(NetworkSegment::places)
                                .orElse(List.of())));
                ArrayNode peers = json.putArray(PEERS);
                subnets.stream()
                        .filter(other -> other.text(NETWORK).equals(subnet.text(NETWORK)))
                        .filter(other -> !Objects.equals(other.text(ID), subnet.text(ID)))
                        .forEach(other -> peers.add(other.text("cidr")));
            }
        }
    }

    private static Optional<NetworkSegment> of(Resource subnet, CloudInventory inventory) {
        return inventory
                .find(NetworkType.KIND, subnet.text(NETWORK))
                .flatMap(network -> NetworkSegments.of(network, inventory).stream()
                        .filter(segment -> segment.id().equals(subnet.text(ID)))
                        .findFirst());
    }

    /** The physical networks of the segments to which the subnets of a card are bound. */
    static List<String> wires(Resource card, CloudInventory source) {
        Set<String> wires = new LinkedHashSet<>();
        for (JsonNode ip : card.field("fixed_ips")) {
            source.find(SubnetType.KIND, Json.text(ip, "subnet_id"))
                    .filter(SubnetSegment::isBound)
                    .filter(subnet -> !ProviderChoice.of(subnet, source).isChosen())
                    .flatMap(subnet -> of(subnet, source))
                    .map(segment -> segment.segment().wire())
                    .ifPresent(wires::add);
        }
        return List.copyOf(wires);
    }

    /** Why nobody can tell to which segment of the target {@code subnet} is to be bound. */
    static Optional<String> hidden(Resource subnet, CloudInventory source) {
        return isBound(subnet) && of(subnet, source).isEmpty()
                ? Optional.of("is bound to segment " + subnet.text(ID) + ", which "
                        + source.cloud().name()
                        + " does not show to this account. Give the account the right get_segment"
                        + " of Neutron's policy, or create the network on the target and name it in mapping: networks")
                : Optional.empty();
    }

    /** Puts the place of the segment that {@code subnet} is bound to, if it is. */
    static void want(ObjectNode wanted, Resource subnet, CloudInventory source) {
        if (isBound(subnet)) {
            of(subnet, source)
                    .ifPresent(segment -> wanted.put(
                            FIELD,
                            segment.place(ProviderChoice.of(subnet, source).isChosen())));
        }
    }

    /** What Neutron itself has made of the routes of a subnet of the target is no difference. */
    static ObjectNode withoutPeerRoutes(ObjectNode wanted, Resource existing) {
        ObjectNode onTarget = existing.json().deepCopy();
        PeerRoutes.remove(wanted, onTarget, Json.texts(onTarget, PEERS));
        return onTarget;
    }

    /** That a subnet is bound to another segment, or that only one of the two is bound. */
    static Optional<Difference> difference(ObjectNode wanted, Resource existing) {
        String place = Json.text(wanted, FIELD);
        List<String> places = Json.texts(existing.json(), PLACES);
        boolean same = place == null ? !isBound(existing) : places.contains(place);
        return same
                ? Optional.empty()
                : Optional.of(new Difference(
                        FIELD,
                        place == null ? Json.shown(null) : place,
                        places.stream().findFirst().orElseGet(() -> Json.shown(existing.field(ID)))));
    }

    /** Whether Neutron binds the subnet later: the only one, to the only segment of its network. */
    static boolean isBoundLater(Resource existing, CloudInventory target) {
        return !isBound(existing)
                && target.cloud().networkExtensions().contains(WRITABLE)
                && SubnetType.ofNetwork(target, existing.text(NETWORK)).size() == 1
                && target.find(NetworkType.KIND, existing.text(NETWORK))
                        .filter(network -> !Segment.areSeveral(network))
                        .isPresent();
    }

    /** Puts the id that the target has for the place. */
    static void resolve(ObjectNode wanted, String network, ChangeContext context) {
        String place = Json.text(wanted, FIELD);
        if (place != null) {
            String cloud = context.target().name();
            NetworkSegment segment = NetworkSegments.now(context.target(), network, place)
                    .orElseThrow(() -> new MigrationException(
                            "The subnet " + JoinedSubnets.absent(place, "network " + network, cloud) + "."));
            wanted.put(ID, segment.id()).remove(FIELD);
        }
    }
}
