package io.jenkins.plugins.pumphouse.migration.server.content;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.compute.Memberships;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.server.inventory.RootDisk;
import io.jenkins.plugins.pumphouse.migration.server.inventory.RootDiskVolume;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.server.proof.WantedServer;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.Watch.PollResult;
import io.jenkins.plugins.pumphouse.migration.volume.TargetVolume;
import io.jenkins.plugins.pumphouse.migration.volume.UnusedCopy;
import io.jenkins.plugins.pumphouse.migration.volume.UnusedSince;
import io.jenkins.plugins.pumphouse.migration.volume.VolumeType;
import io.jenkins.plugins.pumphouse.migration.volume.VolumeZones;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeMark;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The volume of the target that a server's local root disk becomes: made of the carried content, born with the mark of
 * the server, by which a later run finds it. Cinder itself gives it the properties of the image, and makes it bootable.
 */
public final class RootVolume {
    private final ChangeContext context;
    private final Resource server;
    private final Resource volume;
    private final TargetVolume volumes;
    /** The id of the volume that this run has made; null for none. */
    private String made;

    RootVolume(ChangeContext context) {
        this.context = context;
        this.server = context.resource();
        this.volume = origin(server);
        this.volumes = new TargetVolume(context, volume);
    }

    /** What stands for the source's root disk, as for a volume of the source. */
    public static Resource origin(Resource server) {
        ObjectNode disk = Json.object().put("id", server.id());
        disk.put("os-vol-tenant-attr:tenant_id", server.text("tenant_id"));
        return new Resource(VolumeType.KIND, server.id(), RootDisk.name(server), disk);
    }

    /** The id of one that an earlier run has made of this very snapshot, whole; empty when there is none. */
    CompletableFuture<Optional<String>> made(ObjectNode snapshot) {
        Optional<ObjectNode> former = marked();
        if (former.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        String id = Json.text(former.get(), "id");
        return volumes.until(id, DiskCopies::atRest).thenCompose(now -> {
            boolean same = now != null
                    && "available".equals(Json.text(now, "status"))
                    && Json.text(snapshot, "id").equals(Json.text(now.path("metadata"), RootDiskVolume.SNAPSHOT));
            if (same) {
                VolumeMark.identifyAgain(context.target(), now);
                return CompletableFuture.completedFuture(Optional.of(id));
            }
            return removed(id).thenApply(gone -> Optional.empty());
        });
    }

    /** Completes with the id of the volume, which is available. */
    CompletableFuture<String> make(String image, ObjectNode snapshot) {
        ObjectNode wanted = Json.object().put("name", RootDisk.name(server)).put("imageRef", image);
        wanted.put("size", RootDisk.size(server, context.inventory()));
        if (context.options().rootVolumeType() != null) {
            wanted.put("volume_type", context.options().rootVolumeType());
        }
        VolumeZones.called(Json.text(context.wanted(), WantedServer.ZONE), context.targets())
                .ifPresent(zone -> wanted.put("availability_zone", zone)); // cross_az_attach=False wants the server's
        Mark mark = Mark.of(context.source(), server);
        wanted.set("metadata", RootDiskVolume.metadata(mark, Json.text(snapshot, "id"), carried(image)));
        return volumes.made(Memberships.access(context), wanted, id -> made = id)
                .thenApply(volume -> {
                    UnusedSince.write(context.target(), volume);
                    context.say("has a volume for its root disk on "
                            + context.target().name());
                    return Json.text(volume, "id");
                });
    }

    /** Without its size and hash nothing would prove later what the volume holds. */
    private ObjectNode carried(String image) {
        ObjectNode shown = context.target().get(Service.IMAGE, "/images/" + Request.segment(image));
        if (!image.equals(Json.text(shown, "id")) || !shown.path("size").isNumber()) {
            throw new MigrationException("The image service of "
                    + context.target().name() + " answered something that is not image " + image
                    + " with its size, of which the volume of the server's root disk was to be made. Run again.");
        }
        return shown;
    }

    private Optional<ObjectNode> marked() {
        return volumes.marked().filter(volume -> RootDiskVolume.isOf(Mark.of(context.source(), server), volume));
    }

    private CompletableFuture<ObjectNode> removed(String id) {
        UnusedCopy copy = new UnusedCopy(context, volume);
        if (!id.equals(made)) {
            return copy.remove(id);
        }
        volumes.remove(id); // a server that this run has removed may have booted from it
        return copy.gone(id);
    }

    /** Removes one that an interrupted run has left, which was to make one while this run is not. */
    CompletableFuture<?> removeLeft() {
        boolean mayBe = MoveNotes.isBeingMoved(server) && context.target().has(Service.VOLUME);
        return mayBe ? remove() : CompletableFuture.completedFuture(null);
    }

    /** Removes it once no server has it; what stays is said. */
    CompletableFuture<?> remove() {
        return Stages.recover(Stages.begin(this::removeFree), failure -> {
            if (Stages.isInterrupt(failure)) {
                return CompletableFuture.failedFuture(failure);
            }
            context.say("may leave the volume of its root disk on "
                    + context.target().name() + ": " + Stages.cause(failure).getMessage()
                    + " The next run removes it if nobody has used it");
            return CompletableFuture.completedFuture(null);
        });
    }

    private CompletableFuture<ObjectNode> removeFree() {
        Optional<ObjectNode> found;
        try {
            found = marked();
        } catch (CloudException e) {
            if (made == null) {
                throw e;
            }
            volumes.discard(made); // which Cinder refuses while a server has it
            return CompletableFuture.completedFuture(null);
        }
        if (found.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        String id = Json.text(found.get(), "id");
        return volumes.until(id, now -> {
                    String status = now == null ? "gone" : String.valueOf(Json.text(now, "status"));
                    return List.of("gone", "available", "error").contains(status)
                            ? PollResult.done()
                            : PollResult.wait(status);
                })
                .thenCompose(free -> free == null ? CompletableFuture.completedFuture(null) : removed(id));
    }
}
