package io.jenkins.plugins.pumphouse.migration.engine;

import io.jenkins.plugins.pumphouse.migration.model.Claims;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Listener;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.model.Stages;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import io.jenkins.plugins.pumphouse.transfer.Bandwidth;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Executes a plan, no more and no less: each change as soon as all that it needs is there.
 *
 * <p>A failure fails what needs the failed object and nothing else. An interrupt of the calling thread stops all.
 */
public final class Applier {
    /** How long work that was interrupted may take to end, before its temporary access is removed all the same. */
    private static final Duration ENDING = Duration.ofSeconds(5);

    private final Function<Kind, ResourceType> types;
    private final CloudInventory source;
    private final CloudInventory target;
    private final Translation translation;
    private final Options options;
    private final Listener listener;
    private final Claims.Session claims;

    /** @param claims began before the plan was made */
    public Applier(
            Function<Kind, ResourceType> types,
            CloudInventory source,
            CloudInventory target,
            Translation translation,
            Listener listener,
            Claims.Session claims) {
        this.types = types;
        this.source = source;
        this.target = target;
        this.translation = translation;
        this.options = source.options();
        this.listener = listener;
        this.claims = claims;
    }

    /**
     * Applies {@code plan}. When the calling thread is interrupted, what was in flight is left as it is, to be found by
     * the next run; temporary access is removed all the same, once no work uses it.
     */
    public Applied apply(Plan plan) {
        ExecutorService workers = pool("pumphouse-work-", options.parallelism());
        ExecutorService transfers = pool("pumphouse-transfer-", options.transfers());
        Slots transferring = new Slots(options.transfers(), workers);
        Slots working = new Slots(options.parallelism(), workers);
        Lanes lanes = new Lanes(workers);
        Shared shared = new Shared();
        Watcher watcher = new Watcher(workers, options.poll());
        Progress progress = new Progress(plan, listener, Clock.systemUTC());
        watcher.every(Progress.ASKED, progress::tell);
        Flow flow = new Flow(
                types,
                new Task.Run(
                        source,
                        target,
                        translation.strict(),
                        options,
                        watcher,
                        transfers,
                        transferring,
                        working,
                        lanes,
                        new Bandwidth(options.bandwidth()),
                        claims,
                        shared,
                        progress),
                translation,
                workers);
        boolean interrupted = false;
        try {
            flow.run(plan);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        flow.stop();
        workers.shutdownNow();
        transfers.shutdownNow();
        await(List.of(workers, transfers));
        lanes.close();
        working.close();
        transferring.close();
        watcher.close();
        claims.end();
        List<String> owed = new ArrayList<>();
        Stages.uninterrupted(() -> owed.addAll(shared.close()));
        List<Outcome> outcomes = flow.outcomes(plan);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return new Applied(outcomes, owed, interrupted);
    }

    private static void await(List<ExecutorService> pools) {
        Stages.uninterrupted(() -> {
            long deadline = System.nanoTime() + ENDING.toNanos();
            try {
                for (ExecutorService pool : pools) {
                    pool.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread()
                        .interrupt(); // interrupted a second time: threads that still work lose their temporary access
            }
        });
    }

    private static ExecutorService pool(String name, int threads) {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, name + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }
}
