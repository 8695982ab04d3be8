package io.jenkins.plugins.pumphouse.migration.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What becomes of every field that a service shows of an object: brought along, set by the target's service itself, or
 * told when it says anything. A field of which nothing is said here is told, too: nothing is lost unsaid, with a
 * release of OpenStack that nobody knew when this was written either.
 */
final class Account {
    private record Told(Object usual, String why) {}

    private final Set<String> brought = new HashSet<>();
    private final Set<String> byTheService = new HashSet<>();
    private final Map<String, Told> told = new LinkedHashMap<>();
    private String others = "unknown to this version";
    private boolean complete;

    void brings(List<String> fields) {
        brought.addAll(fields);
    }

    void serviceSets(List<String> fields) {
        complete = true;
        byTheService.addAll(fields);
    }

    /** @param usual a value that says nothing, beside those that {@link Equality#nothing}; may be null */
    void tells(String field, Object usual, String why) {
        told.put(field, new Told(usual, why));
    }

    void others(String why) {
        others = why;
    }

    /** A short text a field of {@code json} that does not come along. */
    List<String> leftBehind(JsonNode json) {
        List<String> left = new ArrayList<>();
        for (var field : json.properties()) {
            String name = field.getKey();
            JsonNode value = field.getValue();
            Told known = told.get(name);
            boolean silent = known == null
                    ? !complete
                            || brought.contains(name)
                            || byTheService.contains(name)
                            || name.startsWith("pumphouse_")
                    : String.valueOf(known.usual).equals(value.asText());
            if (!silent && !Equality.nothing(value)) {
                left.add(name + " " + Json.shown(value) + " (" + (known == null ? others : known.why) + ")");
            }
        }
        return left;
    }
}
