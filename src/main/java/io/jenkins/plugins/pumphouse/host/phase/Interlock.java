package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.model.HostException;
import io.jenkins.plugins.pumphouse.host.model.HostStep;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts;
import io.jenkins.plugins.pumphouse.host.nova.Obstacle;
import io.jenkins.plugins.pumphouse.host.nova.ReleaseCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Everything that has to be true before a machine is taken away. Every reason against it is told at once. */
final class Interlock implements Stage {

    @Override
    public HostStep look(Site site) {
        HostFacts facts = site.source().look();
        List<Obstacle> reasons =
                new ArrayList<>(ReleaseCheck.obstacles(facts, site.plan().allowances()));
        reasons.addAll(new MachineCheck(site).obstacles(facts));
        reasons.addAll(new SourceFuelCheck(site).obstacles());
        FuelCheck fuel = new FuelCheck(site);
        reasons.addAll(fuel.obstacles());
        if (!reasons.isEmpty()) {
            throw refusal("cannot be released: ", reasons);
        }
        return new HostStep.Done(
                "ready to release: nothing uses it, its BMC answers, " + site.environment() + " of Fuel is free"
                        + fuel.remarks().stream().map(remark -> "; " + remark).collect(Collectors.joining()));
    }

    /** All reasons and then all ways out, as one message. */
    static HostException refusal(String how, List<Obstacle> reasons) {
        return new HostException(how + Obstacle.all(reasons));
    }

    @Override
    public String late(Site site) {
        return "the checks did not end in time; run again.";
    }
}
