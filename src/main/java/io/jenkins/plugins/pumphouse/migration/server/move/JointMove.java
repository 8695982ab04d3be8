package io.jenkins.plugins.pumphouse.migration.server.move;

import io.jenkins.plugins.pumphouse.migration.model.NotBegun;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.server.inventory.SharingServers;
import io.jenkins.plugins.pumphouse.migration.server.move.JointMoves.Stage;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * One server's part in the move of those that share volumes: nothing is copied before all are off, and none stays on
 * the target unless all do. A server that moves alone waits for nobody.
 *
 * <p>Nothing of it is written down: a run that takes up an interrupted one finds by itself what each server has.
 */
final class JointMove {
    /** How long a server waits for the others to begin, before any of them is touched. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final ChangeContext context;
    private final List<Resource> others;
    private final JointMoves moves;

    JointMove(ChangeContext context) {
        this.context = context;
        this.others = SharingServers.of(context.inventory()).with(context.resource());
        this.moves = others.isEmpty() ? null : context.shared(JointMoves.class, w -> new JointMoves());
    }

    boolean isJoint() {
        return !others.isEmpty();
    }

    void begin() {
        reach(Stage.BEGUN);
    }

    /** Completes when each of the others may be stopped, too. */
    CompletableFuture<?> ready() {
        if (others.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return begun().thenCompose(all -> {
            reach(Stage.READY);
            return others(Stage.READY, this::notBegun);
        });
    }

    private CompletableFuture<?> begun() {
        CompletableFuture<Void> all = all(Stage.BEGUN);
        if (!all.isDone()) {
            context.say("waits for " + shown() + ", to be stopped at the same time");
            context.watch()
                    .pause(LONGEST_WAIT)
                    .thenAccept(over -> all.completeExceptionally(new NotBegun(
                            "not begun: it moves at the same time as " + shown() + ", as they share volumes,"
                                    + " and not all of these have begun within " + LONGEST_WAIT.toMinutes()
                                    + " minutes. It was not touched. Run again")));
        }
        return resumed(all, this::notBegun);
    }

    /** Completes when none of the others writes to a volume any more. */
    CompletableFuture<?> off() {
        reach(Stage.OFF);
        return others(Stage.OFF, OtherFailed::after);
    }

    /** Completes when the copies of all others run and answer: from then on they stay. */
    CompletableFuture<?> up() {
        reach(Stage.UP);
        return others(Stage.UP, OtherFailed::after);
    }

    /**
     * @throws io.jenkins.plugins.pumphouse.migration.model.MigrationException when the move of another one has failed
     *     by now
     */
    void check() {
        for (Resource other : others) {
            Throwable failure = moves.of(other.id(), Stage.UP)
                    .handle((done, failed) -> failed)
                    .getNow(null);
            if (failure != null) {
                throw Stages.isInterrupt(failure)
                        ? new CancellationException("the run has ended") // which undoes nothing
                        : new OtherFailed(other, Stages.cause(failure)).after();
            }
        }
    }

    /** @param failure of this server's move, before it is undone; null when it has moved */
    void ended(Throwable failure) {
        if (moves != null) {
            moves.ended(context.resource().id(), failure);
        }
    }

    private void reach(Stage stage) {
        if (moves != null) {
            moves.of(context.resource().id(), stage).complete(null);
        }
    }

    private CompletableFuture<?> others(Stage stage, Function<OtherFailed, RuntimeException> words) {
        return others.isEmpty() ? CompletableFuture.completedFuture(null) : resumed(all(stage), words);
    }

    /** All others at that stage; fails with the first that fails. */
    private CompletableFuture<Void> all(Stage stage) {
        CompletableFuture<Void> all = new CompletableFuture<>();
        CompletableFuture<?>[] each = others.stream()
                .map(other -> moves.of(other.id(), stage).whenComplete((done, failure) -> {
                    if (failure != null) {
                        all.completeExceptionally(
                                Stages.isInterrupt(failure) ? failure : new OtherFailed(other, Stages.cause(failure)));
                    }
                }))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(each).thenAccept(done -> all.complete(null));
        return all;
    }

    /** In a thread of this server's own work, not in that of the one which came last. */
    private CompletableFuture<?> resumed(CompletableFuture<Void> all, Function<OtherFailed, RuntimeException> words) {
        return Stages.recover(
                        all,
                        failure -> context.watch().pause(Duration.ZERO).thenCompose(over -> {
                            Throwable told = failure instanceof OtherFailed other ? words.apply(other) : failure;
                            return CompletableFuture.failedFuture(told);
                        }))
                .thenCompose(done -> context.watch().pause(Duration.ZERO));
    }

    private RuntimeException notBegun(OtherFailed other) {
        return other.before(context.resource());
    }

    private String shown() {
        return String.join(", ", others.stream().map(OtherFailed::shown).toList());
    }
}
