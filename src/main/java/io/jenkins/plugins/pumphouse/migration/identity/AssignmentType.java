package io.jenkins.plugins.pumphouse.migration.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
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
        return AssignmentList.of(inventory, scope);
    }

    /**
     * With a tenant, also what was assigned above it and holds in it, and of its users and groups what they may do in
     * the domain as a whole.
     */
    @Override
    public List<Resource> select(Selection selection, CloudInventory source) {
        if (selection.tenant() == null) {
            return super.select(selection, source);
        }
        String project = source.scope(selection).owner();
        List<Resource> selected = new ArrayList<>(in(source, project));
        selected.addAll(AssignmentsAbove.beside(selected, source, project));
        return selected;
    }

    /** What is assigned in a project, or above it and holds in it. */
    public static List<Resource> in(CloudInventory source, String project) {
        List<Resource> all = new ArrayList<>(source.list(KIND, Scope.ownedBy(project)));
        all.addAll(AssignmentsAbove.of(source, project));
        return all;
    }

    /** An assignment has no id of its own, so there is nothing to ask for one by. */
    @Override
    public Optional<Resource> readOne(CloudInventory inventory, String id) {
        return listed(inventory, id);
    }

    @Override
    public Optional<String> skipped(Resource resource, CloudInventory source) {
        if (resource.text("system") != null) {
            return Optional.of(SystemRole.told(resource, source));
        }
        return resource.field(AssignmentsAbove.BESIDE).asBoolean()
                ? Optional.of(
                        "is a role in the domain, and not in the project: run pumpUserRoles without tenant, which assigns it")
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
        String role = resource.text("role_id");
        needs.add(Reference.to(RoleType.KIND, role));
        RoleInferences.from(role, source)
                .forEach(rule -> needs.add(Reference.companion(ImpliedRoleType.KIND, rule.id())));
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
        return Optional.of(AssignmentList.id(json));
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
        return wanted.put(
                AssignmentList.INHERITED,
                resource.field(AssignmentList.INHERITED).asBoolean());
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
        return ChangeResult.now(AssignmentList.id(wanted));
    }

    /** Keystone keeps no mark of one: it counts as marked if where or whose it is, is. */
    @Override
    public boolean isMadeFor(Mark mark, Resource onTarget, CloudInventory target) {
        return isMarked(ProjectType.KIND, onTarget.text("project_id"), mark, target)
                || isMarked(UserType.KIND, onTarget.text("user_id"), mark, target)
                || isMarked(GroupType.KIND, onTarget.text("group_id"), mark, target)
                || isMarked(DomainType.KIND, onTarget.text("domain_id"), mark, target);
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
    static String path(Cloud cloud, ObjectNode wanted) {
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
        return wanted.path(AssignmentList.INHERITED).asBoolean()
                ? "/OS-INHERIT" + where + users + user + "/roles/" + role + "/inherited_to_projects"
                : where + users + user + "/roles/" + role;
    }
}
