package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.model.HostPlan;
import io.jenkins.plugins.pumphouse.host.model.HostStep;
import java.util.ArrayList;
import java.util.List;

/**
 * Between off and on: the host's network is moved to the isolated Admin network, by its switch or by the operator's
 * block.
 */
final class Rewire implements Stage {

    @Override
    public HostStep look(Site site) {
        return switch (site.plan().wiring()) {
            case NONE -> new HostStep.Done(null);
            case BLOCK ->
                site.state().note(Notes.REWIRED) != null
                        ? new HostStep.Done("rewired by the block")
                        : new HostStep.AwaitBlock("the block");
            case SWITCH -> bySwitch(site);
        };
    }

    private static HostStep bySwitch(Site site) {
        HostPlan plan = site.plan();
        List<String> told = new ArrayList<>();
        for (String port : plan.ports()) {
            int vlan = site.tor().accessVlan(port);
            String former = site.state().note(Notes.FORMER_VLAN + port);
            if (!site.tor().isAccessPort(port, plan.vlan())) {
                // Noted with the announcement, before the port is touched: without it nobody could undo this.
                // One that was broken off half-way is in the new VLAN already: what it had before, only that build's
                // note knows.
                if (former == null && vlan != plan.vlan()) {
                    former = Integer.toString(vlan);
                    site.state().note(Notes.FORMER_VLAN + port, former);
                }
                return new HostStep.Act(
                        "port " + port + " of " + plan.tor().name() + ": VLAN " + (former == null ? vlan : former)
                                + " -> " + plan.vlan(),
                        () -> site.tor().accessVlan(port, plan.vlan()));
            }
            told.add("port " + port + (former == null ? ": is in VLAN " + vlan : ": VLAN " + former + " -> " + vlan));
        }
        return new HostStep.Done("switch " + plan.tor().name() + " " + String.join(", ", told));
    }

    @Override
    public String late(Site site) {
        return "it was not rewired in time. It is powered off and stays so; run again to go on.";
    }
}
