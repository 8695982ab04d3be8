package io.jenkins.plugins.pumphouse.machines.fuel;

import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Astute and the managers before it: provisioning, deployment and deletion of nodes, each due at an instant of the
 * world's clock.
 */
final class Orchestrator {
    private final Records records;
    private final World world;
    private final Edition edition;
    private final FuelFaults mishaps;
    private final Removals removals;
    private Pace pace;

    Orchestrator(Records records, FuelFaults mishaps, Pace pace, Consumer<NodeRow> whenErased) {
        this.records = records;
        this.world = records.world;
        this.edition = records.edition;
        this.mishaps = mishaps;
        this.pace = pace;
        this.removals = new Removals(records, mishaps, whenErased);
    }

    void pace(Pace next) {
        pace = next;
    }

    Pace pace() {
        return pace;
    }

    Removals removals() {
        return removals;
    }

    /** PUT changes: deletes, provisions and deploys what is pending; with a life cycle it deploys all nodes. */
    TaskRow changes(EnvironmentRow environment) {
        List<NodeRow> members = records.members(environment.id);
        List<NodeRow> leaving =
                members.stream().filter(node -> node.pendingDeletion).toList();
        List<NodeRow> fresh = members.stream()
                .filter(node -> !node.pendingDeletion && (node.pendingAddition || node.failed("provision")))
                .toList();
        List<NodeRow> deployed = members.stream()
                .filter(node -> !node.pendingDeletion)
                .filter(node -> edition.lifeCycle()
                        || fresh.contains(node)
                        || !node.pendingRoles.isEmpty()
                        || node.status.equals("provisioned")
                        || node.failed("deploy"))
                .toList();
        if (!edition.lifeCycle() && leaving.isEmpty() && deployed.isEmpty()) {
            throw Refused.badRequest("No changes to deploy");
        }
        records.hideFinished(environment.id, true);
        TaskRow whole = records.newTask("deploy", environment.id, null, edition.lifeCycle() ? "pending" : "running");
        Optional<String> wrong = new Checks(records).beforeChanges(environment, deployed);
        if (wrong.isPresent()) {
            whole.ends("error", wrong.get(), world.now());
            return whole;
        }
        whole.runs(world.now(), pace.provision());
        if (edition.lifeCycle()) {
            whole.status = "pending";
            // check_networks and check_before_deployment come and go.
            records.next("task");
            records.next("task");
        } else {
            records.newTask("check_networks", environment.id, null, "ready");
            records.next("task");
            records.next("task");
        }
        TaskRow deletion = leaving.isEmpty() ? null : part(whole, "node_deletion");
        TaskRow provision = fresh.isEmpty() ? null : part(whole, "provision");
        TaskRow deployment = deployed.isEmpty() && !edition.lifeCycle() ? null : part(whole, "deployment");
        if (deployment != null && edition.lifeCycle()) {
            deployment.graph = "default";
        }
        if (!fresh.isEmpty() || deployment != null && !deployed.isEmpty()) {
            environment.status = "deployment";
        }
        Run run = new Run(environment, whole, fresh, deployed, new ArrayList<>());
        fresh.forEach(NodeRow::takesRoles);
        begin(fresh);
        world.after(pace.erase().dividedBy(4), () -> {
            if (whole.running()) {
                whole.status = "running";
            }
        });
        if (deletion != null) {
            deletion.runs(world.now(), pace.erase());
            world.after(pace.erase(), () -> removals.end(environment, whole, run.words(), deletion, leaving));
        }
        if (provision != null) {
            provision.runs(world.now(), pace.provision());
            world.after(pace.provision(), () -> provisioned(run, provision, deployment));
        } else if (deployment != null) {
            deployAll(run, deployment);
        }
        return whole;
    }

    /** One run of changes. */
    private record Run(
            EnvironmentRow environment,
            TaskRow whole,
            List<NodeRow> fresh,
            List<NodeRow> deployed,
            List<String> words) {}

    private TaskRow part(TaskRow whole, String name) {
        return records.newTask(name, whole.cluster, whole, edition.lifeCycle() ? "pending" : "running");
    }

    private void begin(List<NodeRow> fresh) {
        fresh.forEach(node -> {
            node.pendingAddition = false;
            repeat(node, () -> node.begins("provisioning", world.now(), pace.provision()));
        });
    }

