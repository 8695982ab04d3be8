package io.jenkins.plugins.pumphouse.steps;

import io.jenkins.plugins.pumphouse.steps.agent.RunningCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** The calls that a step waits for, so that its end can end them. Thread-safe. */
final class CallsUnderWay {
    private final Set<RunningCall<?>> calls = new LinkedHashSet<>();

    synchronized void add(RunningCall<?> call) {
        calls.add(call);
    }

    synchronized void remove(RunningCall<?> call) {
        calls.remove(call);
    }

    private synchronized List<Future<?>> stopping(Duration patience) {
        List<Future<?>> stops = new ArrayList<>();
        calls.forEach(call -> stops.add(StepThreads.submit(() -> call.stop(patience))));
        return stops;
    }

    /**
     * Ends all at the same time, and waits for their ends.
     *
     * @param patience that each has to put back what is under way
     * @param lines takes what could not be stopped
     */
    void stop(Duration patience, Consumer<String> lines) {
        for (Future<?> stop : stopping(patience)) {
            try {
                stop.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException e) {
                lines.accept("what is under way could not be stopped: " + e.getCause());
            }
        }
    }
}
