package io.jenkins.plugins.pumphouse.migration.server.note;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import java.util.Optional;
import java.util.Set;

/** What Nova has under way with a server (Compute API, {@code OS-EXT-STS:task_state}). */
public final class ServerTask {
    /**
     * What a move and a rollback ask for, so that it is under way when the next run resumes one that was interrupted.
     */
    private static final Set<String> OF_A_MOVE = Set.of(
            "powering-off",
            "powering-on",
            "image_snapshot",
            "image_snapshot_pending",
            "image_pending_upload",
            "image_uploading");

    private static final Set<String> DELETIONS = Set.of("deleting", "soft-deleting");

    private ServerTask() {}

    /** Empty when nothing is. */
    public static Optional<String> of(Resource server) {
        return Optional.ofNullable(server.text("OS-EXT-STS:task_state"));
    }

    /**
     * What keeps a step from a server or its copy.
     *
     * @param server either of them
     * @param source the server of the source, which has the notes of its move
     * @return empty when nothing does, or what a step that was interrupted has begun: that is waited for
     */
    public static Optional<String> hindering(Resource server, Resource source) {
        boolean begun = MoveNotes.isBeingTakenBack(source) || MoveNotes.isBeingMoved(source);
        return of(server).filter(task -> !begun || !OF_A_MOVE.contains(task));
    }

    public static boolean isDeletion(Resource server) {
        return isDeletion(server.json());
    }

    /** Whether Nova deletes it for good, or to keep it for a while ({@code reclaim_instance_interval}). */
    public static boolean isDeletion(JsonNode server) {
        return DELETIONS.contains(String.valueOf(Json.text(server, "OS-EXT-STS:task_state")));
    }
}
