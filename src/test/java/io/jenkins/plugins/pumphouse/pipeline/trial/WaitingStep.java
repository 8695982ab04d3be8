package io.jenkins.plugins.pumphouse.pipeline.trial;

import hudson.Extension;
import hudson.model.TaskListener;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code waitFor 'name'}: waits until the test releases that name, over restarts too. */
public final class WaitingStep extends Step {
    private static final Map<String, StepContext> WAITING = new ConcurrentHashMap<>();

    private final String name;

    @DataBoundConstructor
    public WaitingStep(String name) {
        this.name = name;
    }

    /** Lets the step end with the value, from the thread of the caller. */
    public static void release(String name, Object value) {
        WAITING.remove(name).onSuccess(value);
    }

    /** Lets the step fail. */
    public static void fail(String name, Throwable failure) {
        WAITING.remove(name).onFailure(failure);
    }

    /** The names that steps wait for. */
    public static Set<String> waiting() {
        return Set.copyOf(WAITING.keySet());
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, name);
    }

    @Extension
    public static final class DescriptorImpl extends TrialDescriptor {
        public DescriptorImpl() {
            super("waitFor", TaskListener.class);
        }
    }

    private static final class Execution extends StepExecution {
        private static final long serialVersionUID = 1L;

        private final String name;

        Execution(StepContext context, String name) {
            super(context);
            this.name = name;
        }

        @Override
        public boolean start() throws Exception {
            WAITING.put(name, getContext());
            getContext().get(TaskListener.class).getLogger().println("waiting for " + name);
            return false;
        }

        @Override
        public void onResume() {
            WAITING.put(name, getContext());
        }

        @Override
        public void stop(Throwable cause) throws Exception {
            WAITING.remove(name);
            super.stop(cause);
        }

        @Override
        public String getStatus() {
            return "waiting for " + name;
        }
    }
}
