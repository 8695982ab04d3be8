package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.fuel.Node;
import io.jenkins.plugins.pumphouse.host.model.HostStep;
import io.jenkins.plugins.pumphouse.host.model.NoteKeys;
import io.jenkins.plugins.pumphouse.host.nova.ReleaseBlocker;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A phase in which the machine belongs to neither cloud: it is switched off, rewired and switched on again. A move that
 * comes back after hours, as Jenkins or its agent was away, may find that another one has taken the host on, or that
 * somebody gave it back to the source. So Fuel and the source are asked before each act, and the move resumes where the
 * host is by then.
 */
final class BetweenClouds implements PhaseHandler {
    private final PhaseHandler phase;

    BetweenClouds(PhaseHandler phase) {
        this.phase = phase;
    }

    @Override
    public HostStep look(HostContext context) {
        HostStep step = phase.look(context);
        // Another machine, switched off by mistake, is switched on again whatever this host does.
        boolean acts = step instanceof HostStep.Act || step instanceof HostStep.AwaitBlock;
        return acts && context.state().note(NoteKeys.OTHER_MACHINE) == null
                ? OtherMachine.reportsAgain(context)
                        .or(() -> elsewhere(context))
                        .orElse(step)
                : step;
    }

    private static Optional<HostStep> elsewhere(HostContext context) {
        Optional<Node> taken = context.node().filter(node -> node.environment() != null);
        if (taken.isPresent()) {
            return Optional.of(isIn(context, taken.get()));
        }
        List<ReleaseBlocker> uses = CloudUse.bySource(context);
        return uses.isEmpty()
                ? Optional.empty()
                : Optional.of(from(
                        context,
                        context.services().source().name() + " uses it again ("
                                + uses.stream().map(ReleaseBlocker::what).collect(Collectors.joining("; ")) + ")"));
    }

    /** Of a node that an environment has, although this move has not assigned it. */
    static HostStep isIn(HostContext context, Node node) {
        return from(context, "Fuel has it as " + node.described() + " in environment " + node.environment());
    }

    private static HostStep from(HostContext context, String why) {
        HostStep.Elsewhere step = new HostStep.Elsewhere(
                why + "; this move leaves its power and its wiring alone and looks where it is", Start.of(context));
        NoteKeys.OF_THE_WAY_BETWEEN.forEach(context.state()::forget);
        return step;
    }

    @Override
    public String late(HostContext context) {
        return phase.late(context);
    }
}
