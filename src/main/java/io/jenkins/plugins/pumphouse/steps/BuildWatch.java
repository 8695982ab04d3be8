package io.jenkins.plugins.pumphouse.steps;

import hudson.AbortException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;

/**
 * Stops a step whose build has ended without it. Jenkins tells the steps of a build nothing that somebody kills hard;
 * they would go on unseen, while another build may take what they hold.
 */
final class BuildWatch {
    /** A look costs nothing, and a step does little until the next one. */
    private static final Duration BETWEEN = Duration.ofSeconds(5);

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
        } else {
            begin(step);
        }
    }
}
