package io.jenkins.plugins.pumphouse.migration.server.content;

import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;

/** Images that the move of a server has made and could not remove, as a note on the source's server tells. */
public final class ImageLeftovers {
    private ImageLeftovers() {}

    /** Whether the note stands on a server of the source. */
    public static boolean mayBe(Resource server) {
        return server.field("metadata").has(MoveNotes.LEFT);
    }

    /**
     * Removes them from both clouds, and returns whether none is left; one that may be is told.
     *
     * @param copy the server on the target
     */
    public static boolean remove(ChangeContext context, Resource copy) {
        EarlyImage early = new EarlyImage(context);
        early.remove();
        CarriedContent content = new CarriedContent(context);
        content.removeLeft(Json.text(copy.field("image"), "id"));
        return !early.mayBeLeft() && !content.mayBeLeft();
    }
}
