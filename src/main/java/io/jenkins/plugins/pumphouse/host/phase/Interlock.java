package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.model.AggregatePlan;
import io.jenkins.plugins.pumphouse.host.model.HostException;
import io.jenkins.plugins.pumphouse.host.model.HostStep;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import io.jenkins.plugins.pumphouse.host.nova.ComputeHost;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts;
import io.jenkins.plugins.pumphouse.host.nova.ReleaseBlocker;
import io.jenkins.plugins.pumphouse.host.nova.ReleaseCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that has to be true before a machine is taken away. Every reason against it is told at once. */
final class Interlock implements PhaseHandler {
    private static final String NOT_YET = "is not released yet, as ";

    @Override
    public HostStep look(HostContext context) {
        boolean unknown = context.plan().machine().macs().isEmpty();
        Phase begun = begun(context);
        if (begun != Phase.INTERLOCK) {
            return new HostStep.Elsewhere(
                    (unknown
                                    ? "its BMC tells its MACs (" + String.join(", ", context.macs())
                                            + "), by which Fuel has it"
                                    : "Fuel has it as a node, and its BMC tells that it is this host")
                            + ": an earlier move had begun",
                    begun);
        }
        HostFacts facts = context.source().look();
        List<ReleaseBlocker> reasons =
                new ArrayList<>(ReleaseCheck.blockers(facts, context.plan().allowances()));
        reasons.addAll(new MachineCheck(context).blockers(facts));
        reasons.addAll(new SourceFuelCheck(context).blockers());
        AggregatePlan place = context.plan().place();
        reasons.addAll(new ComputeHost(context.target(), context.plan().host())
                .placeBlockers(place.aggregates(), place.zone()));
        FuelCheck fuel = new FuelCheck(context);
        reasons.addAll(fuel.blockers());
        // The task of a moment, such as a verification of networks, need not fail a host in the middle of the night.
        if (!reasons.isEmpty() && !context.isDryRun() && reasons.stream().allMatch(ReleaseBlocker::isUnderWay)) {
            return new HostStep.Wait(all(reasons));
        }
        if (!reasons.isEmpty()) {
            throw refusal("cannot be released: ", reasons);
        }
        return new HostStep.Done("ready to release: nothing uses it, its BMC answers, " + context.environment()
                + " of Fuel is free"
                + Stream.of(
                                fuel.remarks(),
                                new NodeProof(context).open(facts, OwnNode.seenBefore(context)),
                                Rewire.unremembered(context))
                        .flatMap(List::stream)
                        .map(remark -> "; " + remark)
                        .collect(Collectors.joining()));
    }

    /**
     * Where an earlier move has brought a host of which only its BMC tells the MACs, or that Fuel's node is its own.
     * This move began with that question, which the BMC may not have answered then.
     */
    private static Phase begun(HostContext context) {
        if (context.plan().machine().macs().isEmpty()) {
            new MachineCheck(context).learnMacs();
        }
        return context.macs().isEmpty()
                        || context.node()
                                .filter(node -> node.environment() != null)
                                .isEmpty()
                ? Phase.INTERLOCK
                : Start.of(context);
    }

    /** All reasons and then all ways out, as one message. */
    static HostException refusal(String how, List<ReleaseBlocker> reasons) {
        return new HostException(how + ReleaseBlocker.all(reasons));
    }

    private static String all(List<ReleaseBlocker> reasons) {
        return NOT_YET + ReleaseBlocker.all(reasons).replaceFirst("\\. To continue: .*", "");
    }

    @Override
    public String late(HostContext context) {
        String last = context.state().message();
        return last == null || !last.startsWith(NOT_YET)
                ? "the checks did not end in time; run again."
                : last + ". Nothing was done. To continue: wait until that has ended, or give this phase more time"
                        + " (timeouts: {interlock: 2h} of the host in the inventory); then run again.";
    }
}
