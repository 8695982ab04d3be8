package io.jenkins.plugins.pumphouse.migration.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.type.Watch.PollResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** One that waits for an object of a list to be in a state; a timer ends what takes too long. */
final class Waiter {

    private final String what;
    final String id;
    private final Function<ObjectNode, PollResult> look;
    private final Duration timeout;
    private final BiConsumer<CompletableFuture<?>, Runnable> proceed;
    final CompletableFuture<ObjectNode> future = new CompletableFuture<>();
    private volatile String state = "not seen";
    volatile String trouble = "";

    /** @param proceed completes the future where those that wait go on */
    Waiter(
            String what,
            String id,
            Function<ObjectNode, PollResult> look,
            Duration timeout,
            BiConsumer<CompletableFuture<?>, Runnable> proceed) {
        this.what = what;
        this.id = id;
        this.look = look;
        this.timeout = timeout;
        this.proceed = proceed;
    }

    void see(ObjectNode object) {
        trouble = "";
        try {
            PollResult sight = look.apply(object);
            state = sight.state();
            if (sight.reached()) {
                proceed.accept(future, () -> future.complete(object));
            }
        } catch (RuntimeException | Error e) {
            proceed.accept(future, () -> future.completeExceptionally(e));
        }
    }

    void expire() {
        MigrationException late = new MigrationException(what + " took longer than " + timeout.toSeconds()
                + " s; it is " + state + trouble + ". Check it, then run again: the next run resumes it.");
        proceed.accept(future, () -> future.completeExceptionally(late));
    }
}
