package io.jenkins.plugins.pumphouse.machines.fuel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A task as Nailgun keeps it. */
final class TaskRow {
    final int id;
    final String uuid = UUID.randomUUID().toString();
    final String name;
    final Integer cluster;
    final TaskRow parent;
    final List<TaskRow> parts = new ArrayList<>();
    String status;
    String message;
    String graph;
    /** Kept as a transaction only, or not at all before 9.0. */
    boolean hidden;

    private Instant start;
    private Instant end;
    private Duration span = Duration.ZERO;

    TaskRow(int id, String name, Integer cluster, TaskRow parent, String status) {
        this.id = id;
        this.name = name;
        this.cluster = cluster;
        this.parent = parent;
        this.status = status;
        if (parent != null) {
            parent.parts.add(this);
        }
    }

    boolean running() {
        return status.equals("running") || status.equals("pending");
    }

    void runs(Instant now, Duration takes) {
        status = "running";
        start = now;
        span = takes;
    }

    void ends(String how, String words, Instant now) {
        status = how;
        message = words;
        end = now;
    }

    /** Of a whole the weighted mean of its parts, which is how it goes down when a part appears. */
    int progress(Instant now) {
        if (!running()) {
            return 100;
        }
        if (!parts.isEmpty()) {
            double weights = parts.stream().mapToDouble(TaskRow::weight).sum();
            return (int) (parts.stream()
                            .mapToDouble(part -> part.weight() * part.progress(now))
                            .sum()
                    / weights);
        }
        return start == null
                ? 0
                : (int) Math.min(100, 100 * Duration.between(start, now).toMillis() / Math.max(1, span.toMillis()));
    }

    private double weight() {
        return name.equals("deployment") ? 1.0 : 0.4;
    }

    ObjectNode json(Edition edition, Instant now) {
        ObjectNode json = WireJson.object(
                "id",
                id,
                "uuid",
                uuid,
                "name",
                name,
                "cluster",
                cluster,
                "status",
                status,
                "progress",
                progress(now),
                "message",
                message,
                "result",
                WireJson.object());
        if (edition.lifeCycle()) {
            json.put("parent_id", parent == null ? null : parent.id)
                    .put("dry_run", false)
                    .put("graph_type", graph)
                    .put("time_start", start == null ? null : start.toString())
                    .put("time_end", end == null ? null : end.toString());
        }
        return json;
    }
}
