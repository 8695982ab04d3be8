package io.jenkins.plugins.pumphouse.migration.engine;

import io.jenkins.plugins.pumphouse.migration.model.Work;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** What all work of a run has in common; closed in reverse order of its making. */
final class Shared implements AutoCloseable {
    private final Map<Class<?>, AutoCloseable> byType = new HashMap<>();
    private final Deque<AutoCloseable> order = new ArrayDeque<>();

    synchronized <T extends AutoCloseable> T get(Class<T> type, Work work, Function<Work, T> making) {
        AutoCloseable made = byType.get(type);
        if (made == null) {
            made = making.apply(work);
            byType.put(type, made);
            order.push(made);
        }
        return type.cast(made);
    }

    /** Closes all, even when one fails to; the first failure is thrown in the end. */
    @Override
    public synchronized void close() throws Exception {
        Exception first = null;
        while (!order.isEmpty()) {
            try {
                order.pop().close();
            } catch (Exception e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