    /** Before 9.0 the type of a former error stays with a node that is installed anew, as was recorded with 6.1. */
    private void repeat(NodeRow node, Runnable change) {
        String former = node.errorType;
        change.run();
        if (!edition.lifeCycle()) {
            node.errorType = former;
        }
    }

    private void provisioned(Run run, TaskRow provision, TaskRow deployment) {
        if (!run.whole().running()) {
            return; // stopped meanwhile
        }
        List<NodeRow> failed = install(run.fresh());
        if (failed.isEmpty()) {
            String words =
                    run.fresh().size() == records.members(run.environment().id).size()
                            ? "Provision of environment '" + run.environment().name + "' is done."
                            : "Provision of " + run.fresh().size() + " environment node(s) is done.";
            provision.ends("ready", edition.lifeCycle() ? words : null, world.now());
            if (edition.lifeCycle()) {
                run.words().add(words);
                run.environment().status = "partially_deployed";
            }
            deployAll(run, deployment);
            return;
        }
        run.environment().status = "error";
        if (edition.lifeCycle()) {
            String words = checkThese(failed);
            provision.ends("error", words, world.now());
            deployment.ends("error", "Task aborted", world.now());
            run.whole().ends("error", words, world.now());
        } else {
            String words = "Deployment has failed. Provision has failed. Too many nodes failed to provision";
            provision.ends("ready", null, world.now());
            deployment.ends("error", words, world.now());
            run.whole().ends("error", words, world.now());
        }
        records.note("error", run.environment().id, null, run.whole().message);
    }

    private static String checkThese(List<NodeRow> failed) {
        return "Provision has failed. Check these nodes:\n'"
                + String.join("', '", failed.stream().map(node -> node.name).toList()) + "'";
    }

    /** @return those that failed */
    private List<NodeRow> install(List<NodeRow> fresh) {
        List<NodeRow> failed = new ArrayList<>();
        for (NodeRow node : fresh) {
            var mishap = mishaps.strike(FuelFaults.Kind.PROVISION, node);
            if (mishap.isPresent()) {
                node.fails("provision");
                records.note("error", node.cluster, node.id, "Node '" + node.name + "' failed: " + mishap.get());
                failed.add(node);
            } else {
                repeat(node, () -> node.becomes("provisioned"));
            }
        }
        return failed;
    }

    private void deployAll(Run run, TaskRow deployment) {
        deployment.runs(world.now(), pace.deploy());
        run.deployed().stream()
                .filter(node -> !run.fresh().contains(node))
                .forEach(node -> node.begins("deploying", world.now(), pace.deploy()));
        // What was installed just now starts from its disk first.
        world.after(pace.erase(), () -> {
            if (run.whole().running()) {
                run.fresh().forEach(node -> node.begins("deploying", world.now(), pace.deploy()));
            }
        });
        world.after(pace.deploy(), () -> {
            if (!run.whole().running()) {
                return;
            }
            Map<NodeRow, String> failed = configure(run.deployed());
            if (failed.isEmpty()) {
                String words = done(run.environment(), run.deployed().isEmpty());
                run.words().add(words);
                deployment.ends("ready", words, world.now());
                run.whole()
                        .ends(
                                "ready",
                                String.join("\n", edition.lifeCycle() ? run.words() : List.of(words)),
                                world.now());
                run.environment().status = "operational";
                run.environment().changes.clear();
            } else {
                fail(run.environment(), failed, deployment, run.whole());
            }
            records.note(failed.isEmpty() ? "done" : "error", run.environment().id, null, run.whole().message);
        });
    }

    private String done(EnvironmentRow environment, boolean nothing) {
        if (nothing) {
            return "Deployment is done. No changes.";
        }
        return "Deployment of environment '" + environment.name + "' is done."
                + (edition.lifeCycle() ? "" : " Access the OpenStack dashboard (Horizon) at http://172.16.0.2/");
    }

    /** @return those that failed, with Astute's words */
    private Map<NodeRow, String> configure(List<NodeRow> deployed) {
        Map<NodeRow, String> failed = new LinkedHashMap<>();
        for (NodeRow node : deployed) {
            node.takesRoles();
            var mishap = node.online
                    ? mishaps.strike(FuelFaults.Kind.DEPLOY, node)
                    : Optional.of("Node is not ready for deployment");
            if (mishap.isPresent()) {
                node.fails("deploy");
                records.note("error", node.cluster, node.id, "Node '" + node.name + "' failed: " + mishap.get());
                failed.put(node, mishap.get());
            } else {
                node.becomes("ready");
            }
        }
        return failed;
    }

