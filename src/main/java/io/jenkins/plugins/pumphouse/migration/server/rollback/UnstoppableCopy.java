package io.jenkins.plugins.pumphouse.migration.server.rollback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.move.CopyDeletion;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerTask;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * A copy that cannot be stopped, and with which nothing is lost: one that an interrupted move has left and that never
 * came up, or broke, or that an interrupted rollback is deleting. It goes before the source's server starts, as it may
 * come up at any moment.
 */
record UnstoppableCopy(ChangeContext context, Resource copy) {
    /**
     * @param server of the source, whose note of the rollback says what the copy was when that began
     * @param unfinished whether the move was interrupted
     */
    static boolean is(Resource server, Resource copy, boolean unfinished) {
        if (ServerTask.isDeletion(copy) && (unfinished || MoveNotes.isBeingTakenBack(server))) {
            return true;
        }
        String begun = Objects.toString(Json.text(server.field("metadata"), MoveNotes.ROLLBACK), "");
        boolean was = unfinished || begun.endsWith(" ERROR") || begun.endsWith(" BUILD");
        String status = String.valueOf(copy.text("status"));
        return was && (status.equals("ERROR") || status.equals("BUILD"));
    }

    /** Completes when it is gone. */
    CompletableFuture<ObjectNode> remove() {
        context.say("its copy " + copy.id() + " on " + context.target().name() + " is "
                + (ServerTask.isDeletion(copy) ? "being deleted" : copy.text("status") + ", and is removed first"));
        CopyDeletion deletion = new CopyDeletion(context, copy.id(), copy.text("tenant_id"));
        return deletion.delete().thenCompose(gone -> deletion.release());
    }
}
