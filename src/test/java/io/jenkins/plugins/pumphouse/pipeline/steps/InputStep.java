package io.jenkins.plugins.pumphouse.pipeline.steps;

import hudson.Extension;
import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.pipeline.program.PendingInputs;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code input 'question'}. */
public final class InputStep extends Step {
    private final String message;
    private String ok = "Proceed";

    @DataBoundConstructor
    public InputStep(String message) {
        this.message = message;
    }

    @DataBoundSetter
    public void setOk(String ok) {
        this.ok = ok;
    }

    @DataBoundSetter
    public void setId(String id) {}

    @DataBoundSetter
    public void setSubmitter(String submitter) {}

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, message, ok);
    }

    @Extension
    public static final class DescriptorImpl extends UsualDescriptor {
        public DescriptorImpl() {
            super("input", TaskListener.class);
        }
    }

    private static final class Execution extends StepExecution {
        private static final long serialVersionUID = 1L;

        private final String message;
        private final String ok;

        Execution(StepContext context, String message, String ok) {
            super(context);
            this.message = message;
            this.ok = ok;
        }

        @Override
        public boolean start() throws Exception {
            Executions.print(getContext(), message);
            Executions.print(getContext(), ok + " or Abort");
            ask();
            return false;
        }

        @Override
        public void onResume() {
            try {
                ask();
            } catch (IOException | InterruptedException e) {
                getContext().onFailure(e);
            }
        }

        private void ask() throws IOException, InterruptedException {
            getContext().get(PendingInputs.class).ask(() -> getContext().onSuccess(null));
        }
    }
}
