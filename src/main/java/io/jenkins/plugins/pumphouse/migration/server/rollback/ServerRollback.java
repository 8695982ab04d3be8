package io.jenkins.plugins.pumphouse.migration.server.rollback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.NotBegun;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.server.adoption.AdoptionReturn;
import io.jenkins.plugins.pumphouse.migration.server.content.CopyLeftovers;
import io.jenkins.plugins.pumphouse.migration.server.forwarding.ForwardingReturn;
import io.jenkins.plugins.pumphouse.migration.server.move.CopyDeletion;
import io.jenkins.plugins.pumphouse.migration.server.move.SourceServer;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.server.note.MoverClaim;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerState;
import io.jenkins.plugins.pumphouse.migration.server.note.SourceRecord;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Takes one moved server back: the copy is stopped, the source gets its addresses and starts its server, and only then
 * the copy and what only it used are removed. So the two never run at once, and what is removed is never the only copy.
 *
 * <p>A rollback that has begun stands in the source's server until all is done: a run that was interrupted is resumed
 * by the next. If the source's server does not start, the copy gets its addresses back and runs again.
 */
public final class ServerRollback {
    private final ChangeContext context;
    private final MoverClaim claim;
    private final SourceRecord record;
    private final SourceServer source;
    private final List<String> notes = new ArrayList<>();
    private final List<RollbackAddress> given = new ArrayList<>();
    /** Null when it is gone. */
    private TargetCopy copy;
    /** The copy when it is deleted, and Nova keeps it for a while; else null. */
    private Resource deleted;
    /** Whether adopted volumes are being returned, so that the copy must not run again. */
    private boolean volumesGiven;

    private boolean unfinished;

    public ServerRollback(ChangeContext context) {
        this.context = context;
        this.claim = new MoverClaim(context);
        this.record = new SourceRecord(context.source(), context.resource());
        this.source = new SourceServer(context);
    }

    public CompletionStage<ChangeResult> run() {
        return Stages.begin(claim::take)
                .thenCompose(mine -> Stages.begin(this::act))
                .whenComplete((done, failure) -> {
                    if (failure == null || !Stages.isInterrupt(failure)) {
                        claim.release();
                    }
                });
    }

    private CompletableFuture<ChangeResult> act() {
        CloudInventory sources = context.inventory().anew();
        CloudInventory targets = context.targets().anew();
        Resource server = record.read();
        RollbackCheck check = check(server, sources, targets);
        if (check.isNoteAlone()) {
            end();
            return CompletableFuture.completedFuture(new ChangeResult(server.id(), notes, Map.of()));
        }
        return takeBack(server, check, sources, targets);
    }

    private CompletableFuture<ChangeResult> takeBack(
            Resource server, RollbackCheck check, CloudInventory sources, CloudInventory targets) {
        String copyId = check.movedTo().id();
        unfinished = check.isUnfinished();
        Resource found = check.copy().orElse(null);
        deleted = check.deleted().orElse(null);
        Resource left = found == null ? deleted : found;
        String begun = begun(server, found);
        boolean unstoppable = found != null && UnstoppableCopy.is(server, found, unfinished);
        if (found != null && !unstoppable) {
            copy = new TargetCopy(context, found, begun.endsWith(" " + ServerState.ACTIVE));
        }
        notes.addAll(SilencedNetwork.told(server, sources, targets));
        notes.addAll(PartedVolume.told(server, sources, targets));
        RollbackRest rest = new RollbackRest(context, copyId);
        rest.look(server, left, sources, targets);
        noteBegun(begun, check.movedTo());
        List<RollbackAddress> addresses = RollbackAddress.of(server, sources, left);
        CompletableFuture<Object> back = unstoppable
                ? removeFirst(found, addresses)
                        .thenCompose(gone -> giveVolumes(server, null))
                        .thenCompose(volumes -> startSource())
                : Stages.begin(this::stopCopy)
                        .thenCompose(off -> giveVolumes(server, found))
                        .thenCompose(volumes -> giveAddresses(addresses))
                        .thenCompose(bound -> startSource());
        return Stages.recover(back, this::undo)
                // a copy that had to run again has them still; others may have come since the rollback began
                .thenCompose(up -> ForwardingReturn.of(record.read(), context))
                .thenCompose(told -> {
                    notes.addAll(told);
                    return removeCopy();
                })
                .thenCompose(gone -> rest.remove(record.read()))
                .thenCompose(stays -> {
                    notes.addAll(stays);
                    return new CopyLeftovers(context).remove();
                })
                .thenApply(removed -> {
                    notes.addAll(removed);
                    end();
                    return new ChangeResult(copyId, notes, Map.of());
                });
    }

