package io.jenkins.plugins.pumphouse.pipeline.program;

import com.cloudbees.groovy.cps.Outcome;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** A block of a step that runs, or has run. */
final class ProgramBody extends BodyExecution {
    private static final long serialVersionUID = 1L;

    private final ProgramStepContext owner;
    private final BodyExecutionCallback callback;
    private boolean empty = true;
    private transient Engine engine;
    private transient CompletableFuture<Object> end = new CompletableFuture<>();

    ProgramBody(Engine engine, ProgramStepContext owner, BodyExecutionCallback callback) {
        this.engine = engine;
        this.owner = owner;
        this.callback = callback;
    }

    /** Connects what was read back to the engine that runs it now. */
    void attach(Engine running) {
        this.engine = running;
        this.end = new CompletableFuture<>();
    }

    /** The thread that waits for the step whose block this is. */
    int thread() {
        return owner.thread();
    }

    /** The step whose block this is. */
    ProgramStepContext owner() {
        return owner;
    }

    /** A step of the block is called. */
    void called() {
        empty = false;
    }

    void started() {
        callback.onStart(new ProgramBlockContext(owner, owner.node()));
    }

    /** Tells the step; what its callback throws fails the step. */
    void ended(Outcome outcome) {
        if (outcome.isSuccess()) {
            end.complete(outcome.getNormal());
            try {
                callback.onSuccess(atEnd(), outcome.getNormal());
            } catch (RuntimeException e) {
                owner.onFailure(e);
            }
        } else {
            Throwable failure = outcome.getAbnormal();
            end.completeExceptionally(failure);
            try {
                callback.onFailure(atEnd(), failure);
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
                owner.onFailure(failure);
            }
        }
    }

    private ProgramBlockContext atEnd() {
        return new ProgramBlockContext(owner, StepNode.endOf(owner.id(), owner.function(), empty));
    }

    @Override
    public Collection<StepExecution> getCurrentExecutions() {
        return engine.innermost(this);
    }

    @Override
    public boolean cancel(Throwable t) {
        engine.stop(this, t);
        return true;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        throw new IllegalStateException("A block is cancelled with a cause");
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public boolean isDone() {
        return end.isDone();
    }

    @Override
    public Object get() throws InterruptedException, ExecutionException {
        return end.get();
    }

    @Override
    public Object get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        return end.get(timeout, unit);
    }
}
