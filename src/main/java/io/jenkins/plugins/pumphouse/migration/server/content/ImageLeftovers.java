package io.jenkins.plugins.pumphouse.migration.server.content;

import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;

/** Images that the move of a server has made and could not remove, as a note on the source's server tells. */
public final class ImageLeftovers {
    private ImageLeftovers() {}

    /** Removes them from both clouds, and returns whether none is left; one that may be is told. */
    public static boolean remove(ChangeContext context) {
        EarlyImage early = new EarlyImage(context);
        early.remove();
        CarriedContent content = new CarriedContent(context);
        content.removeLeft(Json.text(context.existing().orElseThrow().field("image"), "id"));
        return !early.mayBeLeft() && !content.mayBeLeft();
    }
}
