package io.jenkins.plugins.pumphouse.steps;

import io.jenkins.plugins.pumphouse.host.model.HostPlan;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The block of {@code pumpHostBy} for one host: told about the host by its environment, heard when it ends. */
final class HostBlock extends BodyExecutionCallback {
    private static final long serialVersionUID = 1L;

    private final PumpHostExecution step;
    private final HostBlocks blocks;
    private final String host;

    HostBlock(PumpHostExecution step, HostBlocks blocks, String host) {
        this.step = step;
        this.blocks = blocks;
        this.host = host;
    }

    static void start(StepContext context, HostBlock block, HostPlan plan) throws IOException, InterruptedException {
        EnvironmentExpander facts = EnvironmentExpander.constant(facts(plan));
        context.newBodyInvoker()
                .withContext(EnvironmentExpander.merge(context.get(EnvironmentExpander.class), facts))
                .withDisplayName(block.host)
                .withCallback(block)
                .start();
    }

    /** What a script that rewires a host has to know; nothing of it is secret. */
    private static Map<String, String> facts(HostPlan plan) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("PUMP_HOST", plan.host());
        facts.put("PUMP_MACS", String.join(" ", plan.macs()));
        facts.put("PUMP_BMC", plan.bmc().address());
        facts.put("PUMP_SWITCH", plan.tor() == null ? "" : plan.tor().name());
        facts.put("PUMP_PORTS", String.join(" ", plan.ports()));
        facts.put("PUMP_VLAN", plan.vlan() == 0 ? "" : Integer.toString(plan.vlan()));
        return facts;
    }

    @Override
    public void onStart(StepContext context) {
        blocks.started(host);
    }

    @Override
    public void onSuccess(StepContext context, Object result) {
        blocks.ended(host, "");
    }

    /** A failure is the host's; an abort of the build is everybody's. */
    @Override
    public void onFailure(StepContext context, Throwable t) {
        if (t instanceof FlowInterruptedException interruption && interruption.isActualInterruption()) {
            step.stop(t);
        } else {
            blocks.ended(host, "its block failed: " + t.getMessage() + ". It is powered off; mend it and run the step again.");
        }
    }
}
