package io.jenkins.plugins.pumphouse.migration.server.rollback;

import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.card.FloatingAddress;
import io.jenkins.plugins.pumphouse.migration.server.card.NicOrder;
import io.jenkins.plugins.pumphouse.migration.server.inventory.DetachedVolume;
import io.jenkins.plugins.pumphouse.migration.server.note.Accepted;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.server.note.MoverClaim;
import io.jenkins.plugins.pumphouse.migration.server.note.PowerNote;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerState;
import io.jenkins.plugins.pumphouse.migration.server.note.ShelvedImage;
import io.jenkins.plugins.pumphouse.migration.server.note.SourceLock;
import io.jenkins.plugins.pumphouse.migration.server.note.SourceRecord;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import java.util.ArrayList;
import java.util.List;

/** The end of a rollback: the source's server loses its lock and all notes of the move. */
record RollbackEnd(ChangeContext context, SourceRecord record, MoverClaim claim) {
    /** What a move leaves on the source's server; the note of the rollback itself goes last. */
    private static final List<String> NOTES = List.of(
            PowerNote.KEY,
            PowerNote.ASLEEP,
            MoveNotes.STOPPED,
            NicOrder.KEY,
            MoveNotes.DOWNTIME,
            MoveNotes.LEFT,
            MoveNotes.MOVED_AT,
            Accepted.KEY,
            MoveNotes.HEALTHY,
            SourceLock.KEY,
            MoveNotes.MOVED_TO,
            MoveNotes.ROLLBACK);

    /**
     * With a note that stays, the next run resumes the rollback.
     *
     * @return what the server is now
     */
    String run() {
        Resource now = record.read();
        ShelvedImage.unmark(now, context.source());
        new SourceLock(context.source(), now).release();
        boolean clean = true;
        for (String key : notes(now)) {
            if (clean && key.equals(MoveNotes.ROLLBACK)) {
                claim.release(); // without that note no run would come back to it
            }
            if (clean && now.field("metadata").has(key)) {
                clean = record.strikeOut(key, context::say);
            }
        }
        return state(now);
    }

    /** Its owner may have shelved it since its move: what it was before does not come back by itself. */
    private String state(Resource now) {
        String is = "is " + now.text("status") + " on " + context.source().name();
        String before = Json.text(now.field("metadata"), PowerNote.KEY);
        if (!ServerState.isShelved(now.text("status")) || !ServerState.isOnOrOff(before)) {
            return is + " again";
        }
        String since = is + ", as it was shelved since its move, and was " + before + " before; "
                + ServerState.toRun(now.text("status"), now.id()) + " brings it back";
        context.say(since);
        return since;
    }

    private static List<String> notes(Resource server) {
        List<String> keys = new ArrayList<>();
        server.field("metadata").fieldNames().forEachRemaining(key -> {
            if (key.startsWith(FloatingAddress.KEY) || DetachedVolume.isNote(key)) {
                keys.add(key);
            }
        });
        keys.addAll(NOTES);
        return keys;
    }
}
