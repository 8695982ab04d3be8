package io.jenkins.plugins.pumphouse.migration.volume.backend;

import io.jenkins.plugins.pumphouse.migration.model.Stages;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The pairs of backends that a run has proved to be one: each is proved once, whatever it has of volumes. */
public final class ProvedBackends implements AutoCloseable {
    private final Map<String, CompletableFuture<Object>> proofs = new HashMap<>();

    private final Map<String, String> unable = new HashMap<>();

    /**
     * @param pair names both
     * @param proof fails when they are not one, or that cannot be shown
     */
    synchronized CompletableFuture<Object> once(String pair, Supplier<CompletableFuture<Object>> proof) {
        CompletableFuture<Object> known = proofs.get(pair);
        if (known == null || known.isCompletedExceptionally()) {
            known = Stages.begin(proof);
            proofs.put(pair, known);
        }
        return known;
    }

    /** Notes that the driver of a backend cannot give volumes up, so that no further one is tried. */
    public synchronized void unable(String host, String message) {
        unable.put(host, message);
    }

    /** What was told of the first volume of a backend whose driver cannot give volumes up; null when it can. */
    public synchronized String unable(String host) {
        return unable.get(host);
    }

    @Override
    public synchronized void close() {
        unable.clear();
        proofs.clear();
    }
}
