package io.jenkins.plugins.pumphouse.migration.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import io.jenkins.plugins.pumphouse.migration.type.TargetRemoval;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Who has which role where. Only what was assigned is copied, never what follows from it (Identity API v3, "List role
 * assignments": without {@code effective}), so that an inherited role stays one assignment on the parent.
 */
public final class AssignmentType extends ResourceType {
    public static final Kind KIND = new Kind("assignment");

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public List<Resource> read(CloudInventory inventory, Scope scope) {
        return inventory.cloud().identityV2() ? readV2(inventory, scope) : readV3(inventory.cloud(), scope);
    }

    private static List<Resource> readV3(Cloud cloud, Scope scope) {
        Request list = IdentityType.get("/role_assignments");
        if (!scope.all()) {
            list = list.query("scope.project.id", scope.owner());
        }
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
            triple.put("inherited", where.has("OS-INHERIT:inherited_to"));
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
                    triple.put("role_id", Json.text(role, "id")).put("inherited", false);
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
        return new Resource(KIND, id(triple), name, triple);
    }

    private static String id(JsonNode triple) {
        List<String> parts = new ArrayList<>();
        for (String field : List.of("user_id", "group_id", "project_id", "domain_id", "system", "role_id")) {
            if (Json.text(triple, field) != null) {
                parts.add(Json.text(triple, field));
            }
        }
        if (triple.path("inherited").asBoolean()) {
            parts.add("inherited");
        }
        return String.join(":", parts);
    }

    /** An assignment has no id of its own, so there is nothing to ask for one by. */
    @Override
    public Optional<Resource> readOne(CloudInventory inventory, String id) {
        return inventory.list(KIND, Scope.ALL).stream()
                .filter(a -> a.id().equals(id))
                .findFirst();
    }

    @Override
    public Optional<String> skipped(Resource resource, CloudInventory source) {
        return resource.text("system") != null
                ? Optional.of("is a system role. Pumphouse assigns none on the target; its owner decides")
                : Optional.empty();
    }

    /** Keystone keeps the assignments of a user who is gone from its LDAP directory, where nobody tells it. */
    @Override
    public boolean isRemnantWithout(Reference lost) {
        return true;
    }

    @Override
    public List<Reference> needs(Resource resource, CloudInventory source) {
        List<Reference> needs = new ArrayList<>();
        String group = resource.text("group_id");
        if (group == null) {
            needs.add(Reference.to(UserType.KIND, resource.text("user_id")));
        } else {
            needs.add(Reference.to(GroupType.KIND, group));
            needs.add(Reference.companion(GroupMembersType.KIND, group)); // else nobody would have the role
        }
        needs.add(
                resource.text("project_id") != null
                        ? Reference.to(ProjectType.KIND, resource.text("project_id"))
                        : Reference.to(DomainType.KIND, resource.text("domain_id")));
        needs.add(Reference.to(RoleType.KIND, resource.text("role_id")));
        return needs;
    }

    @Override
    public Scope counterparts(Resource resource, Translation translation) {
        String project = resource.text("project_id");
        return project == null ? Scope.ALL : Scope.ownedBy(translation.id(ProjectType.KIND, project));
    }

    @Override
    public boolean isOneByNature() {
        return true;
    }

    @Override
    public Optional<Object> naturalKey(JsonNode json) {
        return Optional.of(id(json));
    }

    @Override
    protected ObjectNode desired(Resource resource, CloudInventory source, Translation translation) {
        ObjectNode wanted = Json.object();
        for (var field : Map.of(
                        "user_id",
                        UserType.KIND,
                        "group_id",
                        GroupType.KIND,
                        "project_id",
                        ProjectType.KIND,
                        "domain_id",
                        DomainType.KIND,
                        "role_id",
                        RoleType.KIND)
                .entrySet()) {
            if (resource.text(field.getKey()) != null) {
                wanted.put(field.getKey(), translation.id(field.getValue(), resource.text(field.getKey())));
            }
        }
        return wanted.put("inherited", resource.field("inherited").asBoolean());
    }

    @Override
    public CompletionStage<ChangeResult> create(ChangeContext context) {
        ObjectNode wanted = context.wanted();
        try {
            context.target().send(Request.put(Service.IDENTITY, path(context.target(), wanted)));
        } catch (CloudException.Conflict e) {
            if (!context.target().identityV2()) {
                throw e;
            }
            // v2.0 refuses a role that is there already, such as one that a first try without an answer has given.
        }
        return ChangeResult.now(id(wanted));
    }

    /** Keystone keeps no mark of one: it counts as marked if where or whose it is, is. */
    @Override
    public boolean isMadeFor(Mark mark, Resource onTarget, CloudInventory target) {
        return isMarked(ProjectType.KIND, onTarget.text("project_id"), mark, target)
                || isMarked(UserType.KIND, onTarget.text("user_id"), mark, target)
                || isMarked(GroupType.KIND, onTarget.text("group_id"), mark, target);
    }

    private static boolean isMarked(Kind kind, String id, Mark mark, CloudInventory target) {
        return id != null
                && target.find(kind, id)
                        .flatMap(found -> Mark.ofValue(found.text(Mark.KEY)))
                        .filter(found -> found.cloud().equals(mark.cloud()))
                        .isPresent();
    }

    @Override
    public CompletionStage<ChangeResult> rollBack(ChangeContext context) {
        Cloud cloud = context.target();
        return TargetRemoval.ofUnmarked(
                context, this, now -> cloud.send(Request.delete(Service.IDENTITY, path(cloud, now.json()))));
    }

    /** Putting a role that is there already is no error and no change (Identity API v3, "Assign role to user"). */
    private static String path(Cloud cloud, ObjectNode wanted) {
        String group = Json.text(wanted, "group_id");
        String user = Request.segment(group == null ? Json.text(wanted, "user_id") : group);
        String users = group == null ? "/users/" : "/groups/";
        String role = Request.segment(Json.text(wanted, "role_id"));
        String project = Json.text(wanted, "project_id");
        if (cloud.identityV2()) {
            return "/tenants/" + Request.segment(project) + "/users/" + user + "/roles/OS-KSADM/" + role;
        }
        String where = project != null
                ? "/projects/" + Request.segment(project)
                : "/domains/" + Request.segment(Json.text(wanted, "domain_id"));
        return wanted.path("inherited").asBoolean()
                ? "/OS-INHERIT" + where + users + user + "/roles/" + role + "/inherited_to_projects"
                : where + users + user + "/roles/" + role;
    }
}
