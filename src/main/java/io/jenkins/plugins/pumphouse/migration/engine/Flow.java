package io.jenkins.plugins.pumphouse.migration.engine;

import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Key;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Made;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.ResourceType;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One application of one plan: every change ends with an outcome, whatever happens to it. */
final class Flow {
    private static final Logger LOG = Logger.getLogger(Flow.class.getName());

    private final Function<Kind, ResourceType> types;
    private final Task.Run run;
    private final Translation translation;
    private final Executor workers;
    private final Map<Key, CompletableFuture<Outcome>> outcomes = new LinkedHashMap<>();
    private volatile boolean stopped;

    Flow(Function<Kind, ResourceType> types, Task.Run run, Translation translation, Executor workers) {
        this.types = types;
        this.run = run;
        this.translation = translation;
        this.workers = workers;
    }

    /** Begins all changes and waits until they have ended. */
    void run(Plan plan) throws InterruptedException {
        for (Change change : plan.changes()) {
            outcomes.put(change.key(), start(change));
        }
        try {
            CompletableFuture.allOf(outcomes.values().toArray(CompletableFuture[]::new)).get();
        } catch (ExecutionException e) {
            LOG.log(Level.FINE, "A change ended without an outcome; it is told as failed", e); // see outcomes
        }
    }

    /** From now on nothing begins. */
    void stop() {
        stopped = true;
    }

    /** What became of each change, in the order of the plan; of one that has not ended, that it was interrupted. */
    List<Outcome> outcomes(Plan plan) {
        List<Outcome> all = new ArrayList<>();
        for (Change change : plan.changes()) {
            CompletableFuture<Outcome> outcome = outcomes.get(change.key());
            boolean ended = outcome != null && outcome.isDone() && !outcome.isCompletedExceptionally();
            all.add(ended ? outcome.join() : Outcomes.interrupted(change));
        }
        return all;
    }

    private CompletableFuture<Outcome> start(Change change) {
        List<CompletableFuture<Outcome>> needed = new ArrayList<>();
        for (Reference need : change.needs()) {
            CompletableFuture<Outcome> outcome = outcomes.get(need.key());
            if (outcome != null) { // what the target has already, or needs this very object, is not waited for
                needed.add(outcome);
            }
        }
        return CompletableFuture.allOf(needed.toArray(CompletableFuture[]::new))
                .thenComposeAsync(nothing -> act(change), workers)
                .exceptionally(failure -> stopped ? Outcomes.interrupted(change) : Outcomes.failed(change, failure, 0))
                .thenApply(this::told);
    }

    /** A console that is gone is no reason to lose what became of an object. */
    private Outcome told(Outcome outcome) {
        try {
            run.listener().ended(outcome);
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "Nobody listens", e);
        }
        return outcome;
    }

    private CompletionStage<Outcome> act(Change change) {
        if (stopped) {
            return CompletableFuture.completedFuture(Outcomes.interrupted(change));
        }
        if (!change.decision().writes()) {
            return CompletableFuture.completedFuture(Outcomes.untouched(change));
        }
        for (Reference need : change.needs()) {
            CompletableFuture<Outcome> outcome = outcomes.get(need.key());
            if (need.required() && outcome != null && outcome.join().end() == End.FAILED) {
                return CompletableFuture.completedFuture(Outcomes.needsFailed(change, outcome.join()));
            }
        }
        return execute(change);
    }

    private CompletionStage<Outcome> execute(Change change) {
        long start = System.nanoTime();
        ResourceType type = types.apply(change.resource().kind());
        return Stages.begin(() -> begin(type, change, new Task(run, change, type))).handle((result, failure) -> {
            double seconds = (System.nanoTime() - start) / 1e9;
            if (failure != null) {
                return Outcomes.failed(change, failure, seconds);
            }
            if (result.target() == null) {
                throw new MigrationException(run.targets().cloud().name() + " did not say which id it has given to "
                        + change.resource().label() + "; run again: it is found by its mark.");
            }
            translation.learn(change.resource().kind(), change.resource().id(), result.target());
            return Outcomes.made(change, result, seconds);
        });
    }

    private static CompletionStage<Made> begin(ResourceType type, Change change, Task task) {
        return switch (change.decision()) {
            case CREATE -> type.create(task);
            case DELETE -> type.delete(task);
            default -> type.update(task);
        };
    }
}
