package io.jenkins.plugins.pumphouse.migration.server.content;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.image.ImageType;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerVolumes;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The local root disk of a stopped server on its way to the target: by a snapshot as an image or as a volume, or made
 * anew from the image that the server was booted from. A server that boots from a volume has none.
 */
public final class RootCopy {
    private final ChangeContext context;
    private final Options.Disk disk;
    private final Precopy precopy;
    private final SourceSnapshot snapshot;
    private final CarriedContent content;
    private final RootVolume volume;
    private final List<String> notes;
    private final Map<String, Serializable> facts;
    private String volumeId;

    /**
     * @param notes takes what a person has to know
     * @param facts takes what a script may ask for
     */
    public RootCopy(ChangeContext context, Precopy precopy, List<String> notes, Map<String, Serializable> facts) {
        this.context = context;
        this.disk = context.options().disk();
        this.precopy = precopy;
        this.snapshot = new SourceSnapshot(
                context, SnapshotMarks.ofStopped(context.resource().id()));
        this.content = new CarriedContent(context);
        this.volume = new RootVolume(context);
        this.notes = notes;
        this.facts = facts;
    }

    /** What the content was copied from, and the image of an earlier run. */
    public CarriedContent content() {
        return content;
    }

    /**
     * Why a copy of an earlier run does not count any more: it may be sound, but without its snapshot, which stands in
     * the list of images of the server's project, nothing shows that.
     *
     * @param image that it was booted from; null when the target no longer has it
     */
    public String outdated(ObjectNode image) {
        boolean isBySnapshot = !ServerVolumes.bootsFromVolume(context.resource()) && disk != Options.Disk.IMAGE;
        return isBySnapshot && content.takenFor(image).isEmpty()
                ? "the snapshot that its copy was made of is gone"
                : "was started on " + context.source().name() + " after its content was taken";
    }

    /** The target's volume that the disk has become; null where it has not. */
    public String volume() {
        return volumeId;
    }

    /** Completes with the target's image to boot from; with null when the copy boots from a volume. */
    public CompletableFuture<String> take() {
        if (ServerVolumes.bootsFromVolume(context.resource())) {
            return CompletableFuture.completedFuture(null);
        }
        if (disk == Options.Disk.VOLUME) {
            return snapshot.take().thenCompose(this::asVolume);
        }
        if (disk == Options.Disk.SNAPSHOT) {
            return volume.removeLeft().thenCompose(gone -> snapshot.take()).thenCompose(this::asImage);
        }
        precopy.remove(); // of an interrupted run that was to carry the content
        content.removeFormer(null);
        snapshot.removeAll();
        return volume.removeLeft()
                .thenApply(gone -> context.translation()
                        .id(ImageType.KIND, Json.text(context.resource().field("image"), "id")));
    }

    private CompletableFuture<String> asImage(ObjectNode taken) {
        return CompletableFuture.supplyAsync(
                () -> {
                    precopy.settle(taken, notes);
                    content.removeFormer(taken);
                    snapshot.removeFormer(taken);
                    return content.carry(taken, notes, facts);
                },
                context.transfers());
    }

    private CompletableFuture<String> asVolume(ObjectNode taken) {
        return volume.made(taken)
                .thenCompose(made -> made.map(CompletableFuture::completedFuture)
                        .orElseGet(() -> asImage(taken).thenCompose(image -> volume.make(image, taken))))
                .thenApply(id -> {
                    volumeId = id;
                    notes.add("root disk is volume " + id + " on "
                            + context.target().name());
                    content.isOf(taken);
                    snapshot.removeFormer(taken);
                    content.remove(); // the volume holds it now
                    return null;
                });
    }

    /** Whether images may be left, on either cloud, that the server does not need and a later run can remove. */
    public boolean mayLeaveImages() {
        return content.mayBeLeft() || precopy.mayBeLeft();
    }

    /** Completes when no volume is left that a server of the target would have booted from. */
    public CompletableFuture<?> removeVolume() {
        return disk == Options.Disk.VOLUME ? volume.remove() : CompletableFuture.completedFuture(null);
    }

    /** The id of the snapshot that was taken of it; empty when there is none. */
    public Optional<String> left() {
        return Optional.ofNullable(content.snapshot()).map(taken -> Json.text(taken, "id"));
    }

    /** The source's server runs again: what was taken of it is out of date. */
    public void undo() {
        snapshot.undo();
        content.remove();
    }
}
