package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.fuel.DeployFailure;
import io.jenkins.plugins.pumphouse.host.fuel.DeployStep;
import io.jenkins.plugins.pumphouse.host.fuel.DeployWay;
import io.jenkins.plugins.pumphouse.host.fuel.Environment;
import io.jenkins.plugins.pumphouse.host.fuel.FuelTask;
import io.jenkins.plugins.pumphouse.host.fuel.Node;
import io.jenkins.plugins.pumphouse.host.model.HostException;
import io.jenkins.plugins.pumphouse.host.model.Step;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * This node and no other is provisioned and deployed. What Fuel does with it is read from the node itself; a task tells only why it
 * went wrong, as tasks of Fuel vanish (fuel-api.md, section 7).
 */
final class Deploy implements Stage {

    @Override
    public Step look(Site site) {
        Environment environment = site.environment();
        Node node = Assign.present(site);
        checkPlace(environment, node);
        site.state().note(Notes.NODE, Integer.toString(node.id()));
        boolean begun = Integer.toString(site.state().tries()).equals(site.state().note(Notes.DEPLOYED_IN_TRY));
        if (!begun) {
            site.state().forget(Notes.TASK);
        }
        DeployWay way = DeployWay.of(site.fuel().release(environment.releaseId()));
        List<FuelTask> tasks = site.fuel().tasks(environment.id());
        DeployStep step = DeployStep.of(way, node, tasks);
        return switch (step) {
            case READY -> new Step.Done("deployed by Fuel as " + node.fqdn());
            case WAIT -> underWay(site, node, tasks);
            case FAILED -> {
                if (begun) {
                    throw failed(site, environment, node, tasks);
                }
                // Left over from an earlier try or build: Fuel takes it up where it failed.
                yield act(site, environment, node, DeployStep.again(way, node));
            }
            default -> {
                failureOfOthers(site, node, environment);
                yield act(site, environment, node, step);
            }
        };
    }

    private static void checkPlace(Environment environment, Node node) {
        if (node.environment() == null || node.environment() != environment.id()) {
            throw new HostException("node-" + node.id() + " is no longer in " + environment
                    + "; somebody unassigned it. Run again to assign it anew.");
        }
        if (node.pendingDeletion()) {
            throw new HostException("somebody marked node-" + node.id() + " for deletion from " + environment
                    + ". Nothing is deployed; discard that change in Fuel, or leave it, and run again.");
        }
    }

    private static Step underWay(Site site, Node node, List<FuelTask> tasks) {
        if (node.status().equals("provisioning") || node.status().equals("deploying")) {
            noteBegun(site);
            return new Step.Wait(node.status() + " " + tens(node.progress()) + " %");
        }
        return new Step.Wait(tasks.stream()
                .filter(task -> !task.isFinished() && !Integer.toString(task.id()).equals(site.state().note(Notes.TASK)))
                .filter(task -> task.parent() == null)
                .findFirst()
                .map(task -> "waiting for its turn: Fuel's " + task + " is running")
                .orElse(null));
    }

    private static Step.Act act(Site site, Environment environment, Node node, DeployStep step) {
        return switch (step) {
            case PROVISION -> new Step.Act("provision node-" + node.id(),
                    () -> started(site, site.fuel().provision(environment.id(), node.id())));
            case DEPLOY -> new Step.Act("deploy node-" + node.id(), () -> started(site, site.fuel().deploy(environment.id(), node.id())));
            default -> new Step.Act("apply the changes of " + environment, () -> started(site, site.fuel().applyChanges(environment.id())));
        };
    }

    private static void started(Site site, FuelTask task) {
        noteBegun(site);
        site.state().note(Notes.TASK, Integer.toString(task.id()));
        site.world().forgetNodes();
    }

    private static void noteBegun(Site site) {
        site.state().note(Notes.DEPLOYED_IN_TRY, Integer.toString(site.state().tries()));
    }

    /** Our task has ended badly, and not for our node: a check before the work, or another node. */
    private static void failureOfOthers(Site site, Node node, Environment environment) {
        String id = site.state().note(Notes.TASK);
        Optional<FuelTask> failed = id == null ? Optional.empty() : site.fuel().task(Integer.parseInt(id)).filter(FuelTask::isFailed);
        if (failed.isPresent()) {
            String others = DeployFailure.of(node.id(), site.fuel().nodes(environment.id()), List.of(failed.get()), List.of())
                    .map(DeployFailure::others)
                    .orElse(List.of())
                    .stream()
                    .map(Site::named)
                    .collect(Collectors.joining(", "));
            throw new HostException("Fuel's " + failed.get() + " ended with: " + failed.get().message() + ". node-" + node.id()
                    + " itself is \"" + node.status() + "\"; the cause is " + (others.isEmpty() ? "a check before the work" : others)
                    + ". Mend that, then run again.", true);
        }
    }

    private static HostException failed(Site site, Environment environment, Node node, List<FuelTask> tasks) {
        String words = DeployFailure.of(node.id(), site.fuel().nodes(environment.id()), tasks, site.fuel().notifications(node.id()))
                .map(DeployFailure::words)
                .orElse("");
        boolean provisioning = "provision".equals(node.errorType());
        String what = provisioning ? "provisioning" : "deployment";
        return new HostException("Fuel failed in the " + what + " of node-" + node.id() + ": " + words + ". Its logs in Fuel ("
                + environment + ", Logs, node-" + node.id() + ", " + (provisioning ? "bootstrap" : "puppet")
                + ") say more. Run again: Fuel takes up the " + what + " of this node anew.", true);
    }

    /** A line for each tenth: more would be poll noise in a build's log. */
    private static int tens(int progress) {
        return progress / 10 * 10;
    }

    @Override
    public String late(Site site) {
        return "Fuel has not finished with it in time. It goes on there; look at the environment's tasks, then run again.";
    }
}
