package io.jenkins.plugins.pumphouse.pipeline.program;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** What a step may hang its labels and warnings on; nobody looks at it here. */
final class StepNode extends FlowNode {
    private final String function;

    /** @param over whether its step has ended */
    StepNode(int id, String function, BooleanSupplier over) {
        super(
                new FlowExecution() {
                    @Override
                    public boolean isActive(FlowNode node) {
                        return !over.getAsBoolean();
                    }
                },
                Integer.toString(id),
                List.of());
        this.function = function;
    }

    /** The end of a block: behind the node of its last step, or behind its beginning if it had none. */
    static StepNode endOf(int id, String function, boolean empty) {
        return new StepNode(
                id + "-end",
                function,
                List.of(
                        empty
                                ? new StepNode(id, function, () -> true)
                                : new StepNode(id + "-last", function, List.of())));
    }

    private StepNode(String id, String function, List<FlowNode> parents) {
        super(null, id, parents);
        this.function = function;
    }

    @Override
    protected String getTypeDisplayName() {
        return function;
    }
}
