package io.jenkins.plugins.pumphouse.migration.server.rollback;

import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.server.cleanup.ServerRemoval;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.server.presence.UnlistedServer;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.List;
import java.util.Optional;

/**
 * A move that was interrupted before it counted. Its copy is found by the mark; when there is none, the server's own id
 * stands for that of the copy, which nothing on the target has.
 *
 * @param copy of the target; empty when there is none
 * @param against why it cannot be rolled back; empty when it can
 */
record StoppedMove(Mark copy, Optional<String> against) {
    /** Whether a move of the server has begun, and neither has ended nor was undone. */
    static boolean is(Resource server) {
        return !MoveNotes.isMoved(server) && MoveNotes.isBeingMoved(server) && !MoveNotes.isBeingTakenBack(server);
    }

    static StoppedMove of(Resource server, CloudInventory source, CloudInventory target) {
        String mark = new Mark(source.cloud().name(), server.id()).value();
        String on = target.cloud().name();
        List<Resource> copies = target.list(Kind.SERVER, Scope.ALL).stream()
                .filter(other -> mark.equals(Json.text(other.field("metadata"), Mark.KEY)))
                .filter(other -> !ServerRemoval.isGone(Optional.of(other)))
                .toList();
        if (copies.isEmpty()) {
            return new StoppedMove(
                    new Mark(on, server.id()),
                    UnlistedServer.withCardOf(server, target)
                            .map(user ->
                                    "server " + user + " of " + on + " has a card of its copy, and is not in its list"
                                            + " of servers now: run again when it is"));
        }
        return new StoppedMove(
                new Mark(on, copies.get(0).id()),
                copies.size() == 1
                        ? Optional.empty()
                        : Optional.of("servers "
                                + String.join(
                                        ", ", copies.stream().map(Resource::id).toList()) + " of " + on
                                + " are marked as its copy; decide which of them counts, and delete the others"));
    }
}
