package io.jenkins.plugins.pumphouse.pipeline.program;

import com.cloudbees.groovy.cps.Outcome;
import hudson.model.Result;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** How Jenkins stops what runs. */
final class Interruptions {
    private final Engine engine;

    Interruptions(Engine engine) {
        this.engine = engine;
    }

    /** Stops the step that a thread waits for; a script that is between two steps goes on with the cause. */
    void stop(ProgramThread thread, Throwable cause) {
        if (thread.canGoOn()) {
            thread.goOnWith(new Outcome(null, cause));
            return;
        }
        ProgramStepContext context = thread.context();
        try {
            if (!context.isSettled()) {
                thread.execution().stop(cause);
            }
        } catch (Exception e) {
            cause.addSuppressed(e);
            context.onFailure(cause);
        }
    }

    /**
     * What becomes of a block whose step has failed: the step ends only with its block, and what runs in the block is
     * told once. A script that is between two steps is not told, and goes on.
     */
    void fail(ProgramThread block, Throwable failure) {
        if (block.execution() == null) {
            return;
        }
        FlowInterruptedException cause = new FlowInterruptedException(Result.FAILURE, true, new BodyFailed());
        cause.initCause(failure);
        try {
            block.execution().stop(cause);
        } catch (Exception e) {
            engine.console()
                    .logger()
                    .println("Failed to stop the body execution in response to the failure of the parent");
        }
    }

    private static final class BodyFailed extends CauseOfInterruption {
        private static final long serialVersionUID = 1L;

        @Override
        public String getShortDescription() {
            return "Body of block-scoped step failed";
        }
    }
}
