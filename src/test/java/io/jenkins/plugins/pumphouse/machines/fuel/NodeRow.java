package io.jenkins.plugins.pumphouse.machines.fuel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
    /** Of a node with the role ceph-osd: whether placement groups lie on its disks. */
    boolean hasCephData = true;

    Integer cluster;
    Integer group;
    ObjectNode labels = WireJson.object();
    /** Before 7.0 a column of its own, which is empty until the first deployment. */
    String fqdn;

    /** So many reads after each change of its status show the one before, beside the flags of now. */
    int lag;

    private int stale;
    private String former = "discover";
    private boolean works;
    List<String> roles = new ArrayList<>();
    List<String> pendingRoles = new ArrayList<>();
    boolean pendingAddition;
    boolean pendingDeletion;
    ArrayNode disks = WireJson.array();
    ArrayNode nics = WireJson.array();
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
        return report.path("mac").asText().toLowerCase(Locale.ROOT); // as Nailgun's column keeps it
    }

    JsonNode meta() {
        return report.path("meta");
    }

    Set<String> macs() {
        Set<String> macs = new HashSet<>(Set.of(mac()));
        meta().path("interfaces")
                .forEach(nic -> macs.add(nic.path("mac").asText().toLowerCase(Locale.ROOT)));
        return macs;
    }

    Set<String> allRoles() {
        Set<String> all = new HashSet<>(roles);
        all.addAll(pendingRoles);
        return all;
    }

    void becomes(String newStatus) {
        former = status;
        stale = lag;
        status = newStatus;
        if (Set.of("provisioning", "deploying", "ready").contains(newStatus)) {
            fqdn = "node-" + id + ".example.com";
        }
        works = false;
        progress = newStatus.equals("discover") ? 0 : 100;
        errorType = null;
        since = null;
    }

    void begins(String newStatus, Instant now, Duration takes) {
        becomes(newStatus);
        since = now;
        span = takes;
    }

    /**
     * Something is done with it while its record keeps the status that it had, as in 9.x: what is shown follows from
     * the progress.
     */
    void works(Instant now, Duration takes) {
        works = true;
        since = now;
        span = takes;
    }

    /** Nobody works on it, although its status says so. */
    void isForgotten() {
        since = null;
        progress = 0;
    }

    /** Whether something is done with it, whatever its status. */
    boolean isWorkedOn() {
        return works || Set.of("provisioning", "deploying").contains(status);
    }

    /** The status that is shown (fuel-web 9.2, {@code Node.get_status}). */
    String shown(Instant now) {
        if (stale > 0) {
            stale--;
            return former;
        }
        int reached = progress(now);
        if (!works || reached <= 0 || reached >= 100) {
            return status;
        }
        return pendingDeletion ? "removing" : pendingAddition ? "provisioning" : "deploying";
    }

    /** A deployment was stopped in its middle: the installed system and the roles stay. */
    void stops() {
        becomes("stopped");
    }

    /** Whether it is in error from that: the type of an error may outlive it. */
    boolean failed(String type) {
        return status.equals("error") && type.equals(errorType);
    }

    void fails(String type) {
        becomes("error");
        errorType = type;
    }

    /** It is ready, and nothing waits in its environment. */
    void wasDeployed(EnvironmentRow environment) {
        pendingAddition = false;
        takesRoles();
        becomes("ready");
        environment.status = "operational";
        environment.changes.clear();
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
        return since == null
                ? progress
                : (int) Math.min(99, 100 * Duration.between(since, now).toMillis() / Math.max(1, span.toMillis()));
    }
}