    private void fail(EnvironmentRow environment, Map<NodeRow, String> failed, TaskRow... tasks) {
        environment.status = "error";
        for (TaskRow task : tasks) {
            task.ends("error", "Deployment has failed. " + String.join(" ", failed.values()), world.now());
        }
    }

    /**
     * PUT provision for chosen nodes; the roles stay pending, and nobody asks whether the nodes are the environment's.
     */
    TaskRow provision(EnvironmentRow environment, List<NodeRow> chosen) {
        if (edition.lifeCycle() && records.busy(environment.id)) {
            throw Refused.badRequest("A task is already running");
        }
        records.hideFinished(environment.id, false);
        TaskRow task = records.newTask("provision", environment.id, null, "pending");
        task.runs(world.now(), pace.provision());
        task.status = edition.lifeCycle() ? "pending" : "running";
        begin(chosen);
        if (edition.lifeCycle()) {
            environment.status = "deployment";
        }
        if (mishaps.ordersFail()) {
            chosen.forEach(NodeRow::isForgotten);
            task.ends("error", "No such interface: eth9", world.now());
            return task;
        }
        world.after(pace.erase().dividedBy(4), () -> task.status = task.running() ? "running" : task.status);
        world.after(pace.provision(), () -> {
            if (!task.running() || task.hidden) {
                return;
            }
            List<NodeRow> failed = install(chosen);
            task.ends(
                    failed.isEmpty() ? "ready" : "error",
                    !failed.isEmpty()
                            ? checkThese(failed)
                            : edition.lifeCycle()
                                    ? "Provision of " + chosen.size() + " environment node(s) is done."
                                    : null,
                    world.now());
            if (edition.lifeCycle()) {
                environment.status = failed.isEmpty() ? "partially_deployed" : "error";
            }
        });
        return task;
    }

    /** PUT deploy for chosen nodes. */
    TaskRow deploy(EnvironmentRow environment, List<NodeRow> chosen) {
        if (edition.lifeCycle() && records.busy(environment.id)) {
            throw Refused.conflict("Deployment already started");
        }
        // A transaction runs on those nodes only that are online, and it is done when there is none.
        List<NodeRow> reached = edition.lifeCycle()
                ? chosen.stream().filter(node -> node.online).toList()
                : chosen;
        List<Integer> raw = chosen.stream()
                .filter(node -> node.pendingAddition || node.status.equals("provisioning"))
                .map(node -> node.id)
                .toList();
        if (!edition.lifeCycle() && !raw.isEmpty()) {
            throw Refused.badRequest(
                    "Deployment operation cannot be started. Nodes with uids " + raw + " are not provisioned yet. ");
        }
        records.hideFinished(environment.id, false);
        TaskRow whole = records.newTask(edition.lifeCycle() ? "deploy" : "deployment", environment.id, null, "running");
        whole.runs(world.now(), pace.deploy());
        TaskRow deployment =
                edition.lifeCycle() ? records.newTask("deployment", environment.id, whole, "running") : whole;
        deployment.runs(world.now(), pace.deploy());
        deployment.graph = "default";
        reached.forEach(node -> {
            if (edition.lifeCycle()) {
                node.works(world.now(), pace.deploy());
            } else {
                node.begins("deploying", world.now(), pace.deploy());
                node.takesRoles();
            }
        });
        world.after(pace.deploy().dividedBy(2), () -> {
            if (edition.lifeCycle() && whole.running() && !whole.hidden) {
                reached.stream()
                        .filter(node -> node.pendingAddition)
                        .forEach(node -> node.begins("deploying", world.now(), pace.deploy()));
            }
        });
        if (mishaps.endsAtOnce()) {
            String words = "Method granular_deploy. Disabling the upload of disk image because it failed: no plugin"
                    + " answers.";
            deployment.ends("error", words, world.now());
            whole.ends("error", words, world.now());
            reached.forEach(node -> node.becomes("provisioned"));
            return whole;
        }
        world.after(pace.deploy(), () -> {
            if (!whole.running() || whole.hidden) {
                return;
            }
            Map<NodeRow, String> failed = configure(reached);
            if (failed.isEmpty()) {
                String words = edition.lifeCycle() ? null : done(environment, false);
                deployment.ends("ready", words, world.now());
                whole.ends("ready", words, world.now());
                environment.status = "operational";
            } else {
                fail(environment, failed, deployment, whole);
            }
        });
        return whole;
    }
}
