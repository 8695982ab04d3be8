package io.jenkins.plugins.pumphouse.migration.server.move;

import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerHistory;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.Optional;
import java.util.Set;

/** A server of the target that an interrupted move has booted, and that has to go: broken, or out of date. */
final class OutdatedServer {
    /** What says nothing about its use (Compute API, {@code os-instance-actions}). */
    private static final Set<String> IDLE =
            Set.of("create", "stop", "lock", "unlock", "shelve", "shelveOffload", "createImage", "resetState");

    private OutdatedServer() {}

    /**
     * Refuses to remove one that somebody else has used: what he has done is nowhere else.
     *
     * @throws MigrationException with what was done and the way out
     */
    static void checkUnused(ChangeContext context) {
        Cloud target = context.target();
        Resource copy = context.existing().orElseThrow();
        used(target, copy.id()).ifPresent(action -> {
            throw new MigrationException("Server " + context.resource().name() + " was started on "
                    + context.source().name() + " after its content was taken, and its copy " + copy.id() + " on "
                    + target.name() + " was used as well: " + action + ". Nothing was removed. Find out with its owner"
                    + " which of the two has the data. To keep the source's: openstack server delete " + copy.id()
                    + " on " + target.name() + ", then run again. To keep the copy: stop the source's server and leave"
                    + " it so.");
        });
    }

    /**
     * Refuses to remove a broken one that somebody else has used since it was booted.
     *
     * @throws MigrationException with what was done and the way out
     */
    static void checkBroken(ChangeContext context) {
        Cloud target = context.target();
        Resource copy = context.existing().orElseThrow();
        used(target, copy.id()).ifPresent(action -> {
            throw new MigrationException("Server " + context.resource().name() + " has a copy " + copy.id() + " on "
                    + target.name() + " that is " + copy.text("status") + ", and that somebody has used: " + action
                    + ". Nothing was removed. Find out with its owner whether it has data that the server on "
                    + context.source().name() + " lacks. If not: openstack server delete " + copy.id() + " on "
                    + target.name() + ", then run again. Else mend it (openstack server show " + copy.id()
                    + " says what failed), then run again: the move is resumed with it.");
        });
    }

    private static Optional<ServerHistory.Action> used(Cloud target, String id) {
        try {
            String self = target.caller().userId();
            return ServerHistory.of(target, id).newestFirst().stream()
                    .filter(action -> !IDLE.contains(action.word()) && !self.equals(action.user()))
                    .findFirst();
        } catch (CloudException.NotFound | CloudException.MissingRight e) {
            return Optional.empty(); // it is gone, or its cloud keeps no history
        }
    }
}
