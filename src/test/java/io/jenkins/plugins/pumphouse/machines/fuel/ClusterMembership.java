package io.jenkins.plugins.pumphouse.machines.fuel;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How nodes come into an environment and leave it without being deployed. */
final class ClusterMembership {
    private final Records records;
    private final NodeDisks volumes;
    private final NodeLinks wiring;

    ClusterMembership(Records records) {
        this.records = records;
        this.volumes = new NodeDisks(records.edition);
        this.wiring = new NodeLinks(records.edition);
    }

    /** What POST assignment does. */
    void assign(EnvironmentRow environment, JsonNode body) {
        if (!body.isArray()) {
            throw Refused.badRequest(
                    Python.text(body) + " is not of type 'array'\n\nFailed validating 'type' in schema:\n    {}");
        }
        for (JsonNode each : body) {
            NodeRow node = records.nodes.get(each.path("id").asInt());
            if (node == null) {
                throw Refused.badRequest("Nodes with ids " + each.path("id").asInt() + " were not found.");
            }
            List<String> roles = new ArrayList<>();
            each.path("roles").forEach(role -> roles.add(role.asText()));
            if (records.edition.lifeCycle()
                    && records.members(environment.id).stream()
                            .anyMatch(other -> other != node && other.hostname.equals(node.hostname))) {
                throw Refused.conflict("Nodes with hostnames [" + node.hostname + "] already exist in cluster "
                        + environment.id + ".");
            }
            new Roles(records).check(environment, roles);
            if (node.cluster != null && node.cluster != environment.id) {
                throw Replies.exception(records.edition, "CannotUpdate", "Changing cluster on the fly is not allowed");
            }
            join(environment, node, roles);
        }
    }

    private void join(EnvironmentRow environment, NodeRow node, List<String> roles) {
        if (node.cluster == null) {
            node.pendingAddition = true;
            EnvironmentRow.Group group =
                    environment.groupOf(node.report.path("ip").asText());
            node.group = group.id();
            node.nics = wiring.proposed(node.nics, group);
        }
        node.pendingAddition |= records.edition.isBeforeSingleDeletion();
        node.cluster = environment.id;
        node.pendingRoles = roles;
        node.disks = volumes.proposed(node.meta(), node.allRoles());
        environment.changed(node.id);
    }

    /** What POST unassignment does. */
    void unassign(EnvironmentRow environment, JsonNode body) {
        List<Integer> strangers = new ArrayList<>();
        body.forEach(each -> {
            NodeRow node = records.nodes.get(each.path("id").asInt());
            if (node == null || node.cluster == null || node.cluster != environment.id) {
                strangers.add(each.path("id").asInt());
            }
        });
        if (!strangers.isEmpty()) {
            throw Refused.badRequest("Nodes " + strangers + " are not members of environment " + environment.id + ".");
        }
        body.forEach(each -> {
            NodeRow node = records.node(each.path("id").asInt());
            if (node.status.equals("discover")) {
                release(environment, node);
            } else {
                node.pendingDeletion = true;
            }
        });
    }

    void release(EnvironmentRow environment, NodeRow node) {
        node.becomes("discover");
        node.cluster = null;
        node.group = null;
        node.roles.clear();
        node.pendingRoles.clear();
        // 6.1 forgets to clear it, and shows it of a node in no environment.
        node.pendingAddition = !records.edition.lifeCycle() && node.pendingAddition;
        node.pendingDeletion = false;
        node.disks = volumes.proposed(node.meta(), Set.of());
        node.nics = wiring.without(node.nics);
        environment.forgets(node.id);
    }
}
