package io.jenkins.plugins.pumphouse.migration;

import io.jenkins.plugins.pumphouse.console.ConsoleText;
import io.jenkins.plugins.pumphouse.migration.fit.FitTable;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a migration did, or (of a dry run) would do. Plain values: it travels from an agent and ends in a script.
 *
 * @param verb what was moved
 * @param source name of the cloud moved from
 * @param target name of the cloud moved to
 * @param dryRun whether nothing was done
 * @param outcomes one an object, in the order of the plan
 * @param cost what it took
 * @param notes what a person has to know now: where each server runs that did not arrive, which temporary access is
 *     left
 * @param interrupted whether it was stopped before its end
 * @param fit what the plan needed of the target, before anything was written
 */
public record Report(
        Verb verb,
        String source,
        String target,
        boolean dryRun,
        List<Outcome> outcomes,
        Cost cost,
        List<String> notes,
        boolean interrupted,
        FitTable fit)
        implements Serializable {

    public Report {
        outcomes = new ArrayList<>(outcomes);
        notes = new ArrayList<>(notes.stream().map(ConsoleText::line).toList());
    }

    /** The result of a step; see {@link ReportMap#result()}. */
    public Map<String, Object> toResult() {
        return new ReportMap(this).result();
    }

    /** All of it; see {@link ReportMap#whole()}. */
    public Map<String, Object> toMap() {
        return new ReportMap(this).whole();
    }

    public int count(End end) {
        return (int) outcomes.stream().filter(outcome -> outcome.end() == end).count();
    }

    /** Whether something was written or deleted, or in a dry run would be. */
    public boolean changed() {
        return count(End.CREATED) + count(End.UPDATED) + count(End.DELETED) + count(End.RESTORED) > 0;
    }

    /** Whether the migration has to be looked at: something failed, waits for a decision, or was interrupted. */
    public boolean failed() {
        return interrupted || count(End.FAILED) + count(End.CONFLICT) > 0;
    }

    public List<String> conflicts() {
        return Outcome.conflicts(outcomes);
    }

    /** {@code "31 created, 4 reused, 1 failed"}. */
    public String summary() {
        List<String> parts = new ArrayList<>();
        for (End end : End.values()) {
            int count = count(end);
            if (count > 0) {
                parts.add(count + " " + (dryRun ? planned(end) : done(end, count)));
            }
        }
        return parts.isEmpty() ? "nothing to do" : String.join(", ", parts);
    }

    private static String done(End end, int count) {
        return end == End.CONFLICT && count > 1 ? "conflicts" : end.word();
    }

    private static String planned(End end) {
        return switch (end) {
            case CREATED -> "to create";
            case REUSED -> "to reuse";
            case UPDATED -> "to update";
            case DELETED -> "to delete";
            case RESTORED -> "to roll back";
            case CONFLICT -> "in conflict";
            case SKIPPED -> "to skip";
            case FAILED -> "failed";
        };
    }

    /** How long it took, for a person: {@code "4 min 12 s"}. */
    public String time() {
        long whole = Math.round(cost.seconds());
        return whole < 60
                ? String.format(Locale.ROOT, "%.1f s", cost.seconds())
                : whole / 60 + " min " + whole % 60 + " s";
    }
}
