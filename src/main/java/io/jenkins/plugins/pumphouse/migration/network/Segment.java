package io.jenkins.plugins.pumphouse.migration.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Equality;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One segment of a network, as its provider attributes have it. A network of several shows them in a list instead
 * (Networking API v2.0, "Multiple provider extension").
 *
 * @param type {@code "vlan"}; null where nothing tells it
 * @param wire the physical network; null for an overlay
 * @param number of the VLAN or tunnel; null where there is none, or the target chooses it
 */
record Segment(String type, String wire, String number) {
    static final String LIST = "segments";

    /** The extension of a Neutron that has the list. */
    static final String EXTENSION = "multi-provider";

    static final String TYPE = "provider:network_type";
    static final String WIRE = "provider:physical_network";
    static final String NUMBER = "provider:segmentation_id";

    private static final Set<String> WIRED = Set.of("vlan", "flat");

    static List<Segment> of(JsonNode network) {
        List<Segment> segments = new ArrayList<>();
        network.path(LIST).forEach(segment -> segments.add(one(segment)));
        return segments.isEmpty() ? List.of(one(network)) : segments;
    }

    private static Segment one(JsonNode shown) {
        return new Segment(Json.text(shown, TYPE), Json.text(shown, WIRE), Json.text(shown, NUMBER));
    }

    /** Whether {@code network} has a list of them. */
    static boolean areSeveral(Resource network) {
        return !Equality.nothing(network.field(LIST));
    }

    /** Whether it means a wire in the rack, and not a tunnel. */
    boolean isWired() {
        return WIRED.contains(String.valueOf(type));
    }

    /** Without the number that the target chooses. */
    Segment kept() {
        return isWired() ? this : new Segment(type, wire, null);
    }

    /** The same with all numbers. */
    static List<String> all(JsonNode network) {
        return of(network).stream().map(Segment::toString).sorted().toList();
    }

    /** Those of a network, without the numbers that the target chooses, in an order that means nothing. */
    static List<String> kept(JsonNode network) {
        return of(network).stream()
                .map(segment -> segment.kept().toString())
                .sorted()
                .toList();
    }

    static String shown(List<Segment> segments) {
        return segments.stream().map(Segment::toString).collect(Collectors.joining(" and "));
    }

    /** As a request names it. */
    ObjectNode json() {
        ObjectNode json = Json.object().put(TYPE, type);
        if (wire != null) {
            json.put(WIRE, wire);
        }
        if (number != null) {
            json.put(NUMBER, Integer.valueOf(number));
        }
        return json;
    }

    /** {@code "vlan 101 on physnet1"}. */
    @Override
    public String toString() {
        return type + (number == null ? "" : " " + number) + (wire == null ? "" : " on " + wire);
    }
}
