package io.jenkins.plugins.pumphouse.pipeline.program;

import groovy.lang.Closure;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;

/** Starts the block of a step, as often as the step wants. */
final class ProgramBodyInvoker extends BodyInvoker {
    private final Engine engine;
    private final ProgramStepContext owner;
    private final Closure<?> block;
    private ContextValues values;
    private BodyExecutionCallback callback;
    private String displayName;

    ProgramBodyInvoker(Engine engine, ProgramStepContext owner, Closure<?> block) {
        this.engine = engine;
        this.owner = owner;
        this.block = block;
        this.values = owner.values();
    }

    @Override
    public BodyInvoker withContext(Object override) {
        values = values.with(override);
        return this;
    }

    @Override
    public BodyInvoker withDisplayName(String name) {
        displayName = name;
        return this;
    }

    @Override
    public BodyInvoker withCallback(BodyExecutionCallback newCallback) {
        callback = newCallback;
        return this;
    }

    @Override
    public BodyExecution start() {
        if (callback == null) {
            throw new IllegalStateException(owner + " starts its block without a callback");
        }
        ProgramBody body = new ProgramBody(engine, owner, callback);
        engine.startBlock(body, block, values, displayName);
        return body;
    }
}
