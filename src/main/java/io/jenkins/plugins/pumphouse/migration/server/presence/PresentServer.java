package io.jenkins.plugins.pumphouse.migration.server.presence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.server.inventory.NovaServer;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerState;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerTask;
import io.jenkins.plugins.pumphouse.migration.type.Watch.PollResult;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A server that something waits for, and that somebody may delete meanwhile: then nothing waits for it any more. A list
 * may be late, or leave out what is in a silent cell, so Nova is asked for the very server.
 */
public final class PresentServer {
    /** Lists in a row that must miss it before Nova is asked. */
    private static final int MISSES = 3;

    private PresentServer() {}

    /**
     * The same look, which fails as soon as the server is gone, or is being deleted: it comes to no other state.
     *
     * @param label how the message names it
     */
    public static Function<ObjectNode, PollResult> orGone(
            Cloud cloud, String id, String label, Function<ObjectNode, PollResult> look) {
        AtomicInteger missed = new AtomicInteger();
        return seen -> {
            if (seen != null) {
                missed.set(0);
                if (isEnding(seen)) {
                    throw new MigrationException(label + " is being deleted. Run again.");
                }
            } else if (missed.incrementAndGet() >= MISSES && isGone(cloud, id)) {
                throw new MigrationException(label + " was deleted meanwhile. Run again.");
            }
            return look.apply(seen);
        };
    }

    /** Whether Nova has a server no more, or keeps it for a while only; false when it does not say. */
    public static boolean isGone(Cloud cloud, String id) {
        try {
            return ReadRefusal.emptyIfGone(
                            () -> cloud.send(NovaServer.get(id)).json().path("server"))
                    .filter(server -> !isEnding(server))
                    .isEmpty();
        } catch (CloudException e) {
            return false;
        }
    }

    private static boolean isEnding(JsonNode server) {
        return ServerState.SOFT_DELETED.equals(Json.text(server, "status")) || ServerTask.isDeletion(server);
    }
}
