package io.jenkins.plugins.pumphouse.pipeline.trial;

import hudson.Extension;
import hudson.model.TaskListener;
import java.io.Serializable;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousStepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** A block that gives a colour to its steps, and a step that wants one. */
public final class ColourSteps {
    private ColourSteps() {}

    /** What the block gives. */
    public record Colour(String name) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /** {@code colour('red') { … }}. */
    public static final class Give extends Step {
        private final String name;

        @DataBoundConstructor
        public Give(String name) {
            this.name = name;
        }

        @Override
        public StepExecution start(StepContext context) {
            return new GiveExecution(context, name);
        }

        @Extension
        public static final class DescriptorImpl extends TrialDescriptor {
            public DescriptorImpl() {
                super("colour");
            }

            @Override
            public boolean takesImplicitBlockArgument() {
                return true;
            }

            @Override
            public Set<Class<?>> getProvidedContext() {
                return Set.of(Colour.class);
            }
        }
    }

    /** {@code seeColour()}: returns the name. */
    public static final class See extends Step {
        @DataBoundConstructor
        public See() {}

        @Override
        public StepExecution start(StepContext context) {
            return new SeeExecution(context);
        }

        @Extension
        public static final class DescriptorImpl extends TrialDescriptor {
            public DescriptorImpl() {
                super("seeColour", Colour.class);
            }
        }
    }

    private static final class GiveExecution extends StepExecution {
        private static final long serialVersionUID = 1L;

        private final String name;

        GiveExecution(StepContext context, String name) {
            super(context);
            this.name = name;
        }

        @Override
        public boolean start() {
            getContext()
                    .newBodyInvoker()
                    .withContext(new Colour(name))
                    .withCallback(new Farewell())
                    .start();
            return false;
        }
    }

    private static final class Farewell extends BodyExecutionCallback.TailCall {
        private static final long serialVersionUID = 1L;

        @Override
        protected void finished(StepContext context) throws Exception {
            context.get(TaskListener.class).getLogger().println("colour gone");
        }
    }

    private static final class SeeExecution extends SynchronousStepExecution<String> {
        private static final long serialVersionUID = 1L;

        SeeExecution(StepContext context) {
            super(context);
        }

        @Override
        protected String run() throws Exception {
            return getContext().get(Colour.class).name();
        }
    }
}
