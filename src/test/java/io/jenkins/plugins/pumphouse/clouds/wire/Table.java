package io.jenkins.plugins.pumphouse.clouds.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The stored objects of one kind by id, in the order of their making. */
public final class Table {
    private final Map<String, ObjectNode> rows = new LinkedHashMap<>();

    /** Stores an object under its {@code id} and returns it. */
    public ObjectNode add(ObjectNode row) {
        rows.put(row.path("id").asText(), row);
        return row;
    }

    /** The object of an id, null where there is none. */
    public ObjectNode get(String id) {
        return rows.get(id);
    }

    public boolean has(String id) {
        return rows.containsKey(id);
    }

    public ObjectNode remove(String id) {
        return rows.remove(id);
    }

    public void removeIf(Predicate<ObjectNode> condition) {
        rows.values().removeIf(condition);
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
        return where(row -> value != null && value.equals(Json.text(row, field)));
    }
}
