package io.jenkins.plugins.pumphouse.migration.server.note;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Metadata items and tags of a server on the target. Its Nova may refuse one that the source has (400, as an older API
 * took other characters), and with it the whole boot: then the server is booted without them, and each is added by
 * itself. What is refused even so stands in the server's metadata, so that later runs know.
 */
public final class CopyParts {
    /** The refused parts, with commas: {@code "metadata a/b,tag x"}. */
    public static final String REFUSED = "pumphouse_refused";

    private static final int LONGEST_VALUE = 255;

    /** The first microversion: the API that checks names (Compute API, "Create or update metadata"). */
    private static final String FIRST = "2.1";

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9-_:. ]{1,255}");

    /** The last field of a boot request is that of tags. */
    private static final String TAGS = "2.26";

    private final Cloud cloud;
    private final List<String> told = new ArrayList<>();
    private final Set<String> refused;

    /** @param copy the server on the target */
    public CopyParts(Cloud cloud, JsonNode copy) {
        this.cloud = cloud;
        this.refused = new TreeSet<>(refused(copy));
    }

    /** What the target has refused of a server that was moved to it. */
    static Set<String> refused(JsonNode copy) {
        String parts = Json.text(copy.path("metadata"), REFUSED);
        return parts == null || parts.isEmpty() ? Set.of() : Set.of(parts.split(","));
    }

    /** Metadata items of a server whose names the Compute API refuses from 2.1 on; older APIs took them. */
    public static List<String> refusals(Resource server, Cloud target) {
        return target.supports(Service.COMPUTE, FIRST)
                ? server.field("metadata").properties().stream()
                        .map(Map.Entry::getKey)
                        .filter(name -> !NAME.matcher(name).matches())
                        .map(name -> "metadata " + name + " (" + target.name()
                                + " takes letters, digits, blanks and -_:. in its name)")
                        .toList()
                : List.of();
    }

    /** The same as a person reads it. */
    public static List<String> told(Resource copy) {
        return refused(copy.json()).stream()
                .sorted()
                .map(part -> part + " (the target refuses it)")
                .toList();
    }

    /** A boot request without the parts that a Nova may refuse; equal to the request where it has none. */
    public static ObjectNode bare(ObjectNode server) {
        ObjectNode bare = server.deepCopy();
        bare.remove("tags");
        ((ObjectNode) bare.path("metadata")).retain(Mark.KEY);
        return bare;
    }

    /** What is wanted, less what the target has refused. */
    public static ObjectNode accepted(ObjectNode wanted, JsonNode copy) {
        ObjectNode accepted = wanted.deepCopy();
        Set<String> refused = refused(copy);
        if (accepted.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove(names(refused, "metadata "));
        }
        if (accepted.path("tags").isArray()) {
            List<String> tags = new ArrayList<>(Json.texts(accepted, "tags"));
            tags.removeAll(names(refused, "tag "));
            accepted.set("tags", Json.array(tags));
        }
        return accepted;
    }

    private static List<String> names(Collection<String> parts, String kind) {
        return parts.stream()
                .filter(part -> part.startsWith(kind))
                .map(part -> part.substring(kind.length()))
                .toList();
    }

    /**
     * Adds what a booted server lacks, one by one.
     *
     * @return for a person: each part that was refused
     */
    public List<String> complete(ObjectNode wanted, JsonNode copy) {
        String path = "/servers/" + Request.segment(Json.text(copy, "id"));
        Set<String> before = Set.copyOf(refused);
        ObjectNode accepted = accepted(wanted, copy);
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
            cloud.send(metadata(path, REFUSED, Json.object().textNode(note())));
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
