package io.jenkins.plugins.pumphouse.migration.server.note;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The metadata items and tags of a server that the target's Nova refuses, and has refused. They stand in the metadata
 * of the server on the target, so that later runs know.
 */
public final class RefusedParts {
    /** The refused parts, with commas: {@code "metadata a/b,tag x"}. */
    public static final String KEY = "pumphouse_refused";

    /** The first microversion: the API that checks names (Compute API, "Create or update metadata"). */
    private static final String FIRST = "2.1";

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9-_:. ]{1,255}");

    private RefusedParts() {}

    /** What the target has refused of a server that was moved to it. */
    static Set<String> of(JsonNode copy) {
        String parts = Json.text(copy.path("metadata"), KEY);
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

    /** What the target has refused of it, as a person reads it. */
    public static List<String> told(Resource copy) {
        return of(copy.json()).stream()
                .sorted()
                .map(part -> part + " (the target refuses it)")
                .toList();
    }

    /** What is wanted, less what the target has refused. */
    public static ObjectNode accepted(ObjectNode wanted, JsonNode copy) {
        ObjectNode accepted = wanted.deepCopy();
        Set<String> refused = of(copy);
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
}
