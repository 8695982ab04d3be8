package io.jenkins.plugins.pumphouse.migration.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Watch;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** One thread polls one list per sort of object, however many wait; the waiters go on in {@code executor}. */
public final class Watcher implements Watch, AutoCloseable {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "pumphouse-watch");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<Polling, ConcurrentLinkedQueue<Waiter>> waiting = new ConcurrentHashMap<>();
    private final Executor executor;

    /** @param poll how long between two looks */
    public Watcher(Executor executor, Duration poll) {
        this.executor = executor;
        clock.scheduleWithFixedDelay(this::poll, poll.toMillis(), poll.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public CompletableFuture<ObjectNode> until(
            String what, Polling polling, String id, Function<ObjectNode, Sight> look, Duration timeout) {
        Waiter waiter = new Waiter(what, id, look, System.nanoTime() + timeout.toNanos(), timeout);
        waiting.computeIfAbsent(polling, p -> new ConcurrentLinkedQueue<>()).add(waiter);
        return waiter.future;
    }

    private void poll() {
        waiting.forEach((polling, waiters) -> {
            waiters.removeIf(waiter -> waiter.future.isDone());
            if (!waiters.isEmpty()) {
                poll(polling, waiters);
            }
        });
    }

    private void poll(Polling polling, Iterable<Waiter> waiters) {
        Map<String, ObjectNode> seen = new HashMap<>();
        try {
            for (ObjectNode object : polling.cloud().list(polling.request(), polling.key())) {
                seen.put(Json.text(object, "id"), object);
            }
        } catch (CloudException e) {
            // The cloud layer has tried again already. What waits here waits on: only its own timeout ends it,
            // as an API that is away for a minute is no reason to give up a server that is being built.
            waiters.forEach(waiter -> waiter.unseen(e, executor));
            return;
        }
        List<Waiter> round = new ArrayList<>();
        waiters.forEach(round::add);
        round.forEach(waiter -> waiter.see(seen.get(waiter.id), executor));
    }

    @Override
    public void close() {
        clock.shutdownNow();
        waiting.values().forEach(waiters -> waiters.forEach(waiter -> waiter.future.cancel(false)));
    }

    private static final class Waiter {
        final String what;
        final String id;
        final Function<ObjectNode, Sight> look;
        final long deadline;
        final Duration timeout;
        final CompletableFuture<ObjectNode> future = new CompletableFuture<>();
        String state = "not seen";

        Waiter(String what, String id, Function<ObjectNode, Sight> look, long deadline, Duration timeout) {
            this.what = what;
            this.id = id;
            this.look = look;
            this.deadline = deadline;
            this.timeout = timeout;
        }

        void see(ObjectNode object, Executor executor) {
            try {
                Sight sight = look.apply(object);
                state = sight.state();
                if (sight.reached()) {
                    executor.execute(() -> future.complete(object));
                } else {
                    expire(executor, "");
                }
            } catch (RuntimeException e) {
                executor.execute(() -> future.completeExceptionally(e));
            }
        }

        void unseen(CloudException e, Executor executor) {
            expire(executor, "; the last look failed: " + e.getMessage());
        }

        private void expire(Executor executor, String addition) {
            if (System.nanoTime() - deadline > 0) {
                MigrationException late = new MigrationException(what + " took longer than " + timeout.toSeconds()
                        + " s; it is " + state + addition + ". Look at it, then run again: it is continued.");
                executor.execute(() -> future.completeExceptionally(late));
            }
        }
    }
}
