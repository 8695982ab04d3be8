package io.jenkins.plugins.pumphouse.migration.model;

import java.util.List;
import java.util.Optional;

/**
 * What a plan means to do with one object.
 *
 * @param resource the source's object
 * @param decision what to do
 * @param reason why, for a person; empty where the decision speaks for itself
 * @param differences field by field, where a counterpart exists and differs
 * @param existing the counterpart on the target, if there is one
 * @param needs what must be there first
 * @param requested whether the selection asked for it; false when another object needs it
 * @param detail a few words about the object's size or place; empty where its service shows none
 * @param leftBehind what the source's object has and the target's will not have
 */
public record Change(
        Resource resource,
        Decision decision,
        String reason,
        List<Difference> differences,
        Optional<Resource> existing,
        List<Reference> needs,
        boolean requested,
        String detail,
        List<String> leftBehind) {
    public Change {
        detail = detail == null ? "" : detail;
        leftBehind = List.copyOf(leftBehind);
        differences = List.copyOf(differences);
        needs = List.copyOf(needs);
    }

    /** A change that the selection asked for, of an object that is not compared and leaves nothing behind. */
    public static Change of(
            Resource resource,
            Decision decision,
            String reason,
            Optional<Resource> existing,
            List<Reference> needs,
            String detail) {
        return new Change(resource, decision, reason, List.of(), existing, needs, true, detail, List.of());
    }

    /** The same, with all that stays behind. */
    public Change leaving(List<String> left) {
        return new Change(resource, decision, reason, differences, existing, needs, requested, detail, left);
    }

    /** What of the object does not come, in one text; empty when all of it does. */
    public String told() {
        return leftBehind.isEmpty() ? "" : "left behind: " + String.join(", ", leftBehind);
    }

    /** The object as others refer to it. */
    public ResourceKey key() {
        return ResourceKey.of(resource);
    }
}
