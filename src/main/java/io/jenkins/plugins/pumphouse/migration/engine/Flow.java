package io.jenkins.plugins.pumphouse.migration.engine;

import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Claims;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.ResourceKey;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.plan.Revision;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.Lane;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
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
    private final Endings endings = new Endings();
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
            endings.add(change, start(change));
        }
        try {
            endings.ofAll().get();
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
        return endings.of(plan);
    }

    private CompletableFuture<Outcome> start(Change change) {
        return endings.ofNeeds(change)
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
        Optional<Outcome> cause = endings.cause(change);
        if (cause.isPresent()) {
            return CompletableFuture.completedFuture(Outcomes.needsFailed(change, cause.get()));
        }
        List<String> left = new ArrayList<>(change.leftBehind());
        left.addAll(endings.leftBehind(change));
        return claimed(change.leaving(left), 0);
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
            boolean again = grant.written()
                    || waits > 0
                    || Revision.takesWhatCame(change, run.inventory().mapping())
                    || endings.isLess(change);
            return run.workers()
                    .inTurn(
                            lane(change),
                            types.apply(change.resource().kind()).together(change.resource(), run.inventory()),
                            () -> isEnough()
                                    ? CompletableFuture.completedFuture(Outcomes.notBegun(change, failures.get()))
                                    : execute(again ? look.again(change) : change))
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
                failure -> made(change, failure)
                        .thenApply(made -> made.orElseGet(
                                () -> counted(Outcomes.failed(change, failure, (System.nanoTime() - start) / 1e9)))));
    }

    private CompletionStage<Optional<Outcome>> made(Change change, Throwable failure) {
        return stopped
                ? CompletableFuture.completedFuture(Optional.empty())
                : look.isThere(change, failure, now -> stopped ? CompletableFuture.failedFuture(failure) : write(now));
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
