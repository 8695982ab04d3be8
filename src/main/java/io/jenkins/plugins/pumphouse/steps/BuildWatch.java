package io.jenkins.plugins.pumphouse.steps;

import hudson.AbortException;
import hudson.model.Run;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.StepContext;

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
        if (hasEnded(step.getContext())) {
            step.stop(new AbortException("Its build has ended without it."));
        } else {
            begin(step);
        }
    }

    private static boolean hasEnded(StepContext context) {
        try {
            Run<?, ?> build = context.get(Run.class);
            return build != null && !build.isBuilding();
        } catch (IOException e) {
            return false; // nobody knows; the next look may tell
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
