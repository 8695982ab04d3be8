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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What has become of an object meanwhile: another run may have written it, or a call whose answer was lost. */
final class SecondLook {
    private static final Logger LOG = Logger.getLogger(SecondLook.class.getName());

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
     * What was to be made may have been, although its answer was lost or another controller was faster: then it is
     * there, as it was wanted.
     */
    Optional<Outcome> isThere(Change change, Throwable failure) {
        boolean doneByAnother = failure instanceof DoneMeanwhile;
        // 409, or 400 of overlapping subnets: a run elsewhere may have been faster
        boolean refused = failure instanceof CloudException.Conflict || failure instanceof CloudException.Rejected;
        boolean doubtful =
                failure instanceof NoId || refused || Doubt.mayBeDone(failure) && !Stages.isInterrupt(failure);
        if (!doneByAnother && (change.decision() != Decision.CREATE || !doubtful)) {
            return Optional.empty();
        }
        try {
            Change now = again(change);
            return now.decision() == Decision.REUSE
                    ? Optional.of(Outcomes.made(
                            change,
                            new ChangeResult(
                                    now.existing().orElseThrow().id(),
                                    List.of(
                                            refused || doneByAnother
                                                    ? "somebody else has made it meanwhile"
                                                    : "its answer was lost"),
                                    Map.of()),
                            0))
                    : Optional.empty();
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "Whether it is there cannot be seen", e);
            return Optional.empty();
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
