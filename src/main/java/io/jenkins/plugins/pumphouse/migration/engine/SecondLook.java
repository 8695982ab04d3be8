package io.jenkins.plugins.pumphouse.migration.engine;

import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.DoneMeanwhile;
import io.jenkins.plugins.pumphouse.migration.model.Doubt;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.plan.Revision;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What has become of an object meanwhile: another run may have written it, or a call whose answer was lost. */
final class SecondLook {
    private static final Logger LOG = Logger.getLogger(SecondLook.class.getName());

    private static final String BY_ANOTHER = "somebody else has made it meanwhile";

    /** Looks at what is there and not as it was wanted. */
    private static final int LOOKS = 5;

    private static final CompletionStage<Optional<Outcome>> NOTHING =
            CompletableFuture.completedFuture(Optional.empty());

    private final Function<Kind, ResourceType> types;
    private final Task.Run run;
    private final Translation translation;

    SecondLook(Function<Kind, ResourceType> types, Task.Run run, Translation translation) {
        this.types = types;
        this.run = run;
        this.translation = translation;
    }

    /** The change as it has to be now, after another run has written the object. */
    Change again(Change change) {
        return Revision.of(
                change,
                types.apply(change.resource().kind()),
                run.inventory().anew(),
                run.targets().anew(),
                translation);
    }

    /**
     * What was to be made may have been, although its answer was lost or another controller was faster. It then counts
     * as made: as it is, or after what its maker has not done yet, and may never do. What is made in steps that last is
     * left to its maker, whom a note of its own names.
     *
     * @param write applies a change of what is there
     * @return empty when nothing is there, or what is there does not become as it was wanted
     */
    CompletionStage<Optional<Outcome>> isThere(
            Change change, Throwable failure, Function<Change, CompletionStage<Outcome>> write) {
        return note(change, failure)
                .map(note -> look(new Made(change, note, write), LOOKS))
                .orElse(NOTHING);
    }

    /** What is said of an object that is there all the same; empty when the failure leaves no doubt. */
    private static Optional<String> note(Change change, Throwable failure) {
        if (failure instanceof DoneMeanwhile) {
            return Optional.of(BY_ANOTHER);
        }
        if (change.decision() != Decision.CREATE) {
            return Optional.empty();
        }
        // 409, or 400 of overlapping subnets: a run elsewhere may have been faster
        if (failure instanceof CloudException.Conflict || failure instanceof CloudException.Rejected) {
            return Optional.of(BY_ANOTHER);
        }
        return failure instanceof NoId || Doubt.mayBeDone(failure) && !Stages.isInterrupt(failure)
                ? Optional.of("one answer was lost or in doubt, so it was looked at again")
                : Optional.empty();
    }

    private CompletionStage<Optional<Outcome>> look(Made made, int looks) {
        Optional<Change> now = now(made.change);
        if (now.flatMap(Change::existing).isEmpty()) {
            return NOTHING;
        }
        if (now.get().decision() == Decision.REUSE) {
            String id = now.get().existing().orElseThrow().id();
            return CompletableFuture.completedFuture(Optional.of(made.as(id, Map.of())));
        }
        if (!types.apply(made.change.resource().kind()).isFinishedByAnyone()) {
            return NOTHING;
        }
        return now.get().decision() == Decision.UPDATE
                ? Stages.recover(
                        made.write.apply(now.get()).thenApply(o -> Optional.of(made.as(o.target(), o.facts()))),
                        failure -> later(made, Math.min(looks, 1)))
                : later(made, looks);
    }

    /** Its maker may be at work on it. */
    private CompletionStage<Optional<Outcome>> later(Made made, int looks) {
        return looks == 0
                ? NOTHING
                : run.workers()
                        .watch()
                        .pause(run.inventory().options().poll())
                        .thenCompose(over -> look(made, looks - 1));
    }

    private Optional<Change> now(Change change) {
        try {
            return Optional.of(again(change));
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "Whether it is there cannot be seen", e);
            return Optional.empty();
        }
    }

    /** What may have been made. */
    private record Made(Change change, String note, Function<Change, CompletionStage<Outcome>> write) {
        Outcome as(String id, Map<String, Serializable> facts) {
            return Outcomes.made(change, new ChangeResult(id, List.of(note), facts), 0);
        }
    }

    /** An object was made, and its service did not say which id it has. */
    static final class NoId extends MigrationException {
        private static final long serialVersionUID = 1L;

        NoId(String message) {
            super(message);
        }
    }
}
