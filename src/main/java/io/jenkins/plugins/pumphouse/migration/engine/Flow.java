package io.jenkins.plugins.pumphouse.migration.engine;

import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Claims;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.ResourceKey;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.Lane;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One application of one plan: every change ends with an outcome, whatever happens to it. */
final class Flow {
    private static final Logger LOG = Logger.getLogger(Flow.class.getName());

    /** Polls at most between two looks at what another run works on. */
    private static final int LONGEST_PAUSE = 10;

    private final Function<Kind, ResourceType> types;
    private final Task.Run run;
    private final Translation translation;
    private final ClaimedObjects claims;
    private final SecondLook look;
    private final Map<ResourceKey, CompletableFuture<Outcome>> outcomes = new LinkedHashMap<>();
    /** By what failed only because it needs another: the failure that a person has to mend. */
    private final Map<ResourceKey, Outcome> causes = new ConcurrentHashMap<>();

    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean stopped;

    Flow(Function<Kind, ResourceType> types, Task.Run run, Translation translation, Claims.Session claims) {
        this.types = types;
        this.run = run;
        this.translation = translation;
        this.claims = new ClaimedObjects(claims);
        this.look = new SecondLook(types, run, translation);
    }

    /** Begins all changes and waits until they have ended. */
    void run(Plan plan) throws InterruptedException {
        for (Change change : plan.changes()) {
            outcomes.put(change.key(), start(change));
        }
        try {
            CompletableFuture.allOf(outcomes.values().toArray(CompletableFuture[]::new))
                    .get();
        } catch (ExecutionException e) {
            LOG.log(Level.FINE, "A change ended without an outcome; it is told as failed", e); // see outcomes
        }
    }

    /** From now on nothing begins. */
    void stop() {
        stopped = true;
    }

