package io.jenkins.plugins.pumphouse.migration.engine;

import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Inventory;
import io.jenkins.plugins.pumphouse.migration.model.Kept;
import io.jenkins.plugins.pumphouse.migration.model.Key;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Listener;
import io.jenkins.plugins.pumphouse.migration.model.Made;
import io.jenkins.plugins.pumphouse.migration.model.Mapping;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Options;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.ResourceType;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Executes a plan, no more and no less: each change as soon as all that it needs is there.
 *
 * <p>A failure fails what needs the failed object and nothing else. An interrupt of the calling thread stops all.
 */
public final class Applier {
    private static final Logger LOG = Logger.getLogger(Applier.class.getName());

    private final Function<Kind, ResourceType> types;
    private final Inventory source;
    private final Inventory target;
    private final Translation translation;
    private final Mapping mapping;
    private final Options options;
    private final Listener listener;

    public Applier(
            Function<Kind, ResourceType> types,
            Inventory source,
            Inventory target,
            Translation translation,
            Mapping mapping,
            Options options,
            Listener listener) {
        this.types = types;
        this.source = source;
        this.target = target;
        this.translation = translation;
        this.mapping = mapping;
        this.options = options;
        this.listener = listener;
    }

    /**
     * Applies {@code plan}.
     *
     * @return an outcome a change, in the order of the plan
     * @throws InterruptedException when the calling thread is interrupted; what was in flight is left as it is, to be
     *     found by the next run
     */
    public List<Outcome> apply(Plan plan) throws InterruptedException {
        ExecutorService workers = pool("pumphouse-work-", options.parallelism());
        ExecutorService transfers = pool("pumphouse-transfer-", options.transfers());
        try (Watcher watcher = new Watcher(workers, options.poll())) {
            Shared shared = new Shared();
            try {
                Task.Run run = new Task.Run(source, target, translation.strict(), mapping, options, watcher, transfers,
                        shared, listener);
                return new Flow(run, workers).run(plan);
            } finally {
                close(shared);
            }
        } finally {
            workers.shutdownNow();
            transfers.shutdownNow();
        }
    }