    private RollbackCheck check(Resource server, CloudInventory sources, CloudInventory targets) {
        RollbackCheck check = RollbackCheck.of(server, sources, targets);
        List<String> against = new ArrayList<>(check.against());
        if (StoppedMove.is(context.resource())
                && MoveNotes.isMoved(server)) { // in a build that this one has waited for
            against.add("its move has come to its end: run again, which plans its rollback anew");
        }
        if (!context.options().safeguards().evenIfChanged()) {
            against.addAll(check.changed());
        }
        if (!against.isEmpty()) {
            String changed = "since the plan was made: " + String.join("; ", against);
            throw MoveNotes.isBeingTakenBack(server)
                    ? new MigrationException(changed + ". Run again.")
                    : new NotBegun(changed);
        }
        return check;
    }

    /** The note of the rollback; that of the run which began it knows what the copy was then. */
    private static String begun(Resource server, Resource copy) {
        return MoveNotes.isBeingTakenBack(server)
                ? Json.text(server.field("metadata"), MoveNotes.ROLLBACK)
                : Instant.now().truncatedTo(ChronoUnit.SECONDS) + (copy == null ? "" : " " + copy.text("status"));
    }

    private void noteBegun(String begun, Mark movedTo) {
        ObjectNode noted = Json.object().put(MoveNotes.ROLLBACK, begun);
        if (unfinished) { // so that a run that resumes this one finds what it needs
            noted.put(MoveNotes.MOVED_TO, movedTo.value());
        }
        record.note(noted);
    }

    private CompletableFuture<ObjectNode> removeFirst(Resource unstoppable, List<RollbackAddress> addresses) {
        return Stages.begin(() -> giveAddresses(addresses))
                .thenCompose(bound -> new UnstoppableCopy(context, unstoppable).remove());
    }

    private CompletableFuture<ObjectNode> stopCopy() {
        return copy == null ? CompletableFuture.completedFuture(null) : copy.stop();
    }

    /** From then on the copy has nothing to run with. */
    private CompletableFuture<Object> giveVolumes(Resource server, Resource found) {
        if (!AdoptionReturn.isNeeded(server)) {
            return CompletableFuture.completedFuture(null);
        }
        volumesGiven = true;
        return new AdoptionReturn(context, found).run();
    }

    private CompletableFuture<?> giveAddresses(List<RollbackAddress> all) {
        CompletableFuture<?> addresses = CompletableFuture.completedFuture(null);
        for (RollbackAddress address : all) {
            addresses = addresses.thenCompose(before -> {
                given.add(address);
                return address.giveBack(context);
            });
        }
        return addresses;
    }

    private CompletableFuture<Object> startSource() {
        if (copy != null) {
            copy.checkOff();
        }
        source.takeUp();
        return source.startAgain().thenApply(up -> (Object) up);
    }

    private CompletableFuture<Object> undo(Throwable failure) {
        return Stages.isInterrupt(failure) || copy == null || volumesGiven
                ? CompletableFuture.failedFuture(failure)
                : new RollbackUndo(context, record, copy, List.copyOf(given), unfinished).run(failure);
    }

    /** Not where another controller has taken the server over: its clean-up would leave nothing of it. */
    private CompletableFuture<?> removeCopy() {
        claim.checkHeld();
        if (copy != null || deleted == null) {
            return copy == null ? CompletableFuture.completedFuture(null) : copy.remove();
        }
        return new CopyDeletion(context, deleted.id(), deleted.text("tenant_id")).release();
    }

    private void end() {
        notes.add(0, new RollbackEnd(context, record, claim).run());
    }
}
