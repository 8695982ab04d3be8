package io.jenkins.plugins.pumphouse.migration.server.forwarding;

import io.jenkins.plugins.pumphouse.migration.model.Stages;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Lets the work of one run on the same address be done one after the other; who waits takes no thread. */
final class AddressTurns implements AutoCloseable {
    private final Map<String, CompletableFuture<?>> last = new HashMap<>();

    <T> CompletableFuture<T> take(String address, Supplier<CompletableFuture<T>> work) {
        CompletableFuture<Object> over = new CompletableFuture<>();
        CompletableFuture<?> before;
        synchronized (this) {
            before = last.put(address, over);
        }
        CompletableFuture<?> turn = before == null ? CompletableFuture.completedFuture(null) : before;
        return turn.thenCompose(now -> Stages.begin(work)).whenComplete((done, failure) -> over.complete(null));
    }

    @Override
    public void close() {
        // holds nothing of a cloud
    }
}
