package io.jenkins.plugins.pumphouse.machines.fuel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.clouds.wire.World;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Nailgun's database. To be used under the world's lock. */
final class Records {
    final Edition edition;
    final World world;
    final Map<Integer, NodeRow> nodes = new TreeMap<>();
    final Map<Integer, EnvironmentRow> environments = new TreeMap<>();
    final Map<Integer, TaskRow> tasks = new TreeMap<>();
    final ArrayNode releases;
    final ArrayNode notifications = WireJson.array();
    private final Map<String, Integer> numbers = new HashMap<>();

    Records(Edition edition, World world) {
        this.edition = edition;
        this.world = world;
        this.releases = edition.releases();
    }

    /** The next id of a table; a refused insert uses one up too. */
    int next(String table) {
        return numbers.merge(table, 1, Integer::sum);
    }

    NodeRow node(int id) {
        return Optional.ofNullable(nodes.get(id)).orElseThrow(() -> Refused.notFound("Node not found"));
    }

    EnvironmentRow environment(int id) {
        return Optional.ofNullable(environments.get(id)).orElseThrow(() -> Refused.notFound("Cluster not found"));
    }

    TaskRow task(int id) {
        return Optional.ofNullable(tasks.get(id))
                .filter(task -> !task.hidden)
                .orElseThrow(() -> Refused.notFound("Task not found"));
    }

    ObjectNode release(int id) {
        for (var release : releases) {
            if (release.path("id").asInt() == id) {
                return (ObjectNode) release;
            }
        }
        throw Refused.notFound("Release not found");
    }

    /** With all their parts (fuel-web 6.1, {@code _remove_obsolete_tasks}). */
    private static final Set<String> CLEARED_BY_CHANGES =
            Set.of("deploy", "check_networks", "stop_deployment", "reset_environment");

    Optional<NodeRow> byMac(Collection<String> macs) {
        Set<String> wanted =
                macs.stream().map(mac -> mac.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        return nodes.values().stream()
                .filter(node -> node.macs().stream().anyMatch(wanted::contains))
                .findFirst();
    }

    List<NodeRow> members(int environment) {
        return nodes.values().stream()
                .filter(node -> node.cluster != null && node.cluster == environment)
                .toList();
    }

    List<TaskRow> shown(Integer environment) {
        return tasks.values().stream()
                .filter(task -> !task.hidden && (environment == null || environment.equals(task.cluster)))
                .toList();
    }

    boolean busy(int environment) {
        return shown(environment).stream().anyMatch(TaskRow::running);
    }

    TaskRow newTask(String name, Integer environment, TaskRow parent, String status) {
        TaskRow task = new TaskRow(next("task"), name, environment, parent, status);
        tasks.put(task.id, task);
        return task;
    }

    /**
     * What the start of an operation does with those that have ended: in 9.x all go, before only the runs of
     * {@code changes}.
     */
    void hideFinished(int environment, boolean changes) {
        for (TaskRow task : shown(environment)) {
            TaskRow whole = task.parent == null ? task : task.parent;
            if (!whole.running() && (edition.lifeCycle() || changes && CLEARED_BY_CHANGES.contains(whole.name))) {
                task.hidden = true;
            }
        }
    }

    void note(String topic, Integer environment, Integer node, String message) {
        notifications.add(WireJson.object(
                "id",
                next("notification"),
                "topic",
                topic,
                "cluster",
                environment,
                "node_id",
                node,
                "task_id",
                null,
                "message",
                message,
                "status",
                "unread",
                "date",
                "22-11-2026",
                "time",
                "16:45:52"));
    }

    /** In an order that is no order: as a database without ORDER BY gives them. */
    List<NodeRow> unordered(List<NodeRow> rows) {
        List<NodeRow> shuffled = new ArrayList<>(rows);
        shuffled.sort((one, other) -> Integer.compare(Integer.reverse(one.id * 7), Integer.reverse(other.id * 7)));
        return shuffled;
    }
}
