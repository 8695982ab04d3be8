package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.fuel.Node;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts;
import io.jenkins.plugins.pumphouse.host.nova.ReleaseCheck;
import io.jenkins.plugins.pumphouse.host.power.BmcException;
import io.jenkins.plugins.pumphouse.host.power.Power;
import java.util.Optional;

/**
 * Where a host is already. A run that takes over from one that failed or was aborted must not power off a machine that
 * Fuel works on, and one that finds everything done has nothing to change.
 */
public final class Start {
    private Start() {}

    /**
     * The phase to begin with: the interlock, unless Fuel has the machine already and the source uses it no more. A
     * host that is down while the source has servers on it has not left, whatever its machine has booted.
     */
    public static Phase of(HostContext context) {
        if (context.macs().isEmpty()) {
            return Phase.INTERLOCK;
        }
        Optional<Node> node = context.node();
        return node.isEmpty()
                ? Phase.INTERLOCK
                : of(context, node.get(), context.source().find());
    }

    private static Phase of(HostContext context, Node node, Optional<HostFacts> source) {
        boolean up = source.map(facts -> facts.compute().up()).orElse(false);
        boolean used =
                source.filter(facts -> !ReleaseCheck.uses(facts).isEmpty()).isPresent();
        if (node.environment() == null) {
            boolean booted = node.status().equals("discover") && node.online() && !isOff(context);
            return booted && !up && !used && new NodeProof(context).isGivenByNow(node) ? Phase.ASSIGN : Phase.INTERLOCK;
        }
        if (node.environment() != context.environment().id()) {
            return Phase.INTERLOCK;
        }
        // Another machine's, in the inventory's mistake: one that still reports to the source is not Fuel's node.
        if ((up || node.isToBeProvisioned()) && !isProven(context, node)) {
            return Phase.INTERLOCK;
        }
        if (node.status().equals("ready")) {
            // Nothing is erased any more, and the source does not forget a host on which it has servers.
            return up && isAtWork(source.get()) ? Phase.INTERLOCK : Phase.ARRIVE;
        }
        if (used) {
            return Phase.INTERLOCK;
        }
        return !node.status().equals("discover")
                ? Phase.DEPLOY
                : node.online() && !isOff(context) ? Phase.ASSIGN : Phase.INTERLOCK;
    }

    /** Before the first phase nobody waits for a BMC; the interlock does, and asks this again. */
    private static boolean isProven(HostContext context, Node node) {
        NodeProof proof = new NodeProof(context);
        return context.state().phase() == null ? proof.isGivenByNow(node) : proof.isGiven(node);
    }

    /** Whether it is off, so that who reports to Fuel with its MACs is another machine, or was it minutes ago. */
    private static boolean isOff(HostContext context) {
        try {
            return context.bmc().power() == Power.OFF;
        } catch (BmcException e) {
            return false; // nothing is switched any more, so that its BMC is not needed
        }
    }

    private static boolean isAtWork(HostFacts facts) {
        return facts.compute().enabled() || !facts.servers().isEmpty();
    }
}
