package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.fuel.DeployFailure;
import io.jenkins.plugins.pumphouse.host.fuel.Environment;
import io.jenkins.plugins.pumphouse.host.fuel.Fuel;
import io.jenkins.plugins.pumphouse.host.fuel.FuelTask;
import io.jenkins.plugins.pumphouse.host.fuel.Node;
import io.jenkins.plugins.pumphouse.host.model.HostException;
import io.jenkins.plugins.pumphouse.host.model.HostStep;
import io.jenkins.plugins.pumphouse.host.model.NoteKeys;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts;
import io.jenkins.plugins.pumphouse.host.nova.ReleaseBlocker;
import io.jenkins.plugins.pumphouse.host.nova.ReleaseCheck;
import io.jenkins.plugins.pumphouse.remedy.Remedy;
import java.util.List;
import java.util.Optional;

/**
 * The source stops counting on the host: no new server is placed on it, which is looked at once more afterwards, and
 * where the source was deployed by a Fuel of its own, that one lets the node go.
 */
final class Leave implements PhaseHandler {

    @Override
    public HostStep look(HostContext context) {
        HostFacts facts = context.source().look();
        if (facts.compute().enabled()) {
            return new HostStep.Act(
                    "disable nova-compute",
                    () -> context.source()
                            .disable("pumpHost: leaves for " + context.target().name()));
        }
        List<ReleaseBlocker> reasons =
                ReleaseCheck.blockers(facts, context.plan().allowances());
        if (!reasons.isEmpty()) {
            throw Interlock.refusal("nova-compute is disabled, but while it was checked, work came to it: ", reasons);
        }
        Fuel fuel = context.services().sourceFuel();
        return fuel == null ? left("") : leaveFuel(context, fuel);
    }

    private static HostStep leaveFuel(HostContext context, Fuel fuel) {
        Environment environment = SourceFuelCheck.environment(context, fuel);
        List<FuelTask> tasks = fuel.tasks(environment.id()); // before the node, which its own task may let go meanwhile
        Optional<Node> found = SourceFuelCheck.node(context, fuel, environment);
        if (found.isEmpty()) {
            String removed = context.state().note(NoteKeys.ERASED) == null
                    ? ", its disks not erased, as Fuel had not installed it"
                    : ", its disks erased";
            return left(
                    context.state().note(NoteKeys.SOURCE_NODE) == null
                            ? ""
                            : "; removed from environment " + environment.name() + removed);
        }
        Node node = found.get();
        context.state().note(NoteKeys.SOURCE_NODE, Integer.toString(node.id()));
        Optional<FuelTask> running =
                tasks.stream().filter(task -> !task.isFinished()).findFirst();
        if (running.isPresent() || node.status().equals("removing")) {
            return new HostStep.Wait("environment " + environment.name() + " is busy: "
                    + running.map(FuelTask::name).orElse("removing node-" + node.id()));
        }
        if (Integer.toString(context.state().tries()).equals(context.state().note(NoteKeys.LEFT_IN_TRY))) {
            throw kept(fuel, environment, node, tasks);
        }
        List<ReleaseBlocker> data = SourceFuelCheck.data(context, environment, node);
        if (!data.isEmpty()) {
            throw Interlock.refusal("cannot leave the source: ", data);
        }
        return fuel.version().deletesSingleNodes()
                ? delete(context, fuel, environment, node)
                : byChanges(context, fuel, environment, node);
    }

    /** Touches this node only, whatever waits in the environment. */
    private static HostStep delete(HostContext context, Fuel fuel, Environment environment, Node node) {
        boolean erases = !node.status().equals("discover");
        if (erases) {
            // Noted with the announcement: from then on nobody may count on the disks.
            context.state().note(NoteKeys.ERASED, environment.name());
        }
        return new HostStep.Act(
                "delete node-" + node.id() + " from environment " + environment.name()
                        + (erases ? ", which erases its disks" : ""),
                () -> {
                    fuel.deleteNode(node.id());
                    context.state()
                            .note(
                                    NoteKeys.LEFT_IN_TRY,
                                    Integer.toString(context.state().tries()));
                });
    }

    /** Before 6.1 only all changes together erase a node, so there must be no others. */
    private static HostStep byChanges(HostContext context, Fuel fuel, Environment environment, Node node) {
        List<String> foreign = ForeignChanges.in(context, fuel, environment);
        if (!foreign.isEmpty()) {
            throw new HostException(
                    "the source's Fuel can only apply all changes of " + environment + ", and others wait in it: "
                            + String.join(", ", foreign) + ". Apply or discard them in Fuel; then run again."
                            + (node.pendingDeletion()
                                    ? " " + node.described()
                                            + " is marked for deletion in it; discard that too if the host is to stay."
                                    : ""));
        }
        if (!node.pendingDeletion()) {
            return new HostStep.Act(
                    "unassign node-" + node.id() + " from environment " + environment.name(),
                    () -> fuel.unassign(environment.id(), node.id()));
        }
        context.state().note(NoteKeys.ERASED, environment.name());
        return new HostStep.Act(
                "apply the changes of environment " + environment.name() + ", which erases the disks of node-"
                        + node.id(),
                () -> {
                    fuel.deployments().applyChanges(environment.id());
                    context.state()
                            .note(
                                    NoteKeys.LEFT_IN_TRY,
                                    Integer.toString(context.state().tries()));
                });
    }

    private static HostException kept(Fuel fuel, Environment environment, Node node, List<FuelTask> tasks) {
        String words = DeployFailure.of(node.id(), fuel.nodes(environment.id()), tasks, fuel.notifications(node.id()))
                .map(DeployFailure::words)
                .filter(text -> !text.isEmpty())
                .orElse("it gives no reason");
        return HostException.worthRepeating(
                "the source's Fuel did not let " + node.described() + " go from " + environment + ": " + words
                        + ". Its disks may be erased already. Settle that in Fuel; then run again.",
                Remedy.SERVICE_FAULT);
    }

    private static HostStep left(String more) {
        return new HostStep.Done("drained, 0 servers; nova-compute disabled" + more);
    }

    @Override
    public String late(HostContext context) {
        return "the source's Fuel did not let it go in time. Look at the environment's tasks in that Fuel, then run again.";
    }
}
