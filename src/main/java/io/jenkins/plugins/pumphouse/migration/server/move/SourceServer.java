package io.jenkins.plugins.pumphouse.migration.server.move;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.server.card.NicOrder;
import io.jenkins.plugins.pumphouse.migration.server.inventory.NovaServer;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerHistory;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServiceTime;
import io.jenkins.plugins.pumphouse.migration.server.note.Accepted;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.server.note.PowerNote;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerState;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerTask;
import io.jenkins.plugins.pumphouse.migration.server.note.SourceLock;
import io.jenkins.plugins.pumphouse.migration.server.note.SourceRecord;
import io.jenkins.plugins.pumphouse.migration.server.note.StopTime;
import io.jenkins.plugins.pumphouse.migration.server.presence.ChangedServer;
import io.jenkins.plugins.pumphouse.migration.server.presence.PresentServer;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The server on the source while it is moved: stopped, marked, started again; never deleted, which is
 * {@code ServerRemoval}'s.
 *
 * <p>What a later run has to know stands in the server's own metadata before the act that it describes.
 */
public final class SourceServer {
    private final ChangeContext context;
    private final Cloud cloud;
    private final SourcePower power;
    private final SourceRecord record;
    private final MovedLock lock;
    /** As it is when the move begins: since the plan its owner may have stopped it. */
    private Resource server;

    private boolean touched;
    /** Null until it is known. */
    private Boolean ran;
    /** Whether it was paused or suspended. */
    private boolean asleep;

    private boolean restarted;

    public SourceServer(ChangeContext context) {
        this.context = context;
        this.cloud = context.source();
        this.server = context.resource();
        this.record = new SourceRecord(context.source(), context.resource());
        this.power = new SourcePower(context, record);
        this.lock = new MovedLock(context, record);
    }

    /** Whether its owner has locked it, so that its copy has to be locked too. */
    boolean isLockedByOwner() {
        server = record.read(); // perhaps while it was copied
        return SourceLock.isOwners(server);
    }

    /** Locks the copy as the owner has locked this one. */
    void carryLock(Cloud member, String copy) {
        new SourceLock(cloud, server).carry(member, copy);
    }

    boolean wasRunning() {
        if (ran == null) {
            String goal = ServerState.goal(
                    PowerNote.before(server, cloud), context.options().paused());
            ran = ServerState.ACTIVE.equals(goal);
        }
        return ran;
    }

    /** The state in which its copy has to be. */
    String power() {
        return wasRunning() ? ServerState.ACTIVE : isShelved() ? ServerState.OFFLOADED : ServerState.SHUTOFF;
    }

    boolean isShelved() {
        return ServerState.isShelved(server.text("status"));
    }

    /** Whether the move was undone, so that its content is out of date. */
    boolean wasRestarted() {
        return restarted;
    }

    /** Shuts the server down by ACPI; Nova forces it only after its own timeout. Completes when it is off. */
    CompletableFuture<ObjectNode> stop() {
        server = record.read();
        return server.text("OS-EXT-STS:task_state") == null
                ? stopAtRest()
                : power.rest(context.options().waitTimeout())
                        .thenCompose(
                                now -> { // its owner may be starting it
                                    server = record.read();
                                    return stopAtRest();
                                });
    }

