package io.jenkins.plugins.pumphouse.steps.host;

import io.jenkins.plugins.pumphouse.host.model.HostPlan;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.NoteKeys;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The block of {@code pumpHostBy} for one host: told about the host by its environment, heard when it ends. */
final class HostBlock extends BodyExecutionCallback {
    private static final long serialVersionUID = 1L;

    private final HostsExecution step;
    private final HostBlocks blocks;
    private final String host;
    /** The node at which the block began, which is also the last one before its end if the block is empty. */
    private String begin;

    HostBlock(HostsExecution step, HostBlocks blocks, String host) {
        this.step = step;
        this.blocks = blocks;
        this.host = host;
    }

    /** @param moves for steps in the block that ask for a host */
    static void start(StepContext context, HostBlock block, MovesAround moves, HostPlan plan, HostState state)
            throws IOException, InterruptedException {
        EnvironmentExpander facts = EnvironmentExpander.constant(facts(plan, state));
        context.newBodyInvoker()
                .withContext(EnvironmentExpander.merge(context.get(EnvironmentExpander.class), facts))
                .withContext(moves)
                .withDisplayName(block.host)
                .withCallback(block)
                .start();
    }

    /** What a script that rewires a host has to know; nothing of it is secret. */
    private static Map<String, String> facts(HostPlan plan, HostState state) {
        Collection<String> macs = plan.machine().macs().isEmpty()
                ? NoteKeys.list(state.note(NoteKeys.MACS)) // as the BMC told them
                : plan.machine().macs();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("PUMP_HOST", plan.host());
        facts.put("PUMP_MACS", macs.stream().sorted().collect(Collectors.joining(" "))); // neither source has an order
        facts.put("PUMP_BMC", plan.machine().bmc().address());
        facts.put(
                "PUMP_SWITCH",
                plan.wiring().tor() == null ? "" : plan.wiring().tor().name());
        facts.put("PUMP_PORTS", String.join(" ", plan.wiring().ports()));
        facts.put(
                "PUMP_VLAN",
                plan.wiring().vlan() == 0 ? "" : Integer.toString(plan.wiring().vlan()));
        return facts;
    }

    @Override
    public void onStart(StepContext context) {
        begin = node(context).map(FlowNode::getId).orElse(null);
        blocks.started(host);
    }

    @Override
    public void onSuccess(StepContext context, Object result) {
        boolean empty = node(context)
                .filter(end ->
                        end.getParents().stream().anyMatch(node -> node.getId().equals(begin)))
                .isPresent();
        blocks.ended(
                host,
                empty
                        ? "its block has run no step, so nothing has rewired it. It is powered off; put the steps that"
                                + " rewire it into the block, or use the step without a block, and run it again."
                        : "");
    }

    private static Optional<FlowNode> node(StepContext context) {
        try {
            return Optional.ofNullable(context.get(FlowNode.class));
        } catch (IOException e) {
            return Optional.empty(); // the build's record cannot be read; the block is believed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** A failure is the host's; an abort of the build is everybody's. */
    @Override
    public void onFailure(StepContext context, Throwable t) {
        if (t instanceof FlowInterruptedException interruption && interruption.isActualInterruption()) {
            step.stop(t);
        } else {
            blocks.ended(
                    host,
                    "its block failed: " + t.getMessage()
                            + ". The host is powered off. Correct the block and run the step again.");
        }
    }
}
