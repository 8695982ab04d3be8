package io.jenkins.plugins.pumphouse.migration.server.move;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Doubt;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.server.inventory.NovaServer;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerState;
import io.jenkins.plugins.pumphouse.migration.server.note.SourceRecord;
import io.jenkins.plugins.pumphouse.migration.server.presence.PresentServer;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.Watch.Polling;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Turns the source's server of a move on and off. */
final class SourcePower {
    /** Tries of a stop or start while something else is under way, or after a lost answer. */
    private static final int TRIES = 4;

    private final ChangeContext context;
    private final Cloud cloud;
    private final SourceRecord record;
    private final String path;
    private boolean doubted;

    SourcePower(ChangeContext context, SourceRecord record) {
        this.context = context;
        this.cloud = context.source();
        this.record = record;
        this.path = "/servers/" + Request.segment(context.resource().id());
    }

    /** Nova stops no server that is paused or suspended: it has to run for that moment. */
    CompletableFuture<ObjectNode> awake(ObjectNode now) {
        return ServerState.waking(Json.text(now, "status"))
                .map(action -> bring(now, "ACTIVE", action, context.options().waitTimeout()))
                .orElse(CompletableFuture.completedFuture(now));
    }

    /** Sends {@code action} until the server is in {@code status}, each time when nothing else is under way with it. */
    CompletableFuture<ObjectNode> bring(ObjectNode now, String status, String action, Duration limit) {
        return bring(now, status, action, limit, TRIES);
    }

    private CompletableFuture<ObjectNode> bring(
            ObjectNode now, String status, String action, Duration limit, int tries) {
        String is = Json.text(now, "status");
        boolean busy = now.hasNonNull("OS-EXT-STS:task_state");
        if (status.equals(is) && !busy) {
            return CompletableFuture.completedFuture(now);
        }
        boolean leads = ServerState.isOnOrOff(is)
                || ServerState.waking(is).filter(action::equals).isPresent();
        if (tries == 0 || !leads) {
            String elsewhere =
                    record.label() + " is " + is + (tries == TRIES ? "" : " after " + action) + ", not " + status;
            throw new MigrationException(
                    leads
                            ? elsewhere + ". Run again."
                            : elsewhere + ": "
                                    + ServerState.wayOut(is, context.resource().id()) + "; then run again.");
        }
        if (!busy) {
            try {
                act(action);
            } catch (CloudException e) {
                boolean mayBeDone = Doubt.mayBeDone(e);
                doubted |= mayBeDone;
                if (tries == 1
                        || !mayBeDone && !(e instanceof CloudException.Conflict)) { // 409: something else is under way
                    throw e;
                }
            }
        }
        return rest(limit).thenCompose(next -> bring(next, status, action, limit, tries - 1));
    }

    /** At rest, also when a stop whose answer was lost may still be on its way. */
    CompletableFuture<ObjectNode> settled() {
        CompletableFuture<Void> passed = doubted
                ? context.watch().pause(context.options().poll().multipliedBy(TRIES))
                : CompletableFuture.completedFuture(null);
        return passed.thenCompose(over -> rest(context.options().waitTimeout()));
    }

    private void act(String action) {
        cloud.send(Request.post(Service.COMPUTE, path + "/action")
                .body(Json.object(action, Json.object().nullNode())));
    }

    /** Completes when nothing is under way with the server, a snapshot included. */
    CompletableFuture<ObjectNode> rest(Duration timeout) {
        Polling servers = new Polling(
                cloud, NovaServer.list(Scope.ownedBy(context.resource().text("tenant_id"))), "servers");
        return context.watch()
                .until(
                        "Server " + context.resource().name() + " on " + cloud.name(),
                        servers,
                        context.resource().id(),
                        PresentServer.orGone(cloud, context.resource().id(), record.label(), AtRest::inAnyState),
                        timeout);
    }
}
