package io.jenkins.plugins.pumphouse.migration.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.options.ProviderNetworks;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.List;
import java.util.Optional;

/** What becomes of the segments of one network, as the operator says ({@code providerNetworks}). */
record ProviderChoice(Resource network, ProviderNetworks word) {
    /** In what is wanted where the target chooses: the segments that it must not have. Never sent. */
    static final String FORMER = "pumphouse_former_segments";

    private static final List<String> ONE = List.of(Segment.TYPE, Segment.WIRE, Segment.NUMBER);
    private static final String ANOTHER = "another one";

    static ProviderChoice of(Resource network, CloudInventory source) {
        return new ProviderChoice(network, source.options().providerNetworks());
    }

    boolean isChosen() {
        return word == ProviderNetworks.CHOOSE;
    }

    /** Whether all of it is a wire of the rack on the target, too. */
    boolean staysWired() {
        return !isChosen() && SharedWire.isAllWired(network);
    }

    /** Puts the provider attributes that are sent, or none. */
    void addTo(ObjectNode wanted) {
        if (isChosen()) {
            wanted.remove("vlan_qinq");
            wanted.set(FORMER, Json.array(wires(network.json())));
        } else if (Segment.areSeveral(network)) {
            wanted.putArray(Segment.LIST)
                    .addAll(Segment.of(network.json()).stream()
                            .map(segment -> word.keepsAll() ? segment : segment.kept())
                            .map(Segment::json)
                            .toList());
        } else if (word.keepsAll() || SharedWire.isWired(network)) {
            ONE.stream()
                    .filter(field -> network.text(field) != null)
                    .forEach(field -> wanted.set(field, network.field(field)));
        }
    }

    private static List<String> wires(JsonNode network) {
        return Segment.of(network).stream()
                .filter(Segment::isWired)
                .map(Segment::toString)
                .toList();
    }

    /** That the target has a network in one of the segments that it must not have. */
    static Optional<Difference> same(JsonNode wanted, Resource existing) {
        List<String> former = Json.texts(wanted, FORMER);
        return wires(existing.json()).stream()
                .filter(former::contains)
                .findFirst()
                .map(wire -> new Difference(Segment.LIST, ANOTHER, wire));
    }

    /** Whether a difference is in a segment that Neutron changes of no network. */
    static boolean isFixed(Difference difference, Resource existing) {
        return difference.source().equals(ANOTHER)
                || ONE.contains(difference.field()) && !SharedWire.isAllWired(existing);
    }

    /** The kept segments of a list, with the numbers of tunnels where they are kept. */
    static boolean isSameList(JsonNode wanted, JsonNode existing) {
        boolean all = Segment.of(wanted).stream().anyMatch(segment -> !segment.isWired() && segment.number() != null);
        return all
                ? Segment.all(wanted).equals(Segment.all(existing))
                : Segment.kept(wanted).equals(Segment.kept(existing));
    }

    /** Those that have to be free on the target. */
    List<Segment> kept() {
        return Segment.of(network.json()).stream()
                .filter(segment -> !isChosen())
                .filter(segment -> segment.isWired() || word.keepsAll() && segment.number() != null)
                .toList();
    }

    /** What of it is the target's to choose by the operator's word. */
    Optional<String> told(String target) {
        boolean known = Segment.of(network.json()).stream().anyMatch(segment -> segment.type() != null);
        return isChosen() && known
                ? Optional.of("segment " + SharedWire.described(network) + " (" + target + " chooses another, as"
                        + " providerNetworks is choose: servers that have moved and those that have not do not reach"
                        + " each other in it)")
                : Optional.empty();
    }

    /** Why nobody can tell that the segment can be kept, where it must be. */
    Optional<String> doubt(CloudInventory target) {
        if (word != ProviderNetworks.FAIL) {
            return Optional.empty();
        }
        boolean unknown = Segment.of(network.json()).stream().anyMatch(segment -> segment.type() == null);
        return unknown
                ? Optional.of("does not show its segment, so that it cannot be kept, and providerNetworks is fail. Name"
                        + " the network to use instead in mapping: networks")
                : MissingTunnel.untold(network, target)
                        .map(check ->
                                "cannot be proved to keep its segment, and providerNetworks is fail: nothing stands"
                                        + " for " + check);
    }
}
