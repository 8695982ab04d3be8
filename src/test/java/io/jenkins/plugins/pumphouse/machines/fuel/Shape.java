package io.jenkins.plugins.pumphouse.machines.fuel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The keys and types of a JSON text, compared with another's: null goes with everything, a list's shape is that of its
 * items.
 */
final class Shape {
    /** What no client reads, so that the recordings were cut there. */
    static final Set<String> OPAQUE = Set.of(
            "meta",
            "attributes",
            "network_data",
            "ui_settings",
            "networking_parameters",
            "vips",
            "ip_ranges",
            "interface_properties",
            "media-types",
            "links",
            "serviceCatalog",
            "metadata",
            "result",
            "labels");

    private Shape() {}

    /** How the second differs from the first; empty when it does not. */
    static List<String> differences(JsonNode recorded, JsonNode given) {
        List<String> found = new ArrayList<>();
        compare("", recorded, given, found);
        return found;
    }

    private static void compare(String where, JsonNode recorded, JsonNode given, List<String> found) {
        if (recorded.isNull() || given.isNull()) {
            return;
        }
        if (recorded.getNodeType() != given.getNodeType()) {
            found.add(where + " is " + given.getNodeType() + " instead of " + recorded.getNodeType());
        } else if (recorded.isObject()) {
            Set<String> keys = new TreeSet<>();
            recorded.fieldNames().forEachRemaining(keys::add);
            Set<String> others = new TreeSet<>();
            given.fieldNames().forEachRemaining(others::add);
            if (!keys.equals(others)) {
                found.add(where + " has " + others + " instead of " + keys);
            }
            keys.retainAll(others);
            keys.removeAll(OPAQUE);
            keys.forEach(key -> compare(where + "/" + key, recorded.path(key), given.path(key), found));
        } else if (recorded.isArray() && !recorded.isEmpty() && !given.isEmpty()) {
            compare(where + "[]", recorded.get(0), given.get(0), found);
        }
    }
}
