package io.jenkins.plugins.pumphouse.migration.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
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
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A role that implies another: who has the first has the second, too. Without it, users that were assigned the first
 * alone can do less on the target. A pair that only the target has stays: its owner decides on it.
 *
 * <p>Implied roles came with Mitaka (Identity API v3.6, "Role inference rules"). All are read with one list; each costs
 * one request to make.
 */
public final class ImpliedRoleType extends ResourceType {
    public static final Kind KIND = new Kind("implied role");

    /** What Keystone lets no role imply, unless keystone.conf says otherwise. */
    private static final String PROHIBITED = "admin";

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public List<Resource> read(CloudInventory inventory, Scope scope) {
        return RoleInferences.known(inventory).orElse(List.of());
    }

    @Override
    public Optional<Resource> readOne(CloudInventory inventory, String id) {
        return listed(inventory, id);
    }

    /** Roles belong to no project. */
    @Override
    public List<Resource> select(Selection selection, CloudInventory source) {
        return source.list(KIND, Scope.ALL);
    }

    @Override
    public List<Reference> needs(Resource resource, CloudInventory source) {
        return List.of(
                Reference.to(RoleType.KIND, resource.text(RoleInferences.PRIOR)),
                Reference.to(RoleType.KIND, resource.text(RoleInferences.IMPLIED)));
    }

    @Override
    public boolean isOneByNature() {
        return true;
    }

    @Override
    public Optional<Object> naturalKey(JsonNode json) {
        return Optional.of(RoleInferences.id(json));
    }

    @Override
    protected ObjectNode desired(Resource resource, CloudInventory source, Translation translation) {
        return Json.object()
                .put(RoleInferences.PRIOR, translation.id(RoleType.KIND, resource.text(RoleInferences.PRIOR)))
                .put(RoleInferences.IMPLIED, translation.id(RoleType.KIND, resource.text(RoleInferences.IMPLIED)));
    }

    @Override
    public Optional<String> deferred(
            Resource resource, ObjectNode wanted, CloudInventory source, CloudInventory target) {
        String cloud = target.cloud().name();
        String prior = Json.text(wanted, RoleInferences.PRIOR);
        String implied = Json.text(wanted, RoleInferences.IMPLIED);
        if (prior.equals(implied)) {
            return Optional.of("both are one role on " + cloud + ": name two in mapping: roles");
        }
        if (RoleInferences.known(target).isEmpty()) {
            return Optional.of(
                    cloud + " has no implied roles (its Keystone is older than Mitaka). Assign the second role"
                            + " to everybody who has the first");
        }
        boolean isProhibited = PROHIBITED.equals(
                target.find(RoleType.KIND, implied).map(Resource::name).orElse(null));
        return isProhibited
                ? Optional.of("would make administrators, which Keystone refuses unless prohibited_implied_role in"
                        + " keystone.conf says otherwise. If you want it on " + cloud
                        + ", run: openstack implied role create")
                : Optional.empty();
    }

    /** What a role of the target implies holds for all who have it on the target. */
    @Override
    public Optional<String> deferredUnasked(ObjectNode wanted, CloudInventory target) {
        return Translation.isPending(Json.text(wanted, RoleInferences.PRIOR))
                ? Optional.empty()
                : Optional.of("left alone, because the first role was on "
                        + target.cloud().name()
                        + " before, and others may have it: run pumpRoles, which brings it");
    }

    @Override
    public CompletionStage<ChangeResult> create(ChangeContext context) {
        ObjectNode wanted = context.wanted();
        context.target().send(Request.put(Service.IDENTITY, path(wanted)));
        return ChangeResult.now(RoleInferences.id(wanted));
    }

    @Override
    public CompletionStage<ChangeResult> rollBack(ChangeContext context) {
        return TargetRemoval.ofUnmarked(
                context, this, now -> context.target().send(Request.delete(Service.IDENTITY, path(now.json()))));
    }

    static String path(JsonNode pair) {
        return "/roles/" + Request.segment(Json.text(pair, RoleInferences.PRIOR)) + "/implies/"
                + Request.segment(Json.text(pair, RoleInferences.IMPLIED));
    }
}
