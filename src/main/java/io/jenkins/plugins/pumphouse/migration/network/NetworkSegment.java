package io.jenkins.plugins.pumphouse.migration.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A segment of a network as an object of its own, to which subnets can be bound (Networking API v2.0, "Segments").
 *
 * @param json as the service shows it
 * @param segment where it is
 * @param tunnel which of its network's tunnels of its kind it is, as {@code "vxlan 1 of 2"}; null for a wire
 * @param alone whether its network has no other
 */
record NetworkSegment(ObjectNode json, Segment segment, String tunnel, boolean alone) {
    static final String NAME = "name";
    static final String DESCRIPTION = "description";

    private static final String ONLY = "the only segment";

    /**
     * What stands for it on the target: a wire is the same wire. Of tunnels, whose numbers the target chooses, their
     * order tells, in which Neutron keeps the segments of a network as they were named when it was made.
     *
     * @param chosen whether the target chooses wires, too
     */
    String place(boolean chosen) {
        return alone && (chosen || !segment.isWired()) ? ONLY : places().get(0);
    }

    /** All that a {@link #place} can be called. */
    List<String> places() {
        return Stream.of(segment.isWired() ? segment.toString() : tunnel, alone ? ONLY : null)
                .filter(Objects::nonNull)
                .toList();
    }

    boolean isAt(String place) {
        return places().contains(place);
    }

    String id() {
        return Json.text(json, "id");
    }

    /** A field of its words; empty where nobody has set it. */
    String word(String field) {
        String word = Json.text(json, field);
        return word == null ? "" : word;
    }

    /** Whether somebody has named or described it. */
    boolean isNamed() {
        return Stream.of(NAME, DESCRIPTION).anyMatch(field -> !word(field).isEmpty());
    }

    /**
     * Those of a network in its own order.
     *
     * @param rows as the service shows them; one that Neutron has made for a port alone is in no list of the network
     */
    static List<NetworkSegment> of(JsonNode network, List<ObjectNode> rows) {
        List<Segment> shown = Segment.of(network);
        return Stream.iterate(0, at -> at < shown.size(), at -> at + 1)
                .flatMap(at -> rows.stream()
                        .filter(row -> isIn(row, shown.get(at)))
                        .limit(1)
                        .map(row -> new NetworkSegment(row, shown.get(at), tunnel(shown, at), shown.size() == 1)))
                .toList();
    }

    private static boolean isIn(ObjectNode row, Segment segment) {
        return new Segment(
                        Json.text(row, "network_type"),
                        Json.text(row, "physical_network"),
                        Json.text(row, "segmentation_id"))
                .equals(segment);
    }

    private static String tunnel(List<Segment> shown, int at) {
        Segment one = shown.get(at);
        if (one.isWired()) {
            return null;
        }
        List<Segment> alike =
                shown.stream().filter(each -> one.type().equals(each.type())).toList();
        return one.type() + ' ' + (alike.indexOf(one) + 1) + " of " + alike.size();
    }
}
