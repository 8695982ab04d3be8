package io.jenkins.plugins.pumphouse.migration.server.move;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.PreservationLedger;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.server.adoption.DataVolumes;
import io.jenkins.plugins.pumphouse.migration.server.content.CopyLeftovers;
import io.jenkins.plugins.pumphouse.migration.server.content.DiskCopies;
import io.jenkins.plugins.pumphouse.migration.server.content.Precopy;
import io.jenkins.plugins.pumphouse.migration.server.content.RootCopy;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerVolumes;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.server.note.MoverClaim;
import io.jenkins.plugins.pumphouse.migration.server.proof.MoveVerification;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import java.io.Serializable;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One server's move: stop, snapshot, carry, boot, restore, note. Every stage finds out by itself what an earlier run
 * has done, so that it resumes an interrupted move.
 *
 * <p>A move that fails before the target's server is up starts the source's server again, once there is certainly none
 * on the target: the two never run at the same time.
 */
public final class ServerMove {
    /** Always with seconds and zone: the log of an agent may be in another one. */
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ssxxx", Locale.ROOT);

    private final ChangeContext context;
    private final Options.Disk disk;
    private final MoverClaim claim;
    private final SourceServer source;
    private final TargetServer target;
    private final FloatingHandover floating;
    private final DiskCopies disks;
    private final DataVolumes data;
    private final FormerCopy former;
    private final Precopy precopy;
    private final RootCopy root;
    private final ServerHealth health;
    private final JointMove joint;
    private final MoveUndo undo;
    private final List<String> notes = new ArrayList<>();
    private final Map<String, Serializable> facts = new TreeMap<>();
    /** Seconds from the stop until the target's server was up; null while it is not. */
    private Long downUntilUp;

    public ServerMove(ChangeContext context) {
        this.context = context;
        this.disk = context.options().disk();
        this.claim = new MoverClaim(context);
        this.source = new SourceServer(context);
        this.target = new TargetServer(context);
        this.floating = new FloatingHandover(context);
        this.disks = new DiskCopies(context);
        this.data = new DataVolumes(context);
        this.former = new FormerCopy(context, target, disks);
        this.precopy = new Precopy(context, disks);
        this.root = new RootCopy(context, precopy, notes, facts);
        this.health = new ServerHealth(context);
        this.joint = new JointMove(context);
        this.undo = new MoveUndo(context, claim, source, target, floating, disks, data, root, precopy);
    }

    public CompletionStage<ChangeResult> run() {
        joint.begin();
        return Stages.begin(claim::takeToMove)
                .thenCompose(mine -> Stages.begin(target.exists() ? this::resume : this::anew))
                .thenApply(this::made)
                .whenComplete((done, failure) -> {
                    joint.ended(failure);
                    if (failure == null || !Stages.isInterrupt(failure)) {
                        claim.release();
                    }
                });
    }

    /**
     * Resumes with the server that an earlier run has booted, unless the source's has run since its content was taken.
     */
    private CompletableFuture<ObjectNode> resume() {
        Optional<String> lacks = former.lacks();
        if (lacks.isEmpty() && isCurrent()) {
            return Stages.recover(target.resume().thenCompose(this::handOver).thenCompose(this::healthy), this::keep)
                    .thenCompose(this::arrived)
                    .thenCompose(this::tidied);
        }
        String why = lacks.orElseGet(() -> root.outdated(target.image()));
        return Stages.begin(() -> {
                    OutdatedServer.checkUnused(context, why);
                    context.say(why + ": the server on " + context.target().name()
                            + " is removed, and the content is copied again");
                    RunningCopy.checkHypervisor( // before its addresses go
                            context, context.existing().orElseThrow().id());
                    return floating.giveBackAll().thenCompose(back -> former.remove());
                })
                .thenCompose(gone -> move());
    }

    private boolean isCurrent() {
        if (!disks.areCurrent()) {
            return false;
        }
        if (ServerVolumes.bootsFromVolume(context.resource())) {
            return source.isOffSince(null);
        }
        if (disk == Options.Disk.IMAGE) {
            return source.isOffSince(null);
        }
        return root.content()
                .takenFor(target.image())
                .filter(source::isOffSince)
                .isPresent();
    }

    /** A broken copy has the volumes that are written next: it goes while the source's server still runs. */
    private CompletableFuture<ObjectNode> anew() {
        Mark.ofValue(MoveNotes.movedTo(context.resource())).ifPresent(former -> {
            String gone = "had been moved to " + former.cloud() + " as server " + former.id() + ", which is gone: it is"
                    + " moved again with what it had on " + context.source().name();
            context.say(gone);
            notes.add(gone);
        });
        return Stages.begin(former::removeBroken).thenCompose(gone -> move());
    }

    private CompletableFuture<ObjectNode> move() {
        boolean nothingToCarry =
                disk == Options.Disk.IMAGE && disks.isEmpty() && !ServerVolumes.bootsFromVolume(context.resource());
        CompletionStage<ObjectNode> booted = nothingToCarry
                ? Stages.begin(this::stop).thenCompose(off -> root.take()).thenCompose(this::boot)
                : context.inTransfer(this::transfer).thenCompose(this::boot);
        return Stages.recover(
                        booted.thenCompose(this::handOver)
                                .thenCompose(this::healthy)
                                .thenApply(this::alone)
                                .thenCompose(up -> joint.up().thenApply(all -> up)),
                        this::undo)
                .thenCompose(this::arrived);
    }

