package io.jenkins.plugins.pumphouse.pipeline.program;

import com.cloudbees.groovy.cps.Outcome;
import com.google.common.util.concurrent.ListenableFuture;
import groovy.lang.Closure;
import hudson.model.Result;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** One call of a step. It may be settled from any thread, and exactly once. */
public final class ProgramStepContext extends StepContext {
    private static final long serialVersionUID = 1L;

    private final int id;
    private final int thread;
    private final String function;
    private final ContextValues values;
    private final Closure<?> body;
    /** What the step ended with. Saved: a run may be killed before its script has taken it. */
    private final AtomicReference<Outcome> settled = new AtomicReference<>();

    private transient Engine engine;
    private transient StepNode node;
    private transient boolean endsLate;
    private transient volatile boolean terminated;

    ProgramStepContext(Engine engine, int id, ProgramThread thread, String function, Closure<?> body) {
        this.engine = engine;
        this.id = id;
        this.thread = thread.id;
        this.values = thread.values;
        this.function = function;
        this.body = body;
    }

    /** Connects what was read back to the engine that runs it now. */
    void attach(Engine running) {
        this.engine = running;
    }

    int id() {
        return id;
    }

    int thread() {
        return thread;
    }

    String function() {
        return function;
    }

    /**
     * The end of a block of a step that may have ended before: what its callback makes of it then counts for nothing.
     */
    void hear(Runnable callback) {
        endsLate = isSettled();
        callback.run();
        endsLate = false;
    }

    synchronized StepNode node() {
        node = node == null ? new StepNode(id, function, this::isSettled) : node;
        return node;
    }

    ContextValues values() {
        return values;
    }

    /** Whether it has ended, which its block may not have. */
    public boolean isSettled() {
        return settled.get() != null;
    }

    /** What the step ended with; null while it runs. */
    Outcome outcome() {
        return settled.get();
    }

    @Override
    public <T> T get(Class<T> key) throws IOException {
        return engine.objects().get(key, this);
    }

    /** Ends it without a word to its step, which may end later, and counts for nothing then. */
    void terminate(Throwable cause) {
        terminated = true;
        onFailure(cause);
    }

    @Override
    public void onSuccess(Object result) {
        settle(new Outcome(result, null));
    }

    @Override
    public void onFailure(Throwable t) {
        settle(new Outcome(null, t));
    }

    private void settle(Outcome outcome) {
        if ((endsLate || terminated) && settled.get() != null) {
            return; // as a block ends whose step has failed before it, or a step that was terminated
        }
        if (!settled.compareAndSet(null, outcome)) {
            throw engine.violation("step " + function + " ended a second time, with " + outcome);
        }
        engine.settle(this, outcome);
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public ListenableFuture<Void> saveState() {
        return engine.saveState();
    }

    @Override
    public void setResult(Result r) {
        engine.run().setResult(r);
    }

    @Override
    public boolean hasBody() {
        return body != null;
    }

    @Override
    public BodyInvoker newBodyInvoker() {
        if (body == null) {
            throw new IllegalStateException("There is no body to invoke");
        }
        return newBodyInvoker(body);
    }

    /** For steps that take their blocks as arguments, as {@code parallel}. */
    public BodyInvoker newBodyInvoker(Closure<?> block) {
        return new ProgramBodyInvoker(engine, this, block);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof ProgramStepContext other && other.id == id && other.engine == engine;
    }

    @Override
    public int hashCode() {
        return id;
    }

    @Override
    public String toString() {
        return function + " (" + id + ")";
    }
}
