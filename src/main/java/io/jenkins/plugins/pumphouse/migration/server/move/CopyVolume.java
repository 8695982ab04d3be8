package io.jenkins.plugins.pumphouse.migration.server.move;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.type.Watch.PollResult;
import io.jenkins.plugins.pumphouse.migration.volume.TargetVolume;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * A volume on the target of a server that an earlier run has booted.
 *
 * @param volumes those of its origin
 * @param server id on the target
 * @param goes whether Nova deletes it with the server
 */
record CopyVolume(TargetVolume volumes, String id, String server, boolean goes) {
    private static final List<String> FREE = List.of("available", "error", "error_deleting");

    /** Completes when no server has it, and it is gone if it goes with the server. */
    CompletableFuture<Object> released() {
        return volumes.until(id, this::free)
                .thenCompose(now -> {
                    boolean stays = now != null
                            && !isGoing(now)
                            && (!goes || !servers(now).isEmpty());
                    if (now == null || stays) {
                        return CompletableFuture.completedFuture(now);
                    }
                    if (!isGoing(now)) {
                        delete();
                    }
                    return volumes.until(id, next -> next == null ? PollResult.done() : PollResult.wait(status(next)));
                })
                .thenApply(over -> null);
    }

    /** Nova may do it at the same moment: the wait tells. */
    private void delete() {
        try {
            volumes.remove(id);
        } catch (CloudException.Rejected e) {
            return;
        }
    }

    /** Other servers may have it, too. */
    private PollResult free(ObjectNode now) {
        boolean others = now != null && !servers(now).isEmpty() && !servers(now).contains(server);
        return now == null || isGoing(now) || others || FREE.contains(status(now))
                ? PollResult.done()
                : PollResult.wait(status(now));
    }

    private static boolean isGoing(ObjectNode now) {
        return status(now).startsWith("deleting");
    }

    private static String status(JsonNode now) {
        return Objects.toString(Json.text(now, "status"));
    }

    /** The ids of the servers that have a volume. */
    static List<String> servers(JsonNode volume) {
        return volume.path("attachments").findValuesAsText("server_id");
    }
}
