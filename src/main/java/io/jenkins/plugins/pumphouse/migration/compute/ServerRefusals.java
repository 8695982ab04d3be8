package io.jenkins.plugins.pumphouse.migration.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Options;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Why a server cannot be moved without losing something: all reasons at once, with the way out where there is one. */
final class ServerRefusals {
    private ServerRefusals() {}

    static List<String> of(Resource server, CloudInventory source, Options.Paused paused) {
        List<String> reasons = new ArrayList<>(ServerState.reasons(server, paused));
        project(server, source, reasons);
        disks(server, source, reasons);
        reasons.addAll(ServerFloating.refusals(server, source));
        String group = groups(source).get(server.id());
        if (group != null) {
            reasons.add("is in server group " + group + ", whose policy would be lost");
        }
        return reasons;
    }

    /** Keystone gives nobody a token for a disabled project, and without one nothing boots there. */
    private static void project(Resource server, CloudInventory source, List<String> reasons) {
        source.find(Kind.PROJECT, server.text("tenant_id"))
                .filter(project -> project.json().hasNonNull("enabled")
                        && !project.field("enabled").asBoolean())
                .ifPresent(project ->
                        reasons.add("is in project " + project.name() + ", which is disabled (enable it for the"
                                + " time of the move: nothing can be booted in a disabled one)"));
    }

    private static void disks(Resource server, CloudInventory source, List<String> reasons) {
        if (!server.field("image").isObject()) {
            reasons.add("boots from a volume (volumes are not migrated yet)");
        }
        int volumes = server.field("os-extended-volumes:volumes_attached").size();
        if (volumes > 0 && server.field("image").isObject()) {
            reasons.add("has " + (volumes == 1 ? "a volume" : volumes + " volumes")
                    + " attached (detach first; volumes are not" + " migrated yet)");
        }
        ServerSize.of(server, source)
                .filter(size -> size.ephemeral() != null && size.ephemeral() > 0)
                .ifPresent(size ->
                        reasons.add("has an ephemeral disk of " + size.ephemeral() + " GB, which no snapshot holds"));
        ServerFlavor.unclear(server, source).ifPresent(reasons::add);
    }

    /** Server group names by member. */
    private static Map<String, String> groups(CloudInventory source) {
        return source.fact(ServerRefusals.class, () -> {
            Map<String, String> groups = new HashMap<>();
            Request list = Request.get(Service.COMPUTE, "/os-server-groups").query("all_projects", "1");
            try {
                for (ObjectNode group : source.cloud().list(list, "server_groups")) {
                    for (JsonNode member : group.path("members")) {
                        groups.put(member.asText(), Json.text(group, "name"));
                    }
                }
            } catch (CloudException.NotFound e) {
                return groups; // a Nova before Icehouse, or without the extension, has no groups
            }
            return groups;
        });
    }
}
