package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.fuel.Node;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import java.util.Optional;

/**
 * Where a host is already. A run that takes over from one that failed or was aborted must not power off a machine that
 * Fuel works on, and one that finds everything done has nothing to change.
 */
public final class Start {
    private Start() {}

    /** The phase to begin with: the interlock, unless Fuel has the machine already and the source has it no more. */
    public static Phase of(HostContext context) {
        if (context.macs().isEmpty()) {
            return Phase.INTERLOCK;
        }
        Optional<Node> node = context.node();
        return node.isEmpty() || isAtWork(context) ? Phase.INTERLOCK : of(context, node.get());
    }

    /**
     * A host that the source counts on has not left, whatever Fuel says of its MACs: it is not passed over by the
     * interlock.
     */
    private static boolean isAtWork(HostContext context) {
        return context.source()
                .find()
                .map(facts -> facts.compute().up()
                        && (facts.compute().enabled() || !facts.servers().isEmpty()))
                .orElse(false);
    }

    private static Phase of(HostContext context, Node node) {
        if (node.environment() == null) {
            boolean booted = node.status().equals("discover") && node.online();
            return booted
                            && context.source()
                                    .find()
                                    .map(facts -> !facts.compute().up())
                                    .orElse(true)
                    ? Phase.ASSIGN
                    : Phase.INTERLOCK;
        }
        if (node.environment() != context.environment().id()) {
            return Phase.INTERLOCK;
        }
        return switch (node.status()) {
            case "discover" -> node.online() ? Phase.ASSIGN : Phase.INTERLOCK;
            case "ready" -> Phase.ARRIVE;
            default -> Phase.DEPLOY;
        };
    }
}
