package io.jenkins.plugins.pumphouse.migration.volume;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.image.ImageCopy;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Size;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.Watch.PollResult;
import io.jenkins.plugins.pumphouse.migration.type.Watch.Polling;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One volume of the source made into one of the target: an image of it (by way of a snapshot and a volume of that while
 * it is attached), its bytes hashed from image service to image service, a volume of the target's image. All temporary
 * objects are removed, also after a failure.
 *
 * <p>To be run inside a transfer.
 */
public final class VolumeCopy {
    private final ChangeContext context;
    private final Resource volume;
    private final ProjectAccess access;
    private final Cloud source;
    private final VolumeTemporaries temporaries;
    private final List<String> notes = new ArrayList<>();
    private String digest;
    private long bytes;

    /**
     * @param volume of the source
     * @param access to the projects of the target
     */
    public VolumeCopy(ChangeContext context, Resource volume, ProjectAccess access) {
        this.context = context;
        this.volume = volume;
        this.access = access;
        this.source = context.source();
        this.temporaries = new VolumeTemporaries(context, volume);
    }

    /** Completes with the target's volume, available and whole. */
    public CompletableFuture<ObjectNode> run() {
        VolumeClaim claim = new VolumeClaim(context, volume);
        return Stages.begin(claim::take)
                .thenCompose(waited -> waited ? unlessMade() : copied())
                .whenComplete((done, failure) -> {
                    if (failure == null || !Stages.isInterrupt(failure)) {
                        claim.release();
                    }
                });
    }

    /** Another controller may have made the copy. */
    private CompletableFuture<ObjectNode> unlessMade() {
        TargetVolume target = new TargetVolume(context, volume);
        return target.marked()
                .map(made -> target.whole(Json.text(made, "id")).thenCompose(this::resume))
                .orElseGet(this::copied);
    }

    private CompletableFuture<ObjectNode> copied() {
        CompletableFuture<ObjectNode> made = Stages.begin(() -> temporaries
                .remove()
                .thenCompose(clean -> rested(volume.id()))
                .thenCompose(this::readable)
                .thenApplyAsync(this::carry, context.transfers())
                .thenCompose(this::make));
        return Stages.recover(made, this::cleanAfter)
                .thenCompose(done -> temporaries.remove().thenApply(clean -> done));
    }

    /**
     * Finishes a copy that an interrupted run has made, whose content is whole.
     *
     * @param made on the target; one that a server has already is left as it is
     */
    public CompletableFuture<ObjectNode> resume(ObjectNode made) {
        return Stages.begin(() -> {
            ObjectNode done = "available".equals(Json.text(made, "status"))
                    ? new TargetVolume(context, volume).finish(made)
                    : made;
            new VolumeClaim(context, volume).clear();
            return temporaries.remove().thenApply(clean -> done);
        });
    }

    private CompletableFuture<ObjectNode> cleanAfter(Throwable failure) {
        CompletableFuture<?> clean = Stages.isInterrupt(failure)
                ? CompletableFuture.completedFuture(null) // the next run finds them by their names
                : temporaries.remove();
        return clean.thenCompose(removed -> CompletableFuture.failedFuture(failure));
    }

    /** What went through, for the line of the object. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** The sha512 of the content; null before it is copied. */
    public String digest() {
        return digest;
    }

    public long bytes() {
        return bytes;
    }

    private CompletableFuture<ObjectNode> rested(String id) {
        return until(source, "volumes", "Volume " + volume.name() + " on " + source.name(), id, now -> {
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
                    .thenCompose(image -> rested(volume.id())
                            .thenApply(after -> new Taken(image, String.valueOf(Json.text(after, "updated_at")))));
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

    /**
     * A content on the source.
     *
     * @param image that holds it
     * @param at a time of the source, after which it may be out of date
     */
    private record Taken(ObjectNode image, String at) {}

    private ObjectNode post(String path, String key, ObjectNode wanted) {
        return source.send(Request.post(Service.VOLUME, path).body(Json.object(key, wanted)))
                .identified(key);
    }

    private CompletableFuture<ObjectNode> available(String plural, String single, String id) {
        return until(source, plural, "Temporary " + single + " " + id + " on " + source.name(), id, now -> {
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
            Cloud cloud,
            String plural,
            String what,
            String id,
            java.util.function.Function<ObjectNode, PollResult> look) {
        Polling list = new Polling(cloud, VolumeTemporaries.list(plural), plural);
        return context.watch().until(what, list, id, look, context.options().waitTimeout());
    }

    private CompletableFuture<ObjectNode> upload(String from) {
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

    private record Carried(String image, String takenAt) {}

    private Carried carry(Taken taken) {
        ObjectNode wanted = Json.object().put("name", temporaries.name()).put("visibility", "private");
        wanted.put("disk_format", "raw").put("container_format", "bare");
        wanted.put("owner", context.translation().id(Kind.PROJECT, VolumeFields.owner(volume)));
        ImageCopy.Copied copied = new ImageCopy(source, context.target(), context.moved()).copy(taken.image(), wanted);
        digest = Json.text(taken.image(), "os_hash_value");
        bytes = taken.image().path("size").asLong();
        if (copied.streamed() != null) {
            bytes = copied.streamed().bytes();
            digest = copied.streamed().digests().getOrDefault("sha512", digest);
            notes.add(Size.shown(bytes) + " at "
                    + Size.rate(bytes, copied.streamed().took()));
        }
        return new Carried(copied.id(), taken.at());
    }

    private CompletableFuture<ObjectNode> make(Carried carried) {
        return new TargetVolume(context, volume).make(access, carried.image(), carried.takenAt(), digest);
    }
}
