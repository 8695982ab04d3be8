package io.jenkins.plugins.pumphouse.migration.server.move;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.server.adoption.DataVolumes;
import io.jenkins.plugins.pumphouse.migration.server.content.DiskCopies;
import io.jenkins.plugins.pumphouse.migration.server.content.Precopy;
import io.jenkins.plugins.pumphouse.migration.server.content.RootCopy;
import io.jenkins.plugins.pumphouse.migration.server.content.SharedCopies;
import io.jenkins.plugins.pumphouse.migration.server.note.MoverClaim;
import io.jenkins.plugins.pumphouse.migration.server.presence.PresentServer;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Undoes a move that has failed: the source's server runs again, with all that it had. */
record MoveUndo(
        ChangeContext context,
        MoverClaim claim,
        SourceServer source,
        TargetServer target,
        FloatingHandover floating,
        DiskCopies disks,
        DataVolumes data,
        RootCopy root,
        Precopy precopy) {
    /**
     * Removes what was booted, then starts the source's server again; then fails as the move did. An interrupt undoes
     * nothing: it has to be quick, and the next run resumes.
     */
    CompletableFuture<ObjectNode> run(Throwable failure) {
        if (Stages.isInterrupt(failure)) {
            return CompletableFuture.failedFuture(failure);
        }
        try {
            if (source.isGone()) {
                return floating.finish().thenCompose(bound -> CompletableFuture.failedFuture(allThatIsLeft(failure)));
            }
        } catch (CloudException e) {
            failure.addSuppressed(e);
            context.say("nothing was undone, as nobody can tell whether it still exists: " + e.getMessage());
            return CompletableFuture.failedFuture(failure);
        }
        if (claim.isLost(failure)) {
            return CompletableFuture.failedFuture(failure);
        }
        return undo().handle((done, worse) -> {
                    if (worse != null && isGoneBy(worse)) {
                        return allThatIsLeft(failure);
                    }
                    precopy.remove();
                    if (worse != null) {
                        failure.addSuppressed(worse);
                        context.say(
                                "could not be restored: " + Stages.cause(worse).getMessage());
                    } else if (source.wasRestarted()) {
                        root.undo();
                    }
                    return failure;
                })
                .thenCompose(CompletableFuture::failedFuture);
    }

    private CompletableFuture<?> undo() {
        return Stages.begin(() -> {
                    target.id()
                            .filter(copy -> !target.isOfAnother(copy))
                            .ifPresent(copy -> DeletionGuard.check(context, copy)); // before its addresses go
                    return floating.giveBack();
                })
                .thenCompose(back -> Stages.begin(() -> data.isEmpty()
                                ? CompletableFuture.completedFuture(null)
                                : target.shutDown()) // what it has written to its only volume is to be whole
                        .thenCompose(off -> target.remove()))
                .thenApply(gone -> (Object) gone)
                .thenCompose(gone -> data.giveBack())
                .thenCompose(given -> source.startAgain(() -> new SharedCopies(context).unused()))
                .thenCompose(running -> target.removeMarked())
                .thenCompose(gone -> disks.removeMade())
                .thenCompose(gone -> root.removeVolume());
    }

    /** Whether somebody has deleted the source's server while its move was undone. */
    private boolean isGoneBy(Throwable worse) {
        try {
            return !Stages.isInterrupt(worse) && source.isGone();
        } catch (CloudException e) {
            worse.addSuppressed(e);
            return false;
        }
    }

    /** Nothing is removed when the source's server is gone: no move could bring it back. */
    private MigrationException allThatIsLeft(Throwable failure) {
        String target = context.target().name();
        List<String> left = new ArrayList<>();
        this.target
                .id()
                .filter(copy -> !PresentServer.isGone(context.target(), copy)) // perhaps its removal had begun
                .ifPresent(copy -> left.add("server " + copy));
        disks.left().forEach(volume -> left.add("volume " + volume));
        data.ids().values().forEach(volume -> left.add("adopted volume " + volume));
        MigrationException gone =
                new MigrationException("Server " + context.resource().name() + " ("
                        + context.resource().id() + ") on " + context.source().name()
                        + " was deleted while it was moved. Nothing more was removed, as it may be all that is left of it: "
                        + (left.isEmpty() ? "no server" : String.join(", ", left)) + " on " + target
                        + root.left()
                                .map(snapshot -> ", snapshot " + snapshot + " on "
                                        + context.source().name())
                                .orElse("")
                        + ". Agree with its owner what of that stays, and delete the rest yourself.");
        gone.addSuppressed(failure);
        return gone;
    }
}
