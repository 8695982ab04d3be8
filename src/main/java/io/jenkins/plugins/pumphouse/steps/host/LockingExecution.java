package io.jenkins.plugins.pumphouse.steps.host;

import io.jenkins.plugins.pumphouse.host.MoveClaim;
import io.jenkins.plugins.pumphouse.steps.ResumableExecution;
import io.jenkins.plugins.pumphouse.steps.StepArguments;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The run of a step that has its hosts for itself: of this controller's steps one at a time works with a host. */
abstract class LockingExecution<A extends StepArguments> extends ResumableExecution<A> {
    private static final long serialVersionUID = 1L;

    private transient volatile MoveLock lock;

    LockingExecution(StepContext context, A arguments) {
        super(context, arguments);
    }

    /** The step's own part in what is locked. */
    final MoveLock lock() throws IOException, InterruptedException {
        lock = lock == null ? new MoveLock(getContext(), arguments.step()) : lock;
        return lock;
    }

    /** Takes what is claimed for this step alone; else returns who has it, and tells that in the log. */
    final Optional<String> holderOf(List<MoveClaim> claims) throws IOException, InterruptedException {
        return lock().take(claims, line -> {
            waitsFor("waiting for another build");
            say(line);
        });
    }

    @Override
    protected void ended() {
        MoveLock taken = lock;
        if (taken != null) {
            taken.release();
        }
    }
}
