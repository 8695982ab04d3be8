package io.jenkins.plugins.pumphouse.migration.options;

import io.jenkins.plugins.pumphouse.console.FirstFew;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A plan that somebody has looked at, and that is to be applied as it is or not at all.
 *
 * @param name of its file, for messages
 * @param objects in the order of the plan, by {@link #key}
 */
public record ApprovedPlan(String name, Map<String, Planned> objects) implements Serializable {
    /**
     * Among an outcome's facts: what the object would be on the target, as one word that differs when it does; after
     * it, one word for each value of the target's that an update replaces, with what replaces it.
     */
    public static final String FINGERPRINT = "fingerprint";

    /**
     * Among the facts of an outcome that reuses: that the target's object says that nobody has created it for this one.
     */
    public static final String UNMARKED = "unmarked";

    /** Among the facts of an outcome that reuses: that the object differs, and stays as it is. */
    public static final String LEFT = "left";

    /** Changes named in a message. */
    private static final int NAMED = 20;

    /**
     * What was planned for an object.
     *
     * @param label type and name, for messages
     * @param decision as the outcome of a dry run has it
     * @param target id of the target's object; null where there was none
     * @param fingerprint null where nothing was to be written
     */
    public record Planned(String label, Outcome.End decision, String target, String fingerprint)
            implements Serializable {}

    public ApprovedPlan {
        objects = new LinkedHashMap<>(objects);
    }

    /** Whether the plan writes an object. */
    public boolean writes(String kind, String source) {
        Planned planned = objects.get(key(kind, source));
        return planned != null && (planned.decision == Outcome.End.CREATED || planned.decision == Outcome.End.UPDATED);
    }

    /** What tells one object of a plan from the others. */
    public static String key(String kind, String source) {
        return kind + " " + source;
    }

    /**
     * Compares the plan with one that was made now.
     *
     * @throws MigrationException naming the objects for which something else would be done
     */
    public void check(List<Outcome> now) {
        List<String> changes = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Outcome outcome : now) {
            String key = key(outcome.kind(), outcome.source());
            seen.add(key);
            String change = change(objects.get(key), outcome);
            if (change != null) {
                changes.add(outcome.kind() + " " + outcome.called() + " " + change);
            }
        }
        objects.forEach((key, planned) -> {
            boolean writes = planned.decision == Outcome.End.CREATED || planned.decision == Outcome.End.UPDATED;
            if (writes && !seen.contains(key)) {
                changes.add(planned.label + " is not planned any more: it is gone, or nothing needs it");
            }
        });
        if (!changes.isEmpty()) {
            throw new MigrationException(name + " cannot be applied, as a cloud has changed since it was made:"
                    + FirstFew.lines(changes, NAMED, "")
                    + "\nNothing was changed. Make a new plan (dryRun: true), look at it, and apply that.");
        }
    }

    private static List<String> words(String fingerprint) {
        return List.of(String.valueOf(fingerprint).split(" "));
    }

    /** What has changed since; null when it is as planned, or already done. */
    private static String change(Planned planned, Outcome now) {
        if (planned == null) {
            return switch (now.end()) {
                case REUSED, SKIPPED -> null; // nothing would be done about it
                default -> "is new: would be " + now.end().word();
            };
        }
        String fingerprint = (String) now.facts().get(FINGERPRINT);
        boolean same = Objects.equals(
                words(planned.fingerprint).get(0), words(fingerprint).get(0));
        boolean sameTarget = planned.target == null || planned.target.equals(now.target());
        boolean done = planned.decision == Outcome.End.CREATED || planned.decision == Outcome.End.UPDATED;
        if (done && now.end() == Outcome.End.REUSED) {
            if (fingerprint != null && !same) {
                return "was to be " + planned.decision.word() + ", and now " + now.target()
                        + " of the target would stand for it: the mapping or the source has changed";
            }
            if (planned.decision == Outcome.End.CREATED && now.facts().containsKey(UNMARKED)) {
                return "was to be created, and now " + now.target()
                        + " of the target would stand for it, which Pumphouse did not create";
            }
            if (now.facts().containsKey(LEFT)) {
                return "was to be " + planned.decision.word() + ", and would now stay as it is: " + now.message();
            }
            return sameTarget ? null : "is another object on the target: " + now.target();
        }
        if (planned.decision == Outcome.End.DELETED && now.end() == Outcome.End.SKIPPED) {
            return null; // it is kept, which harms nobody, and the report says why
        }
        boolean begun = planned.decision == Outcome.End.CREATED && now.end() == Outcome.End.UPDATED;
        if (planned.decision != now.end() && !(begun && same)) {
            return "was to be " + planned.decision.word() + ", and would now be "
                    + now.end().word() + (now.message().isEmpty() ? "" : " (" + now.message() + ")");
        }
        if (!same) {
            return "has changed on the source since the plan was made";
        }
        List<String> replaced = words(planned.fingerprint);
        if (replaced.size() > 1 && !replaced.containsAll(words(fingerprint))) {
            return "has changed on the target since the plan was made: " + now.message();
        }
        return sameTarget ? null : "is another object on the target: " + now.target();
    }
}
