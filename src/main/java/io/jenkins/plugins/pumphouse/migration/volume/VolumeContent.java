package io.jenkins.plugins.pumphouse.migration.volume;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.Watch.PollResult;
import io.jenkins.plugins.pumphouse.migration.type.Watch.Polling;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.CinderVolume;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeFields;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeTemporaries;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The content of a volume as an image of its own cloud: of the volume itself while nobody has it, of a snapshot's
 * volume otherwise.
 */
final class VolumeContent {
    private final ChangeContext context;
    private final Resource volume;
    private final Cloud source;
    private final VolumeTemporaries temporaries;

    VolumeContent(ChangeContext context, Resource volume) {
        this(context, volume, context.source());
    }

    /**
     * @param volume of the source, also where its copy is read
     * @param cloud where the content is
     */
    VolumeContent(ChangeContext context, Resource volume, Cloud cloud) {
        this.context = context;
        this.volume = volume;
        this.source = cloud;
        this.temporaries = new VolumeTemporaries(context, volume);
    }

    /**
     * A content on the source.
     *
     * @param image that holds it
     * @param at a time of the source, after which it may be out of date
     */
    record Taken(ObjectNode image, String at) {}

    /** Completes with the image when it is whole. */
    CompletableFuture<Taken> take() {
        return rested(volume.id()).thenCompose(this::readable);
    }

    private CompletableFuture<ObjectNode> rested(String id) {
        return until("volumes", "Volume " + volume.name() + " on " + source.name(), id, now -> {
            String status = now == null ? "gone" : String.valueOf(Json.text(now, "status"));
            return switch (status) {
                case "available", "in-use" -> PollResult.done();
                case "creating", "uploading", "downloading" -> PollResult.wait(status);
                default ->
                    throw new MigrationException("Volume " + id + " on " + source.name() + " is " + status
                            + ", so that its content cannot be taken. See Cinder's log on that cloud.");
            };
        });
    }

    /** An image of the content: of the volume itself while nobody has it, of a snapshot's volume otherwise. */
    private CompletableFuture<Taken> readable(ObjectNode now) {
        if ("available".equals(Json.text(now, "status"))) {
            return upload(volume.id())
                    .thenCompose(image ->
                            rested(volume.id()).thenApply(after -> new Taken(image, VolumeFields.changed(after))));
        }
        ObjectNode wanted = Json.object().put("volume_id", volume.id()).put("name", temporaries.name());
        wanted.put("force", true).set("metadata", temporaries.mark()); // of a volume in use
        return Stages.begin(() -> {
            ObjectNode snapshot = post("/snapshots", "snapshot", wanted);
            String taken = Json.text(snapshot, "created_at");
            return available("snapshots", "snapshot", Json.text(snapshot, "id"))
                    .thenCompose(whole -> {
                        ObjectNode of = Json.object()
                                .put("snapshot_id", Json.text(whole, "id"))
                                .put("name", temporaries.name());
                        of.put("size", volume.field("size").asLong()).set("metadata", temporaries.mark());
                        return available("volumes", "volume", Json.text(post("/volumes", "volume", of), "id"));
                    })
                    .thenCompose(temporary -> upload(Json.text(temporary, "id")))
                    .thenApply(image -> new Taken(image, taken));
        });
    }

    private ObjectNode post(String path, String key, ObjectNode wanted) {
        return source.send(Request.post(Service.VOLUME, path).body(Json.object(key, wanted)))
                .identified(key);
    }

    private CompletableFuture<ObjectNode> available(String plural, String single, String id) {
        return until(plural, "Temporary " + single + " " + id + " on " + source.name(), id, now -> {
            String status = now == null ? "not listed" : String.valueOf(Json.text(now, "status"));
            if (status.startsWith("error")) {
                throw new MigrationException("Cinder of " + source.name() + " could not make a temporary " + single
                        + " of volume " + volume.name() + " (" + volume.id() + "): it is " + status
                        + ". Is there room in its backend? See cinder-volume's log.");
            }
            return "available".equals(status) ? PollResult.done() : PollResult.wait(status);
        });
    }

    private CompletableFuture<ObjectNode> until(
            String plural, String what, String id, Function<ObjectNode, PollResult> look) {
        Polling list = new Polling(source, CinderVolume.list(plural), plural);
        return context.watch().until(what, list, id, look, context.options().waitTimeout());
    }

    /** Completes with an image of a volume that nobody has, when it is whole. */
    CompletableFuture<ObjectNode> upload(String from) {
        ObjectNode upload = Json.object().put("image_name", temporaries.name()).put("force", false);
        upload.put("disk_format", "raw").put("container_format", "bare");
        return Stages.begin(() -> {
            String id = Json.text(
                    source.send(Request.post(Service.VOLUME, "/volumes/" + Request.segment(from) + "/action")
                                    .body(Json.object("os-volume_upload_image", upload)))
                            .json()
                            .path("os-volume_upload_image"),
                    "image_id");
            if (id == null) {
                throw new MigrationException("Cinder of " + source.name() + " did not say into which image volume "
                        + volume.name() + " goes. Run again.");
            }
            temporaries.mark(source, id);
            Polling images = new Polling(
                    source, Request.get(Service.IMAGE, "/images").query("name", temporaries.name()), "images");
            return context.watch()
                    .until(
                            "The image of volume " + volume.name() + " on " + source.name(),
                            images,
                            id,
                            this::whole,
                            context.options().waitTimeout());
        });
    }

    private PollResult whole(ObjectNode image) {
        String status = image == null ? "gone" : String.valueOf(Json.text(image, "status"));
        return switch (status) {
            case "active" -> PollResult.done();
            case "queued", "saving" -> PollResult.wait(status);
            default ->
                throw new MigrationException("The image of volume " + volume.name() + " on " + source.name() + " is "
                        + status + ": Cinder could not write it. Is there room in the image service? See"
                        + " cinder-volume's log.");
        };
    }
}
