package io.jenkins.plugins.pumphouse.machines.fuel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A node as Nailgun keeps it. */
final class NodeRow {
    final int id;
    ObjectNode report;
    String name;
    String hostname;
    String status = "discover";
    String errorType;
    int progress;
    boolean online = true;
    Integer cluster;
    List<String> roles = new ArrayList<>();
    List<String> pendingRoles = new ArrayList<>();
    boolean pendingAddition;
    boolean pendingDeletion;
    ArrayNode disks = Json.array();
    ArrayNode nics = Json.array();
    private Instant since;
    private Duration span;

    NodeRow(int id, ObjectNode report) {
        this.id = id;
        this.report = report;
        String mac = mac();
        this.name = "Untitled (" + mac.substring(mac.length() - 5) + ")";
        this.hostname = "node-" + id;
    }

    String mac() {
        return report.path("mac").asText();
    }

    JsonNode meta() {
        return report.path("meta");
    }

    Set<String> macs() {
        Set<String> macs = new HashSet<>(Set.of(mac()));
        meta().path("interfaces").forEach(nic -> macs.add(nic.path("mac").asText()));
        return macs;
    }

    Set<String> allRoles() {
        Set<String> all = new HashSet<>(roles);
        all.addAll(pendingRoles);
        return all;
    }

    void becomes(String newStatus) {
        status = newStatus;
        progress = newStatus.equals("discover") ? 0 : 100;
        errorType = null;
        since = null;
    }

    void begins(String newStatus, Instant now, Duration takes) {
        becomes(newStatus);
        since = now;
        span = takes;
    }

    void fails(String type) {
        becomes("error");
        errorType = type;
    }

    void takesRoles() {
        roles.addAll(pendingRoles.stream().filter(role -> !roles.contains(role)).toList());
        pendingRoles.clear();
    }

    /** Back to the day before its deployment, as a stop or a reset leaves it. */
    void waitsAgain() {
        String error = errorType;
        becomes("discover");
        errorType = error;
        pendingAddition = true;
        pendingRoles.addAll(roles);
        roles.clear();
    }

    int progress(Instant now) {
        return since == null ? progress : (int) Math.min(99, 100 * Duration.between(since, now).toMillis() / Math.max(1, span.toMillis()));
    }
}
