package io.jenkins.plugins.pumphouse.migration.server.content;

import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.options.MoverMark;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerVolumes;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.volume.TargetVolume;
import io.jenkins.plugins.pumphouse.migration.volume.VolumeCopy;
import io.jenkins.plugins.pumphouse.migration.volume.VolumeType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Temporary objects that copies of a server's volumes have left, as notes on the source's volumes tell: for a run that
 * copies none of them again, as the target's server has the copies already.
 */
public final class CopyLeftovers {
    private final ChangeContext context;
    private final SharedVolumes copies;

    public CopyLeftovers(ChangeContext context) {
        this.context = context;
        this.copies = context.shared(SharedVolumes.class, w -> new SharedVolumes());
    }

    /** The ids of the volumes whose copies have left something. */
    public static List<String> of(Resource server, CloudInventory source) {
        MoverMark mover = MoverMark.of(source.options());
        return ServerVolumes.ids(server).stream()
                .filter(id -> source.find(VolumeType.KIND, id)
                        .filter(volume -> !mover.spent(volume.field("metadata")).isEmpty())
                        .isPresent())
                .toList();
    }

    /** Completes with what was removed, for a person; what may stay is said, and does not fail the move. */
    public CompletableFuture<List<String>> remove() {
        List<String> removed = new ArrayList<>();
        CompletableFuture<Object> all = CompletableFuture.completedFuture(null);
        for (String id : of(context.resource(), context.inventory())) {
            Resource volume = context.inventory().find(VolumeType.KIND, id).orElseThrow();
            all = all.thenCompose(before -> copies.unlessCopied(id, () -> VolumeCopy.tidy(context, volume)))
                    .thenApply(clean -> {
                        if (clean) {
                            removed.add("temporary objects of volume " + TargetVolume.shown(volume) + " removed from "
                                    + context.source().name());
                        }
                        return null;
                    });
        }
        return all.thenApply(done -> removed);
    }
}
