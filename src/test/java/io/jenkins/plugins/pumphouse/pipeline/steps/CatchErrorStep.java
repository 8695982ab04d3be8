package io.jenkins.plugins.pumphouse.pipeline.steps;

import hudson.Extension;
import hudson.model.Result;
import hudson.model.TaskListener;
import io.jenkins.plugins.pumphouse.pipeline.program.Console;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code catchError { … }}: marks the build and goes on. */
public final class CatchErrorStep extends Step {
    private String buildResult = Result.FAILURE.toString();
    private String message;
    private boolean catchInterruptions = true;

    @DataBoundConstructor
    public CatchErrorStep() {}

    @DataBoundSetter
    public void setBuildResult(String buildResult) {
        this.buildResult = buildResult == null ? Result.SUCCESS.toString() : buildResult;
    }

    @DataBoundSetter
    public void setStageResult(String stageResult) {}

    @DataBoundSetter
    public void setMessage(String message) {
        this.message = message;
    }

    @DataBoundSetter
    public void setCatchInterruptions(boolean catchInterruptions) {
        this.catchInterruptions = catchInterruptions;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, new Catch(buildResult, message, catchInterruptions));
    }

    @Extension
    public static final class DescriptorImpl extends UsualDescriptor {
        public DescriptorImpl() {
            super("catchError", BLOCK, TaskListener.class);
        }
    }

    private static final class Execution extends StepExecution {
        private static final long serialVersionUID = 1L;

        private final Catch callback;

        Execution(StepContext context, Catch callback) {
            super(context);
            this.callback = callback;
        }

        @Override
        public boolean start() {
            getContext().newBodyInvoker().withCallback(callback).start();
            return false;
        }
    }

    private static final class Catch extends BodyExecutionCallback {
        private static final long serialVersionUID = 1L;

        private final String buildResult;
        private final String message;
        private final boolean catchInterruptions;

        Catch(String buildResult, String message, boolean catchInterruptions) {
            this.buildResult = buildResult;
            this.message = message;
            this.catchInterruptions = catchInterruptions;
        }

        @Override
        public void onSuccess(StepContext context, Object result) {
            context.onSuccess(null);
        }

        @Override
        public void onFailure(StepContext context, Throwable t) {
            FlowInterruptedException interruption =
                    t instanceof FlowInterruptedException interrupted ? interrupted : null;
            if (interruption != null && interruption.isActualInterruption() && !catchInterruptions) {
                context.onFailure(t);
                return;
            }
            try {
                if (message != null) {
                    Executions.print(context, message);
                }
                context.get(Console.class).report(t);
                context.setResult(interruption == null ? Result.fromString(buildResult) : interruption.getResult());
                context.onSuccess(null);
            } catch (IOException | InterruptedException e) {
                context.onFailure(e);
            }
        }
    }
}
