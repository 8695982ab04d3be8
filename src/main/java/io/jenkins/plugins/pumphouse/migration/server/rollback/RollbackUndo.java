package io.jenkins.plugins.pumphouse.migration.server.rollback;

import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.server.card.HeldGateways;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerState;
import io.jenkins.plugins.pumphouse.migration.server.note.SourceRecord;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Undoes a rollback that has failed: the copy gets its addresses and runs again.
 *
 * @param given addresses that this run has given back to the source's server
 * @param unfinished whether the move was interrupted before it counted
 */
record RollbackUndo(
        ChangeContext context, SourceRecord record, TargetCopy copy, List<RollbackAddress> given, boolean unfinished) {
    /**
     * Starts the copy only while the source's server is certainly off: else that may run, and the copy must not.
     *
     * @return fails as the rollback did, in any case
     */
    CompletableFuture<Object> run(Throwable failure) {
        return Stages.recover(
                        Stages.begin(() -> {
                            checkSourceIsOff();
                            CompletableFuture<?> silent = CompletableFuture.completedFuture(null);
                            for (RollbackAddress address : allGiven()) {
                                silent = silent.thenCompose(before -> handOver(address));
                            }
                            return silent.thenCompose(bound -> copy.startAgain())
                                    .thenApply(up -> (Object) asBefore());
                        }),
                        worse -> {
                            failure.addSuppressed(worse);
                            context.say("could not be restored on "
                                    + context.target().name() + ": "
                                    + Stages.cause(worse).getMessage());
                            return CompletableFuture.completedFuture(null);
                        })
                .thenCompose(done -> CompletableFuture.failedFuture(failure));
    }

    /** A move that was interrupted does not count for having been about to be undone. */
    private boolean asBefore() {
        return (!unfinished || record.strikeOut(MoveNotes.MOVED_TO, context::say))
                && record.strikeOut(MoveNotes.ROLLBACK, context::say);
    }

    /** Also by an earlier run that was interrupted. */
    private Collection<RollbackAddress> allGiven() {
        Map<String, RollbackAddress> all = new LinkedHashMap<>();
        given.forEach(address -> all.put(address.floating().key(), address));
        RollbackAddress.givenBack(
                        record.read(),
                        context.inventory().anew(),
                        copy.shown(),
                        new HeldGateways(context.options().cutovers()))
                .forEach(address -> all.putIfAbsent(address.floating().key(), address));
        return all.values();
    }

    /** One address that cannot be given back to the copy does not keep the copy off. */
    private CompletableFuture<Object> handOver(RollbackAddress address) {
        return Stages.recover(
                Stages.begin(() -> address.handOver(context)).thenApply(bound -> (Object) bound), worse -> {
                    if (Stages.isInterrupt(worse)) {
                        return CompletableFuture.failedFuture(worse);
                    }
                    context.say(
                            "has not got an address back on " + context.target().name() + ": "
                                    + Stages.cause(worse).getMessage());
                    return CompletableFuture.completedFuture(null);
                });
    }

    private void checkSourceIsOff() {
        Resource now = record.read();
        boolean off = ServerState.SHUTOFF.equals(now.text("status")) || ServerState.isShelved(now.text("status"));
        if (!off || now.text("OS-EXT-STS:task_state") != null) {
            throw new MigrationException("the source's server is " + now.text("status") + ", so the copy stays off."
                    + " Run again to resume; or stop the source's server, then start the copy: openstack server"
                    + " stop " + now.id() + " on " + context.source().name() + ", openstack server start "
                    + copy.id() + " on " + context.target().name());
        }
    }
}
