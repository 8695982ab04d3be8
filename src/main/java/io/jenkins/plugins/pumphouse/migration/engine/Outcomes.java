package io.jenkins.plugins.pumphouse.migration.engine;

import io.jenkins.plugins.pumphouse.console.ConsoleText;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.DeletionBlocked;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.NotBegun;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.options.FieldUpdate;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The outcome of a change, in words for a person. */
final class Outcomes {
    private static final Logger LOG = Logger.getLogger(Outcomes.class.getName());

    /** What is said of work that an interrupt has ended, or kept from beginning. */
    private static final String INTERRUPTED = "interrupted; the next run resumes it";

    /** Of one object; a set of rules may have more. */
    private static final int MOST_UPDATES = 100;

    private Outcomes() {}

    static Outcome of(
            Change change, End end, String target, String message, double seconds, Map<String, Serializable> facts) {
        Resource resource = change.resource();
        return new Outcome(
                resource.kind().word(),
                resource.name(),
                resource.id(),
                target,
                end,
                message,
                seconds,
                facts,
                change.requested());
    }

    static Outcome made(Change change, ChangeResult result, double seconds) {
        End end = switch (change.decision()) {
            case CREATE -> End.CREATED;
            case DELETE -> End.DELETED;
            case ROLL_BACK -> End.ofRollback(change.resource());
            default -> End.UPDATED;
        };
        Map<String, Serializable> facts = new TreeMap<>(updates(change));
        facts.putAll(result.facts());
        return of(change, end, result.target(), notes(change, result), seconds, facts);
    }

    private static String notes(Change change, ChangeResult result) {
        List<String> notes = new ArrayList<>(result.notes());
        if (notes.isEmpty() && change.decision() == Decision.UPDATE) {
            change.differences().forEach(d -> notes.add(d.update()));
        }
        return Stream.of(String.join(", ", notes), change.told())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }

    /**
     * @param noted what an earlier run has noted of it: shown, so that a resumed run tells as much as one that was not
     */
    static Outcome untouched(Change change, Map<String, Serializable> noted) {
        End end = switch (change.decision()) {
            case REUSE -> End.REUSED;
            case SKIP -> End.SKIPPED;
            default -> End.CONFLICT;
        };
        String differences =
                change.differences().stream().map(Difference::toString).collect(Collectors.joining(", "));
        boolean tells = end == End.REUSED && noted.containsKey("downtime"); // a reason to skip it stands alone
        String down = tells ? "down " + noted.get("downtime") + " s" : "";
        String message = Stream.of(differences, change.reason(), change.told(), down)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
        return of(change, end, existingId(change), message, 0, noted);
    }

    static Outcome failed(Change change, Throwable thrown, double seconds) {
        Throwable cause = Stages.cause(thrown);
        End end = cause instanceof DeletionBlocked || cause instanceof NotBegun ? End.SKIPPED : End.FAILED;
        Map<String, Serializable> facts = end == End.FAILED ? updates(change) : Map.of();
        return of(change, end, existingId(change), explanation(change, cause), seconds, facts);
    }

    /** What an update does or may have done, field by field: what undoes the run has to tell it. */
    private static Map<String, Serializable> updates(Change change) {
        ArrayList<TreeMap<String, String>> updates = change.differences().stream()
                .limit(MOST_UPDATES)
                .map(difference -> FieldUpdate.of(difference).fact())
                .collect(Collectors.toCollection(ArrayList::new));
        return change.decision() == Decision.UPDATE && !updates.isEmpty()
                ? Map.of(FieldUpdate.FACT, updates)
                : Map.of();
    }

    static Outcome needsFailed(Change change, Outcome needed) {
        return of(
                change,
                End.FAILED,
                null,
                "needs " + needed.kind() + " " + needed.name() + ", which failed",
                0,
                Map.of());
    }

    static Outcome notBegun(Change change, int failures) {
        return of(
                change,
                End.SKIPPED,
                existingId(change),
                "not begun, as " + failures + (failures == 1 ? " object has" : " objects have")
                        + " failed and the step is to stop then (onFailure, maxFailures)",
                0,
                Map.of());
    }

    static Outcome interrupted(Change change) {
        return of(change, End.FAILED, existingId(change), INTERRUPTED, 0, updates(change));
    }

    private static String existingId(Change change) {
        return change.existing().map(Resource::id).orElse(null);
    }

    /** What a person is told; the trace of an error in Pumphouse goes to the log of the JVM. */
    static String explanation(Change change, Throwable cause) {
        if (cause instanceof CloudException || cause instanceof MigrationException) {
            return cause.getMessage();
        }
        if (Stages.isInterrupt(cause)) {
            return INTERRUPTED;
        }
        LOG.log(
                Level.FINE,
                "Unexpected failure at " + ConsoleText.line(change.resource().label()),
                cause);
        return "a cloud answered something that its API does not promise, or Pumphouse has a mistake; run again, and"
                + " if it stays, the log of this JVM has the details (logger io.jenkins.plugins.pumphouse, level FINE)";
    }
}
