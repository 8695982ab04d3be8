package io.jenkins.plugins.pumphouse.migration.server.content;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The volumes that a run copies, each once: servers that share one wait for the first of them. */
final class SharedVolumes implements AutoCloseable {
    private final Map<String, CompletableFuture<ObjectNode>> copies = new HashMap<>();

    /** @param id of the source's volume */
    synchronized CompletableFuture<ObjectNode> once(String id, Supplier<CompletableFuture<ObjectNode>> copy) {
        CompletableFuture<ObjectNode> known = copies.get(id);
        if (known == null || known.isDone()) { // one that is done is looked for on the target: it may be out of date
            known = copy.get();
            copies.put(id, known);
        }
        return known;
    }

    @Override
    public synchronized void close() {
        copies.clear();
    }
}
