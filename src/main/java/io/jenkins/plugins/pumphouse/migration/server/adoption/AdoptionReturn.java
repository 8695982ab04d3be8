package io.jenkins.plugins.pumphouse.migration.server.adoption;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.server.inventory.AttachedVolume;
import io.jenkins.plugins.pumphouse.migration.server.inventory.DetachedVolume;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerVolumes;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerState;
import io.jenkins.plugins.pumphouse.migration.server.note.SourceRecord;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.volume.AdoptedVolume;
import io.jenkins.plugins.pumphouse.migration.volume.RecordedVolumeRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The adopted volumes of a moved server that is being rolled back: from its copy, which is off, to the source. */
public final class AdoptionReturn {
    private final ChangeContext context;
    /** Null when it is gone. */
    private final Resource copy;

    /** @param copy of the server; null when it is gone */
    public AdoptionReturn(ChangeContext context, Resource copy) {
        this.context = context;
        this.copy = copy;
    }

    /** Whether a server of the source has such volumes. */
    public static boolean isNeeded(Resource server) {
        return !DetachedVolume.of(server).isEmpty();
    }

    /**
     * Why they cannot come back; empty when they can, or there are none.
     *
     * @param unfinished whether the adoption was interrupted, so that neither cloud may have one
     */
    public static List<String> against(
            Resource server, CloudInventory source, Resource copy, CloudInventory target, boolean unfinished) {
        List<String> against = new ArrayList<>();
        List<AttachedVolume> adopted = ServerVolumes.of(server, source).stream()
                .filter(AttachedVolume::detached)
                .toList();
        if (!adopted.isEmpty() && copy != null && ServerState.isShelved(copy.text("status"))) {
            against.add(
                    "its copy is " + copy.text("status") + ", and from such a server Nova detaches an adopted volume"
                            + " as if the server were deleted: openstack server unshelve " + copy.id() + " on "
                            + target.cloud().name() + ", then run again");
        }
        for (AttachedVolume volume : adopted) {
            RecordedVolumeRules.againstReturn(
                            volume.volume(), source, copy == null ? "" : copy.id(), target, unfinished)
                    .forEach(reason -> against.add("its " + volume.label() + " " + reason));
        }
        return against;
    }

    /** Whether a volume of a copy is one that goes back with its server. */
    public static boolean isOf(Resource server, CloudInventory source, JsonNode onTarget) {
        return AdoptedVolume.isOne(onTarget)
                && ServerVolumes.of(server, source).stream()
                        .filter(AttachedVolume::detached)
                        .anyMatch(volume -> Mark.of(source.cloud(), volume.volume())
                                .value()
                                .equals(Json.text(onTarget.path("metadata"), Mark.KEY)));
    }

    /** Completes when the source's server, which is off, has them again; it notes them until the rollback has ended. */
    public CompletableFuture<Object> run() {
        return Stages.begin(() -> {
            Resource server = new SourceRecord(context.source(), context.resource()).read();
            List<DetachedVolume> noted = DetachedVolume.of(server);
            CompletableFuture<Object> free = CompletableFuture.completedFuture(null);
            for (DetachedVolume note : noted) {
                free = free.thenCompose(before -> detached(new NotedVolume(context, note)));
            }
            return free.thenCompose(all -> new DataVolumes(context).home());
        });
    }

    /** From the copy; done where that does not have it. */
    private CompletableFuture<Object> detached(NotedVolume volume) {
        Optional<Resource> onTarget = volume.onTarget();
        onTarget.ifPresent(found -> context.translation()
                .learn(Kind.PROJECT, context.resource().text("tenant_id"), found.text("os-vol-tenant-attr:tenant_id")));
        boolean has = copy != null
                && onTarget.isPresent()
                && onTarget.get()
                        .field("attachments")
                        .findValuesAsText("server_id")
                        .contains(copy.id());
        if (!has) {
            return CompletableFuture.completedFuture(null);
        }
        context.say("volume " + onTarget.get().id() + " is detached on "
                + context.target().name());
        DetachedVolume taken = new DetachedVolume("", onTarget.get().id(), "", false, "");
        return new ServerAttachment(context, context.target(), copy).detach(taken);
    }
}
