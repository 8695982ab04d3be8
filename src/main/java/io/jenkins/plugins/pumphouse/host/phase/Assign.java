package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.fuel.Environment;
import io.jenkins.plugins.pumphouse.host.fuel.Node;
import io.jenkins.plugins.pumphouse.host.model.HostException;
import io.jenkins.plugins.pumphouse.host.model.HostPlan;
import io.jenkins.plugins.pumphouse.host.model.HostStep;
import io.jenkins.plugins.pumphouse.host.model.NoteKeys;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The node gets its environment and roles, then disks and interfaces that fit its hardware; what was sent is read back.
 */
final class Assign implements PhaseHandler {

    @Override
    public HostStep look(HostContext context) {
        HostPlan plan = context.plan();
        Environment environment = context.environment();
        Node node = present(context);
        if (node.environment() == null) {
            return new HostStep.Act(
                    "assign " + String.join(", ", plan.node().roles()) + " in environment " + environment.name(),
                    () -> {
                        context.fuel()
                                .assign(environment.id(), node.id(), plan.node().roles());
                        context.services().forgetNodes();
                    });
        }
        if (node.environment() != environment.id()) {
            throw new HostException("node-" + node.id() + " was put into environment " + node.environment()
                    + " by somebody else, not into " + environment.name() + ". Unassign it in Fuel, then run again.");
        }
        requireRoles(context, environment, node);
        context.state().note(NoteKeys.ROLES, NoteKeys.text(plan.node().roles()));
        // The disks of a node that was deployed are what they are, whatever image it has booted.
        return node.status().equals("discover") && node.isFresh()
                ? layout(context, environment, node)
                : new HostStep.Done(null);
    }

    /**
     * Holds that nothing is deployed on the node but what was asked for: somebody may have assigned it before, or more
     * to it.
     *
     * @throws HostException with both ways out
     */
    static void requireRoles(HostContext context, Environment environment, Node node) {
        Set<String> wanted = new TreeSet<>(context.plan().node().roles());
        Set<String> has = new TreeSet<>(node.roles());
        has.addAll(node.pendingRoles());
        if (!has.equals(wanted)) {
            throw new HostException("node-" + node.id() + " of environment " + environment.name() + " has the roles "
                    + has + ", not " + wanted
                    + ": somebody else assigned them. Nothing is deployed. If they are right, say"
                    + " roles: ['" + String.join("', '", has)
                    + "'] in the step or the inventory; else take the node out of"
                    + " the environment (fuel --env " + environment.id() + " node remove --node " + node.id()
                    + "). Then run again.");
        }
    }

    private static HostStep layout(HostContext context, Environment environment, Node node) {
        NodeIdentity identity = new NodeIdentity(context, environment, node);
        Optional<HostStep.Act> named = identity.nextAct();
        if (named.isPresent()) {
            return named.get();
        }
        NodeLayout layout = new NodeLayout(context, environment, node);
        Optional<HostStep> next =
                layout.nextAct().map(HostStep.class::cast).or(new NetworkVerification(context, environment)::next);
        return next.isPresent()
                ? next.get()
                : new HostStep.Done("environment " + environment.name() + ": roles "
                        + String.join(", ", context.plan().node().roles()) + layout.described() + identity.described());
    }

    static Node present(HostContext context) {
        return context.node().orElseThrow(() -> NodePhase.vanished(context));
    }

    @Override
    public String late(HostContext context) {
        return "Fuel did not take its roles, disks and interfaces in time; run again to go on.";
    }
}
