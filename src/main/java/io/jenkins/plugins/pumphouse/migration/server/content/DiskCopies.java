package io.jenkins.plugins.pumphouse.migration.server.content;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.compute.Memberships;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.server.inventory.AdoptionChoice;
import io.jenkins.plugins.pumphouse.migration.server.inventory.AttachedVolume;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerVolumes;
import io.jenkins.plugins.pumphouse.migration.server.proof.DiskProof;
import io.jenkins.plugins.pumphouse.migration.server.proof.VolumeUse;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.Watch.PollResult;
import io.jenkins.plugins.pumphouse.migration.volume.EarlyVolume;
import io.jenkins.plugins.pumphouse.migration.volume.TargetVolume;
import io.jenkins.plugins.pumphouse.migration.volume.UnusedCopy;
import io.jenkins.plugins.pumphouse.migration.volume.UnusedSince;
import io.jenkins.plugins.pumphouse.migration.volume.VolumeCopy;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The copies of a stopped server's volumes: all taken after the one stop, so that they belong together. A copy that an
 * earlier run has made of the server as it still is counts.
 */
public final class DiskCopies {
    private final ChangeContext context;
    private final List<AttachedVolume> volumes;
    /** The id of each copy, by that of the source's volume. */
    private final Map<String, String> ids = new HashMap<>();
    /** What this run has made, to be removed when the move is undone. */
    private final List<String> made = new ArrayList<>();

    private final SharedVolumes shared;

    /** By the id of the source's volume. */
    private final Map<String, EarlyVolume> early = new ConcurrentHashMap<>();

    private final List<String> notes = new ArrayList<>();
    private long bytes;
    private final TakenContent taken = new TakenContent();

    public DiskCopies(ChangeContext context) {
        this.context = context;
        this.volumes = AdoptionChoice.copied(context.resource(), context.inventory());
        this.shared = context.shared(SharedVolumes.class, w -> new SharedVolumes());
    }

    public boolean isEmpty() {
        return volumes.isEmpty();
    }

    public List<String> notes() {
        return List.copyOf(notes);
    }

    public long bytes() {
        return bytes;
    }

    /** Fails when a server that has a volume ran since the content of its copy was taken. */
    public void checkStill() {
        taken.checkStill(context, volumes);
    }

    /** Copies what they hold while the server runs; one that several servers have is left until they are off. */
    CompletableFuture<?> takeEarly() {
        CompletableFuture<Object> all = CompletableFuture.completedFuture(null);
        for (AttachedVolume attached : volumes) {
            if (attached.volume().field("attachments").size() <= 1) {
                all = all.thenCompose(before -> early(attached));
            }
        }
        return all;
    }

    private CompletableFuture<Object> early(AttachedVolume attached) {
        TargetVolume target = new TargetVolume(context, attached.volume());
        VolumeCopy copy = new VolumeCopy(context, attached.volume(), Memberships.access(context));
        return removedBefore(attached, target.marked())
                .thenCompose(free -> {
                    context.say("copies " + attached.label() + " while it runs");
                    return copy.runEarly();
                })
                .thenApply(made -> {
                    if (made != null) {
                        early.put(attached.volume().id(), made);
                        this.made.add(made.id());
                        bytes += copy.bytes();
                    }
                    return null;
                });
    }

    /** An outdated copy of an earlier run would be a second one. */
    private CompletableFuture<?> removedBefore(AttachedVolume attached, Optional<ObjectNode> former) {
        return former.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : removed(attached, Json.text(former.get(), "id"));
    }

    /**
     * Completes when it is certain that the copies of former runs may be removed: a server that still runs writes more
     * than they hold. Asked before it is stopped, as it takes a person otherwise.
     */
    public CompletableFuture<?> checkFormer() {
        CompletableFuture<Object> all = CompletableFuture.completedFuture(null);
        for (AttachedVolume attached : volumes) {
            all = all.thenCompose(before -> shared.proved(attached.volume().id(), () -> formerUnused(attached)));
        }
        return all;
    }

    private CompletableFuture<Object> formerUnused(AttachedVolume attached) {
        Optional<ObjectNode> former = new TargetVolume(context, attached.volume()).marked();
        boolean stays = former.isEmpty() || isKnown(former.get());
        return stays
                ? CompletableFuture.completedFuture(null)
                : new UnusedCopy(context, attached.volume())
                        .proved(Json.text(former.get(), "id"))
                        .thenApply(proved -> proved);
    }

    private boolean isKnown(ObjectNode copy) {
        return made.contains(Json.text(copy, "id")) || shared.isBooted(Json.text(copy, "id"));
    }

    /** These copies are those of a server of the target that is removed: what it has written to them is no use. */
    public void areOf(List<String> copies) {
        shared.booted(copies);
    }

    /** Copies one after the other, within the one transfer of the server. */
    public CompletableFuture<?> take() {
        CompletableFuture<Object> all = CompletableFuture.completedFuture(null);
        for (AttachedVolume attached : volumes) {
            all = all.thenCompose(before -> one(attached)).thenApply(copy -> {
                ids.put(attached.volume().id(), Json.text(copy, "id"));
                taken.add(attached.volume().id(), copy);
                return null;
            });
        }
        return all;
    }

    private CompletableFuture<ObjectNode> one(AttachedVolume attached) {
        return shared.once(attached.volume().id(), () -> copied(attached));
    }

