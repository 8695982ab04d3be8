package io.jenkins.plugins.pumphouse.migration.engine;

import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.ResourceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** How the changes of one plan end, for those that need them. Thread-safe: the first end while the last begin. */
final class Endings {
    private final Map<ResourceKey, CompletableFuture<Outcome>> outcomes = new ConcurrentHashMap<>();
    /** By what failed only because it needs another: the failure that a person has to mend. */
    private final Map<ResourceKey, Outcome> causes = new ConcurrentHashMap<>();

    /** To be called in the order of the plan. */
    void add(Change change, CompletableFuture<Outcome> outcome) {
        outcomes.put(change.key(), outcome);
    }

    /**
     * The end of all that a change needs; what the target has already, or needs this very object, is not waited for.
     */
    CompletableFuture<Void> ofNeeds(Change change) {
        List<CompletableFuture<Outcome>> needed = new ArrayList<>();
        for (Reference need : change.needs()) {
            CompletableFuture<Outcome> outcome = outcomes.get(need.key());
            if (outcome != null) {
                needed.add(outcome);
            }
        }
        return CompletableFuture.allOf(needed.toArray(CompletableFuture[]::new));
    }

    CompletableFuture<Void> ofAll() {
        return CompletableFuture.allOf(outcomes.values().toArray(CompletableFuture[]::new));
    }

    /** Waits for nothing: two objects may need each other, of which the first in the plan goes ahead. */
    private Optional<Outcome> failed(Reference need) {
        CompletableFuture<Outcome> outcome = outcomes.get(need.key());
        return Optional.ofNullable(outcome == null ? null : outcome.getNow(null))
                .filter(ended -> ended.end() == End.FAILED);
    }

    /** The first failure that keeps a change from beginning; by itself where that needs nothing that failed. */
    Optional<Outcome> cause(Change change) {
        Optional<Reference> lost = change.needs().stream()
                .filter(need -> need.required() && failed(need).isPresent())
                .findFirst();
        Optional<Outcome> cause =
                lost.map(need -> causes.getOrDefault(need.key(), failed(need).orElseThrow()));
        cause.ifPresent(first -> causes.put(change.key(), first));
        return cause;
    }

    /** What a change can do without, and will have to. */
    List<String> leftBehind(Change change) {
        return change.needs().stream()
                .filter(need -> need.bond() == Reference.Bond.KNOWN)
                .flatMap(need -> failed(need).stream().map(failed -> need.kind() + " " + failed.name()))
                .map(name -> name + " (which failed)")
                .toList();
    }

    /** Whether a change was to write what has failed meanwhile, so that less is left to do, or nothing. */
    boolean isLess(Change change) {
        return change.decision() == Decision.UPDATE && !leftBehind(change).isEmpty();
    }

    /** In the order of the plan; of a change that has not ended, that it was interrupted. */
    List<Outcome> of(Plan plan) {
        List<Outcome> all = new ArrayList<>();
        for (Change change : plan.changes()) {
            CompletableFuture<Outcome> outcome = outcomes.get(change.key());
            boolean ended = outcome != null && outcome.isDone() && !outcome.isCompletedExceptionally();
            all.add(ended ? outcome.join() : Outcomes.interrupted(change));
        }
        return all;
    }
}
