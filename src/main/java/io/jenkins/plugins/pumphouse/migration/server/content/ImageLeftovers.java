package io.jenkins.plugins.pumphouse.migration.server.content;

import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.openstack.CloudException;

/** Images that the move of a server has made and could not remove, as a note on the source's server tells. */
public final class ImageLeftovers {
    /** What a run tells that has removed them. */
    public static final String REMOVED = "images that its move had left removed";

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

    /** The same of a moved server that a clean-up has deleted, and with it the note. */
    public static boolean removeOfDeleted(ChangeContext context, Resource server) {
        if (!mayBe(server)) {
            return false;
        }
        String copy = Mark.ofValue(MoveNotes.movedTo(server)).orElseThrow().id();
        try {
            return context.targets()
                    .anew()
                    .find(Kind.SERVER, copy)
                    .filter(found -> remove(context, found))
                    .isPresent();
        } catch (CloudException e) {
            context.say("may leave images of its move on " + context.target().name() + ": " + e.getMessage());
            return false;
        }
    }
}
