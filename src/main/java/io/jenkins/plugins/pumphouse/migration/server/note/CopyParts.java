package io.jenkins.plugins.pumphouse.migration.server.note;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Metadata items and tags of a server on the target. Its Nova may refuse one that the source has (400, as an older API
 * took other characters), and with it the whole boot: then the server is booted without them, and each is added by
 * itself. What is refused even so stands in the server's metadata, so that later runs know.
 */
public final class CopyParts {
    private static final int LONGEST_VALUE = 255;

    /** The last field of a boot request is that of tags. */
    private static final String TAGS = "2.26";

    private final Cloud cloud;
    private final List<String> told = new ArrayList<>();
    private final Set<String> refused;

    /** @param copy the server on the target */
    public CopyParts(Cloud cloud, JsonNode copy) {
        this.cloud = cloud;
        this.refused = new TreeSet<>(RefusedParts.of(copy));
    }

    /** A boot request without the parts that a Nova may refuse; equal to the request where it has none. */
    public static ObjectNode bare(ObjectNode server) {
        ObjectNode bare = server.deepCopy();
        bare.remove(List.of("tags", "hostname", "OS-DCF:diskConfig"));
        ((ObjectNode) bare.path("metadata")).retain(Mark.KEY);
        return bare;
    }

    /**
     * Adds what a booted server lacks, one by one.
     *
     * @return for a person: each part that was refused
     */
    public List<String> complete(ObjectNode wanted, JsonNode copy) {
        String path = "/servers/" + Request.segment(Json.text(copy, "id"));
        Set<String> before = Set.copyOf(refused);
        ObjectNode accepted = RefusedParts.accepted(wanted, copy);
        for (var item : accepted.path("metadata").properties()) {
            if (!item.getValue().equals(copy.path("metadata").path(item.getKey()))) {
                add("metadata " + item.getKey(), () -> metadata(path, item.getKey(), item.getValue()));
            }
        }
        if (copy.has("tags")) {
            List<String> has = Json.texts(copy, "tags");
            for (String tag : Json.texts(accepted, "tags")) {
                if (!has.contains(tag)) {
                    add(
                            "tag " + tag,
                            () -> Request.put(Service.COMPUTE, path + "/tags/" + Request.segment(tag))
                                    .microversion(TAGS)
                                    .repeatable());
                }
            }
        }
        if (!before.equals(refused)) {
            cloud.send(metadata(path, RefusedParts.KEY, Json.object().textNode(note())));
        }
        return List.copyOf(told);
    }

    private static Request metadata(String path, String key, JsonNode value) {
        return Request.post(Service.COMPUTE, path + "/metadata")
                .body(Json.object("metadata", Json.object(key, value)))
                .repeatable();
    }

    private void add(String part, Supplier<Request> request) {
        try {
            cloud.send(request.get());
        } catch (CloudException.Rejected | CloudException.MissingRight e) {
            refused.add(part);
            told.add(part + " (" + cloud.name() + " refuses it: " + e.serviceMessage() + ")");
        }
    }

    /** As many as a value holds; what does not fit is tried, and told, again by a later run. */
    private String note() {
        StringBuilder note = new StringBuilder();
        for (String part : refused) {
            if (note.length() + part.length() + 1 <= LONGEST_VALUE) {
                note.append(note.isEmpty() ? "" : ",").append(part);
            }
        }
        return note.toString();
    }
}
