package io.jenkins.plugins.pumphouse.pipeline.program;

import com.google.common.util.concurrent.ListenableFuture;
import hudson.model.Result;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** What the callback of a block gets: the context of the block's step, at the node where the block is now. */
public final class ProgramBlockContext extends StepContext {
    private static final long serialVersionUID = 1L;

    private final ProgramStepContext owner;
    private final transient StepNode node;

    ProgramBlockContext(ProgramStepContext owner, StepNode node) {
        this.owner = owner;
        this.node = node;
    }

    @Override
    public <T> T get(Class<T> key) throws IOException {
        return key == FlowNode.class ? key.cast(node) : owner.get(key);
    }

    @Override
    public void onSuccess(Object result) {
        owner.onSuccess(result);
    }

    @Override
    public void onFailure(Throwable t) {
        owner.onFailure(t);
    }

    /** Whether the block's step has ended. */
    public boolean isSettled() {
        return owner.isSettled();
    }

    @Override
    public boolean isReady() {
        return owner.isReady();
    }

    @Override
    public ListenableFuture<Void> saveState() {
        return owner.saveState();
    }

    @Override
    public void setResult(Result r) {
        owner.setResult(r);
    }

    @Override
    public BodyInvoker newBodyInvoker() {
        return owner.newBodyInvoker();
    }

    @Override
    public boolean hasBody() {
        return owner.hasBody();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof ProgramBlockContext other && other.owner.equals(owner);
    }

    @Override
    public int hashCode() {
        return owner.hashCode();
    }

    @Override
    public String toString() {
        return "block of " + owner;
    }
}