    private CompletableFuture<ObjectNode> undo(Throwable failure) {
        joint.ended(failure); // those that wait for it are undone as well
        if (joint.isJoint()) {
            source.takeUpIfOff();
        }
        return undo.run(failure);
    }

    /** The copy of a server that ran answers as the server did, or the move is undone. */
    private CompletableFuture<ObjectNode> healthy(ObjectNode up) {
        if (!source.wasRunning()) {
            return CompletableFuture.completedFuture(up);
        }
        downUntilUp = source.secondsDown();
        return health.after(Json.text(up, "id")).thenApply(answered -> {
            if (answered) {
                facts.put("healthyAfter", source.secondsDown());
                notes.add("healthy after " + facts.get("healthyAfter") + " s");
            }
            return up;
        });
    }

    /** A copy that has just been booted goes again if the source's server was started until nobody can start it. */
    private ObjectNode alone(ObjectNode up) {
        source.lockBeside(Json.text(up, "id"));
        source.checkStopped(root.content().snapshot());
        return up;
    }

    /** The floating addresses follow when the target's server is up: until then the source's may have to go on. */
    private CompletableFuture<ObjectNode> handOver(ObjectNode up) {
        return floating.run().thenApply(said -> {
            notes.addAll(said);
            return up;
        });
    }

    /** The target's server is up, and stays, with the addresses that it can get. */
    private CompletableFuture<ObjectNode> keep(Throwable failure) {
        if (failure instanceof ServerHealth.Unhealthy unhealthy) { // what the earlier run has made goes, too
            Optional<Instant> since = RunningCopy.inUseSince(context.existing().orElseThrow());
            if (since.isPresent()) {
                return CompletableFuture.failedFuture(health.keepsCopy(unhealthy, since.get()));
            }
            source.takeUp();
            root.content().takeUp(target.image());
            return undo.run(failure);
        }
        CompletableFuture<?> bound = Stages.isInterrupt(failure) || claim.isLost(failure)
                ? CompletableFuture.completedFuture(null)
                : floating.finish();
        return bound.thenCompose(given -> CompletableFuture.failedFuture(failure));
    }

    /** To the copy: all that has to wait for a transfer that is free, so that no server waits while it is off. */
    private CompletableFuture<String> transfer() {
        return precopy.take()
                .thenCompose(early -> !disks.isEmpty() && precopy.isRunning()
                        ? disks.checkFormer() // one that is off already is started again if this fails later
                        : CompletableFuture.completedFuture(null))
                .thenCompose(free -> stop())
                .thenCompose(off -> root.take())
                .thenCompose(image -> disks.take().thenApply(taken -> image));
    }

    private CompletableFuture<ObjectNode> stop() {
        return new MoveReadiness(context, data, health, joint)
                .proved()
                .thenCompose(ready -> source.stop())
                .thenCompose(off -> {
                    if (source.wasRunning()) {
                        notes.add("stopped " + CLOCK.format(ZonedDateTime.now()));
                        context.say("is off");
                    }
                    return data.detach() // before the snapshot, which proves what came last
                            .thenCompose(detached -> joint.off())
                            .thenApply(all -> off);
                });
    }

    private CompletableFuture<ObjectNode> boot(String image) {
        joint.check();
        source.checkStopped(root.content().snapshot());
        disks.checkStill();
        notes.addAll(disks.notes());
        if (disks.bytes() > 0) {
            facts.merge("bytes", disks.bytes(), (one, other) -> (Long) one + (Long) other);
        }
        return data.adopt().thenCompose(adopted -> {
            notes.addAll(data.notes());
            return target.boot(image, disks.mapping(image, root.volume(), data.ids()));
        });
    }

    /** The target's server is up: whatever fails later, the source's stays off. */
    private CompletableFuture<ObjectNode> arrived(ObjectNode up) {
        Long downtime = null;
        if (source.wasRunning()) {
            downtime = downUntilUp;
            notes.add("active " + CLOCK.format(ZonedDateTime.now()) + ": down " + downtime + " s");
            facts.put("downtime", downtime);
        }
        Long down = downtime;
        CompletableFuture<ObjectNode> rested = source.wasRunning()
                ? CompletableFuture.completedFuture(up)
                : source.isShelved() ? target.shelve(up) : target.stop(up);
        return rested.thenApply(server -> {
            String id = Json.text(server, "id");
            notes.addAll(new CopyFinish(context, source, target).give(server));
            MoveVerification.Verified verified = new MoveVerification(context, id, source.power())
                    .verify(); // before it counts as moved, which a clean-up relies on
            facts.put(PreservationLedger.FACT, verified.ledger().fact());
            notes.add(verified.ledger().summary());
            Set<String> accepted = verified.accepted();
            if (!accepted.isEmpty()) {
                notes.add("differs as accepted in " + String.join(", ", accepted));
            }
            source.moved(id, down, accepted, root.mayLeaveImages());
            return server;
        });
    }

    /** The volumes are not copied again, which would remove what their copies have left. */
    private CompletableFuture<ObjectNode> tidied(ObjectNode moved) {
        return new CopyLeftovers(context).remove().thenApply(removed -> {
            notes.addAll(removed);
            return moved;
        });
    }

    private ChangeResult made(ObjectNode server) {
        String image = Json.text(server.path("image"), "id");
        if (disk != Options.Disk.IMAGE && image != null) { // it proves the content to a clean-up, so nothing removes it
            notes.add("content image " + image + " stays on " + context.target().name());
        }
        return new ChangeResult(Json.text(server, "id"), notes, facts);
    }
}
