package org.jenkinsci.plugins.workflow.graph;

import hudson.model.Actionable;
import hudson.model.Saveable;
import java.io.IOException;
import java.util.List;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;

public abstract class FlowNode extends Actionable implements Saveable {
    private final transient FlowExecution exec;
    private final String id;
    private final List<FlowNode> parents;

    protected FlowNode(FlowExecution exec, String id, List<FlowNode> parents) {
        this.exec = exec;
        this.id = id;
        this.parents = List.copyOf(parents);
    }

    public String getId() {
        return id;
    }

    public List<FlowNode> getParents() {
        return parents;
    }

    public final boolean isActive() {
        return exec == null || exec.isActive(this);
    }

    @Override
    public String getDisplayName() {
        return getTypeDisplayName();
    }

    protected abstract String getTypeDisplayName();

    @Override
    public void save() throws IOException {}
}
