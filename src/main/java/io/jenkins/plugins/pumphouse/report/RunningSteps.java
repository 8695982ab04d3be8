package io.jenkins.plugins.pumphouse.report;

import hudson.model.Run;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** What the steps of running builds do now, for the builds' pages; nothing of it is stored. Thread-safe. */
public final class RunningSteps {
    private static final Map<Run<?, ?>, List<RunningStep>> OF_BUILDS = new ConcurrentHashMap<>();

    private RunningSteps() {}

    /**
     * A step that runs.
     *
     * @param name in the pipeline
     * @param status the same line as the step's own status
     */
    public record RunningStep(String name, Supplier<String> status) {
        /** What it does now. */
        public String getLine() {
            String line = status.get();
            return line == null ? "" : line;
        }

        public String getName() {
            return name;
        }
    }

    /** From now on the page of the build shows the step. */
    public static void add(Run<?, ?> build, RunningStep step) {
        OF_BUILDS.computeIfAbsent(build, any -> new CopyOnWriteArrayList<>()).add(step);
    }

    /** The step has ended. */
    public static void remove(Run<?, ?> build, RunningStep step) {
        OF_BUILDS.computeIfPresent(build, (any, steps) -> {
            steps.remove(step);
            return steps.isEmpty() ? null : steps;
        });
    }

    /** In the order in which they began; empty when none runs. */
    static List<RunningStep> of(Run<?, ?> build) {
        return List.copyOf(OF_BUILDS.getOrDefault(build, List.of()));
    }
}
