package io.jenkins.plugins.pumphouse.migration.server.move;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** How far the servers of a run have come of which one waits for the other. */
final class JointMoves implements AutoCloseable {
    /** What each has done when the others go on. */
    enum Stage {
        /** Its turn has come. */
        BEGUN,
        /** All is looked at that may keep it from being stopped. */
        READY,
        /** It writes to no volume any more. */
        OFF,
        /** Its copy runs, and answers as it did. */
        UP
    }

    private final Map<String, Map<Stage, CompletableFuture<Void>>> servers = new HashMap<>();
    private boolean closed;

    /** Completes when the server with that id has come so far, or has moved; fails as its move does. */
    synchronized CompletableFuture<Void> of(String server, Stage stage) {
        CompletableFuture<Void> reached = servers.computeIfAbsent(server, id -> new EnumMap<>(Stage.class))
                .computeIfAbsent(stage, s -> new CompletableFuture<>());
        if (closed) {
            reached.completeExceptionally(new CancellationException("the run has ended"));
        }
        return reached;
    }

    /** @param failure of its move; null when it has moved */
    void ended(String server, Throwable failure) {
        for (Stage stage : Stage.values()) {
            if (failure == null) {
                of(server, stage).complete(null);
            } else {
                of(server, stage).completeExceptionally(failure);
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        servers.keySet().forEach(server -> ended(server, new CancellationException("the run has ended")));
    }
}
