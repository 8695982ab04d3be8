package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.fuel.DeployWay;
import io.jenkins.plugins.pumphouse.host.fuel.Environment;
import io.jenkins.plugins.pumphouse.host.fuel.Fuel;
import io.jenkins.plugins.pumphouse.host.fuel.FuelTask;
import io.jenkins.plugins.pumphouse.host.fuel.Node;
import io.jenkins.plugins.pumphouse.host.model.Step;
import io.jenkins.plugins.pumphouse.host.nova.HostFacts;
import io.jenkins.plugins.pumphouse.host.nova.Obstacle;
import io.jenkins.plugins.pumphouse.host.nova.ReleaseCheck;
import java.util.List;
import java.util.Optional;

/**
 * The source stops counting on the host: no new server is put there, which is looked at once more afterwards, and where the source
 * was deployed by a Fuel of its own, that one lets the node go.
 */
final class Leave implements Stage {

    @Override
    public Step look(Site site) {
        HostFacts facts = site.source().look();
        if (facts.compute().enabled()) {
            return new Step.Act("disable nova-compute", () -> site.source().disable("pumpHost: leaves for " + site.target().name()));
        }
        List<Obstacle> reasons = ReleaseCheck.obstacles(facts, site.plan().allowances());
        if (!reasons.isEmpty()) {
            throw Interlock.refusal("nova-compute is disabled, but while it was checked, work came to it: ", reasons);
        }
        Fuel fuel = site.world().sourceFuel();
        return fuel == null ? left(site, "") : leaveFuel(site, fuel);
    }

    private static Step leaveFuel(Site site, Fuel fuel) {
        Environment environment = Site.environment(fuel, site.world().request().sourceEnvironment());
        Optional<Node> node = fuel.nodes().stream()
                .filter(n -> n.environment() != null && n.environment() == environment.id())
                .filter(n -> n.macs().stream().anyMatch(site.macs()::contains))
                .findFirst();
        if (node.isEmpty()) {
            return left(site, site.state().note(Notes.SOURCE_NODE) == null
                    ? ""
                    : "; removed from environment " + environment.name());
        }
        site.state().note(Notes.SOURCE_NODE, Integer.toString(node.get().id()));
        Optional<FuelTask> running = fuel.tasks(environment.id()).stream().filter(task -> !task.isFinished()).findFirst();
        if (running.isPresent()) {
            return new Step.Wait("environment " + environment.name() + " is busy: " + running.get().name());
        }
        if (DeployWay.changesDeployAll(fuel.release(environment.releaseId()))) {
            // Applying changes would deploy every other node of the source again; deleting the node touches nothing else.
            return new Step.Act("delete node-" + node.get().id() + " from environment " + environment.name(),
                    () -> fuel.deleteNode(node.get().id()));
        }
        if (!node.get().pendingDeletion()) {
            return new Step.Act("unassign node-" + node.get().id() + " from environment " + environment.name(),
                    () -> fuel.unassign(environment.id(), node.get().id()));
        }
        return new Step.Act("apply the changes of environment " + environment.name(), () -> fuel.applyChanges(environment.id()));
    }

    private static Step left(Site site, String more) {
        return new Step.Done("drained, 0 servers; nova-compute disabled" + more);
    }

    @Override
    public String late(Site site) {
        return "the source's Fuel did not let it go in time. Look at the environment's tasks there, then run again.";
    }
}
