package io.jenkins.plugins.pumphouse.migration.engine;

import io.jenkins.plugins.pumphouse.migration.model.Stages;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** So much at a time, first come, first served; who waits takes no thread. */
final class Slots {
    private final Executor executor;
    private final Deque<CompletableFuture<Void>> waiting = new ArrayDeque<>();
    private int free;
    private boolean closed;

    /** @param executor where those go on that have waited */
    Slots(int slots, Executor executor) {
        this.free = slots;
        this.executor = executor;
    }

    /** Begins {@code work} when a slot is free; the slot is free again when the work has ended, however. */
    <T> CompletableFuture<T> in(Supplier<? extends CompletionStage<T>> work) {
        return take().thenCompose(mine -> Stages.begin(work).whenComplete((done, failure) -> free()));
    }

    private synchronized CompletableFuture<Void> take() {
        if (closed) {
            return CompletableFuture.failedFuture(new CancellationException("the run has ended"));
        }
        if (free > 0) {
            free--;
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> turn = new CompletableFuture<>();
        waiting.add(turn);
        return turn;
    }

    private void free() {
        CompletableFuture<Void> next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                free++;
                return;
            }
        }
        try {
            executor.execute(() -> next.complete(null));
        } catch (RejectedExecutionException e) {
            next.cancel(false); // the run has ended
        }
    }

    /** Nothing more begins: who waits is cancelled. */
    void close() {
        Deque<CompletableFuture<Void>> left;
        synchronized (this) {
            closed = true;
            left = new ArrayDeque<>(waiting);
            waiting.clear();
        }
        left.forEach(turn -> turn.cancel(false));
    }
}
