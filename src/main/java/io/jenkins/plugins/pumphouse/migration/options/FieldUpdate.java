package io.jenkins.plugins.pumphouse.migration.options;

import io.jenkins.plugins.pumphouse.console.ConsoleText;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What an update has done to one field of an object of the target.
 *
 * @param field the service's name of it
 * @param before what the target had
 * @param after what the source has
 */
public record FieldUpdate(String field, String before, String after) implements Serializable {
    /** Among the facts of an outcome: a list of them, as maps. */
    public static final String FACT = "updates";

    /** What a difference says of the side that does not have a part. */
    private static final Set<String> NOTHING = Set.of("nothing", "none", "missing");

    public FieldUpdate {
        field = ConsoleText.line(field);
        before = ConsoleText.line(before);
        after = ConsoleText.line(after);
    }

    public static FieldUpdate of(Difference difference) {
        return new FieldUpdate(difference.field(), difference.target(), difference.source());
    }

    /** As the report has it. */
    public static FieldUpdate of(Map<?, ?> fact) {
        return new FieldUpdate(
                String.valueOf(fact.get("field")),
                String.valueOf(fact.get("before")),
                String.valueOf(fact.get("after")));
    }

    /** For programs. */
    public TreeMap<String, String> fact() {
        return new TreeMap<>(Map.of("field", field, "before", before, "after", after));
    }

    /** What sets it back, for a person: {@code "set description: new text -> old text"}. */
    public String wayBack() {
        if (NOTHING.contains(before)) {
            return "take " + field + " " + after + " away";
        }
        return NOTHING.contains(after)
                ? "add " + field + " " + before + " again"
                : "set " + field + ": " + after + " -> " + before;
    }
}
