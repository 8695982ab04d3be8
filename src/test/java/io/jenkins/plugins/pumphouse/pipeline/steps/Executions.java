package io.jenkins.plugins.pumphouse.pipeline.steps;

import hudson.model.TaskListener;
import java.io.IOException;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousStepExecution;

/** The two executions that most steps need: do it at once, or run the block with something more in its context. */
final class Executions {
    private Executions() {}

    static StepExecution atOnce(StepContext context, Work work) {
        return new AtOnce(context, work);
    }

    static StepExecution block(StepContext context, Object... given) {
        return new Block(context, null, List.of(given));
    }

    static StepExecution block(StepContext context, String displayName, List<Object> given) {
        return new Block(context, displayName, given);
    }

    static void print(StepContext context, String line) throws IOException, InterruptedException {
        context.get(TaskListener.class).getLogger().println(line);
    }

    /** What a step does and returns. */
    interface Work {
        Object run(StepContext context) throws Exception;
    }

    /** Ends with what the block ends with. */
    static final class Through extends BodyExecutionCallback.TailCall {
        private static final long serialVersionUID = 1L;

        @Override
        protected void finished(StepContext context) {}
    }

    private static final class AtOnce extends SynchronousStepExecution<Object> {
        private static final long serialVersionUID = 1L;

        private final transient Work work;

        AtOnce(StepContext context, Work work) {
            super(context);
            this.work = work;
        }

        @Override
        protected Object run() throws Exception {
            return work.run(getContext());
        }
    }

    private static final class Block extends StepExecution {
        private static final long serialVersionUID = 1L;

        private final transient String displayName;
        private final transient List<Object> given;

        Block(StepContext context, String displayName, List<Object> given) {
            super(context);
            this.displayName = displayName;
            this.given = given;
        }

        @Override
        public boolean start() {
            BodyInvoker block = getContext().newBodyInvoker().withCallback(new Through());
            if (displayName != null) {
                block.withDisplayName(displayName);
            }
            given.forEach(block::withContext);
            block.start();
            return false;
        }
    }
}
