package io.jenkins.plugins.pumphouse.migration;

import io.jenkins.plugins.pumphouse.migration.fit.FitTable;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

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
    /** Objects in the result of a step; each takes about half a kilobyte of every stored state of the pipeline. */
    static final int MOST_RESOURCES = 1000;

    /**
     * What a migration took.
     *
     * @param seconds wall time
     * @param sourceRequests sent to the source, repeated ones included
     * @param targetRequests sent to the target, repeated ones included
     * @param writes of these, to either cloud, all that may change something
     */
    public record Cost(double seconds, long sourceRequests, long targetRequests, long writes) implements Serializable {
        /** @param start as {@link System#nanoTime} gave it */
        static Cost since(long start, Cloud source, Cloud target) {
            return new Cost(
                    (System.nanoTime() - start) / 1e9,
                    source.requests().count(),
                    target.requests().count(),
                    source.requests().writes() + target.requests().writes());
        }

        /** How many requests both clouds were sent. */
        public long requests() {
            return sourceRequests + targetRequests;
        }
    }

    /** Of what needs nothing that the target limits. */
    public Report(
            Verb verb,
            String source,
            String target,
            boolean dryRun,
            List<Outcome> outcomes,
            Cost cost,
            List<String> notes,
            boolean interrupted) {
        this(verb, source, target, dryRun, outcomes, cost, notes, interrupted, FitTable.EMPTY);
    }

    public Report {
        outcomes = new ArrayList<>(outcomes);
        notes = new ArrayList<>(notes);
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

    /**
     * The result of a step: as {@link #toMap}, but with no more objects than a running pipeline should carry along in
     * its stored state. Those that a person has to look at come first; a note says how many are left out.
     */
    public Map<String, Object> toResult() {
        Map<String, Object> map = toMap();
        List<String> told = first(notes);
        if (outcomes.size() > MOST_RESOURCES) {
            map.put(
                    "resources",
                    outcomes.stream()
                            .sorted(Comparator.comparingInt(Report::rank))
                            .limit(MOST_RESOURCES)
                            .map(Report::resource)
                            .collect(Collectors.toCollection(ArrayList::new)));
            told.add("resources has " + MOST_RESOURCES + " of " + outcomes.size()
                    + " objects, failures first, then changes; the build's report.json has all of them");
        }
        if (conflicts().size() > MOST_RESOURCES) {
            map.put("conflicts", first(conflicts()));
            told.add("conflicts has the first " + MOST_RESOURCES + " of "
                    + conflicts().size() + "; the build's report.json has all of them");
        }
        if (notes.size() > MOST_RESOURCES) {
            told.add("notes has the first " + MOST_RESOURCES + " of " + notes.size()
                    + "; the build's report.json has all of them");
        }
        map.put("notes", told);
        return map;
    }

    /** As many as a running pipeline should carry along. */
    static List<String> first(List<String> texts) {
        return new ArrayList<>(texts.subList(0, Math.min(texts.size(), MOST_RESOURCES)));
    }

    private static int rank(Outcome outcome) {
        return switch (outcome.end()) {
            case FAILED, CONFLICT -> 0;
            case CREATED, UPDATED, DELETED, RESTORED -> 1;
            case SKIPPED -> 2;
            case REUSED -> 3;
        };
    }

    /** All of it: maps, lists, texts and numbers only, which every sandbox lets a script read and change. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("changed", changed());
        map.put("summary", summary());
        for (End end : End.values()) {
            if (end != End.CONFLICT
                    && (end != End.RESTORED || verb == Verb.ROLLBACK || verb == Verb.ROLLBACK_RESOURCES)) {
                map.put(end.word(), count(end));
            }
        }
        map.put("conflicts", new ArrayList<>(conflicts()));
        map.put("notes", new ArrayList<>(notes));
        map.put("interrupted", interrupted);
        map.put("fit", fit.toList(MOST_RESOURCES));
        map.put("dryRun", dryRun);
        map.put("source", source);
        map.put("target", target);
        map.put("seconds", Math.round(cost.seconds()));
        map.put("requests", cost.requests());
        map.put("writes", cost.writes());
        List<Map<String, Object>> resources = new ArrayList<>();
        outcomes.forEach(outcome -> resources.add(resource(outcome)));
        map.put("resources", resources);
        return map;
    }

    private static Map<String, Object> resource(Outcome outcome) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", outcome.kind());
        map.put("name", outcome.name());
        map.put("source", outcome.source());
        map.put("target", outcome.target());
        map.put("outcome", outcome.end().word());
        map.put("seconds", Math.round(outcome.seconds() * 10) / 10.0);
        map.put("message", outcome.message());
        map.put("requested", outcome.requested());
        outcome.facts().forEach((key, value) -> {
            if (!map.containsKey(key)) {
                map.put(key, value);
            }
        });
        return map;
    }

    /** How long it took, for a person: {@code "4 min 12 s"}. */
    public String time() {
        long whole = Math.round(cost.seconds());
        return whole < 60
                ? String.format(Locale.ROOT, "%.1f s", cost.seconds())
                : whole / 60 + " min " + whole % 60 + " s";
    }
}
