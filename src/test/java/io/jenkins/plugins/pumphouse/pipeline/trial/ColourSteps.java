package io.jenkins.plugins.pumphouse.pipeline.trial;

import hudson.Extension;
import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.pipeline.program.ProgramBlockContext;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousStepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** A block that gives a colour to its steps, and a step that wants one. */
public final class ColourSteps {
    /** A colour whose end fails. */
    public static final String FADING = "fading";

    private static final Map<String, StepContext> GIVEN = new ConcurrentHashMap<>();

    private ColourSteps() {}

    /** Lets the block of that colour fail, whatever runs in it. */
    public static void fail(String name, Throwable failure) {
        GIVEN.remove(name).onFailure(failure);
    }

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
            GIVEN.put(name, getContext());
            getContext()
                    .newBodyInvoker()
                    .withContext(new Colour(name))
                    .withCallback(new Farewell(name))
                    .start();
            return false;
        }
    }

    /** Ends the step, unless the test has: a step may end but once. */
    private static final class Farewell extends BodyExecutionCallback {
        private static final long serialVersionUID = 1L;

        private final String name;

        Farewell(String name) {
            this.name = name;
        }

        @Override
        public void onSuccess(StepContext context, Object result) {
            if (name.equals(FADING)) {
                throw new IllegalStateException("the colour has faded");
            }
            if (isFirst(context)) {
                context.onSuccess(result);
            }
        }

        @Override
        public void onFailure(StepContext context, Throwable t) {
            if (isFirst(context)) {
                context.onFailure(t);
            }
        }

        private boolean isFirst(StepContext context) {
            try {
                PrintStream log = context.get(TaskListener.class).getLogger();
                log.println("colour gone");
                if (GIVEN.containsKey(name)) {
                    log.println("the block is at " + at(context) + ", its step at " + at(GIVEN.get(name)));
                }
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return !((ProgramBlockContext) context).isSettled();
        }
    }

    private static String at(StepContext context) throws IOException, InterruptedException {
        return context.get(FlowNode.class).getId();
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
