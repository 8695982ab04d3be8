package io.jenkins.plugins.pumphouse.pipeline.program;

import java.util.List;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** What a step may hang its labels and warnings on; nobody looks at it here. */
final class StepNode extends FlowNode {
    private final String function;

    StepNode(int id, String function) {
        super(null, Integer.toString(id), List.of());
        this.function = function;
    }

    @Override
    protected String getTypeDisplayName() {
        return function;
    }
}
