package io.jenkins.plugins.pumphouse.migration.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import java.util.ArrayList;
import java.util.List;

/** The lists of assignments: those of Keystone v3, with or without names, and what v2.0 tells project by project. */
final class AssignmentList {
    /** Whether it holds in the projects below its place. */
    static final String INHERITED = "inherited";

    private AssignmentList() {}

    static List<Resource> of(CloudInventory inventory, Scope scope) {
        if (inventory.cloud().identityV2()) {
            return readV2(inventory, scope);
        }
        Request list = IdentityType.get("/role_assignments");
        return read(inventory.cloud(), scope.all() ? list : list.query("scope.project.id", scope.owner()));
    }

    /** Those of the whole cloud that hold in the projects below their place. */
    static List<Resource> inherited(Cloud cloud) {
        return read(cloud, IdentityType.get("/role_assignments").query("scope.OS-INHERIT:inherited_to", "projects"))
                .stream()
                .filter(assignment -> assignment.field(INHERITED).asBoolean())
                .toList();
    }

    /** Those in a domain itself, and not in its projects. */
    static List<Resource> inDomain(Cloud cloud, String domain) {
        return read(cloud, IdentityType.get("/role_assignments").query("scope.domain.id", domain)).stream()
                .filter(assignment -> domain.equals(assignment.text("domain_id"))
                        && !assignment.field(INHERITED).asBoolean())
                .toList();
    }

    private static List<Resource> read(Cloud cloud, Request list) {
        List<Resource> assignments = new ArrayList<>();
        for (ObjectNode json : named(cloud, list)) {
            JsonNode where = json.path("scope");
            ObjectNode triple = Json.object();
            triple.put("user_id", Json.text(json.path("user"), "id"));
            triple.put("group_id", Json.text(json.path("group"), "id"));
            triple.put("project_id", Json.text(where.path("project"), "id"));
            triple.put("domain_id", Json.text(where.path("domain"), "id"));
            triple.put("system", where.has("system") ? "all" : null);
            triple.put("role_id", Json.text(json.path("role"), "id"));
            triple.put(INHERITED, where.has("OS-INHERIT:inherited_to"));
            checkComplete(cloud, triple);
            assignments.add(assignment(triple, name(json)));
        }
        return assignments;
    }

    /** Without one of its ends it would be taken for another assignment. */
    private static void checkComplete(Cloud cloud, ObjectNode triple) {
        if (!(triple.hasNonNull("user_id") || triple.hasNonNull("group_id"))
                || !(triple.hasNonNull("project_id") || triple.hasNonNull("domain_id") || triple.hasNonNull("system"))
                || !triple.hasNonNull("role_id")) {
            throw new MigrationException(cloud.name() + ": GET /role_assignments: the list \"role_assignments\" holds"
                    + " an assignment without a role, or without who has it or where. Check that auth_url leads to the"
                    + " identity service and not to a proxy.");
        }
    }

    /**
     * With names; without them where Keystone stumbles over an assignment of somebody who is gone (404 before Pike).
     */
    private static List<ObjectNode> named(Cloud cloud, Request list) {
        try {
            return cloud.list(list.query("include_names", "true"), "role_assignments");
        } catch (CloudException.NotFound | CloudException.ServiceFault e) {
            return cloud.list(list, "role_assignments");
        }
    }

    private static List<Resource> readV2(CloudInventory inventory, Scope scope) {
        Cloud cloud = inventory.cloud();
        List<Resource> assignments = new ArrayList<>();
        for (Resource project : inventory.list(ProjectType.KIND, Scope.ALL)) {
            if (!scope.all() && !scope.owner().equals(project.id())) {
                continue;
            }
            String tenant = "/tenants/" + Request.segment(project.id());
            for (ObjectNode user : cloud.list(IdentityType.get(tenant + "/users"), "users")) {
                String id = Json.text(user, "id");
                Request roles = IdentityType.get(tenant + "/users/" + Request.segment(id) + "/roles");
                for (ObjectNode role : cloud.list(roles, "roles")) {
                    ObjectNode triple = Json.object().put("user_id", id).put("project_id", project.id());
                    triple.put("role_id", Json.text(role, "id")).put(INHERITED, false);
                    assignments.add(assignment(
                            triple,
                            Json.text(user, "name") + " on " + project.name() + ": " + Json.text(role, "name")));
                }
            }
        }
        return assignments;
    }

    private static String name(JsonNode json) {
        JsonNode where = json.path("scope");
        JsonNode who = json.has("user") ? json.path("user") : json.path("group");
        JsonNode place = where.has("project") ? where.path("project") : where.path("domain");
        return called(who) + " on " + (where.has("system") ? "system" : called(place)) + ": "
                + called(json.path("role")) + (where.has("OS-INHERIT:inherited_to") ? " (inherited)" : "");
    }

    /**
     * The name, or the id where Keystone is older than {@code include_names} (Mitaka), or shows an empty one of who is
     * gone.
     */
    private static String called(JsonNode node) {
        String name = Json.text(node, "name");
        return name != null && !name.isEmpty() ? name : Json.text(node, "id");
    }

    private static Resource assignment(ObjectNode triple, String name) {
        return new Resource(AssignmentType.KIND, id(triple), name, triple);
    }

    static String id(JsonNode triple) {
        List<String> parts = new ArrayList<>();
        for (String field : List.of("user_id", "group_id", "project_id", "domain_id", "system", "role_id")) {
            if (Json.text(triple, field) != null) {
                parts.add(Json.text(triple, field));
            }
        }
        if (triple.path(INHERITED).asBoolean()) {
            parts.add(INHERITED);
        }
        return String.join(":", parts);
    }
}
