package io.jenkins.plugins.pumphouse.migration.server.content;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The volumes that a run copies, each once: servers that share one wait for the first of them. */
final class SharedVolumes implements AutoCloseable {
    private static final CompletableFuture<Boolean> NOTHING = CompletableFuture.completedFuture(false);

    private final Map<String, CompletableFuture<ObjectNode>> copies = new HashMap<>();
    private final Map<String, CompletableFuture<Boolean>> removals = new HashMap<>();
    private final Map<String, CompletableFuture<Object>> proofs = new HashMap<>();
    private final Set<String> booted = new HashSet<>();

    /** @param id of the source's volume */
    synchronized CompletableFuture<ObjectNode> once(String id, Supplier<CompletableFuture<ObjectNode>> copy) {
        CompletableFuture<ObjectNode> known = copies.get(id);
        if (known == null || known.isDone()) { // one that is done is looked for on the target: it may be out of date
            known = after(removals.getOrDefault(id, NOTHING), copy);
            copies.put(id, known);
        }
        return known;
    }

    /** A server of the run has these copies, or had them until the run has removed it: what it wrote is no use then. */
    synchronized void booted(Collection<String> copies) {
        booted.addAll(copies);
    }

    /** Whether nobody but servers of the run can have used a copy that has changed. */
    synchronized boolean isBooted(String copy) {
        return booted.contains(copy);
    }

    /**
     * Proves something of a former copy, when nothing else is proved of it: the next proof sees what this one notes.
     */
    synchronized CompletableFuture<Object> proved(String id, Supplier<CompletableFuture<Object>> proof) {
        CompletableFuture<Object> mine = after(proofs.getOrDefault(id, CompletableFuture.completedFuture(null)), proof);
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
        CompletableFuture<Boolean> all = after(removals.getOrDefault(id, NOTHING), removal);
        removals.put(id, all);
        return all;
    }

    /** However what is before has ended. */
    private static <T> CompletableFuture<T> after(CompletableFuture<?> before, Supplier<CompletableFuture<T>> next) {
        return before.handle((done, failure) -> null).thenCompose(over -> next.get());
    }

    @Override
    public synchronized void close() {
        copies.clear();
        removals.clear();
        proofs.clear();
    }
}
