package io.jenkins.plugins.pumphouse.migration.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One object of one cloud, as its service shows it.
 *
 * @param kind what it is
 * @param id unique among the objects of its kind in its cloud; composed by its type where the service gives none (an
 *     assignment, a quota)
 * @param name what a person calls it; never null, may be empty
 * @param json the service's own JSON, so that a field that we do not know is not lost; not to be changed
 */
public record Resource(Kind kind, String id, String name, ObjectNode json) {
    /**
     * A field that Pumphouse adds to {@link #json}: what the service said when it refused to show a part of the object.
     */
    public static final String UNREAD = "pumphouse_unread";

    /** The same: a rollback gives the object back to the source, where it removes others from the target. */
    public static final String GOES_BACK = "pumphouse_goes_back";

    /** A blank within a name is seen, one at its end is not. */
    private static final Pattern COPIED =
            Pattern.compile("(?=[\\p{L}\\p{N}_.])[\\p{L}\\p{N}_. /@+()-]+(?<=[\\p{L}\\p{N}_.)])");

    public Resource {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(json, "json");
        name = name == null ? "" : name;
    }

    /** A field as text; null when it is absent or JSON null. */
    public String text(String field) {
        return Json.text(json, field);
    }

    /** A field; a missing node, never null, when it is absent. */
    public JsonNode field(String field) {
        return json.path(field);
    }

    /** What a line of a table calls it, in which its id does not stand: without a name it is its id. */
    public String called() {
        return name.isBlank() ? id : name;
    }

    /**
     * What an argument of a step or an entry of {@code mapping:} finds it by: its name, or its id where the name is
     * none that could be copied from a message into a pipeline or into YAML as it stands.
     */
    public String entry() {
        return COPIED.matcher(name).matches() ? name : id;
    }

    /** {@code group "web" (3ab2…)}: how messages name it. */
    public String label() {
        return kind + (name.isEmpty() ? " " + id : " \"" + name + "\" (" + id + ")");
    }
}
