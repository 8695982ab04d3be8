package io.jenkins.plugins.pumphouse.migration.server.content;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerVolumes;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerState;
import io.jenkins.plugins.pumphouse.migration.server.note.SourceRecord;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What is carried of a server while it still runs ({@code precopy}), so that nothing has to be carried while it is off
 * if nothing is written until then. What is booted is always what was read after the stop.
 */
public final class Precopy {
    private final ChangeContext context;
    private final DiskCopies disks;
    private final EarlyImage image;

    public Precopy(ChangeContext context, DiskCopies disks) {
        this.context = context;
        this.disks = disks;
        this.image = new EarlyImage(context);
    }

    /** Completes when all is carried that can be; at once where nothing is to be. */
    public CompletableFuture<?> take() {
        boolean hasOwnRoot =
                context.options().disk() != Options.Disk.IMAGE && !ServerVolumes.bootsFromVolume(context.resource());
        if (!context.options().precopy() || !hasOwnRoot && disks.isEmpty() || !isRunning()) {
            return CompletableFuture.completedFuture(null);
        }
        new DowntimeForecast(context.inventory(), context.target().name(), context.options())
                .checkEndWithPrecopy(context.resource());
        context.say("is copied while it runs");
        CompletableFuture<?> root = hasOwnRoot ? image.take() : CompletableFuture.completedFuture(null);
        return root.thenCompose(carried -> disks.takeEarly());
    }

    /** Whether the server runs, and nothing is under way with it. */
    public boolean isRunning() {
        Resource now = new SourceRecord(context.source(), context.resource()).read();
        return ServerState.ACTIVE.equals(now.text("status")) && now.text("OS-EXT-STS:task_state") == null;
    }

    /** @param snapshot of the stopped server, which has not been carried */
    void settle(ObjectNode snapshot, List<String> notes) {
        image.settle(snapshot, notes);
    }

    /** Whether the last removal may have left one. */
    boolean mayBeLeft() {
        return image.mayBeLeft();
    }

    /** Removes the early image, also one of an interrupted run. */
    public void remove() {
        image.remove();
    }
}
