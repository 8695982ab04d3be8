package io.jenkins.plugins.pumphouse.machines.fuel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.List;
import java.util.Map;

/** The odd forms in which Nailgun answers. */
final class Replies {
    /** The type of a refusal that leaves Nailgun as plain text. */
    static final String PLAIN = "plain";
    /** The type of a refusal whose text stands alone, as HTML. */
    static final String BARE = "bare";

    /** The type of a 401 that has a body, which only Keystone's has. */
    static final String WORDED = "worded";

    private Replies() {}

    /** Nothing: JSON's null in 9.x, the word None before. */
    static Answer nothing(Edition edition) {
        return edition.lifeCycle() ? Answer.ok(WireJson.node(null)) : Answer.text(200, "application/json", "None");
    }

    /** 200 for a task that has ended already, 202 for one that runs; before 6.1 always 202. */
    static Answer task(TaskRow task, Records records) {
        boolean begun = task.running() || records.edition.isBeforeSingleDeletion();
        return Answer.of(begun ? 202 : 200, task.json(records.edition, records.world.now()));
    }

    static Answer refusal(Refused refused, Edition edition) {
        if (refused.status() == 401 && !WORDED.equals(refused.type())) {
            return Answer.empty(401);
        }
        if (refused.isUnrouted()) {
            return Answer.text(404, "text/html", "not found");
        }
        if (refused.status() == 405) {
            return Answer.text(405, "text/html", "None");
        }
        if (PLAIN.equals(refused.type()) || BARE.equals(refused.type())) {
            return Answer.text(
                    refused.status(), PLAIN.equals(refused.type()) ? "text/plain" : "text/html", refused.getMessage());
        }
        String message =
                refused.getMessage().equals("Malformed request body") ? "Invalid json received" : refused.getMessage();
        if (edition.isBeforeSingleDeletion()) {
            return Answer.text(refused.status(), "text/html", message);
        }
        // web.py has said text/html before Nailgun says application/json, and the first one stays.
        return Answer.of(refused.status(), WireJson.object("message", message, "errors", List.of()))
                .header("Content-Type", "text/html");
    }

    /** In 9.x an exception's text as text/plain with 400; before, a traceback with 500. */
    static Refused exception(Edition edition, String python, String message) {
        return edition.lifeCycle()
                ? new Refused(400, PLAIN, message)
                : new Refused(
                        500,
                        BARE,
                        "Traceback (most recent call last):\n"
                                + "  File \"manager.py\", line 134, in execute\n"
                                + "    raise errors."
                                + python + "()\n" + python + ": " + message + "\n");
    }

    /** An exception that nobody counted on; from 9.1 on its text stays in the log. */
    static Refused unexpected(Edition edition, String python, String message) {
        return edition.lifeCycle()
                ? new Refused(500, PLAIN, "Unexpected exception, please check logs")
                : new Refused(
                        500,
                        BARE,
                        "Traceback (most recent call last):\n  File \"node.py\", line 88, in GET\n" + python + ": "
                                + message + "\n");
    }

    static Answer json(int status, JsonNode body) {
        return Answer.of(status, body);
    }

    /** A node as the edition shows it. */
    static ObjectNode node(NodeRow node, Records records) {
        ObjectNode json = WireJson.object(
                "id",
                node.id,
                "name",
                node.name,
                "mac",
                node.mac(),
                "ip",
                node.report.path("ip"),
                "status",
                node.shown(records.world.now()),
                "error_type",
                node.errorType,
                "progress",
                node.progress(records.world.now()),
                "online",
                node.online,
                "cluster",
                node.cluster,
                "group_id",
                node.cluster == null ? null : node.group,
                "roles",
                node.roles,
                "pending_roles",
                node.pendingRoles,
                "pending_addition",
                node.pendingAddition,
                "pending_deletion",
                node.pendingDeletion,
                "manufacturer",
                node.report.path("manufacturer"),
                "platform_name",
                node.report.path("platform_name"),
                "os_platform",
                node.report.path("os_platform"),
                "kernel_params",
                null,
                "meta",
                node.meta());
        json.set("network_data", networks(node));
        if (records.edition.lifeCycle()) {
            json.put("hostname", node.hostname)
                    .put("fqdn", node.hostname + ".example.com")
                    .set("labels", node.labels);
        } else {
            json.put("fqdn", node.fqdn);
        }
        return json;
    }

    private static JsonNode networks(NodeRow node) {
        var list = WireJson.array();
        Map<String, Integer> vlans = Map.of("management", 101, "storage", 102);
        node.nics.forEach(nic -> nic.path("assigned_networks")
                .forEach(network -> list.add(WireJson.object(
                        "name",
                        network.path("name"),
                        "dev",
                        nic.path("name"),
                        "vlan",
                        vlans.get(network.path("name").asText()),
                        "cidr",
                        null))));
        return list;
    }
}
