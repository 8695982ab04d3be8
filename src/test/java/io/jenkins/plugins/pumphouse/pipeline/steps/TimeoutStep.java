package io.jenkins.plugins.pumphouse.pipeline.steps;

import hudson.Extension;
import hudson.model.Result;
import hudson.model.TaskListener;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import jenkins.model.CauseOfInterruption;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code timeout(5) { … }}: interrupts the block when its time is up. */
public final class TimeoutStep extends Step {
    private static volatile Clock clock = Clock.systemUTC();

    private final int time;
    private TimeUnit unit = TimeUnit.MINUTES;

    @DataBoundConstructor
    public TimeoutStep(int time) {
        this.time = time;
    }

    @DataBoundSetter
    public void setUnit(TimeUnit unit) {
        this.unit = unit;
    }

    /** Where the time comes from; a clock that stands still decides nothing until a step begins or resumes. */
    public static void clock(Clock next) {
        clock = next;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, clock.millis() + unit.toMillis(time));
    }

    @Extension
    public static final class DescriptorImpl extends UsualDescriptor {
        public DescriptorImpl() {
            super("timeout", BLOCK, TaskListener.class);
        }
    }

    private static final class Execution extends StepExecution {
        private static final long serialVersionUID = 1L;

        private final long end; // milliseconds of the epoch
        private BodyExecution block;
        private transient ScheduledFuture<?> alarm;

        Execution(StepContext context, long end) {
            super(context);
            this.end = end;
        }

        @Override
        public boolean start() {
            block = getContext().newBodyInvoker().withCallback(new Disarm(this)).start();
            onResume();
            return false;
        }

        @Override
        public void onResume() {
            long left = Math.max(0, end - clock.millis());
            alarm = Timer.get().schedule(this::cancel, left, TimeUnit.MILLISECONDS);
        }

        private void cancel() {
            try {
                Executions.print(getContext(), "Cancelling nested steps due to timeout");
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
            block.cancel(new FlowInterruptedException(Result.ABORTED, true, new Exceeded(end)));
        }
    }

    private static final class Disarm extends BodyExecutionCallback {
        private static final long serialVersionUID = 1L;

        private final Execution execution;

        Disarm(Execution execution) {
            this.execution = execution;
        }

        @Override
        public void onSuccess(StepContext context, Object result) {
            execution.alarm.cancel(false);
            context.onSuccess(result);
        }

        /** Outside of the step its own interruption is a failure like any other. */
        @Override
        public void onFailure(StepContext context, Throwable t) {
            execution.alarm.cancel(false);
            if (t instanceof FlowInterruptedException interruption
                    && interruption.getCauses().stream()
                            .anyMatch(cause -> cause instanceof Exceeded exceeded && exceeded.end == execution.end)) {
                interruption.setActualInterruption(false);
            }
            context.onFailure(t);
        }
    }

    private static final class Exceeded extends CauseOfInterruption {
        private static final long serialVersionUID = 1L;

        private final long end;

        Exceeded(long end) {
            this.end = end;
        }

        @Override
        public String getShortDescription() {
            return "Timeout has been exceeded";
        }
    }
}
