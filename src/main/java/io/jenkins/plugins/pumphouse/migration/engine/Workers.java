package io.jenkins.plugins.pumphouse.migration.engine;

import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.type.Lane;
import io.jenkins.plugins.pumphouse.transfer.Bandwidth;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The threads of a run, how much may be under way in them at a time, and who waits for a turn. */
final class Workers implements AutoCloseable {
    /** How long work that was interrupted may take to end, before its temporary access is removed all the same. */
    private static final Duration ENDING = Duration.ofSeconds(5);

    /**
     * Threads that work, however many changes are under way: those that wait for a server or an image take none, and a
     * cloud is asked for no more at a time.
     */
    private static final int MOST_AT_WORK = 8;

    private final ExecutorService work;
    private final ExecutorService transfers;
    private final JointSlots working;
    private final JointSlots transferring;
    private final Map<Object, Slots> lanes = new ConcurrentHashMap<>();
    private final Watcher watch;
    private final Bandwidth bandwidth;

    Workers(Options options) {
        this.work = pool("pumphouse-work-", Math.min(options.parallelism(), MOST_AT_WORK));
        this.transfers = pool("pumphouse-transfer-", options.transfers());
        this.working = new JointSlots(new Slots(options.parallelism(), work));
        this.transferring = new JointSlots(new Slots(options.transfers(), work));
        this.watch = new Watcher(work, options.poll());
        this.bandwidth = new Bandwidth(options.bandwidth());
    }

    private static ExecutorService pool(String name, int threads) {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, name + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Where changes are worked on. */
    Executor work() {
        return work;
    }

    /** Where bytes are moved. */
    Executor transfers() {
        return transfers;
    }

    Watcher watch() {
        return watch;
    }

    /**
     * Begins the work on a change when its lane and the run have room for it; who waits in a lane takes no room.
     *
     * @param together what is worked on at the same time and takes one room; it waits in no lane
     */
    <T> CompletionStage<T> inTurn(Optional<Lane> lane, Optional<String> together, Supplier<CompletionStage<T>> change) {
        return lane.isEmpty() || together.isPresent()
                ? working.in(together, change)
                : lanes.computeIfAbsent(
                                lane.get().name(), name -> new Slots(lane.get().most(), work))
                        .in(() -> working.in(together, change));
    }

    /** Begins a transfer when there is room for it; what is worked on at the same time takes one room. */
    <T> CompletionStage<T> inTransfer(Optional<String> together, Supplier<? extends CompletionStage<T>> transfer) {
        return transferring.in(together, transfer);
    }

    /** Waits until that many bytes may be on their way. */
    void take(long bytes) {
        bandwidth.take(bytes);
    }

    /** Interrupts all work and waits a moment for its end; nothing more begins, and who waits is cancelled. */
    @Override
    public void close() {
        work.shutdownNow();
        transfers.shutdownNow();
        Stages.uninterrupted(() -> {
            long deadline = System.nanoTime() + ENDING.toNanos();
            try {
                for (ExecutorService pool : List.of(work, transfers)) {
                    pool.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread()
                        .interrupt(); // interrupted a second time: threads that still work lose their temporary access
            }
        });
        lanes.values().forEach(Slots::close);
        working.close();
        transferring.close();
        watch.close();
    }
}
