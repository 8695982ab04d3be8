package io.jenkins.plugins.pumphouse.migration.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The role inference rules of a Keystone: what its list holds, and what follows from it. */
public final class RoleInferences {
    /** The id of the role that has another with it. */
    static final String PRIOR = "prior_role_id";

    /** The id of the role that comes along. */
    static final String IMPLIED = "implied_role_id";

    private RoleInferences() {}

    /** All of a cloud; empty where Keystone has no such thing. */
    static Optional<List<Resource>> known(CloudInventory inventory) {
        return inventory.fact(RoleInferences.class, () -> {
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
                pairs.add(new Resource(ImpliedRoleType.KIND, id(pair), name, pair));
            }
        }
        return pairs;
    }

    /** A rule has none of its own. */
    static String id(JsonNode pair) {
        return Json.text(pair, PRIOR) + ':' + Json.text(pair, IMPLIED);
    }

    /**
     * All that follows from a role, step by step; nothing where it cannot be read, of which {@code pumpRoles} tells.
     */
    static List<Resource> from(String role, CloudInventory source) {
        Map<String, List<Resource>> rules;
        try {
            rules = source.grouped(ImpliedRoleType.KIND, Scope.ALL, PRIOR);
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
        return target.list(ImpliedRoleType.KIND, Scope.ALL).stream()
                .filter(rule -> role.equals(rule.text(PRIOR)) || role.equals(rule.text(IMPLIED)))
                .filter(rule -> !going.contains(rule.id()))
                .map(rule -> "implied role " + rule.name() + " stays")
                .findFirst();
    }
}