    /** The outcome of each change, in the order of the plan; of one that has not ended, that it was interrupted. */
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
                .thenComposeAsync(nothing -> act(change), run.workers().work())
                .exceptionally(failure -> stopped ? Outcomes.interrupted(change) : Outcomes.failed(change, failure, 0))
                .thenApply(outcome -> {
                    if (outcome.end() == End.FAILED) {
                        translation.withdraw(change.key());
                    }
                    return told(outcome);
                });
    }

    /** A console that is gone is no reason to lose the outcome of an object. */
    private Outcome told(Outcome outcome) {
        try {
            run.progress().ended(outcome);
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
            return CompletableFuture.completedFuture(untouched(change));
        }
        List<String> left = new ArrayList<>(change.leftBehind());
        for (Reference need : change.needs()) {
            Optional<Outcome> failed = failed(need);
            if (failed.isPresent() && need.required()) {
                Outcome cause = causes.getOrDefault(need.key(), failed.get());
                causes.put(change.key(), cause);
                return CompletableFuture.completedFuture(Outcomes.needsFailed(change, cause));
            }
            if (failed.isPresent() && need.bond() == Reference.Bond.KNOWN) {
                left.add(need.kind() + " " + failed.get().name() + " (which failed)");
            }
        }
        return claimed(change.leaving(left), 0);
    }

    /** To be asked once what is needed has ended. */
    private Optional<Outcome> failed(Reference need) {
        CompletableFuture<Outcome> outcome = outcomes.get(need.key());
        return outcome != null && outcome.join().end() == End.FAILED ? Optional.of(outcome.join()) : Optional.empty();
    }

    /** Whether the change was to write what has failed meanwhile, so that less is left to do, or nothing. */
    private boolean isLess(Change change) {
        return change.decision() == Decision.UPDATE
                && change.needs().stream()
                        .anyMatch(need -> need.bond() == Reference.Bond.KNOWN
                                && failed(need).isPresent());
    }

    /** Whether the operator wants nothing further to begin after what has failed. */
    private boolean isEnough() {
        return run.inventory().options().failures().ends(failures.get());
    }

    /** One run at a time works on an object; the others wait, and then look at what has become of it. */
    private CompletionStage<Outcome> claimed(Change change, int waits) {
        if (stopped) {
            return CompletableFuture.completedFuture(Outcomes.interrupted(change));
        }
        if (isEnough()) {
            return CompletableFuture.completedFuture(Outcomes.notBegun(change, failures.get()));
        }
        List<String> keys = keys(change);
        Claims.Grant grant = claims.claim(keys);
        if (grant.granted()) {
            return run.workers()
                    .inTurn(
                            lane(change),
                            () -> isEnough()
                                    ? CompletableFuture.completedFuture(Outcomes.notBegun(change, failures.get()))
                                    : execute(
                                            grant.written() || waits > 0 || takesWhatCame(change) || isLess(change)
                                                    ? look.again(change)
                                                    : change))
                    .whenComplete((outcome, failure) -> claims.release(keys));
        }
        if (waits == 0) {
            run.progress().said(change.resource(), "waits for " + grant.holder() + ", which is working on it");
        }
        return run.workers()
                .watch()
                .pause(run.inventory().options().poll().multipliedBy(Math.min(waits + 1L, LONGEST_PAUSE)))
                .thenCompose(over -> claimed(change, waits + 1));
    }

    private boolean takesWhatCame(Change change) {
        return MappedNames.takes(change, run.inventory().mapping());
    }

    private Optional<Lane> lane(Change change) {
        return types.apply(change.resource().kind()).lane(change.resource(), run.inventory());
    }

    private List<String> keys(Change change) {
        List<String> keys = new ArrayList<>();
        keys.add(key(change.key()));
        types.apply(change.resource().kind())
                .worksBeside(change.resource(), run.inventory())
                .forEach(other -> keys.add(key(other.key())));
        return keys;
    }

    private String key(ResourceKey object) {
        return object.kind() + " " + object.id() + " of "
                + run.inventory().cloud().access().authUrl() + " to "
                + run.targets().cloud().access().authUrl();
    }

    private CompletionStage<Outcome> execute(Change change) {
        if (!change.decision().writes()) {
            return CompletableFuture.completedFuture(untouched(change));
        }
        long start = System.nanoTime();
        return Stages.recover(
                write(change),
                failure -> CompletableFuture.completedFuture(made(change, failure)
                        .orElseGet(
                                () -> counted(Outcomes.failed(change, failure, (System.nanoTime() - start) / 1e9)))));
    }

    private Optional<Outcome> made(Change change, Throwable failure) {
        return stopped ? Optional.empty() : look.isThere(change, failure);
    }

    /** What failed because of another is not counted. */
    private Outcome counted(Outcome outcome) {
        if (outcome.end() == End.FAILED) {
            failures.incrementAndGet();
        }
        return outcome;
    }

    private Outcome untouched(Change change) {
        Map<String, Serializable> noted = change.decision() == Decision.REUSE
                ? change.existing().map(existing -> noted(change, existing)).orElse(Map.of())
                : Map.of();
        return Outcomes.untouched(change, noted);
    }

    /** A cloud that does not tell now what was noted is no reason to fail what is done already. */
    private Map<String, Serializable> noted(Change change, Resource existing) {
        Resource resource = change.resource();
        try {
            return types.apply(resource.kind()).noted(resource, existing, run.inventory(), run.targets(), translation);
        } catch (RuntimeException e) {
            return Map.of("unread", Outcomes.explanation(change, Stages.cause(e)));
        }
    }

    private CompletionStage<Outcome> write(Change change) {
        long start = System.nanoTime();
        ResourceType type = types.apply(change.resource().kind());
        return Stages.begin(() -> begin(type, change, new Task(run, change, type)))
                .handle((result, failure) -> {
                    double seconds = (System.nanoTime() - start) / 1e9;
                    if (failure != null) {
                        throw new CompletionException(Stages.cause(failure));
                    }
                    if (result.target() == null) {
                        throw new SecondLook.NoId(
                                run.targets().cloud().name() + " did not say which id it has given to "
                                        + change.resource().label() + ". Run again: it is found by its mark.");
                    }
                    translation.learn(
                            change.resource().kind(), change.resource().id(), result.target());
                    return Outcomes.made(change, result, seconds);
                });
    }

    private static CompletionStage<ChangeResult> begin(ResourceType type, Change change, Task task) {
        return switch (change.decision()) {
            case CREATE -> type.create(task);
            case DELETE -> type.delete(task);
            case ROLL_BACK -> type.rollBack(task);
            default -> type.update(task);
        };
    }
}
