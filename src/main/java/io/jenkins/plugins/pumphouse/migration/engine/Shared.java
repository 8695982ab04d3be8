package io.jenkins.plugins.pumphouse.migration.engine;

import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What all work of a run has in common; closed in the reverse order, once no work uses it any more. */
final class Shared {
    private static final Logger LOG = Logger.getLogger(Shared.class.getName());

    private final Map<Class<?>, AutoCloseable> byType = new HashMap<>();
    private final Deque<AutoCloseable> order = new ArrayDeque<>();
    private boolean closed;

    synchronized <T extends AutoCloseable> T get(
            Class<T> type, ChangeContext context, Function<ChangeContext, T> making) {
        if (closed) {
            throw new CancellationException("the run has ended");
        }
        AutoCloseable made = byType.get(type);
        if (made == null) {
            made = making.apply(context);
            byType.put(type, made);
            order.push(made);
        }
        return type.cast(made);
    }

    /**
     * Gives all back, also when something cannot be.
     *
     * @return for a person: which temporary access is left, and how to remove it
     */
    synchronized List<String> close() {
        closed = true;
        List<String> left = new ArrayList<>();
        while (!order.isEmpty()) {
            try {
                order.pop().close();
            } catch (Exception e) {
                LOG.log(Level.FINE, "Not given back", e);
                left.add(String.valueOf(e.getMessage()));
            }
        }
        return left;
    }
}
