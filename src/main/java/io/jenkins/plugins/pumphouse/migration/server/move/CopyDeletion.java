package io.jenkins.plugins.pumphouse.migration.server.move;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Doubt;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.server.inventory.NovaServer;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerState;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.Watch.PollResult;
import io.jenkins.plugins.pumphouse.migration.type.Watch.Polling;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Deletes a server of the target that a move has made. A Nova with {@code reclaim_instance_interval} keeps a deleted
 * server for a while, with its ports and volumes: such a server is deleted by force ({@code forceDelete}).
 */
public final class CopyDeletion {
    private final ChangeContext context;
    private final Cloud cloud;
    private final String id;
    private final String label;
    private final Request list;

    /** @param project of the target that the server is in */
    public CopyDeletion(ChangeContext context, String id, String project) {
        this.context = context;
        this.cloud = context.target();
        this.id = id;
        this.label = "Server " + context.resource().name() + " on " + cloud.name();
        this.list = NovaServer.list(Scope.ownedBy(project));
    }

    /** Completes when it does not run any more for certain: it is gone, or Nova keeps it for a while. */
    public CompletableFuture<ObjectNode> delete() {
        DeletionGuard.check(context, id);
        try {
            cloud.remove(Request.delete(Service.COMPUTE, path()));
        } catch (CloudException e) {
            if (!Doubt.mayBeDone(e)) {
                throw e;
            }
        }
        return untilGone(list).thenCompose(unlisted -> confirmed(Doubt.LOOKS));
    }

    /** A list leaves out what is in a cell that does not answer: Nova's word of the very server counts. */
    private CompletableFuture<ObjectNode> confirmed(int looks) {
        Optional<String> status = status();
        if (status.filter(now -> !ServerState.SOFT_DELETED.equals(now)).isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        if (looks == 0) {
            throw new MigrationException(label + " (" + id + ") is " + status.get()
                    + ", and Nova does not list it, so it"
                    + " may run. See whether all its cells answer (openstack server show " + id + "), then run again.");
        }
        return context.watch().pause(context.options().poll()).thenCompose(over -> confirmed(looks - 1));
    }

    /**
     * Completes when Nova does not keep it any more, after {@link #delete}, or what somebody else has deleted. Fails
     * with a {@link MigrationException} that says what to do when Nova does not let go of it.
     */
    public CompletableFuture<ObjectNode> release() {
        return Stages.begin(() -> isKept() ? force(Doubt.LOOKS) : CompletableFuture.completedFuture(null));
    }

    private boolean isKept() {
        return status().filter(ServerState.SOFT_DELETED::equals).isPresent();
    }

    /** Empty when it is gone. */
    private Optional<String> status() {
        return ReadRefusal.emptyIfGone(() -> cloud.send(NovaServer.get(id)).json())
                .map(json -> String.valueOf(Json.text(json.path("server"), "status")));
    }

    private CompletableFuture<ObjectNode> force(int tries) {
        DeletionGuard.check(context, id);
        try {
            cloud.send(Request.post(Service.COMPUTE, path() + "/action")
                    .body(Json.object("forceDelete", Json.object().nullNode())));
        } catch (CloudException.NotFound e) {
            if (!isKept()) {
                return CompletableFuture.completedFuture(null); // Nova has reclaimed it
            }
            if (tries == 0) {
                throw isStillKept(e);
            }
            return context.watch().pause(context.options().poll()).thenCompose(over -> force(tries - 1));
        } catch (CloudException e) {
            if (!Doubt.mayBeDone(e)) {
                throw isStillKept(e);
            }
        }
        return untilGone(list.query("soft_deleted", "True"));
    }

    private MigrationException isStillKept(CloudException refusal) {
        return new MigrationException(label + " (" + id + ") is deleted, but Nova keeps it for a while"
                + " (SOFT_DELETED, reclaim_instance_interval in nova.conf), and with it its ports and volumes;"
                + " to end that was refused: " + refusal.getMessage() + " Have an administrator of " + cloud.name()
                + " run nova force-delete " + id + ", or wait until Nova has reclaimed it; then run again.");
    }

    private CompletableFuture<ObjectNode> untilGone(Request listed) {
        return context.watch()
                .until(
                        label,
                        new Polling(cloud, listed, "servers"),
                        id,
                        now -> now == null
                                ? PollResult.done()
                                : PollResult.wait(Json.text(now, "status") + ", being deleted"),
                        context.options().waitTimeout());
    }

    private String path() {
        return "/servers/" + Request.segment(id);
    }
}