    private CompletableFuture<ObjectNode> stopAtRest() {
        String status = server.text("status");
        boolean wasShelved = ServerState.isShelved(context.resource().text("status"));
        if (!ServerState.isMovable(status, context.options().paused()) || ServerState.isShelved(status) != wasShelved) {
            throw new MigrationException(record.label() + " has become " + status
                    + " since the plan was made; it was not touched. Run again.");
        }
        List<String> changes = new ArrayList<>(ChangedServer.since(context.resource(), server));
        changes.addAll(ChangedServer.bound(
                context.resource(), context.inventory(), context.inventory().anew()));
        if (!changes.isEmpty()) {
            throw new MigrationException(record.label() + " was changed since the plan was made: "
                    + String.join("; ", changes) + "; it was not touched. Run again.");
        }
        ran = null;
        touched = true;
        ObjectNode notes = Json.object().put(PowerNote.KEY, power());
        asleep = ServerState.waking(status).isPresent();
        if (asleep || status.equals("ACTIVE") && server.field("metadata").has(PowerNote.ASLEEP)) {
            notes.put(PowerNote.ASLEEP, asleep ? status : "");
        }
        if (status.equals("ACTIVE") || !server.field("metadata").has(MoveNotes.STOPPED)) {
            notes.put(
                    MoveNotes.STOPPED,
                    Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        }
        NicOrder.note(context.resource(), context.inventory()).ifPresent(macs -> notes.put(NicOrder.KEY, macs));
        record.note(notes);
        if (ServerState.isShelved(status)) {
            return CompletableFuture.completedFuture(server.json());
        }
        return power.awake(server.json())
                .thenCompose(now ->
                        power.bring(now, "SHUTOFF", "os-stop", context.options().stopTimeout()));
    }

    /**
     * Whether it is off, and was not started since its content was taken.
     *
     * @param snapshot the content; null when it comes from the image, so that what was written since does not count
     */
    boolean isOffSince(ObjectNode snapshot) {
        server = record.read();
        return isOff() && (snapshot == null || isUnchangedSince(snapshot));
    }

    /** Not while it comes up, in which Nova still shows it as off; a snapshot of it leaves it so. */
    private boolean isOff() {
        String task = server.text("OS-EXT-STS:task_state");
        boolean rests = task == null || task.startsWith("image_") || task.startsWith("shelving");
        return rests && ("SHUTOFF".equals(server.text("status")) || isShelved());
    }

    private boolean isUnchangedSince(ObjectNode snapshot) {
        Instant taken = ServiceTime.of(snapshot, "created_at", "The snapshot of " + record.label());
        return ServerHistory.of(cloud, context.resource().id())
                .changeSince(taken)
                .isEmpty();
    }

    /**
     * @param snapshot the content that was taken of it; null when it comes from the image
     * @throws MigrationException when somebody has started it since it was stopped: a copy of it would be stale
     */
    void checkStopped(ObjectNode snapshot) {
        if (!isOffSince(snapshot)) {
            String task = server.text("OS-EXT-STS:task_state");
            throw new MigrationException(record.label() + " was started while its content was copied. It is "
                    + server.text("status") + (task == null ? "" : ", " + task)
                    + ". Agree with its owner, then run again: it is copied again.");
        }
    }

    /** Whether somebody has deleted it: then what the target has of it may be all that is left. */
    boolean isGone() {
        String id = context.resource().id();
        return PresentServer.isGone(cloud, id)
                && cloud.list(NovaServer.list(Scope.ownedBy(context.resource().text("tenant_id"))), "servers").stream()
                        .filter(each -> id.equals(Json.text(each, "id")))
                        .allMatch(ServerTask::isDeletion);
    }

    /** The move of an earlier run is this one's: what was begun is undone if it fails. */
    public void takeUp() {
        server = record.read();
        ran = null;
        touched = true;
    }

    /** The same, where an earlier run has stopped it and this one has not come to that. */
    void takeUpIfOff() {
        if (!touched && isOff() && wasRunning()) {
            takeUp();
        }
    }

    /** Starts the server again, if it ran before and is off now: what was begun is undone. Completes when it runs. */
    public CompletableFuture<ObjectNode> startAgain() {
        return startAgain(() -> CompletableFuture.completedFuture(null));
    }

    /** @param first what has to end before a server is started that was stopped */
    CompletableFuture<ObjectNode> startAgain(Supplier<CompletableFuture<?>> first) {
        if (touched && asleep && !wasRunning()) {
            context.say("stays off on " + cloud.name() + ", where it was "
                    + context.resource().text("status") + " before: nothing of it is on "
                    + context.target().name());
        }
        if (!touched || !wasRunning()) {
            lock.end(server);
            return CompletableFuture.completedFuture(null);
        }
        return first.get()
                .thenCompose(free -> power.settled())
                .thenCompose(now -> ServerState.waking(Json.text(now, "status")).isPresent()
                        ? power.awake(now)
                        : power.bring(
                                now, "ACTIVE", "os-start", context.options().stopTimeout()))
                .thenApply(now -> {
                    record.strikeOut(PowerNote.KEY, context::say);
                    if (now.path("metadata").has(PowerNote.ASLEEP)) {
                        record.strikeOut(PowerNote.ASLEEP, context::say);
                    }
                    record.strikeOut(MoveNotes.STOPPED, context::say);
                    if (now.path("metadata").has(MoveNotes.HEALTHY)) {
                        record.strikeOut(MoveNotes.HEALTHY, context::say);
                    }
                    if (NicOrder.note(context.resource(), context.inventory()).isPresent()) {
                        record.strikeOut(NicOrder.KEY, context::say);
                    }
                    lock.end(server);
                    restarted = true;
                    context.say("runs on " + cloud.name() + " again");
                    return now;
                });
    }

    /**
     * Writes down where the server is now; from now on it counts as moved.
     *
     * @param downtime in seconds; null when it did not run
     * @param accepted in what the copy differs with the operator's consent
     * @param leavesImages whether the move may have left images that the next run is to remove
     */
    void moved(String targetId, Long downtime, Set<String> accepted, boolean leavesImages) {
        ObjectNode notes = MoveNotes.moved(new Mark(context.target().name(), targetId), downtime);
        if (!accepted.isEmpty()) {
            notes.put(Accepted.KEY, Accepted.value(accepted));
        }
        if (leavesImages) {
            notes.put(MoveNotes.LEFT, MoveNotes.IMAGES);
        }
        try { // a server that cannot be locked has moved all the same; the next run tries again
            lock.set(server, targetId);
        } catch (CloudException.Denied e) {
            context.say("could not be locked on " + cloud.name() + ", so that its owner may start it beside its copy: "
                    + e.getMessage());
        }
        checkStillOff(); // from its lock on nobody of its project can start it
        record.note(notes);
    }

    /** @throws MigrationException when somebody has started it until it was locked */
    private void checkStillOff() {
        server = record.read();
        if (!isOff()) {
            lock.end(server);
            throw new MigrationException(
                    record.label() + " was started on " + cloud.name() + " beside its copy, so that"
                            + " it runs on both clouds with the same MACs and addresses. It does not count as moved. Find out"
                            + " with its owner which of the two has the data, stop the other, then run again.");
        }
    }

    /** Keeps the owner from it while its copy is looked at, where that can be; {@link #moved} tells what refuses it. */
    void lockBeside(String copy) {
        lock.setWherePossible(server, copy);
    }

    /** How long it is down by now, in seconds, also when an earlier run has stopped it. */
    long secondsDown() {
        return StopTime.secondsSince(record.read().field("metadata"));
    }
}
