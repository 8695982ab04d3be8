package io.jenkins.plugins.pumphouse.migration.server.move;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.content.DiskCopies;
import io.jenkins.plugins.pumphouse.migration.server.content.RootVolume;
import io.jenkins.plugins.pumphouse.migration.server.inventory.AdoptionChoice;
import io.jenkins.plugins.pumphouse.migration.server.inventory.AttachedVolume;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerVolumes;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerTask;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.volume.TargetVolume;
import io.jenkins.plugins.pumphouse.migration.volume.VolumeType;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeMark;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * A server of the target that an earlier run has booted and that has to go, as it is broken or out of date. It goes
 * before anything is touched that it has: Nova deletes some volumes with it, and the next server must not boot from one
 * of those.
 */
final class FormerCopy {

    private final ChangeContext context;
    private final TargetServer target;
    private final DiskCopies disks;

    FormerCopy(ChangeContext context, TargetServer target, DiskCopies disks) {
        this.context = context;
        this.target = target;
        this.disks = disks;
    }

    /** Whether an earlier run could not boot it, or has begun to remove it: another one is made. */
    static boolean isBroken(Resource copy) {
        return "ERROR".equals(copy.text("status")) || ServerTask.isDeletion(copy);
    }

    /** Completes when there is no broken one, and no volume that goes with it; nothing was done to the source yet. */
    CompletableFuture<?> removeBroken() {
        if (context.existing().filter(FormerCopy::isBroken).isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        Resource copy = context.existing().get();
        if (!ServerTask.isDeletion(copy)) {
            OutdatedServer.checkBroken(context);
            String since = copy.text("OS-SRV-USG:launched_at");
            context.say(
                    "has a broken copy " + copy.id() + " on " + context.target().name() + " ("
                            + copy.text("status") + (since == null ? "" : ", was up from " + since)
                            + "), which is removed first");
        }
        return remove();
    }

    /** Completes when it is gone, and so are the volumes that Nova deletes with it. */
    CompletableFuture<?> remove() {
        List<CopyVolume> held = held(context.existing().orElseThrow());
        disks.areOf(held.stream().map(CopyVolume::id).toList());
        CompletableFuture<Object> all = target.removeFormer().thenApply(gone -> null);
        for (CopyVolume volume : held) {
            all = all.thenCompose(before -> volume.released());
        }
        return all;
    }

    /**
     * Why it does not count as a copy: the copy of one of the server's volumes is gone. Empty when all are there.
     *
     * @throws MigrationException when one may be there that has lost its mark
     */
    Optional<String> lacks() {
        Resource copy = context.existing().orElseThrow();
        for (AttachedVolume attached : AdoptionChoice.copied(context.resource(), context.inventory())) {
            if (new TargetVolume(context, attached.volume()).marked().isEmpty()) {
                String target = context.target().name();
                unmarked(copy).ifPresent(volume -> {
                    throw new MigrationException("Server " + context.resource().name() + " has a copy " + copy.id()
                            + " on " + target + ", which has volume " + volume + " without a mark, and no copy of "
                            + attached.label() + " is marked. Nothing was removed. If that is the copy: openstack"
                            + " volume set --property " + Mark.KEY + "="
                            + Mark.of(context.source(), attached.volume()).value() + " " + volume + " on " + target
                            + ", then run again; else detach it from the copy first");
                });
                return Optional.of("the copy of " + attached.label() + " is gone from " + target);
            }
        }
        return Optional.empty();
    }

    private Optional<String> unmarked(Resource copy) {
        CloudInventory target = context.targets().anew();
        return ServerVolumes.ids(copy).stream()
                .filter(id -> target.find(VolumeType.KIND, id)
                        .filter(volume -> VolumeMark.of(volume.json()).isEmpty())
                        .isPresent())
                .findFirst();
    }

    /** Its volumes, as far as they carry a mark: others are its owner's. */
    private List<CopyVolume> held(Resource copy) {
        List<CopyVolume> held = new ArrayList<>();
        if (!context.target().has(Service.VOLUME)) {
            return held;
        }
        Map<String, Boolean> attached = ServerVolumes.withServer(copy);
        Stream<Resource> origins = Stream.concat(
                AdoptionChoice.copied(context.resource(), context.inventory()).stream()
                        .map(AttachedVolume::volume),
                Stream.of(RootVolume.origin(context.resource())));
        origins.forEach(origin -> {
            TargetVolume volumes = new TargetVolume(context, origin);
            volumes.marked().filter(volume -> isOf(copy, attached, volume)).ifPresent(volume -> {
                String id = Json.text(volume, "id");
                held.add(new CopyVolume(volumes, id, copy.id(), attached.getOrDefault(id, false)));
            });
        });
        return held;
    }

    private static boolean isOf(Resource copy, Map<String, Boolean> attached, JsonNode volume) {
        return attached.containsKey(Json.text(volume, "id"))
                || CopyVolume.servers(volume).contains(copy.id());
    }
}
