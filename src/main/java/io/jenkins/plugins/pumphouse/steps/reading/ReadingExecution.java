package io.jenkins.plugins.pumphouse.steps.reading;

import io.jenkins.plugins.pumphouse.steps.ResumableExecution;
import io.jenkins.plugins.pumphouse.steps.StepArguments;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The run of a step that reads both clouds and writes to none, so that it may be begun again at any time. */
abstract class ReadingExecution<A extends StepArguments> extends ResumableExecution<A> {
    private static final long serialVersionUID = 1L;

    ReadingExecution(StepContext context, A arguments) {
        super(context, arguments);
    }

    /** What it does, for the status of the step: {@code "reading both clouds"}. */
    abstract String doing();

    @Override
    public final String getStatus() {
        return doing();
    }

    @Override
    protected final String resumed() {
        return doing() + " again";
    }

    @Override
    protected final void stopped() {
        say("interrupted; nothing was changed");
    }
}
