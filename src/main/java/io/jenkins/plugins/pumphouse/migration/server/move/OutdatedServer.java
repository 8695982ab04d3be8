package io.jenkins.plugins.pumphouse.migration.server.move;

import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerHistory;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerState;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A server of the target that an interrupted move has booted, and that has to go: broken, or out of date. */
final class OutdatedServer {
    /** What says nothing about its use (Compute API, {@code os-instance-actions}). */
    private static final Set<String> IDLE =
            Set.of("create", "lock", "unlock", "shelve", "shelveOffload", "createImage", "resetState");

    /** After one of these a server does not run; those of the migration end what it has booted itself. */
    private static final Set<String> ENDING = Set.of("stop", "shelve");

    private OutdatedServer() {}

    /**
     * Refuses to remove one that somebody else has used, or that has run for long: what he has done is nowhere else.
     *
     * @param why it does not count as a copy any more
     * @throws MigrationException with what was done and the way out
     */
    static void checkUnused(ChangeContext context, String why) {
        String source = context.source().name();
        String target = context.target().name();
        Resource copy = context.existing().orElseThrow();
        used(context.target(), copy).ifPresent(use -> {
            throw new MigrationException("Server " + context.resource().name() + ": " + why + ", and its copy "
                    + copy.id() + " on " + target + " was used as well: " + use + ". Nothing was removed. Find out with"
                    + " its owner which of the two has the data. To keep the source's: openstack server delete "
                    + copy.id() + " on " + target + ", then run again. To keep the copy: stop the source's server, then"
                    + " openstack server set --property " + MoveNotes.MOVED_TO + "="
                    + new Mark(target, copy.id()).value() + " "
                    + context.resource().id() + " on " + source
                    + ", by which it counts as moved");
        });
    }

    /**
     * Refuses to remove a broken one that somebody else has used since it was booted, or that has run for long.
     *
     * @throws MigrationException with what was done and the way out
     */
    static void checkBroken(ChangeContext context) {
        Cloud target = context.target();
        Resource copy = context.existing().orElseThrow();
        used(target, copy).ifPresent(use -> {
            throw new MigrationException("Server " + context.resource().name() + " has a copy " + copy.id() + " on "
                    + target.name() + " that is " + copy.text("status") + ", and that somebody has used: " + use
                    + ". Nothing was removed. Find out with its owner whether it has data that the server on "
                    + context.source().name() + " lacks. If not: openstack server delete " + copy.id() + " on "
                    + target.name() + ", then run again. Else mend it (openstack server show " + copy.id()
                    + " says what failed), then run again: the move is resumed with it.");
        });
    }

    /** How it was used, for a person; empty when it was not. */
    private static Optional<String> used(Cloud target, Resource copy) {
        Optional<Instant> since = RunningCopy.launchedLongAgo(copy);
        try {
            String self = target.caller().userId();
            Optional<ServerHistory> shown = ReadRefusal.emptyIfGone(() -> ServerHistory.of(target, copy.id()));
            if (shown.isEmpty()) {
                return Optional.empty(); // it is gone
            }
            List<ServerHistory.Action> history = shown.get().newestFirst();
            Optional<String> action = history.stream()
                    .filter(each -> !IDLE.contains(each.word()) && !self.equals(each.user()))
                    .map(ServerHistory.Action::toString)
                    .findFirst();
            boolean ended = history.stream()
                    .filter(each -> ENDING.contains(each.word()) || !IDLE.contains(each.word()))
                    .findFirst()
                    .filter(last -> ENDING.contains(last.word()))
                    .isPresent();
            return action.or(() -> since.filter(at -> !ended).map(at -> "it was up from " + at + " on"));
        } catch (CloudException.MissingRight e) { // its cloud shows no history
            return since.filter(at -> ServerState.ACTIVE.equals(copy.text("status")))
                    .map(at -> "it was up from " + at + " on");
        }
    }
}
