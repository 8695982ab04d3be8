package io.jenkins.plugins.pumphouse.machines.fuel;

import io.jenkins.plugins.pumphouse.clouds.wire.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The stop of a deployment and the reset of an environment: nodes go back to the day before. */
final class NodeRemoval {
    /** What a stop makes vanish. */
    private static final Set<String> RUNS = Set.of("deploy", "provision", "deployment", "check_networks");
    /** The parts of a reset in 9.x with their words at the end; before, the first one's are those of the whole. */
    private static final Map<String, String> RESET = new LinkedHashMap<>();

    static {
        RESET.put("reset_nodes", "Environment '%s' was successfully reset");
        RESET.put("remove_keys", "Keys were removed from environment '%s'");
        RESET.put("remove_ironic_bootstrap", "Ironic bootstrap was removed from environment '%s'");
    }

    private final Records records;
    private final World world;
    private final Edition edition;
    private final FuelFaults mishaps;

    NodeRemoval(Records records, FuelFaults mishaps) {
        this.records = records;
        this.mishaps = mishaps;
        this.world = records.world;
        this.edition = records.edition;
    }

    /** @param all a reset of every node; otherwise a stop, which spares those that are ready */
    TaskRow begin(EnvironmentRow environment, boolean all, Duration takes) {
        List<TaskRow> ended = records.shown(environment.id).stream()
                .filter(task ->
                        !all && (isRun(task) || !edition.lifeCycle() && task.parent != null && isRun(task.parent)))
                .toList();
        records.shown(environment.id).stream()
                .filter(task -> task.name.equals("stop_deployment"))
                .forEach(task -> task.hidden = true);
        if (all) {
            records.hideFinished(environment.id, true);
        }
        TaskRow task = records.newTask(all ? "reset_environment" : "stop_deployment", environment.id, null, "running");
        task.runs(world.now(), takes);
        List<TaskRow> parts = new ArrayList<>();
        if (all && edition.lifeCycle()) {
            RESET.keySet().forEach(name -> parts.add(records.newTask(name, environment.id, task, "running")));
        }
        world.after(takes, () -> {
            ended.stream().filter(TaskRow::running).forEach(old -> old.ends("ready", null, world.now()));
            ended.forEach(old -> old.hidden = true);
            List<NodeRow> touched = records.members(environment.id).stream()
                    .filter(node -> all || node.isWorkedOn() || !node.status.equals("ready"))
                    .toList();
            if (!all
                    && touched.stream()
                            .anyMatch(node ->
                                    mishaps.strike(FuelFaults.Kind.STOP, node).isPresent())) {
                fails(environment, task, touched);
                return;
            }
            touched.forEach(node -> back(node, all));
            int stopped = touched.size();
            environment.status = all ? "new" : "stopped";
            parts.forEach(
                    part -> part.ends("ready", String.format(RESET.get(part.name), environment.name), world.now()));
            task.ends("ready", all ? reset(environment) : stopped(environment, stopped), world.now());
        });
        return task;
    }

    private static boolean isRun(TaskRow task) {
        return RUNS.contains(task.name);
    }

    /**
     * From 9.0 on a deployment that is stopped leaves the systems as they are; before, and in a provisioning, all
     * begins anew.
     */
    private void back(NodeRow node, boolean all) {
        boolean deploying = node.isWorkedOn() && !node.status.equals("provisioning");
        if (!all && deploying && edition.lifeCycle()) {
            node.stops();
        } else {
            node.waitsAgain();
        }
    }

    private void fails(EnvironmentRow environment, TaskRow task, List<NodeRow> touched) {
        touched.stream().filter(NodeRow::isWorkedOn).forEach(node -> node.fails("stop_deployment"));
        environment.status = "error";
        task.ends(
                "error",
                "Deployment of environment '" + environment.name
                        + "' was failed to stop: Node did not answer. Please check logs for" + " details.",
                world.now());
    }

    private String reset(EnvironmentRow environment) {
        return RESET.values().stream()
                .limit(edition.lifeCycle() ? RESET.size() : 1)
                .map(words -> String.format(words, environment.name))
                .collect(Collectors.joining("\n"));
    }

    private String stopped(EnvironmentRow environment, int nodes) {
        return edition.lifeCycle()
                ? "Provisioning of " + nodes + " environment '" + environment.name
                        + "' node(s) was successfully stopped."
                : "Deployment of environment '" + environment.name
                        + "' was successfully stopped. Please reset the environment if you want to" + " redeploy it.";
    }
}
