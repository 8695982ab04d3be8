package io.jenkins.plugins.pumphouse.migration.server.rollback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Doubt;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.server.inventory.NovaServer;
import io.jenkins.plugins.pumphouse.migration.server.move.AtRest;
import io.jenkins.plugins.pumphouse.migration.server.move.CopyDeletion;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerState;
import io.jenkins.plugins.pumphouse.migration.server.note.SourceLock;
import io.jenkins.plugins.pumphouse.migration.server.note.SourceRecord;
import io.jenkins.plugins.pumphouse.migration.server.presence.PresentServer;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.Watch.PollResult;
import io.jenkins.plugins.pumphouse.migration.type.Watch.Polling;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The copy of a server while the server is rolled back: locked and shut down, then removed; or started again. */
final class TargetCopy {
    private final ChangeContext context;
    private final Cloud target;
    private final Resource copy;
    private final boolean ran;
    private final SourceRecord record;

    /** @param ran whether it ran before the rollback began, also when that was an earlier run */
    TargetCopy(ChangeContext context, Resource copy, boolean ran) {
        this.context = context;
        this.target = context.target();
        this.copy = copy;
        this.ran = ran;
        this.record = new SourceRecord(target, copy);
    }

    /** Completes when it is off. Its owner cannot start it from now on: he would start it beside the source's. */
    CompletableFuture<ObjectNode> stop() {
        try { // one that cannot be locked is rolled back all the same, and looked at again before it is removed
            new SourceLock(target, copy)
                    .set(
                            "taken back to " + context.source().name() + " as server "
                                    + context.resource().id() + SourceLock.BY,
                            context::say);
        } catch (CloudException.Denied e) {
            context.say("could not be locked on " + target.name() + ", so that its owner may start it beside the"
                    + " source's: " + e.getMessage());
        }
        Resource now = record.read(); // its owner may have started it until it was locked
        if (now.text("OS-EXT-STS:task_state") == null) {
            return stop(now.json());
        }
        return until(AtRest::inAnyState).thenCompose(this::stop);
    }

    /** @param now the copy, with which nothing is under way */
    private CompletableFuture<ObjectNode> stop(ObjectNode now) {
        String status = Json.text(now, "status");
        if (ServerState.SHUTOFF.equals(status) || ServerState.isShelved(status)) {
            return CompletableFuture.completedFuture(now);
        }
        if (ServerState.ACTIVE.equals(status)) {
            act("os-stop");
        }
        return until(later -> AtRest.inOrElsewhere(later, ServerState.SHUTOFF)).thenApply(off -> {
            String is = Json.text(off, "status");
            if (!ServerState.SHUTOFF.equals(is) && !ServerState.isShelved(is)) {
                throw new MigrationException("The copy " + copy.id() + " is " + is + " on " + target.name() + ": "
                        + ServerState.wayOut(is, copy.id()) + "; then run again.");
            }
            context.say("is off on " + target.name());
            return off;
        });
    }

    /** Completes when it is as it was before the rollback. */
    CompletableFuture<ObjectNode> startAgain() {
        new SourceLock(target, record.read()).end(record, context::say);
        return !ran
                ? CompletableFuture.completedFuture(null)
                : until(AtRest::inAnyState).thenCompose(this::start);
    }

    /** @param now the copy, with which nothing is under way; one that was not shut down is left as it is */
    private CompletableFuture<ObjectNode> start(ObjectNode now) {
        if (!ServerState.SHUTOFF.equals(Json.text(now, "status"))) {
            return CompletableFuture.completedFuture(now);
        }
        act("os-start");
        return until(later -> AtRest.in(later, ServerState.ACTIVE)).thenApply(up -> {
            context.say("runs on " + target.name() + " again");
            return up;
        });
    }

    /**
     * Completes when it is gone.
     *
     * @throws MigrationException when it runs, so that somebody has started it since it was shut down
     */
    CompletableFuture<?> remove() {
        Optional<Resource> now = ReadRefusal.emptyIfGone(record::read);
        if (now.isEmpty()) {
            return CompletableFuture.completedFuture(null); // which was the aim
        }
        CopyDeletion deletion = new CopyDeletion(context, copy.id(), copy.text("tenant_id"));
        if (isSoftDeleted(now.get())) {
            return deletion.release();
        }
        checkOff(now.get());
        return deletion.delete().thenCompose(gone -> deletion.release());
    }

    /**
     * Looks whether it is still off: one that could not be locked may have been started by its owner.
     *
     * @throws MigrationException when it runs, or comes up
     */
    void checkOff() {
        ReadRefusal.emptyIfGone(record::read).filter(now -> !isSoftDeleted(now)).ifPresent(this::checkOff);
    }

    private static boolean isSoftDeleted(Resource now) {
        return ServerState.SOFT_DELETED.equals(now.text("status"));
    }

    private void checkOff(Resource now) {
        String status = now.text("status");
        String task = now.text("OS-EXT-STS:task_state");
        boolean off = ServerState.SHUTOFF.equals(status) || ServerState.isShelved(status);
        if (!off || task != null) {
            throw new MigrationException("The copy " + copy.id() + " on " + target.name() + " is " + status
                    + (task == null ? "" : ", " + task)
                    + ", although it was shut down. Find out with its owner which of the two servers has the data,"
                    + " stop the copy, then run again.");
        }
    }

    /** As it was when the rollback began. */
    Resource shown() {
        return copy;
    }

    String id() {
        return copy.id();
    }

    private void act(String action) {
        try {
            target.send(Request.post(Service.COMPUTE, path() + "/action")
                    .body(Json.object(action, Json.object().nullNode())));
        } catch (CloudException e) {
            if (!(e instanceof CloudException.Conflict) && !Doubt.mayBeDone(e)) {
                throw e;
            } // it is under way, or may be: the wait tells
        }
    }

    private CompletableFuture<ObjectNode> until(Function<ObjectNode, PollResult> look) {
        Polling servers = new Polling(target, NovaServer.list(Scope.ownedBy(copy.text("tenant_id"))), "servers");
        return context.watch()
                .until(
                        "Server " + copy.name() + " on " + target.name(),
                        servers,
                        copy.id(),
                        PresentServer.orGone(target, copy.id(), "The copy " + copy.id() + " on " + target.name(), look),
                        context.options().waitTimeout());
    }

    private String path() {
        return "/servers/" + Request.segment(copy.id());
    }
}
