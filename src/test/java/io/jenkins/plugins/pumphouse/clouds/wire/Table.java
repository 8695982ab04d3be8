package io.jenkins.plugins.pumphouse.clouds.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The stored objects of one kind by id, in the order of their making. */
public final class Table {
    private final Map<String, ObjectNode> rows = new LinkedHashMap<>();

    /** Fields by which objects are found without a walk through all: none of them changes once an object is stored. */
    private static final List<String> INDEXED = List.of("tenant_id", "network_id", "security_group_id");

    private final Map<String, Map<String, Map<String, ObjectNode>>> indexes = new HashMap<>();
    private final Map<String, Map<String, ObjectNode>> byName = new HashMap<>();

    /** Stores an object under its {@code id} and returns it. */
    public ObjectNode add(ObjectNode row) {
        String id = row.path("id").asText();
        remove(id);
        rows.put(id, row);
        for (String field : INDEXED) {
            index(field)
                    .computeIfAbsent(row.path(field).asText(), v -> new LinkedHashMap<>())
                    .put(id, row);
        }
        byName.computeIfAbsent(name(row), n -> new LinkedHashMap<>()).put(id, row);
        return row;
    }

    private Map<String, Map<String, ObjectNode>> index(String field) {
        return indexes.computeIfAbsent(field, f -> new HashMap<>());
    }

    private static String name(ObjectNode row) {
        return row.path("name").asText().toLowerCase(Locale.ROOT);
    }

    /**
     * Objects that were stored under a name, in whatever case. Only for those that are stored anew when their name
     * changes.
     */
    public Stream<ObjectNode> named(String name) {
        return List.copyOf(
                byName.getOrDefault(name.toLowerCase(Locale.ROOT), Map.of()).values())
                .stream();
    }

    /** The object of an id, null where there is none. */
    public ObjectNode get(String id) {
        return rows.get(id);
    }

    public boolean has(String id) {
        return rows.containsKey(id);
    }

    public ObjectNode remove(String id) {
        ObjectNode gone = rows.remove(id);
        if (gone != null) {
            INDEXED.forEach(field -> index(field)
                    .getOrDefault(gone.path(field).asText(), new HashMap<>())
                    .remove(id));
            byName.getOrDefault(name(gone), new HashMap<>()).remove(id);
        }
        return gone;
    }

    public void removeIf(Predicate<ObjectNode> condition) {
        all().stream().filter(condition).forEach(row -> remove(row.path("id").asText()));
    }

    /** A copy of the list, so that a caller may add and remove while it walks. */
    public List<ObjectNode> all() {
        return new ArrayList<>(rows.values());
    }

    public Stream<ObjectNode> where(Predicate<ObjectNode> condition) {
        return all().stream().filter(condition);
    }

    /** The objects whose field has this text. */
    public Stream<ObjectNode> where(String field, String value) {
        if (value != null && INDEXED.contains(field)) {
            return List.copyOf(index(field).getOrDefault(value, Map.of()).values()).stream();
        }
        return where(row -> value != null && value.equals(WireJson.text(row, field)));
    }
}
