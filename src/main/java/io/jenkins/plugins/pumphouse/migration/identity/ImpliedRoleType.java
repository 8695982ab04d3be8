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
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * That who has one role has another, too. Without it, users that were assigned the first alone can do less on the
 * target. One that only the target has stays: it is for its owner to say.
 *
 * <p>Implied roles came with Mitaka (Identity API v3.6, "Role inference rules"). One costs a request to make beside one
 * list.
 */
public final class ImpliedRoleType extends ResourceType {
    public static final Kind KIND = new Kind("implied role");

    private static final String PRIOR = "prior_role_id";
    private static final String IMPLIED = "implied_role_id";

    /** What Keystone lets no role imply, unless keystone.conf says otherwise. */
    private static final String PROHIBITED = "admin";

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public List<Resource> read(CloudInventory inventory, Scope scope) {
        return known(inventory).orElse(List.of());
    }

    /** Empty where Keystone has no such thing. */
    private static Optional<List<Resource>> known(CloudInventory inventory) {
        return inventory.fact(ImpliedRoleType.class, () -> {
            try {
                return inventory.cloud().identityV2() ? Optional.empty() : Optional.of(all(inventory.cloud()));
            } catch (CloudException.NotFound e) {
                return Optional.empty();
            }
        });
    }

    private static List<Resource> all(Cloud cloud) {
        List<Resource> pairs = new ArrayList<>();
        for (ObjectNode rule : cloud.list(IdentityType.get("/role_inferences"), "role_inferences")) {
            JsonNode prior = rule.path("prior_role");
            for (JsonNode implied : rule.path("implies")) {
                ObjectNode pair =
                        Json.object().put(PRIOR, Json.text(prior, "id")).put(IMPLIED, Json.text(implied, "id"));
                String name = Json.text(prior, "name") + " implies " + Json.text(implied, "name");
                pairs.add(new Resource(KIND, id(pair), name, pair));
            }
        }
        return pairs;
    }

    private static String id(JsonNode pair) {
        return Json.text(pair, PRIOR) + ':' + Json.text(pair, IMPLIED);
    }

    /**
     * All that follows from a role, step by step; nothing where it cannot be read, of which {@code pumpRoles} tells.
     */
    static List<Resource> from(String role, CloudInventory source) {
        Map<String, List<Resource>> rules;
        try {
            rules = source.grouped(KIND, Scope.ALL, PRIOR);
        } catch (CloudException.MissingRight | CloudException.ServiceFault e) {
            return List.of();
        }
        Map<String, Resource> found = new LinkedHashMap<>();
        Deque<String> roles = new ArrayDeque<>(List.of(role));
        while (!roles.isEmpty()) {
            for (Resource rule : rules.getOrDefault(roles.pop(), List.of())) {
                if (found.putIfAbsent(rule.id(), rule) == null) {
                    roles.push(rule.text(IMPLIED));
                }
            }
        }
        return List.copyOf(found.values());
    }

    /** The first rule of the target that names a role and stays when those of {@code going} go, in words. */
    public static Optional<String> naming(String role, CloudInventory target, Set<String> going) {
        return target.list(KIND, Scope.ALL).stream()
                .filter(rule -> role.equals(rule.text(PRIOR)) || role.equals(rule.text(IMPLIED)))
                .filter(rule -> !going.contains(rule.id()))
                .map(rule -> "implied role " + rule.name() + " stays")
                .findFirst();
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
                Reference.to(RoleType.KIND, resource.text(PRIOR)), Reference.to(RoleType.KIND, resource.text(IMPLIED)));
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
        return Json.object()
                .put(PRIOR, translation.id(RoleType.KIND, resource.text(PRIOR)))
                .put(IMPLIED, translation.id(RoleType.KIND, resource.text(IMPLIED)));
    }

    @Override
    public Optional<String> deferred(
            Resource resource, ObjectNode wanted, CloudInventory source, CloudInventory target) {
        String cloud = target.cloud().name();
        String prior = Json.text(wanted, PRIOR);
        String implied = Json.text(wanted, IMPLIED);
        if (prior.equals(implied)) {
            return Optional.of("both are one role on " + cloud);
        }
        if (known(target).isEmpty()) {
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
        return Translation.isPending(Json.text(wanted, PRIOR))
                ? Optional.empty()
                : Optional.of("left alone, because the first role was on "
                        + target.cloud().name()
                        + " before, and others may have it; pumpRoles brings it");
    }

    @Override
    public CompletionStage<ChangeResult> create(ChangeContext context) {
        ObjectNode wanted = context.wanted();
        context.target().send(Request.put(Service.IDENTITY, path(wanted)));
        return ChangeResult.now(id(wanted));
    }

    @Override
    public CompletionStage<ChangeResult> rollBack(ChangeContext context) {
        return TargetRemoval.ofUnmarked(
                context, this, now -> context.target().send(Request.delete(Service.IDENTITY, path(now.json()))));
    }

    private static String path(JsonNode pair) {
        return "/roles/" + Request.segment(Json.text(pair, PRIOR)) + "/implies/"
                + Request.segment(Json.text(pair, IMPLIED));
    }
}
