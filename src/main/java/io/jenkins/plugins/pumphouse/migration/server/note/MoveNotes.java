package io.jenkins.plugins.pumphouse.migration.server.note;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.note.ServerNotes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What the metadata of a source's server says of its move, for later runs. */
public final class MoveNotes {
    private static final String PREFIX = "pumphouse";

    /** When it was stopped for its move, in UTC. */
    public static final String STOPPED = "pumphouse_stopped";

    /** How long it was down, in seconds; stands beside {@link #MOVED_TO}. */
    public static final String DOWNTIME = "pumphouse_downtime";

    /** Where it was moved to, as a {@link Mark}; set when all is done. */
    public static final String MOVED_TO = ServerNotes.MOVED_TO;

    /** When that was, in UTC. */
    public static final String MOVED_AT = "pumphouse_moved_at";

    /** What answered before the stop, and where: {@code tcp 22 at 10.0.0.3;ping at 10.0.0.3}. */
    public static final String HEALTHY = "pumphouse_healthy";

    /** That the move may have left images which nothing needs: {@value #IMAGES}. */
    public static final String LEFT = "pumphouse_left";

    public static final String IMAGES = "images";

    /**
     * From before its copy is touched until all is done: when its rollback began, in UTC, and the copy's status then,
     * as in {@code 2031-04-01T22:10:05Z ACTIVE}.
     */
    public static final String ROLLBACK = ServerNotes.ROLLBACK;

    /** Why nothing else is done with a server that is being rolled back. */
    public static final String TAKEN_BACK =
            "is being taken back by pumpRollback, which was interrupted: run that again";

    private MoveNotes() {}

    /** Whether a metadata key is one of those that migrations keep for themselves. */
    public static boolean isNote(String key) {
        return key.startsWith(PREFIX);
    }

    /** The user's metadata: all but what migrations write. */
    public static ObjectNode ownMetadata(Resource server) {
        ObjectNode own = Json.object();
        for (var entry : server.field("metadata").properties()) {
            if (!isNote(entry.getKey())) {
                own.set(entry.getKey(), entry.getValue());
            }
        }
        return own;
    }

    /** Whether a rollback has begun, so that it has to come to an end. */
    public static boolean isBeingTakenBack(Resource server) {
        String begun = Json.text(server.field("metadata"), ROLLBACK);
        return begun != null && !begun.isEmpty();
    }

    /** Why nothing else may be done with a server that is being rolled back; empty when it is not. */
    public static Optional<String> takenBack(Resource server) {
        return isBeingTakenBack(server) ? Optional.of(TAKEN_BACK) : Optional.empty();
    }

    /** Whether a move of it has begun. */
    public static boolean isBeingMoved(Resource server) {
        return PowerNote.isThere(server);
    }

    /** Whether a run has moved {@code server} of the source, so that its copy on the target is the one to use. */
    public static boolean isMoved(Resource server) {
        return movedTo(server) != null;
    }

    /** Whether a run has moved {@code server} of the source to {@code copy}, by its id on the target. */
    public static boolean isMovedTo(Resource server, String copy) {
        return Mark.ofValue(movedTo(server)).filter(to -> to.id().equals(copy)).isPresent();
    }

    /**
     * What says that a server has moved.
     *
     * @param copy where it is now
     * @param downtime in seconds; null when it did not run
     */
    public static ObjectNode moved(Mark copy, Long downtime) {
        ObjectNode notes = Json.object()
                .put(MOVED_TO, copy.value())
                .put(MOVED_AT, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        if (downtime != null) {
            notes.put(DOWNTIME, downtime.toString());
        }
        return notes;
    }

    /** The {@link Mark} of its copy; null before it is moved. */
    public static String movedTo(Resource server) {
        return Json.text(server.field("metadata"), MOVED_TO);
    }

    /** How long the server was down in its move, in seconds, as the run that moved it has noted. */
    public static Optional<Long> downtime(Resource server) {
        String noted = Json.text(server.field("metadata"), DOWNTIME);
        return noted != null && noted.matches("\\d{1,12}") ? Optional.of(Long.valueOf(noted)) : Optional.empty();
    }

    /**
     * The state to restore: that of before the move, also when an earlier run stopped the server. A server that runs,
     * runs.
     */
    public static String power(Resource server) {
        String before = Json.text(server.field("metadata"), PowerNote.KEY);
        return before == null || "ACTIVE".equals(server.text("status")) ? server.text("status") : before;
    }

    /** What makes a server of the target that has lost its mark count as the copy again. */
    public static String toMark(Mark mark, String copy, Cloud target) {
        return "if it is the copy, openstack server set --property " + Mark.KEY + "=" + mark.value() + " " + copy
                + " on " + target.name();
    }
}
