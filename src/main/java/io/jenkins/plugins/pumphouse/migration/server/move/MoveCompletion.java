package io.jenkins.plugins.pumphouse.migration.server.move;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.content.CopyLeftovers;
import io.jenkins.plugins.pumphouse.migration.server.content.ImageLeftovers;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.server.note.SourceRecord;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** What an earlier run could not do any more once its server had moved, done by a later one. */
public final class MoveCompletion {
    private MoveCompletion() {}

    /** Whether all but the last of the move is done. */
    public static boolean isMoved(ChangeContext context) {
        return MoveNotes.isMovedTo(
                context.resource(), context.existing().orElseThrow().id());
    }

    /**
     * Does what an earlier move could not do any more once its server had moved. What the server needs is not asked
     * for: the owner may have deleted it on the target.
     */
    public static CompletionStage<ChangeResult> complete(ChangeContext context) {
        Resource existing = context.existing().orElseThrow();
        String copy = existing.id();
        SourceRecord record = new SourceRecord(context.source(), context.resource());
        Resource now = record.read();
        if (!MoveNotes.isMovedTo(now, copy) || MoveNotes.isBeingTakenBack(now)) {
            throw new MigrationException(record.label() + " is taken back since the plan was made, so that it was not"
                    + " locked. Run again when that has ended.");
        }
        ObjectNode wanted = Json.object();
        UnfinishedMove.tell(wanted, context.resource(), context.inventory());
        JsonNode left = UnfinishedMove.move(wanted);
        List<String> done = new ArrayList<>();
        if (left.path(UnfinishedMove.UNLOCKED).asBoolean()) {
            new MovedLock(context, record).set(context.resource(), copy);
            done.add("locked again on " + context.source().name());
        }
        for (JsonNode note : left.path(UnfinishedMove.NOTES)) {
            boolean isGone = record.strikeOut(note.asText(), context::say);
            done.add("note " + note.asText() + (isGone ? " removed from " : " stays on ")
                    + context.source().name());
        }
        if (left.path(UnfinishedMove.IMAGES).asBoolean()
                && ImageLeftovers.remove(context, existing)
                && record.strikeOut(MoveNotes.LEFT, context::say)) {
            done.add(ImageLeftovers.REMOVED);
        }
        return new CopyLeftovers(context).remove().thenApply(removed -> {
            done.addAll(removed);
            return new ChangeResult(copy, done, Map.of());
        });
    }
}
