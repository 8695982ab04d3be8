package io.jenkins.plugins.pumphouse.clouds.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * {@code os-services}: the records of nova-compute and of the controllers' services, by name at first, by UUID from
 * 2.53 on.
 */
final class NovaServices {
    private static final int UUIDS = 53;
    private static final String COMPUTE = "nova-compute";

    /** One service that is not nova-compute. */
    private record Other(String binary, String host, int number, String id) {}

    private final Compute nova;
    private final List<Other> others = new ArrayList<>();
    private final Set<String> stopped = new HashSet<>();

    NovaServices(Compute nova) {
        this.nova = nova;
        add("nova-conductor", "controller");
        add("nova-scheduler", "controller");
    }

    void addTo(Routes routes, String root) {
        routes.get(root + "/os-services", this::list)
                .put(root + "/os-services/{id}", this::update)
                .delete(root + "/os-services/{id}", this::delete);
    }

    /** A service of the controllers, or nova-network, runs on this host from now on. */
    void add(String binary, String host) {
        others.add(
                new Other(binary, host, 1000 + others.size(), UUID.randomUUID().toString()));
    }

    /** One of them has stopped on its host, and an operator has disabled it. */
    void stop(String binary, String host) {
        stopped.add(binary + ' ' + host);
    }

    private Answer list(Call call) {
        Compute.admin(call, "os-services:list");
        List<ObjectNode> rows = new ArrayList<>();
        others.forEach(other -> rows.add(row(call, other)));
        nova.hosts.all().forEach(node -> rows.add(row(call, node)));
        rows.removeIf(row -> call.query("host") != null && !call.query("host").equals(WireJson.text(row, "host"))
                || call.query("binary") != null && !call.query("binary").equals(WireJson.text(row, "binary")));
        return Answer.ok(WireJson.object("services", WireJson.arrayOf(rows)));
    }

    private ObjectNode row(Call call, Other other) {
        // A machine that is down takes all that runs on it along.
        boolean up = nova.hosts.named(other.host).map(node -> node.up).orElse(true);
        boolean runs = !stopped.contains(other.binary + ' ' + other.host);
        return row(
                call,
                other.binary,
                other.host,
                uuids(call) ? other.id : other.number,
                "internal",
                runs,
                up && runs,
                null);
    }

    private ObjectNode row(Call call, ComputeNode node) {
        String zone = nova.aggregates.zoneOf(node.name);
        return row(
                call,
                COMPUTE,
                node.name,
                uuids(call) ? node.serviceId : node.number,
                zone,
                node.enabled,
                node.up,
                node.reason);
    }

    private ObjectNode row(
            Call call, String binary, String host, Object id, String zone, boolean enabled, boolean up, String reason) {
        ObjectNode row = WireJson.object(
                "binary",
                binary,
                "host",
                host,
                "id",
                id,
                "zone",
                zone,
                "status",
                enabled ? "enabled" : "disabled",
                "state",
                up ? "up" : "down",
                "updated_at",
                ServerView.micros(nova.world().now()),
                "disabled_reason",
                reason);
        if (nova.version(call).from(11)) {
            row.put("forced_down", false);
        }
        return row;
    }

    private boolean uuids(Call call) {
        return nova.version(call).from(UUIDS);
    }

    private Answer update(Call call) {
        Compute.admin(call, "os-services:update");
        if (!uuids(call)) {
            return updateByName(call);
        }
        for (String field : List.of("host", "binary")) {
            if (call.json().has(field)) {
                throw Refused.badRequest("Additional properties are not allowed ('" + field + "' was unexpected)");
            }
        }
        ComputeNode node = byId(call);
        boolean enabled = !"disabled".equals(WireJson.text(call.json(), "status"));
        if (enabled && call.json().has("disabled_reason")) {
            throw Refused.badRequest("Specifying 'disabled_reason' when status is 'enabled' is invalid.");
        }
        set(node, enabled, WireJson.text(call.json(), "disabled_reason"));
        return Answer.ok(WireJson.object("service", row(call, node)));
    }

    private Answer updateByName(Call call) {
        String action = call.segment("id");
        if (!List.of("enable", "disable", "disable-log-reason").contains(action)) {
            throw Refused.notFound("Unknown action");
        }
        String host = WireJson.text(call.json(), "host");
        ComputeNode node = nova.hosts
                .named(host)
                .orElseThrow(() -> Refused.notFound(
                        nova.release().modern()
                                ? "Could not find binary nova-compute on host " + host + "."
                                : "Unknown service"));
        String reason = action.equals("disable-log-reason") ? WireJson.text(call.json(), "disabled_reason") : null;
        if (reason == null && action.equals("disable-log-reason")) {
            throw Refused.badRequest("Missing disabled reason field");
        }
        set(node, action.equals("enable"), reason);
        ObjectNode service =
                WireJson.object("host", host, "binary", COMPUTE, "status", node.enabled ? "enabled" : "disabled");
        if (reason != null) {
            service.put("disabled_reason", reason);
        }
        return Answer.ok(WireJson.object("service", service));
    }

    private static void set(ComputeNode node, boolean enabled, String reason) {
        node.enabled = enabled;
        node.reason = enabled ? null : reason;
    }

    private Answer delete(Call call) {
        Compute.admin(call, "os-services:delete");
        if (others.removeIf(other -> call.segment("id").equals(uuids(call) ? other.id : "" + other.number))) {
            return Answer.noContent();
        }
        ComputeNode node = byId(call);
        if (nova.release().modern()) {
            refuseWhileUsed(node);
            nova.aggregates.forget(node.name);
        }
        nova.hosts.remove(node);
        return Answer.noContent();
    }

    private void refuseWhileUsed(ComputeNode node) {
        if (nova.servers.on(node.name).findAny().isPresent()) {
            throw Refused.conflict(
                    "Unable to delete compute service that is hosting instances. Migrate or delete the instances"
                            + " first.");
        }
        if (nova.migrations.underWay(node.name)) {
            throw Refused.conflict(
                    "Unable to delete compute service that has in-progress migrations. Complete the migrations"
                            + " or delete the instances first.");
        }
    }

    private ComputeNode byId(Call call) {
        String id = call.segment("id");
        if (uuids(call) && !id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw Refused.badRequest("Invalid uuid " + id);
        }
        return nova.hosts.all().stream()
                .filter(node -> id.equals(uuids(call) ? node.serviceId : "" + node.number))
                .findFirst()
                .orElseThrow(() -> Refused.notFound("Service " + id + " not found."));
    }
}