    /** What was borrowed is given back even after an abort, for which the interrupt has to wait a moment. */
    private void close(Shared shared) {
        boolean interrupted = Thread.interrupted();
        try {
            shared.close();
        } catch (Exception e) {
            LOG.log(Level.WARNING, "What was borrowed on " + target.cloud().name() + " for the run could not be given back", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static ExecutorService pool(String name, int threads) {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, name + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** One application of one plan. */
    private final class Flow {
        private final Task.Run run;
        private final ExecutorService workers;
        private final Map<Key, CompletableFuture<Outcome>> outcomes = new LinkedHashMap<>();

        Flow(Task.Run run, ExecutorService workers) {
            this.run = run;
            this.workers = workers;
        }

        List<Outcome> run(Plan plan) throws InterruptedException {
            for (Change change : plan.changes()) {
                outcomes.put(change.key(), start(change));
            }
            CompletableFuture<Void> all = CompletableFuture.allOf(outcomes.values().toArray(CompletableFuture[]::new));
            try {
                all.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("A change ended without an outcome", e.getCause());
            }
            return outcomes.values().stream().map(CompletableFuture::join).collect(Collectors.toList());
        }

        private CompletableFuture<Outcome> start(Change change) {
            List<CompletableFuture<Outcome>> needed = new ArrayList<>();
            for (Reference need : change.needs()) {
                CompletableFuture<Outcome> outcome = outcomes.get(need.key());
                if (outcome != null) { // what the target has already, or needs this very object, is not waited for
                    needed.add(outcome);
                }
            }
            return CompletableFuture.allOf(needed.toArray(CompletableFuture[]::new))
                    .thenComposeAsync(nothing -> act(change), workers)
                    .whenComplete((outcome, e) -> {
                        if (outcome != null) {
                            listener.ended(outcome);
                        }
                    });
        }

        private CompletionStage<Outcome> act(Change change) {
            if (!change.decision().writes()) {
                return CompletableFuture.completedFuture(untouched(change));
            }
            for (Reference need : change.needs()) {
                CompletableFuture<Outcome> outcome = outcomes.get(need.key());
                if (need.required() && outcome != null && outcome.join().end() == End.FAILED) {
                    Outcome failed = outcome.join();
                    return CompletableFuture.completedFuture(outcome(change, End.FAILED, null,
                            "needs " + failed.kind() + " " + failed.name() + ", which failed", 0, Map.of()));
                }
            }
            return execute(change);
        }

        private CompletionStage<Outcome> execute(Change change) {
            long start = System.nanoTime();
            ResourceType type = types.apply(change.resource().kind());
            CompletionStage<Made> made;
            try {
                made = begin(type, change.decision(), new Task(run, change, type));
            } catch (RuntimeException e) {
                made = CompletableFuture.failedFuture(e);
            }
            return made.handle((result, e) -> {
                double seconds = (System.nanoTime() - start) / 1e9;
                if (e != null) {
                    Throwable cause = cause(e);
                    End end = cause instanceof Kept ? End.SKIPPED : End.FAILED;
                    return outcome(change, end, existingId(change), explanation(change, cause), seconds, Map.of());
                }
                translation.learn(change.resource().kind(), change.resource().id(), result.target());
                return outcome(change, done(change.decision()), result.target(), notes(change, result), seconds,
                        result.facts());
            });
        }
    }

    private static CompletionStage<Made> begin(ResourceType type, Decision decision, Task task) {
        return switch (decision) {
            case CREATE -> type.create(task);
            case DELETE -> type.delete(task);
            default -> type.update(task);
        };
    }

    private static End done(Decision decision) {
        return switch (decision) {
            case CREATE -> End.CREATED;
            case DELETE -> End.DELETED;
            default -> End.UPDATED;
        };
    }

    private static String notes(Change change, Made result) {
        List<String> notes = new ArrayList<>(result.notes());
        if (notes.isEmpty() && change.decision() == Decision.UPDATE) {
            change.differences().forEach(d -> notes.add(d.field() + ": " + d.here() + " -> " + d.there()));
        }
        return Stream.of(String.join(", ", notes), change.told()).filter(part -> !part.isEmpty()).collect(Collectors.joining("; "));
    }

    private static String existingId(Change change) {
        return change.existing().map(Resource::id).orElse(null);
    }

    private static Outcome untouched(Change change) {
        End end = switch (change.decision()) {
            case REUSE -> End.REUSED;
            case SKIP -> End.SKIPPED;
            default -> End.CONFLICT;
        };
        String differences = change.differences().stream().map(Difference::toString).collect(Collectors.joining(", "));
        String message = Stream.of(differences, change.reason(), change.told()).filter(part -> !part.isEmpty()).collect(Collectors.joining("; "));
        return outcome(change, end, existingId(change), message, 0, Map.of());
    }

    private static Outcome outcome(
            Change change, End end, String target, String message, double seconds, Map<String, Serializable> facts) {
        Resource resource = change.resource();
        return new Outcome(resource.kind().word(), resource.name(), resource.id(), target, end, message, seconds,
                facts, change.requested());
    }

    private static Throwable cause(Throwable thrown) {
        Throwable cause = thrown;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** What a person is told; the trace of an error of ours goes to the log of the JVM. */
    private static String explanation(Change change, Throwable cause) {
        if (cause instanceof CloudException || cause instanceof MigrationException) {
            return cause.getMessage();
        }
        if (cause instanceof CancellationException) {
            return "stopped before its end; the next run goes on with it";
        }
        LOG.log(Level.WARNING, "Unexpected failure at " + change.resource().label(), cause);
        return "unexpected: " + cause;
    }
}
