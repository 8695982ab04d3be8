package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.model.HostPlan;
import io.jenkins.plugins.pumphouse.host.model.HostStep;
import java.util.ArrayList;
import java.util.List;

/**
 * Between off and on: the host's network is moved to the isolated Admin network, by its switch or by the operator's
 * block.
 */
final class Rewire implements PhaseHandler {

    @Override
    public HostStep look(HostContext context) {
        return switch (context.plan().wiring().by()) {
            case NONE -> new HostStep.Done(null);
            case BLOCK ->
                context.state().note(NoteKeys.REWIRED) != null
                        ? new HostStep.Done("rewired by the block")
                        : new HostStep.AwaitBlock("the block");
            case SWITCH -> bySwitch(context);
        };
    }

    private static HostStep bySwitch(HostContext context) {
        HostPlan plan = context.plan();
        List<String> told = new ArrayList<>();
        for (String port : plan.wiring().ports()) {
            int vlan = context.tor().accessVlan(port);
            String former = context.state().note(NoteKeys.FORMER_VLAN + port);
            if (!context.tor().isAccessPort(port, plan.wiring().vlan())) {
                // Noted with the announcement, before the port is touched: without it nobody could undo this.
                // One that was broken off half-way is in the new VLAN already: what it had before, only that build's
                // note knows.
                if (former == null && vlan != plan.wiring().vlan()) {
                    former = Integer.toString(vlan);
                    context.state().note(NoteKeys.FORMER_VLAN + port, former);
                }
                return new HostStep.Act(
                        "port " + port + " of " + plan.wiring().tor().name() + ": VLAN "
                                + (former == null ? vlan : former) + " -> "
                                + plan.wiring().vlan(),
                        () -> context.tor().accessVlan(port, plan.wiring().vlan()));
            }
            told.add("port " + port + (former == null ? ": is in VLAN " + vlan : ": VLAN " + former + " -> " + vlan));
        }
        return new HostStep.Done("switch " + plan.wiring().tor().name() + " " + String.join(", ", told));
    }

    @Override
    public String late(HostContext context) {
        return "it was not rewired in time. It is powered off and stays so; run again to go on.";
    }
}
