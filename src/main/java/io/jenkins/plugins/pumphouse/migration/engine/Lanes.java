package io.jenkins.plugins.pumphouse.migration.engine;

import io.jenkins.plugins.pumphouse.migration.type.Lane;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The lanes of a run; who waits in one takes no slot of the run. */
final class Lanes {
    private final Map<Object, Slots> slots = new ConcurrentHashMap<>();
    private final Executor executor;

    /** @param executor where those go on that have waited */
    Lanes(Executor executor) {
        this.executor = executor;
    }

    /** Begins {@code work} when its lane has room; without a lane at once. */
    <T> CompletionStage<T> in(Optional<Lane> lane, Supplier<CompletableFuture<T>> work) {
        return lane.isEmpty()
                ? work.get()
                : slots.computeIfAbsent(
                                lane.get().name(), name -> new Slots(lane.get().most(), executor))
                        .in(work);
    }

    /** Nothing more begins: who waits is cancelled. */
    void close() {
        slots.values().forEach(Slots::close);
    }
}
