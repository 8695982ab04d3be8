package io.jenkins.plugins.pumphouse.pipeline.steps;

import groovy.lang.Closure;
import hudson.model.Result;
import io.jenkins.plugins.pumphouse.pipeline.program.ProgramStepContext;
import java.io.IOException;
import java.util.LinkedHashMap;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** Runs all branches at the same time and ends when the last one has; what the first failure was, it fails with. */
final class ParallelExecution extends StepExecution {
    private static final long serialVersionUID = 1L;

    private final transient LinkedHashMap<String, Closure<?>> closures;
    private final boolean failFast;
    private final LinkedHashMap<String, BodyExecution> running = new LinkedHashMap<>();
    private final LinkedHashMap<String, Object> results = new LinkedHashMap<>();
    private Throwable failure;

    ParallelExecution(StepContext context, LinkedHashMap<String, Closure<?>> closures, boolean failFast) {
        super(context);
        this.closures = closures;
        this.failFast = failFast;
    }

    @Override
    public boolean start() {
        if (closures.isEmpty()) {
            getContext().onSuccess(results);
            return true;
        }
        ProgramStepContext context = (ProgramStepContext) getContext();
        closures.forEach((name, closure) -> running.put(
                name,
                context.newBodyInvoker(closure)
                        .withDisplayName("Branch: " + name)
                        .withCallback(new Branch(this, name))
                        .start()));
        return false;
    }

    @Override
    public void stop(Throwable cause) {
        running.values().forEach(branch -> branch.cancel(cause));
    }

    private void ended(String name, Object result, Throwable t) {
        running.remove(name);
        results.put(name, result);
        if (t != null && failure == null) {
            failure = t;
            if (failFast) {
                stop(new FlowInterruptedException(Result.ABORTED, true, new FailedFast(name)));
            }
        } else if (t != null && t != failure) {
            failure.addSuppressed(t);
        }
        if (!running.isEmpty()) {
            return;
        }
        if (failure == null) {
            getContext().onSuccess(results);
        } else {
            getContext().onFailure(failure);
        }
    }

    private static final class Branch extends BodyExecutionCallback {
        private static final long serialVersionUID = 1L;

        private final ParallelExecution execution;
        private final String name;

        Branch(ParallelExecution execution, String name) {
            this.execution = execution;
            this.name = name;
        }

        @Override
        public void onSuccess(StepContext context, Object result) {
            execution.ended(name, result, null);
        }

        @Override
        public void onFailure(StepContext context, Throwable t) {
            try {
                Executions.print(context, "Failed in branch " + name);
            } catch (IOException | InterruptedException e) {
                t.addSuppressed(e);
            }
            execution.ended(name, null, t);
        }
    }

    private static final class FailedFast extends CauseOfInterruption {
        private static final long serialVersionUID = 1L;

        private final String branch;

        FailedFast(String branch) {
            this.branch = branch;
        }

        @Override
        public String getShortDescription() {
            return "Failed in branch " + branch;
        }
    }
}
