package io.jenkins.plugins.pumphouse.pipeline.steps;

import hudson.Extension;
import hudson.FilePath;
import io.jenkins.plugins.pumphouse.pipeline.binding.BoundArguments;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Steps around a block, or without one, that change nothing here. */
public final class PassThroughSteps {
    private PassThroughSteps() {}

    /** {@code timestamps { … }}. */
    public static final class Timestamps extends Step {
        @DataBoundConstructor
        public Timestamps() {}

        @Override
        public StepExecution start(StepContext context) {
            return Executions.block(context);
        }

        @Extension
        public static final class DescriptorImpl extends UsualDescriptor {
            public DescriptorImpl() {
                super("timestamps", BLOCK);
            }
        }
    }

    /** {@code script { … }} of a declarative pipeline. */
    public static final class Script extends Step {
        @DataBoundConstructor
        public Script() {}

        @Override
        public StepExecution start(StepContext context) {
            return Executions.block(context);
        }

        @Extension
        public static final class DescriptorImpl extends UsualDescriptor {
            public DescriptorImpl() {
                super("script", BLOCK);
            }
        }
    }

    /** {@code checkout scm}: the workspace is the checkout. */
    public static final class Checkout extends Step {
        @DataBoundConstructor
        public Checkout(Object scm) {}

        @Override
        public StepExecution start(StepContext context) {
            return Executions.atOnce(context, c -> Map.of());
        }

        @Extension
        public static final class DescriptorImpl extends UsualDescriptor implements BoundArguments.Positional {
            public DescriptorImpl() {
                super("checkout", FilePath.class);
            }

            @Override
            public String positional() {
                return "scm";
            }
        }
    }
}
