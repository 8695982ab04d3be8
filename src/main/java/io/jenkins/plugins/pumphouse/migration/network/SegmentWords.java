package io.jenkins.plugins.pumphouse.migration.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Optional;

/** What the segment at one place of a network is to be called, held against what the target has. */
record SegmentWords(JsonNode wanted) {
    private static final String PLACE = "place";
    private static final String NONE = "no such segment";
    private static final List<String> FIELDS = List.of(NetworkSegment.NAME, NetworkSegment.DESCRIPTION);

    /** What is wanted of the counterpart of {@code segment}. */
    static ObjectNode of(NetworkSegment segment, boolean chosen) {
        ObjectNode wanted = Json.object().put(PLACE, segment.place(chosen));
        FIELDS.forEach(field -> wanted.put(field, segment.word(field)));
        return wanted;
    }

    private String place() {
        return wanted.path(PLACE).asText();
    }

    private Optional<NetworkSegment> in(List<NetworkSegment> segments) {
        return segments.stream().filter(one -> one.isAt(place())).findFirst();
    }

    List<Difference> differences(List<NetworkSegment> segments) {
        Optional<NetworkSegment> existing = in(segments);
        if (existing.isEmpty()) {
            return List.of(new Difference(place(), "a segment", NONE));
        }
        return changed(existing.get()).properties().stream()
                .map(word -> new Difference(
                        word.getKey() + " of " + place(),
                        shown(word.getValue().asText()),
                        shown(existing.get().word(word.getKey()))))
                .toList();
    }

    /** Whether the target's network has no segment at a place. */
    static boolean isLacking(Difference difference) {
        return difference.target().equals(NONE);
    }

    private static String shown(String word) {
        return word.isEmpty() ? Json.shown(null) : word;
    }

    /** The words that are otherwise. */
    private ObjectNode changed(NetworkSegment existing) {
        ObjectNode changed = Json.object();
        for (String field : FIELDS) {
            String word = wanted.path(field).asText();
            if (!word.equals(existing.word(field))) {
                changed.put(field, word);
            }
        }
        return changed;
    }

    /** Whether somebody has named or described the source's segment. */
    boolean areSaid() {
        return FIELDS.stream().anyMatch(field -> !wanted.path(field).asText().isEmpty());
    }

    void write(List<NetworkSegment> segments, Cloud target) {
        in(segments).ifPresent(segment -> {
            ObjectNode words = changed(segment);
            if (!words.isEmpty()) {
                String path = NetworkSegments.PATH + '/' + Request.segment(segment.id());
                target.send(Request.put(Service.NETWORK, path).body(Json.object("segment", words)));
            }
        });
    }
}