    private CompletableFuture<ObjectNode> copied(AttachedVolume attached) {
        TargetVolume target = new TargetVolume(context, attached.volume());
        Optional<ObjectNode> former = target.marked();
        return former.isEmpty() || early.containsKey(attached.volume().id())
                ? copy(attached)
                : target.until(Json.text(former.get(), "id"), DiskCopies::atRest)
                        .thenCompose(now -> now != null && !isUntold(attached) && isCurrent(attached, now)
                                ? new VolumeCopy(context, attached.volume(), Memberships.access(context)).resume(now)
                                : removed(attached, Json.text(former.get(), "id"))
                                        .thenCompose(gone -> copy(attached)));
    }

    /** Cinder still fills what an interrupted run has begun, and deletes nothing meanwhile. */
    static PollResult atRest(ObjectNode volume) {
        String status = volume == null ? "gone" : String.valueOf(Json.text(volume, "status"));
        return List.of("creating", "downloading", "detaching").contains(status)
                ? PollResult.wait(status)
                : PollResult.done();
    }

    /** What a server has written that this run has removed is out of date; else nobody must have used it. */
    private CompletableFuture<ObjectNode> removed(AttachedVolume attached, String outdated) {
        UnusedCopy copy = new UnusedCopy(context, attached.volume());
        if (!shared.isBooted(outdated)) {
            return copy.remove(outdated);
        }
        TargetVolume target = new TargetVolume(context, attached.volume());
        return target.until(outdated, DiskCopies::atRest).thenCompose(now -> {
            target.remove(outdated);
            return copy.gone(outdated);
        });
    }

    private CompletableFuture<ObjectNode> copy(AttachedVolume attached) {
        context.say("copies " + attached.label());
        VolumeCopy copy = new VolumeCopy(context, attached.volume(), Memberships.access(context));
        return copy.run(early.get(attached.volume().id())).thenApply(volume -> {
            made.add(Json.text(volume, "id"));
            bytes += copy.bytes();
            copy.notes().forEach(note -> notes.add(attached.label() + " " + note));
            return volume;
        });
    }

    /** Whether a copy holds what the server's volume holds: whole, and nothing was written since it was taken. */
    private boolean isCurrent(AttachedVolume attached, ObjectNode copy) {
        return VolumeState.isWhole(Json.text(copy, "status"))
                && DiskProof.taken(copy)
                        .filter(at -> VolumeUse.of(
                                        context.source(), context.resource().id())
                                .since(at, attached)
                                .isEmpty())
                        .isPresent();
    }

    /** Of a volume that was off its server between two runs an old Cinder tells nothing: it is copied anew. */
    private boolean isUntold(AttachedVolume attached) {
        return VolumeUse.isUntold(context.resource().id(), attached);
    }

    /** Whether an earlier run's copies, which its server has, still are what the source's server has. */
    public boolean areCurrent() {
        for (AttachedVolume attached : volumes) {
            Optional<ObjectNode> copy = new TargetVolume(context, attached.volume()).marked();
            if (copy.filter(now -> isCurrent(attached, now)).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /**
     * What Nova is told of the disks: see {@link DiskMapping}.
     *
     * @param adopted the ids of volumes that are no copies, by those on the source
     */
    public ArrayNode mapping(String image, String rootVolume, Map<String, String> adopted) {
        shared.booted(ids.values());
        return DiskMapping.of(
                context.target(),
                ServerVolumes.of(context.resource(), context.inventory()),
                ids,
                adopted,
                image,
                rootVolume);
    }

    /** The ids of the copies that this run has made or taken up. */
    public List<String> left() {
        return Stream.concat(made.stream(), ids.values().stream()).distinct().toList();
    }

    /** Removes what this run has made, once no server has it; what stays is said. */
    public CompletableFuture<?> removeMade() {
        CompletableFuture<Object> all = CompletableFuture.completedFuture(null);
        for (AttachedVolume attached : volumes) {
            TargetVolume target = new TargetVolume(context, attached.volume());
            all = all.thenCompose(before -> Stages.recover(removed(target), failure -> {
                if (Stages.isInterrupt(failure)) {
                    return CompletableFuture.failedFuture(failure);
                }
                context.say("may leave a copy of " + attached.label() + " on "
                        + context.target().name() + ": " + Stages.cause(failure).getMessage()
                        + " The next run removes it if nobody has used it");
                return CompletableFuture.completedFuture(null);
            }));
        }
        return all;
    }

    private CompletableFuture<Object> removed(TargetVolume target) {
        return Stages.begin(() -> {
            Optional<String> copy =
                    target.marked().map(volume -> Json.text(volume, "id")).filter(made::contains);
            if (copy.isEmpty()) {
                return CompletableFuture.completedFuture(null);
            }
            return target.until(copy.get(), now -> {
                        String status = now == null ? "gone" : String.valueOf(Json.text(now, "status"));
                        return List.of("gone", "available", "error").contains(status)
                                ? PollResult.done()
                                : PollResult.wait(status);
                    })
                    .thenApply(free -> {
                        if (free != null && !shared.isBooted(copy.get()) && !UnusedSince.isAsMade(free)) {
                            throw new MigrationException("somebody has used it since, so it stays: openstack volume"
                                    + " delete " + copy.get() + " removes it.");
                        }
                        target.remove(copy.get());
                        return null;
                    });
        });
    }
}
