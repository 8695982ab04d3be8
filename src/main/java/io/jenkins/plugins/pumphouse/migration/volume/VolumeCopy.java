package io.jenkins.plugins.pumphouse.migration.volume;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.image.ImageCopy;
import io.jenkins.plugins.pumphouse.migration.image.ImageDigest;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.NotBegun;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Size;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.options.MoverMark;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeFields;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeMark;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeState;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeTemporaries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

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
    private final TargetVolume target;
    private final VolumeTemporaries temporaries;
    private final List<String> notes = new ArrayList<>();
    private String digest;
    private long bytes;

    /**
     * @param volume of the source, as it was planned
     * @param access to the projects of the target
     */
    public VolumeCopy(ChangeContext context, Resource volume, ProjectAccess access) {
        this.context = context;
        this.volume = now(volume, context);
        this.access = access;
        this.target = new TargetVolume(context, this.volume);
        this.temporaries = new VolumeTemporaries(context, this.volume);
    }

    /** Its owner may have extended it since the plan was made, or have written other words to it. */
    private static Resource now(Resource planned, ChangeContext context) {
        return context.inventory().anew().find(VolumeType.KIND, planned.id()).orElse(planned);
    }

    /**
     * Completes with the target's volume, available and whole.
     *
     * @throws NotBegun when a server has got the volume since the plan was made: it writes to it, and brings it
     */
    public CompletableFuture<ObjectNode> run() {
        VolumeState.attached(volume).ifPresent(why -> {
            throw new NotBegun("not begun: since the plan was made it " + why);
        });
        return run(null);
    }

    /**
     * The same, but keeps a copy that was made while the server ran if it is what the volume holds now.
     *
     * @param early null for none
     */
    public CompletableFuture<ObjectNode> run(EarlyVolume early) {
        VolumeClaim claim = new VolumeClaim(context, volume);
        return releasing(
                claim,
                () -> taken(claim).thenCompose(waited -> waited ? unlessMade(early) : cleaned(() -> copied(early))));
    }

    /**
     * Copies a volume of a server that runs. The copy says that it may be out of date, so that no run takes it for the
     * content. Completes with null when another controller has copied the volume meanwhile.
     */
    public CompletableFuture<EarlyVolume> runEarly() {
        VolumeClaim claim = new VolumeClaim(context, volume);
        return releasing(
                claim,
                () -> taken(claim)
                        .thenCompose(waited -> waited && target.marked().isPresent()
                                ? CompletableFuture.completedFuture(null)
                                : cleaned(this::copiedEarly)));
    }

    private CompletableFuture<Boolean> taken(VolumeClaim claim) {
        return claim.take().thenApply(waited -> {
            temporaries.followInterrupted(claim.followsInterrupted());
            return waited;
        });
    }

    private <T> CompletableFuture<T> releasing(VolumeClaim claim, Supplier<CompletableFuture<T>> work) {
        return Stages.begin(work).whenComplete((done, failure) -> {
            if (failure != null && Stages.isInterrupt(failure)) {
                return;
            }
            if (temporaries.areLeft()) {
                claim.expire();
            } else {
                claim.release();
            }
        });
    }

    /** Another controller may have made the copy. */
    private CompletableFuture<ObjectNode> unlessMade(EarlyVolume early) {
        Optional<ObjectNode> made = target.marked();
        if (made.isEmpty() || early != null) {
            return cleaned(() -> copied(early));
        }
        if (TargetVolume.isEarly(made.get())) {
            throw new MigrationException("Volume " + TargetVolume.shown(volume) + " has a copy on "
                    + context.target().name() + " that another controller has made while its server ran ("
                    + Json.text(made.get(), "id") + "). Run again when that run has ended.");
        }
        return target.whole(Json.text(made.get(), "id")).thenCompose(this::resume);
    }

    private CompletableFuture<ObjectNode> copied(EarlyVolume early) {
        return new VolumeContent(context, volume)
                .take()
                .thenCompose(taken -> early == null ? anew(taken) : unlessKept(early, taken));
    }

    private CompletableFuture<EarlyVolume> copiedEarly() {
        return new VolumeContent(context, volume)
                .take()
                .thenCompose(taken -> carried(taken)
                        .thenCompose(image -> target.make(access, image, VolumeFields.EARLY, digest))
                        .thenApply(made -> new EarlyVolume(
                                Json.text(made, "id"), ImageDigest.of(taken.image()), Json.text(made, "updated_at"))));
    }

    private CompletableFuture<ObjectNode> unlessKept(EarlyVolume early, VolumeContent.Taken taken) {
        ObjectNode now = target.read(early.id()).orElse(null);
        if (early.holds(now, ImageDigest.of(taken.image()))) {
            digest = TargetVolume.digest(now);
            notes.add("nothing was written after its early copy, so it was not carried again");
            return CompletableFuture.completedFuture(target.confirm(early.id(), taken.at()));
        }
        notes.add("carried again, as it was written to after its early copy");
        if (now == null) {
            return anew(taken);
        }
        UnusedCopy unused = new UnusedCopy(context, volume);
        return unused.proved(early.id()).thenCompose(proved -> {
            target.remove(early.id()); // which takes its time, while the content is carried
            return carried(taken)
                    .thenCompose(image -> unused.gone(early.id())
                            .thenCompose(gone -> target.make(access, image, taken.at(), digest)));
        });
    }

    private CompletableFuture<ObjectNode> anew(VolumeContent.Taken taken) {
        return carried(taken).thenCompose(image -> target.make(access, image, taken.at(), digest));
    }

    private <T> CompletableFuture<T> cleaned(Supplier<CompletableFuture<T>> work) {
        CompletableFuture<T> made = Stages.begin(() -> temporaries.remove().thenCompose(clean -> work.get()));
        return Stages.recover(made, this::<T>cleanAfter)
                .thenCompose(done -> temporaries.remove().thenApply(clean -> done));
    }

    /**
     * Finishes a copy that an interrupted run has made, whose content is whole.
     *
     * @param made on the target; one that a server has already is left as it is
     */
    public CompletableFuture<ObjectNode> resume(ObjectNode made) {
        return Stages.begin(() -> {
            ObjectNode done = "available".equals(Json.text(made, "status")) ? target.finish(made) : made;
            VolumeMark.identifyAgain(context.target(), made);
            return tidied(context, volume).thenApply(clean -> done);
        });
    }

    /**
     * Removes what an earlier run has left of a copy that is done: its temporary objects, then the note that says so.
     * Completes with whether nothing is left. What another controller makes that copies the volume now stays, as that
     * one removes it.
     */
    public static CompletableFuture<Boolean> tidy(ChangeContext context, Resource volume) {
        Resource now = now(volume, context);
        boolean isCopied =
                MoverMark.of(context.options()).holder(now.field("metadata")).isPresent();
        return isCopied ? CompletableFuture.completedFuture(false) : tidied(context, now);
    }

    private static CompletableFuture<Boolean> tidied(ChangeContext context, Resource volume) {
        VolumeTemporaries temporaries = new VolumeTemporaries(context, volume);
        VolumeClaim claim = new VolumeClaim(context, volume);
        temporaries.followInterrupted(claim.wasInterrupted());
        return temporaries.remove().thenApply(removed -> {
            if (!temporaries.areLeft()) {
                claim.clear();
            }
            return !temporaries.areLeft();
        });
    }

    private <T> CompletableFuture<T> cleanAfter(Throwable failure) {
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

    /** How many have gone through. */
    public long bytes() {
        return bytes;
    }

    /** Completes with the id of the target's image of the content. */
    private CompletableFuture<String> carried(VolumeContent.Taken taken) {
        return CompletableFuture.supplyAsync(() -> carry(taken.image()), context.transfers());
    }

    private String carry(JsonNode image) {
        ObjectNode wanted = Json.object().put("name", temporaries.name()).put("visibility", "private");
        wanted.put("disk_format", "raw").put("container_format", "bare");
        wanted.setAll(temporaries.mark());
        wanted.put("owner", context.translation().id(Kind.PROJECT, VolumeFields.owner(volume)));
        ImageCopy.Copied copied =
                new ImageCopy(context.source(), context.target(), context.moved()).copy(image, wanted);
        digest = Json.text(image, "os_hash_value");
        bytes = image.path("size").asLong();
        if (copied.streamed() != null) {
            bytes = copied.streamed().bytes();
            digest = copied.streamed().digests().getOrDefault("sha512", digest);
            notes.add(Size.shown(bytes) + " at "
                    + Size.rate(bytes, copied.streamed().took()));
        }
        return copied.id();
    }
}
