package io.jenkins.plugins.pumphouse.migration.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One field in which an object differs between the clouds.
 *
 * @param field the service's name of it
 * @param source what the source has (or would have on the target, with ids translated)
 * @param target what the target has
 * @param sourceCloud for a person: the source's name
 * @param targetCloud for a person: the target's name
 */
public record Difference(String field, String source, String target, String sourceCloud, String targetCloud)
        implements Serializable {
    /** Fields whose numbers mean nothing without a unit, and the words for them. */
    private static final Map<String, String[]> UNITS = Map.of(
            "ram", new String[] {"RAM", " MB"},
            "min_ram", new String[] {"minimum RAM", " MB"},
            "swap", new String[] {"swap", " MB"},
            "disk", new String[] {"disk", " GB"},
            "min_disk", new String[] {"minimum disk", " GB"},
            "OS-FLV-EXT-DATA:ephemeral", new String[] {"ephemeral disk", " GB"});

    private static final String[] NO_UNIT = {null, ""};

    /** A difference between clouds whose names are not at hand. */
    public Difference(String field, String source, String target) {
        this(field, source, target, "the source", "the target");
    }

    /** The wanted fields that are otherwise. */
    public static List<Difference> of(ObjectNode wanted, JsonNode existing) {
        List<Difference> differences = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : wanted.properties()) {
            JsonNode found = existing.path(field.getKey());
            if (!Equality.same(field.getValue(), found)) {
                differences.add(new Difference(field.getKey(), Json.shown(field.getValue()), Json.shown(found)));
            }
        }
        return differences;
    }

    /** The same, told with the names of the clouds. */
    public Difference between(String sourceName, String targetName) {
        return new Difference(field, source, target, sourceName, targetName);
    }

    /** For a person: {@code RAM: 2048 MB on old, 4096 MB on new}. */
    @Override
    public String toString() {
        return label() + ": " + amount(source) + " on " + sourceCloud + ", " + amount(target) + " on " + targetCloud;
    }

    /** For a person, what an update did on the target: {@code RAM: 4096 MB -> 2048 MB}. */
    public String update() {
        return label() + ": " + amount(target) + " -> " + amount(source);
    }

    private String label() {
        String word = UNITS.getOrDefault(field, NO_UNIT)[0];
        return word == null ? field : word;
    }

    private String amount(String value) {
        boolean number = !value.isEmpty() && value.chars().allMatch(Character::isDigit);
        return number ? value + UNITS.getOrDefault(field, NO_UNIT)[1] : value;
    }
}
