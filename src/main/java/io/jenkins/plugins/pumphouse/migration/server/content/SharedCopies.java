package io.jenkins.plugins.pumphouse.migration.server.content;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.server.inventory.AdoptionChoice;
import io.jenkins.plugins.pumphouse.migration.server.inventory.AttachedVolume;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.Watch.PollResult;
import io.jenkins.plugins.pumphouse.migration.volume.TargetVolume;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The target's copies of volumes that several servers have. While one of them uses such a copy, no other starts on the
 * source: each would write to a volume of its own, and neither would have what the other writes.
 */
public record SharedCopies(ChangeContext context) {
    /** Completes when no server of the target has such a copy. */
    public CompletableFuture<?> unused() {
        CompletableFuture<Object> all = CompletableFuture.completedFuture(null);
        for (AttachedVolume attached : AdoptionChoice.copied(context.resource(), context.inventory())) {
            if (attached.volume().field("attachments").size() > 1) {
                all = all.thenCompose(before -> unused(attached));
            }
        }
        return all;
    }

    private CompletableFuture<Object> unused(AttachedVolume attached) {
        TargetVolume copy = new TargetVolume(context, attached.volume());
        Optional<String> id = copy.marked().map(volume -> Json.text(volume, "id"));
        return id.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : copy.until(id.get(), SharedCopies::use).thenApply(free -> free);
    }

    private static PollResult use(ObjectNode copy) {
        return copy == null || copy.path("attachments").isEmpty()
                ? PollResult.done()
                : PollResult.wait("used by server "
                        + Json.text(copy.path("attachments").path(0), "server_id")
                        + ", with which it shares data: this one does not start before that one is back, too");
    }
}
