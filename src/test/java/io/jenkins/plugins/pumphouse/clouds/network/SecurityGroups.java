package io.jenkins.plugins.pumphouse.clouds.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.TokenHolder;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.List;

/**
 * Security groups. A project gets its group {@code default} the first time that anybody looks at its groups or puts a
 * port into it, and every new group two rules that let everything out.
 */
final class SecurityGroups extends NeutronResource {
    SecurityGroups(Network neutron) {
        super(
                neutron,
                "security_group",
                "security_groups",
                "SecurityGroupNotFound",
                "Security group %s does not exist");
        attributes
                .field("name", "")
                .field("description", "")
                .shown("security_group_rules", List.of())
                .modern(more -> more.with("stateful-security-group", states -> states.field("stateful", true))
                        .shown("shared", false));
    }

    /** The id of a project's group {@code default}, which comes into being here. */
    String defaultOf(String project) {
        return table.where("tenant_id", project)
                .filter(group -> WireJson.text(group, "name").equals("default"))
                .findFirst()
                .map(group -> WireJson.text(group, "id"))
                .orElseGet(() -> makeDefault(project));
    }

    private String makeDefault(String project) {
        String id = WireJson.text(
                createByService(
                        project,
                        WireJson.object(
                                "name",
                                "default",
                                "description",
                                neutron.release().modern() ? "Default security group" : "default")),
                "id");
        for (String ethertype : List.of("IPv4", "IPv6")) {
            neutron.rules.add(id, project, "ingress", ethertype, id);
        }
        return id;
    }

    @Override
    void beforeList(Call call) {
        String asked = call.query("project_id") != null ? call.query("project_id") : call.query("tenant_id");
        String project = asked == null ? call.caller().projectId() : asked;
        if (project != null && !project.isEmpty()) {
            defaultOf(project);
        }
    }

    @Override
    void make(ObjectNode row, Call call) {
        String project = WireJson.text(row, "tenant_id");
        if (WireJson.text(row, "name").equalsIgnoreCase("default")) {
            if (!byService(call)) {
                throw new Refused(409, "SecurityGroupDefaultAlreadyExists", "Default security group already exists.");
            }
        } else {
            defaultOf(project);
        }
        for (String ethertype : List.of("IPv4", "IPv6")) {
            neutron.rules.add(WireJson.text(row, "id"), project, "egress", ethertype, null);
        }
    }

    @Override
    void change(ObjectNode row, ObjectNode next, ObjectNode changes, Call call) {
        if (WireJson.text(row, "name").equals("default")
                && changes.has("name")
                && !WireJson.text(changes, "name").equals("default")) {
            throw new Refused(409, "SecurityGroupCannotUpdateDefault", "Updating default security group not allowed.");
        }
        if (changes.has("stateful") && inUse(WireJson.text(row, "id"))) {
            throw inUseRefusal(row);
        }
    }

    @Override
    void gone(ObjectNode row) {
        String id = WireJson.text(row, "id");
        if (inUse(id)) {
            throw inUseRefusal(row);
        }
        neutron.rules.table.removeIf(rule -> id.equals(WireJson.text(rule, "security_group_id"))
                || id.equals(WireJson.text(rule, "remote_group_id")));
    }

    private boolean inUse(String id) {
        return neutron.ports
                .table
                .where(port -> {
                    for (var group : port.path("security_groups")) {
                        if (group.asText().equals(id)) {
                            return true;
                        }
                    }
                    return false;
                })
                .findAny()
                .isPresent();
    }

    private static Refused inUseRefusal(ObjectNode row) {
        return new Refused(409, "SecurityGroupInUse", "Security Group " + WireJson.text(row, "id") + " in use.");
    }

    @Override
    ObjectNode view(ObjectNode row, TokenHolder caller) {
        ObjectNode view = super.view(row, caller);
        view.set(
                "security_group_rules",
                WireJson.arrayOf(neutron.rules
                        .table
                        .where("security_group_id", WireJson.text(row, "id"))
                        .map(neutron.rules::embedded)
                        .toList()));
        return view;
    }
}
