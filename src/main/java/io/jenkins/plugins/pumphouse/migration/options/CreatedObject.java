package io.jenkins.plugins.pumphouse.migration.options;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * An object of the target that a former run has created or updated, or a quota that it has set, as its report says.
 *
 * @param kind the word of its kind
 * @param name what a person calls it
 * @param source id of what it was created for
 * @param target its id
 * @param before what a quota was, by {@code "<service> <key>"}; empty for all else
 * @param after what the run has set instead
 * @param updates what the run has changed of an object that was on the target; empty for what it has created
 */
public record CreatedObject(
        String kind,
        String name,
        String source,
        String target,
        Map<String, Long> before,
        Map<String, Long> after,
        List<FieldUpdate> updates)
        implements Serializable {
    public CreatedObject {
        before = before == null ? Map.of() : Map.copyOf(before); // null in what an earlier version has stored
        after = after == null ? Map.of() : Map.copyOf(after);
        updates = updates == null ? List.of() : List.copyOf(updates);
    }

    public CreatedObject(
            String kind, String name, String source, String target, Map<String, Long> before, Map<String, Long> after) {
        this(kind, name, source, target, before, after, List.of());
    }

    /** Whether the run has only changed it, so that nothing removes it. */
    public boolean onlyUpdated() {
        return !updates.isEmpty();
    }
}
