package io.jenkins.plugins.pumphouse.migration.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.type.Watch;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One list per sort of object is polled, however many wait; the waiters go on in {@code executor}.
 *
 * <p>A list that hangs, fails or holds nonsense delays those that wait for it, never the others and no deadline: the
 * clock sends no request.
 */
public final class Watcher implements Watch, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Watcher.class.getName());

    /** Lists of one cloud that are read at a time. */
    private static final int LISTS_AT_ONCE = 2;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(named("pumphouse-clock"));
    /** By name of a cloud, each with readers of its own: one that is slow must not delay the other. */
    private final Map<String, ExecutorService> readers = new ConcurrentHashMap<>();

    private final Map<Polling, WatchedList> waiting = new ConcurrentHashMap<>();
    private final Executor executor;
    private volatile boolean closed;

    /** Those that wait for one list to show something. */
    private static final class WatchedList {
        final Queue<Waiter> queue = new ConcurrentLinkedQueue<>();
        final Queue<CompletableFuture<Void>> pauses = new ConcurrentLinkedQueue<>();
        final AtomicBoolean reading = new AtomicBoolean();
    }

    /** @param poll how long between two looks */
    public Watcher(Executor executor, Duration poll) {
        this.executor = executor;
        clock.scheduleWithFixedDelay(this::poll, poll.toMillis(), poll.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static ThreadFactory named(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public CompletableFuture<ObjectNode> until(
            String what, Polling polling, String id, Function<ObjectNode, PollResult> look, Duration timeout) {
        Waiter waiter = new Waiter(what, id, look, timeout, this::proceed);
        at(timeout, waiter.future, waiter::expire);
        waiting.computeIfAbsent(polling, p -> new WatchedList()).queue.add(waiter);
        if (closed) {
            waiter.future.cancel(false);
        }
        return waiter.future;
    }

    @Override
    public CompletableFuture<Void> pause(Duration pause) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        at(pause, over, () -> proceed(over, () -> over.complete(null)));
        waiting.computeIfAbsent(PAUSES, p -> new WatchedList()).pauses.add(over);
        if (closed) {
            over.cancel(false);
        }
        return over;
    }

    /** Where pauses stand until they are over; no list is read for them. */
    private static final Polling PAUSES = new Polling(null, null, "");

    /** Does something again and again until the end of the run, in the executor: the clock waits for nobody. */
    void every(Duration time, Runnable work) {
        clock.scheduleWithFixedDelay(
                () -> {
                    try {
                        executor.execute(work);
                    } catch (RejectedExecutionException e) {
                        return; // the run has ended
                    }
                },
                time.toNanos(),
                time.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    private void at(Duration time, CompletableFuture<?> waited, Runnable then) {
        try {
            var timer = clock.schedule(then, time.toNanos(), TimeUnit.NANOSECONDS);
            waited.whenComplete((value, failure) -> timer.cancel(false));
        } catch (RejectedExecutionException e) {
            waited.cancel(false); // the run has ended
        }
    }

    private void poll() {
        waiting.forEach((polling, waiters) -> {
            waiters.queue.removeIf(waiter -> waiter.future.isDone());
            waiters.pauses.removeIf(CompletableFuture::isDone);
            if (!waiters.queue.isEmpty() && waiters.reading.compareAndSet(false, true)) {
                try {
                    readersOf(polling).execute(() -> read(polling, waiters));
                } catch (RejectedExecutionException e) {
                    waiters.reading.set(false); // the run has ended
                }
            }
        });
    }

    private ExecutorService readersOf(Polling polling) {
        ExecutorService ofCloud = readers.computeIfAbsent(
                polling.cloud().name(), cloud -> Executors.newFixedThreadPool(LISTS_AT_ONCE, named("pumphouse-watch")));
        if (closed) {
            ofCloud.shutdownNow(); // the end of the run may have come before they were there
        }
        return ofCloud;
    }

    private void read(Polling polling, WatchedList waiters) {
        // Before the list: an object that was made while it was read may be missing in it, and is no business of it.
        List<Waiter> round = List.copyOf(waiters.queue);
        try {
            Map<String, ObjectNode> seen = new HashMap<>();
            for (ObjectNode object : polling.cloud().list(polling.request(), polling.key())) {
                seen.put(Json.text(object, "id"), object);
            }
            round.forEach(waiter -> waiter.see(seen.get(waiter.id)));
        } catch (CloudException | MigrationException e) {
            // The cloud layer has tried again already. What waits goes on to wait: only its own timeout ends it,
            // as an API that is away for a minute is no reason to give up a server that is being built.
            round.forEach(waiter -> waiter.trouble = "; the last check failed: " + e.getMessage());
        } catch (CancellationException e) {
            round.forEach(waiter -> waiter.trouble = "; the last check was interrupted");
        } catch (RuntimeException | Error e) {
            LOG.log(Level.FINE, "A list of " + polling.cloud().name() + " cannot be read", e);
            round.forEach(waiter -> waiter.trouble = "; the last check failed: the answer of "
                    + polling.cloud().name() + " is not what its API promises");
        } finally {
            waiters.reading.set(false);
        }
    }

    private void proceed(CompletableFuture<?> waited, Runnable completion) {
        try {
            executor.execute(completion);
        } catch (RejectedExecutionException e) {
            waited.cancel(false); // the run has ended
        }
    }

    @Override
    public void close() {
        closed = true;
        clock.shutdownNow();
        readers.values().forEach(ExecutorService::shutdownNow);
        waiting.values().forEach(waiters -> {
            waiters.queue.forEach(waiter -> waiter.future.cancel(false));
            waiters.pauses.forEach(pause -> pause.cancel(false));
        });
    }
}
