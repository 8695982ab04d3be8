package io.jenkins.plugins.pumphouse.host.phase;

import io.jenkins.plugins.pumphouse.host.fuel.DeployFailure;
import io.jenkins.plugins.pumphouse.host.fuel.DeployStep;
import io.jenkins.plugins.pumphouse.host.fuel.DeployWay;
import io.jenkins.plugins.pumphouse.host.fuel.Environment;
import io.jenkins.plugins.pumphouse.host.fuel.FuelTask;
import io.jenkins.plugins.pumphouse.host.fuel.Node;
import io.jenkins.plugins.pumphouse.host.model.HostException;
import io.jenkins.plugins.pumphouse.host.model.HostStep;
import io.jenkins.plugins.pumphouse.host.model.NoteKeys;
import io.jenkins.plugins.pumphouse.remedy.Remedy;
import java.util.List;
import java.util.Optional;

/**
 * This node and no other is provisioned and deployed. What Fuel does with it is read from the node itself; a task tells
 * only why it went wrong, as tasks of Fuel vanish (fuel-api.md, section 7).
 */
final class Deploy implements PhaseHandler {

    @Override
    public HostStep look(HostContext context) {
        Environment environment = context.environment();
        Node node = Assign.present(context);
        checkPlace(environment, node);
        context.state().note(NoteKeys.NODE, Integer.toString(node.id()));
        DeployTry attempt = new DeployTry(context, environment, node);
        if (!attempt.isBegun()) {
            context.state().forget(NoteKeys.TASK);
        }
        DeployWay way = DeployWay.of(context.fuel().release(environment.releaseId()));
        List<FuelTask> tasks = context.fuel().tasks(environment.id());
        DeployStep step = DeployStep.of(way, node, tasks);
        return switch (step) {
            case READY -> new HostStep.Done("deployed by Fuel as " + node.fqdn());
            case WAIT -> underWay(context, environment, node, tasks);
            case UNCLEAR -> unclear(context, environment, node, tasks);
            case FAILED -> {
                if (attempt.isBegun()) {
                    throw failed(context, environment, node, tasks);
                }
                // Left over from an earlier try or build: Fuel takes it up where it failed.
                yield next(context, environment, node, DeployStep.again(way, node), tasks);
            }
            default -> next(context, environment, node, step, tasks);
        };
    }

    private static void checkPlace(Environment environment, Node node) {
        if (node.environment() == null || node.environment() != environment.id()) {
            throw new HostException(
                    "node-" + node.id() + " is no longer in " + environment
                            + "; somebody unassigned it. Run again to assign it anew.",
                    Remedy.CHANGED_MEANWHILE);
        }
        if (node.pendingDeletion()) {
            throw new HostException("somebody marked node-" + node.id() + " for deletion from " + environment
                    + ". Nothing is deployed. If the host is to come into it, discard that change in Fuel; else apply it,"
                    + " which removes the node. Then run again.");
        }
    }

    private static HostStep underWay(HostContext context, Environment environment, Node node, List<FuelTask> tasks) {
        DeployTry attempt = new DeployTry(context, environment, node);
        if (node.status().equals("provisioning") || node.status().equals("deploying")) {
            DeployStep step = node.status().equals("provisioning") ? DeployStep.PROVISION : DeployStep.DEPLOY;
            if (tasks.stream().allMatch(FuelTask::isFinished) && attempt.isSettled()) {
                return next(context, environment, node, step, tasks); // its status is all that is left of a task
            }
            if (!tasks.stream().allMatch(FuelTask::isFinished)) {
                attempt.sees(step);
            }
            return new HostStep.Wait(node.status() + " " + tens(node.progress()) + " %");
        }
        attempt.goesOn();
        return new HostStep.Wait(tasks.stream()
                .filter(task -> !task.isFinished() && !attempt.isOwn(task))
                .filter(task -> task.parent() == null)
                .findFirst()
                .map(task -> "waiting for its turn: Fuel's " + task + " is running")
                .orElseGet(() -> "Fuel works on it: node-" + node.id() + " is " + node.status()));
    }

