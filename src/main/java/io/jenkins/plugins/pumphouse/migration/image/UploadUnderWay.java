package io.jenkins.plugins.pumphouse.migration.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.options.MoverMark;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.Watch.PollResult;
import io.jenkins.plugins.pumphouse.migration.type.Watch.Polling;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.note.MoverNote;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Another controller uploads the very image now: it is waited for, and its image is the one. */
final class UploadUnderWay extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The other renews its mark while it uploads, so this ends only what no mark ends. */
    private static final Duration LONGEST = Duration.ofDays(2);

    private final transient Polling list;
    private final String id;
    private final String other;

    /** @param holder who is at it */
    UploadUnderWay(Cloud target, JsonNode image, Mark mark, MoverNote holder) {
        super("Image " + Json.text(image, "id") + " is being uploaded to " + target.name() + " by " + holder.name());
        this.list = new Polling(target, ImageList.marked(image, mark.value()), "images");
        this.id = Json.text(image, "id");
        this.other = holder.name();
    }

    /** Completes when its controller says no longer that it goes on: an image that is whole may not be finished. */
    CompletableFuture<ObjectNode> over(ChangeContext context) {
        context.say("waits for " + other + ", which uploads it to "
                + context.target().name());
        MoverMark own = MoverMark.of(context.options());
        return context.watch()
                .until(
                        getMessage(),
                        list,
                        id,
                        image -> image == null || own.holder(image).isEmpty()
                                ? PollResult.done()
                                : PollResult.wait(String.valueOf(Json.text(image, "status"))),
                        LONGEST);
    }
}
