package io.jenkins.plugins.pumphouse.migration.network.neutron;

import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What an object uses of other projects: networks, groups, pools, scopes and QoS policies that are shared with its own
 * project. The RBAC policies that allow it come along; without them the project would keep what it has of these on the
 * target, and could make nothing new with them.
 */
public final class SharedObjectUse {
    private static final String OWNER = "tenant_id";

    private SharedObjectUse() {}

    /**
     * What an object needs, and the RBAC policies that let its project use these.
     *
     * @param needs what {@code user} refers to, of any kind
     */
    public static List<Reference> withPolicies(Resource user, Collection<Reference> needs, CloudInventory source) {
        List<Reference> all = new ArrayList<>(needs);
        needs.stream()
                .flatMap(need -> source.find(need.kind(), need.id()).stream())
                .filter(object ->
                        object.text(OWNER) != null && !object.text(OWNER).equals(user.text(OWNER)))
                .filter(object -> isShared(object, user, source)) // asked last: most clouds need not be asked at all
                .forEach(object -> all.addAll(policies(object, user, source)));
        return all;
    }

    private static boolean isShared(Resource object, Resource user, CloudInventory source) {
        return SharingPolicies.byObject(source).getOrDefault(object.id(), List.of()).stream()
                .anyMatch(policy ->
                        SharingPolicies.isSharing(policy) && lets(user, Json.text(policy, SharingPolicies.WITH)));
    }

    private static List<Reference> policies(Resource object, Resource user, CloudInventory source) {
        List<Reference> policies = new ArrayList<>();
        for (Kind kind : List.of(SharingPolicies.OF_NETWORKS, SharingPolicies.OF_GROUPS)) {
            source.list(kind, Scope.ownedBy(object.text(OWNER))).stream()
                    .filter(policy -> object.id().equals(policy.text(SharingPolicies.OBJECT)))
                    .filter(policy -> lets(user, policy.text(SharingPolicies.WITH)))
                    .forEach(policy -> policies.add(Reference.companion(kind, policy.id())));
        }
        return policies;
    }

    private static boolean lets(Resource user, String with) {
        return SharingPolicies.ALL.equals(with) || with != null && with.equals(user.text(OWNER));
    }
}
