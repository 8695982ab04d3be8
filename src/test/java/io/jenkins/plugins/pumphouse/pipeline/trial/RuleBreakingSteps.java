package io.jenkins.plugins.pumphouse.pipeline.trial;

import hudson.Extension;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Steps that do what no step may. */
public final class RuleBreakingSteps {
    private RuleBreakingSteps() {}

    /** {@code endTwice()}. */
    public static final class EndTwice extends Step {
        @DataBoundConstructor
        public EndTwice() {}

        @Override
        public StepExecution start(StepContext context) {
            return new EndTwiceExecution(context);
        }

        @Extension
        public static final class DescriptorImpl extends TrialDescriptor {
            public DescriptorImpl() {
                super("endTwice");
            }
        }
    }

    private static final class EndTwiceExecution extends StepExecution {
        private static final long serialVersionUID = 1L;

        EndTwiceExecution(StepContext context) {
            super(context);
        }

        @Override
        public boolean start() {
            getContext().onSuccess("once");
            getContext().onSuccess("twice");
            return true;
        }
    }

    /** {@code keepThread()}: has a thread in its state. */
    public static final class KeepThread extends Step {
        @DataBoundConstructor
        public KeepThread() {}

        @Override
        public StepExecution start(StepContext context) {
            return new KeepThreadExecution(context);
        }

        @Extension
        public static final class DescriptorImpl extends TrialDescriptor {
            public DescriptorImpl() {
                super("keepThread");
            }
        }
    }

    private static final class KeepThreadExecution extends StepExecution {
        private static final long serialVersionUID = 1L;

        private final Thread thread = Thread.currentThread();

        KeepThreadExecution(StepContext context) {
            super(context);
        }

        @Override
        public boolean start() {
            return false;
        }

        @Override
        public String getStatus() {
            return "on " + thread;
        }
    }
}
