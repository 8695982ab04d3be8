package io.jenkins.plugins.pumphouse.machines.fuel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The values of a JSON answer, compared with a recorded one field by field. Objects of a list belong together by their
 * MAC, id or name.
 */
final class FieldValues {
    /** Of one moment, of one machine, or of a random choice. */
    private static final Set<String> OF_THE_MOMENT = Set.of(
            "uuid",
            "time",
            "date",
            "time_start",
            "time_end",
            "progress",
            "online",
            "issued_at",
            "expires",
            "expires_at",
            "updated",
            "token");

    private FieldValues() {}

    static List<String> differences(JsonNode recorded, JsonNode given) {
        List<String> found = new ArrayList<>();
        compare("", recorded, given, found);
        return found;
    }

    private static void compare(String where, JsonNode recorded, JsonNode given, List<String> found) {
        if (recorded.isObject() && given.isObject()) {
            recorded.fieldNames().forEachRemaining(name -> {
                if (!OF_THE_MOMENT.contains(name) && !Shape.OPAQUE.contains(name) && given.has(name)) {
                    compare(where + "/" + name, recorded.path(name), given.path(name), found);
                }
            });
        } else if (recorded.isArray() && given.isArray()) {
            Map<String, JsonNode> others = byIdentity(given);
            Map<String, JsonNode> ours = byIdentity(recorded);
            if (!ours.keySet().equals(others.keySet())) {
                found.add(where + " has " + others.keySet() + " instead of " + ours.keySet());
            }
            ours.forEach((key, item) -> {
                if (others.containsKey(key)) {
                    compare(where + "[" + key + "]", item, others.get(key), found);
                }
            });
        } else if (!recorded.equals(given)) {
            found.add(where + " is " + given + " instead of " + recorded);
        }
    }

    private static Map<String, JsonNode> byIdentity(JsonNode list) {
        Map<String, JsonNode> items = new LinkedHashMap<>();
        for (JsonNode item : list) {
            String key = item.isValueNode() ? item.asText() : "";
            for (String field : List.of("mac", "id", "name", "node_id")) {
                if (item.hasNonNull(field) && !key.startsWith("mac")) {
                    key += field + item.path(field).asText();
                }
            }
            items.put(key, item);
        }
        return items;
    }
}
