package io.jenkins.plugins.pumphouse.migration.server.note;

import io.jenkins.plugins.pumphouse.migration.model.DoneMeanwhile;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.options.MoverMark;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.note.MoverNote;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Keeps other controllers from a server while it is moved, by a {@link MoverMark} that is renewed. */
public final class MoverClaim {
    /** Renewals before the mark would be stale. */
    private static final int RENEWALS = 3;

    private final ChangeContext context;
    private final Resource server;
    private final SourceRecord record;
    private final MoverMark mark;
    /** Marks to remove at the end: this controller's, and those that controllers have left that are gone. */
    private final Set<String> spent = ConcurrentHashMap.newKeySet();

    private volatile boolean held;
    /** Where the server had been moved to when this run made its plan, as its copy may be gone; null for nowhere. */
    private final String former;
    /**
     * When the mark was written last, by the wall clock: a monotonic one may stop while the controller or agent is
     * suspended.
     */
    private volatile Instant renewed = Instant.EPOCH;

    public MoverClaim(ChangeContext context) {
        this(context, context.resource());
    }

    /** Of a server that the work is about, beside its object. */
    public MoverClaim(ChangeContext context, Resource server) {
        this.context = context;
        this.server = server;
        this.record = new SourceRecord(context.source(), server);
        this.mark = MoverMark.of(context.options());
        this.former = MoveNotes.movedTo(server);
    }

    /**
     * Fails when another controller moves the server, and also when two begin at the same moment: then neither goes on.
     */
    public CompletableFuture<Void> take() {
        return take(this::respect);
    }

    /**
     * As {@link #take}, and fails also when another has moved the server since this run made its plan.
     *
     * @throws DoneMeanwhile in the future, then
     */
    public CompletableFuture<Void> takeToMove() {
        return take(now -> {
            respect(now);
            if (isMovedAnew(now)) {
                throw new DoneMeanwhile("another run has moved " + record.label() + " meanwhile. Run again.");
            }
        });
    }

    private CompletableFuture<Void> take(Consumer<Resource> look) {
        look.accept(record.read());
        try {
            write();
        } catch (CloudException.Conflict e) { // Nova takes notes of servers that run, are off, paused or suspended
            String status = record.read().text("status");
            if (Objects.equals(status, server.text("status"))) {
                throw e;
            }
            throw new MigrationException(record.label() + " has become " + status
                    + " since the plan was made; it was not touched. Run again.");
        }
        held = true;
        return context.watch().pause(context.options().poll()).thenAccept(over -> {
            try {
                look.accept(record.read());
            } catch (MigrationException e) {
                release();
                throw e;
            }
            renew();
        });
    }

    private void write() {
        Instant before = Instant.now();
        record.note(mark.item());
        renewed = before;
    }

    private void respect(Resource now) {
        spent.addAll(mark.spent(now.field("metadata")));
        mark.movedByOther(now.field("metadata"), context.source().name()).ifPresent(other -> {
            throw new MigrationException(record.label() + " " + other);
        });
    }

    private boolean isMovedAnew(Resource now) {
        return MoveNotes.isMoved(now) && !MoveNotes.movedTo(now).equals(former);
    }

    /**
     * Looks whether the server is still this controller's to move: one that was cut off or suspended for long may find
     * that another has taken it over, and has perhaps moved it.
     *
     * @throws MigrationException when it is not
     */
    private void confirm() {
        Resource now;
        try {
            now = record.read();
        } catch (CloudException | MigrationException e) {
            if (isRespected()) {
                return;
            }
            throw e;
        }
        boolean taken = isTaken(now);
        boolean moved = isMovedAnew(now);
        if (moved || taken) {
            throw new MigrationException("another run has taken " + record.label() + " over meanwhile"
                    + (moved ? ", and has moved it" : "") + ": wait for the end of that run, then run again");
        }
    }

    /**
     * Looks once more before what cannot be undone: a run that was suspended for longer than its mark is respected may
     * find that another controller has the server, or has done with it.
     *
     * @throws MigrationException when another has, or had, it
     */
    public void checkHeld() {
        if (isTaken(record.read())) {
            throw new MigrationException(
                    "another run has taken " + record.label() + " over meanwhile; nothing more was done. Run again.");
        }
    }

    /** Also by one that has done with it, and removed this controller's mark as a stale one. */
    private boolean isTaken(Resource now) {
        respect(now);
        return !now.field("metadata").has(mark.key())
                && !isRespected()
                && !ServerState.isShelved(server.text("status")); // whose notes go when it is unshelved
    }

    /** Whether another run has the server by now, so that there is nothing for this one to undo; which is said. */
    public boolean isLost(Throwable failure) {
        try {
            confirm();
            return false;
        } catch (CloudException | MigrationException lost) {
            failure.addSuppressed(lost);
            context.say("nothing was undone: " + lost.getMessage());
            return true;
        }
    }

    /** Whether nobody can have taken it over yet, as the mark is not stale. */
    private boolean isRespected() {
        return renewed.plus(MoverNote.STALE).isAfter(Instant.now());
    }

    private void renew() {
        context.watch().pause(MoverNote.STALE.dividedBy(RENEWALS)).thenAccept(over -> {
            if (held) {
                try {
                    if (!record.read().field("metadata").has(mark.key())) {
                        return; // another controller has taken it over, and removed what was stale
                    }
                    write();
                } catch (CloudException | MigrationException e) {
                    context.say(
                            "could not renew its mark on " + context.source().name() + ": " + e.getMessage());
                }
                renew();
            }
        });
    }

    /** The server is gone, and its marks with it. */
    public void over() {
        held = false;
    }

    /** Not after an interrupt: this controller resumes the move, and others leave it alone until the mark is stale. */
    public void release() {
        if (held) {
            held = false;
            spent.add(mark.key());
            spent.forEach(key -> record.strikeOut(key, context::say));
        }
    }
}
