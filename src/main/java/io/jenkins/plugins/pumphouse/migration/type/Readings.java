package io.jenkins.plugins.pumphouse.migration.type;

import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Readings that are made once, by the first who asks. Others who ask for the same one wait for it; a thread that asks
 * for another one does not, as no lock is held while a cloud answers.
 *
 * <p>A reading that a service refused is not tried again either: a thousand objects that need the same list would cost
 * a thousand refusals. One that got no answer at all is.
 */
final class Readings {
    private final ConcurrentMap<Object, CompletableFuture<Object>> made = new ConcurrentHashMap<>();

    @SuppressWarnings("unchecked")
    <T> T once(Object key, Supplier<T> reading) {
        CompletableFuture<Object> mine = new CompletableFuture<>();
        CompletableFuture<Object> others = made.putIfAbsent(key, mine);
        if (others != null) {
            return (T) join(others);
        }
        try {
            T read = reading.get();
            mine.complete(read);
            return read;
        } catch (RuntimeException | Error e) {
            if (!(e instanceof CloudException) || e instanceof CloudException.Unreachable) {
                made.remove(key, mine);
            }
            mine.completeExceptionally(e);
            throw e;
        }
    }

    private static Object join(CompletableFuture<Object> reading) {
        try {
            return reading.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
