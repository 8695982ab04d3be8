package io.jenkins.plugins.pumphouse.steps;

import hudson.AbortException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;

/**
 * Stops a step that has ended without being told: Jenkins says nothing to the steps of a build that somebody kills
 * hard, nor to one that somebody terminates. They would go on unseen, while another may take what they hold.
 */
final class BuildWatch {
    /** A look costs nothing, and a step does little until the next one. */
    private static final Duration BETWEEN = Duration.ofSeconds(2);

    private BuildWatch() {}

    /** Until the step has ended. */
    static void begin(ResumableExecution<?> step) {
        Timer.get().schedule(() -> look(step), BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void look(ResumableExecution<?> step) {
        if (step.isSettled()) {
            return;
        }
        if (step.page().isBuildOver()) {
            step.stop(new AbortException("Its build has ended without it."));
        } else if (step.page().isStepOver()) {
            step.stop(new AbortException("It was terminated."));
        } else {
            begin(step);
        }
    }
}
