package io.jenkins.plugins.pumphouse.machines.fuel;

import io.jenkins.plugins.pumphouse.clouds.wire.World;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** How nodes leave Fuel: by {@code changes}, which keep those with data of Ceph from 6.1 on, or one by one. */
final class Removals {
    private final Records records;
    private final World world;
    private final FuelFaults mishaps;
    private final Consumer<NodeRow> whenErased;

    Removals(Records records, FuelFaults mishaps, Consumer<NodeRow> whenErased) {
        this.records = records;
        this.world = records.world;
        this.mishaps = mishaps;
        this.whenErased = whenErased;
    }

    /** The end of what {@code changes} removes. */
    void end(EnvironmentRow environment, TaskRow whole, List<String> told, TaskRow deletion, List<NodeRow> leaving) {
        List<NodeRow> stay = leaving.stream()
                .filter(node -> node.allRoles().contains("ceph-osd") && node.hasCephData)
                .filter(node -> !records.edition.isBeforeSingleDeletion())
                .toList();
        if (!stay.isEmpty()) {
            protect(environment, whole, deletion, leaving, stay);
            return;
        }
        List<NodeRow> failed = leaving.stream()
                .filter(node -> mishaps.strike(FuelFaults.Kind.DELETE, node).isPresent())
                .toList();
        failed.forEach(node -> {
            node.becomes("error");
            node.pendingDeletion = false;
        });
        leaving.stream().filter(node -> !failed.contains(node)).forEach(node -> erase(environment, node));
        int removed = leaving.size() - failed.size();
        String words = (removed == 0 ? "No nodes were removed" : "Successfully removed " + removed + " node(s)") + ". "
                + (failed.isEmpty()
                        ? "No errors occurred"
                        : "Failed to remove " + failed.size() + " node(s): "
                                + String.join(
                                        ", ",
                                        failed.stream().map(node -> node.name).toList()));
        deletion.ends(failed.isEmpty() ? "ready" : "error", words, world.now());
        told.add(words);
        if (whole.parts.stream().noneMatch(TaskRow::running)) {
            environment.changes.clear();
            whole.ends(failed.isEmpty() ? "ready" : "error", words, world.now());
        }
    }

    /** Only the record goes; the machine and its disks stay as they are. */
    void forget(EnvironmentRow environment, NodeRow node) {
        records.nodes.remove(node.id);
        if (environment != null) {
            environment.forgets(node.id);
        }
    }

    /**
     * Astute's check for data of Ceph, which belongs to changes alone: nothing is erased, and the nodes are in error
     * without a type.
     */
    private void protect(
            EnvironmentRow environment, TaskRow whole, TaskRow deletion, List<NodeRow> leaving, List<NodeRow> stay) {
        leaving.forEach(node -> {
            node.becomes("error");
            node.pendingDeletion = false;
        });
        String words = "Ceph data still exists on: "
                + String.join(", ", stay.stream().map(node -> node.hostname).toList())
                + ". You must manually remove the OSDs from the cluster and allow Ceph to rebalance before deleting"
                + " these nodes.";
        deletion.ends("error", words, world.now());
        whole.parts.stream().filter(TaskRow::running).forEach(part -> part.ends("error", "Task aborted", world.now()));
        whole.ends("error", words, world.now());
        environment.status = "error";
    }

    void erase(EnvironmentRow environment, NodeRow node) {
        mishaps.erased();
        records.nodes.remove(node.id);
        if (environment != null) {
            environment.forgets(node.id);
        }
        whenErased.accept(node);
    }

    /** The deletion of one node, which looks for no data of Ceph. */
    TaskRow delete(EnvironmentRow environment, NodeRow node, Duration takes) {
        if (environment != null && records.edition.lifeCycle()) {
            records.hideFinished(environment.id, false);
        }
        TaskRow task = records.newTask("node_deletion", environment == null ? null : environment.id, null, "running");
        if (environment == null) {
            mishaps.erased();
            forget(null, node); // nobody erases or restarts the machine
            task.ends("ready", null, world.now());
            return task;
        }
        task.runs(world.now(), takes);
        node.becomes("removing");
        node.pendingDeletion = true;
        world.after(takes, () -> {
            if (mishaps.strike(FuelFaults.Kind.DELETE, node).isPresent()) {
                node.becomes("error");
                node.pendingDeletion = false;
                task.ends("error", "No nodes were removed. Failed to remove 1 node(s): " + node.name, world.now());
                return;
            }
            erase(environment, node);
            task.ends("ready", "Successfully removed 1 node(s). No errors occurred", world.now());
        });
        return task;
    }
}
