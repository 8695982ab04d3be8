package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.fuel.Environment;
import io.jenkins.plugins.pumphouse.host.fuel.FuelException;
import io.jenkins.plugins.pumphouse.host.fuel.Node;
import io.jenkins.plugins.pumphouse.host.model.HostPlan;
import io.jenkins.plugins.pumphouse.host.nova.Obstacle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether Fuel can take the machine: the environment is there, nobody else works in it, and nothing foreign would be deployed along. */
final class FuelCheck {
    private final Site site;
    private final HostPlan plan;
    private final List<Obstacle> obstacles = new ArrayList<>();

    FuelCheck(Site site) {
        this.site = site;
        this.plan = site.plan();
    }

    List<Obstacle> obstacles() {
        try {
            Environment environment = site.environment();
            if (plan.roles().isEmpty()) {
                add("it has no roles for " + environment, "say roles: ['compute'] in the step or the inventory");
            }
            foreignWork(environment);
            if (!site.macs().isEmpty()) {
                ownRecord(environment);
            }
        } catch (FuelException.NotFound e) {
            add(e.getMessage().replaceFirst("\\.$", ""), "correct the environment");
        }
        return obstacles;
    }

    /** What the other hosts of this step do there is ours; they take turns. */
    private void foreignWork(Environment environment) {
        Set<String> ours = new HashSet<>(site.macs());
        site.world().request().hosts().forEach(host -> ours.addAll(host.macs()));
        List<Node> members = site.world().nodes().stream()
                .filter(node -> node.environment() != null && node.environment() == environment.id())
                .toList();
        List<Node> foreign = members.stream().filter(node -> node.macs().stream().noneMatch(ours::contains)).toList();
        foreign.stream().filter(Node::isPending).forEach(node -> add(
                "in " + environment + " " + Site.named(node) + " waits to be " + (node.pendingDeletion() ? "removed" : "added")
                        + ", which a deployment might do along",
                "apply or discard the pending changes of " + environment));
        boolean weWork = members.stream().filter(node -> !foreign.contains(node)).anyMatch(FuelCheck::isWorkedOn);
        if (!weWork) {
            site.fuel().tasks(environment.id()).stream().filter(task -> !task.isFinished()).findFirst().ifPresent(task ->
                    add("Fuel works on " + environment + " already (" + task + ")", "wait until that has ended"));
        }
    }

    private static boolean isWorkedOn(Node node) {
        return Set.of("provisioning", "provisioned", "deploying").contains(node.status());
    }

    private void ownRecord(Environment environment) {
        site.node().filter(node -> node.environment() != null && !isOfSource(node)).ifPresent(node -> add(
                "Fuel has this machine already, as " + Site.named(node) + " in "
                        + (node.environment() == environment.id() ? environment : "environment " + node.environment()),
                "remove " + node + " from there"));
    }

    /** The source may be an environment of the same Fuel; then leaving it removes the record. */
    private boolean isOfSource(Node node) {
        return site.world().sourceFuel() == site.fuel()
                && Site.environment(site.fuel(), site.world().request().sourceEnvironment()).id() == node.environment();
    }

    private void add(String what, String wayOut) {
        obstacles.add(new Obstacle(what, wayOut, false));
    }
}