    /** Starts a step if that was not done in this try, the node can be reached, and nothing is lost by it. */
    private static HostStep next(
            HostContext context, Environment environment, Node node, DeployStep step, List<FuelTask> tasks) {
        DeployTry attempt = new DeployTry(context, environment, node);
        Optional<HostStep> ended = attempt.ended(step, tasks);
        if (ended.isPresent()) {
            return ended.get();
        }
        Assign.requireRoles(context, environment, node);
        if (!node.online()) {
            return new HostStep.Wait("node-" + node.id()
                    + " is offline in Fuel; waiting for its agent, as Fuel passes over offline nodes");
        }
        boolean erases = step == DeployStep.PROVISION || step == DeployStep.CHANGES && node.isToBeProvisioned();
        if (erases) {
            new NodeProof(context).require(environment, node);
            CloudUse.requireNone(context, node, "A provisioning");
            Optional<HostStep> beside = OtherMachine.reportsBeside(context, node);
            if (beside.isPresent()) {
                return beside.get();
            }
            // Fuel proposes volumes of its own when a machine reports other disks than before.
            Optional<HostStep.Act> other = new NodeLayout(context, environment, node).nextAct();
            if (other.isPresent()) {
                return other.get();
            }
        }
        int id = node.id();
        return switch (step) {
            case PROVISION ->
                new HostStep.Act(
                        "provision node-" + id,
                        () -> attempt.started(step, context.fuel().deployments().provision(environment.id(), id)));
            case DEPLOY ->
                new HostStep.Act(
                        "deploy node-" + id,
                        () -> attempt.started(step, context.fuel().deployments().deploy(environment.id(), id)));
            default -> {
                List<String> foreign = ForeignChanges.in(context, context.fuel(), environment);
                if (!foreign.isEmpty()) {
                    throw new HostException("this version of Fuel can only apply all changes of " + environment
                            + ", and others wait in it: " + String.join(", ", foreign)
                            + ". Apply or discard them in Fuel; then run again.");
                }
                yield new HostStep.Act(
                        "apply the changes of " + environment,
                        () -> attempt.started(step, context.fuel().deployments().applyChanges(environment.id())));
            }
        };
    }

    /**
     * A node that was deployed is never provisioned for a status that says nothing: a deployment at most, which erases
     * nothing.
     */
    private static HostStep unclear(HostContext context, Environment environment, Node node, List<FuelTask> tasks) {
        boolean works = CloudUse.inTarget(context, node)
                .map(facts -> facts.compute().up())
                .orElse(false);
        if (node.status().equals("discover")) {
            if (works) {
                return next(context, environment, node, DeployStep.DEPLOY, tasks);
            }
            throw new HostException("node-" + node.id() + " of " + environment + " was deployed before (roles "
                    + String.join(", ", node.roles())
                    + ") and has booted Fuel's bootstrap image since. Its disks were not touched, and it is not"
                    + " provisioned, which would erase them. Boot it from its disk, and run again when its"
                    + " nova-compute reports to "
                    + context.target().name() + ". To install it"
                    + " anew, remove it from the environment in Fuel first.");
        }
        String words = words(context, environment, node, tasks);
        throw new HostException("Fuel has " + node.described() + " of " + environment + " in error"
                + (node.errorType() == null ? "" : " of type \"" + node.errorType() + "\"")
                + (words.isEmpty() ? "" : ": " + words)
                + ". It was deployed before (roles " + String.join(", ", node.roles())
                + "), and it is not provisioned, which would erase it."
                + " Settle that in Fuel: deploy the node, or remove it from the environment; then run again.");
    }

    private static String words(HostContext context, Environment environment, Node node, List<FuelTask> tasks) {
        return DeployFailure.of(
                        node.id(),
                        context.fuel().nodes(environment.id()),
                        tasks,
                        context.fuel().notifications(node.id()))
                .map(DeployFailure::words)
                .orElse("");
    }

    private static HostException failed(HostContext context, Environment environment, Node node, List<FuelTask> tasks) {
        String words = words(context, environment, node, tasks);
        boolean provisioning = "provision".equals(node.errorType());
        String what = provisioning ? "provisioning" : "deployment";
        return HostException.worthRepeating(
                "Fuel failed in the " + what + " of node-" + node.id() + ": " + words + ". Its logs in Fuel ("
                        + environment + ", Logs, node-" + node.id() + ", " + (provisioning ? "bootstrap" : "puppet")
                        + ") say more. Run again: Fuel takes up the " + what + " of this node anew.",
                Remedy.SERVICE_FAULT);
    }

    /** A line for each tenth: more would be poll noise in a build's log. */
    private static int tens(int progress) {
        return progress / 10 * 10;
    }

    @Override
    public String late(HostContext context) {
        Optional<Node> offline = context.node().filter(node -> !node.online());
        return offline.isPresent()
                ? "node-" + offline.get().id()
                        + " is offline in Fuel, so nothing was deployed. Check that the machine is on and has booted;"
                        + " then run again."
                : "Fuel has not finished with it in time. It continues; look at the environment's tasks, then run"
                        + " again.";
    }
}
