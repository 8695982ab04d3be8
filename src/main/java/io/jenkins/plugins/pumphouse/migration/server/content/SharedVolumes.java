package io.jenkins.plugins.pumphouse.migration.server.content;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The volumes that a run copies, each once: servers that share one wait for the first of them. */
final class SharedVolumes implements AutoCloseable {
    private static final CompletableFuture<Boolean> NOTHING = CompletableFuture.completedFuture(false);

    private final Map<String, CompletableFuture<ObjectNode>> copies = new HashMap<>();
    private final Map<String, CompletableFuture<Boolean>> removals = new HashMap<>();
    private final Map<String, CompletableFuture<Object>> proofs = new HashMap<>();

    /** @param id of the source's volume */
    synchronized CompletableFuture<ObjectNode> once(String id, Supplier<CompletableFuture<ObjectNode>> copy) {
        CompletableFuture<ObjectNode> known = copies.get(id);
        if (known == null || known.isDone()) { // one that is done is looked for on the target: it may be out of date
            known = removals.getOrDefault(id, NOTHING)
                    .handle((clean, failure) -> null)
                    .thenCompose(over -> copy.get());
            copies.put(id, known);
        }
        return known;
    }

    /**
     * Proves something of a former copy, when nothing else is proved of it: the next proof sees what this one notes.
     */
    synchronized CompletableFuture<Object> proved(String id, Supplier<CompletableFuture<Object>> proof) {
        CompletableFuture<Object> mine = proofs.getOrDefault(id, CompletableFuture.completedFuture(null))
                .handle((proved, failure) -> null)
                .thenCompose(over -> proof.get());
        proofs.put(id, mine);
        return mine;
    }

    /**
     * Removes what former copies of a volume have left; a copy that begins meanwhile waits for that. Completes with
     * whether this was done: a copy that is under way does it by itself.
     */
    synchronized CompletableFuture<Boolean> unlessCopied(String id, Supplier<CompletableFuture<Boolean>> removal) {
        CompletableFuture<ObjectNode> known = copies.get(id);
        if (known != null && !known.isDone()) {
            return NOTHING;
        }
        CompletableFuture<Boolean> all = removals.getOrDefault(id, NOTHING)
                .handle((clean, failure) -> null)
                .thenCompose(over -> removal.get());
        removals.put(id, all);
        return all;
    }

    @Override
    public synchronized void close() {
        copies.clear();
        removals.clear();
        proofs.clear();
    }
}
