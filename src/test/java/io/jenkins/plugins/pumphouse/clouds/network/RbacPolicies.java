package io.jenkins.plugins.pumphouse.clouds.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * RBAC policies: what is shared with which project. The field {@code shared} of an object makes and removes the one for
 * all, and shows what is shared with all or with the project of whoever asks (neutron/db/rbac_db_mixin.py,
 * {@code is_network_shared}).
 */
final class RbacPolicies extends NeutronResource {
    private static final String ALL = "*";
    private static final String SHARED = "access_as_shared";
    private static final List<String> VALUES = List.of("object_type", "object_id", "action", "target_tenant");

    RbacPolicies(Network neutron) {
        super(neutron, "rbac_policy", "rbac_policies", "RbacPolicyNotFound", "RBAC policy %s could not be found.");
        attributes
                .required("object_type")
                .required("object_id")
                .required("action")
                .field("target_tenant", ALL);
    }

    /** Whether an object is shared with all, or with a project. */
    boolean isShared(String object, String project) {
        return of(object).anyMatch(policy -> List.of(ALL, project).contains(WireJson.text(policy, "target_tenant")));
    }

    /** Brings the policy for all in line with the field {@code shared} of an object. */
    void shareWithAll(String type, ObjectNode row) {
        String object = WireJson.text(row, "id");
        if (!row.path("shared").asBoolean()) {
            of(object)
                    .filter(policy -> ALL.equals(WireJson.text(policy, "target_tenant")))
                    .toList()
                    .forEach(policy -> table.remove(WireJson.text(policy, "id")));
        } else if (of(object).noneMatch(policy -> ALL.equals(WireJson.text(policy, "target_tenant")))) {
            table.add(WireJson.object(
                    "id", UUID.randomUUID().toString(),
                    "tenant_id", row.get("tenant_id"),
                    "project_id", row.get("tenant_id"),
                    "object_type", type,
                    "object_id", object,
                    "action", SHARED,
                    "target_tenant", ALL));
        }
    }

    /** Forgets those of an object that has gone. */
    void forget(String object) {
        of(object).toList().forEach(policy -> table.remove(WireJson.text(policy, "id")));
    }

    private Stream<ObjectNode> of(String object) {
        return table.where("object_id", object).filter(policy -> SHARED.equals(WireJson.text(policy, "action")));
    }

    @Override
    boolean tagged() {
        return false;
    }

    @Override
    boolean stamped() {
        return false;
    }

    @Override
    void make(ObjectNode row, Call call) {
        Map<String, NeutronResource> kinds = Map.of(
                "network",
                neutron.networks,
                "security_group",
                neutron.groups,
                "address_group",
                neutron.addressGroups,
                "address_scope",
                neutron.scopes,
                "subnetpool",
                neutron.pools,
                "qos_policy",
                neutron.policies);
        NeutronResource kind = kinds.get(WireJson.text(row, "object_type"));
        if (kind == null || !kind.table.has(WireJson.text(row, "object_id"))) {
            throw new Refused(
                    400,
                    "InvalidInput",
                    "Invalid input for operation: " + WireJson.text(row, "object_type") + " "
                            + WireJson.text(row, "object_id") + " could not be found.");
        }
        if (table.where(other -> VALUES.stream().allMatch(v -> other.get(v).equals(row.get(v))))
                .findAny()
                .isPresent()) {
            throw new Refused(409, "DuplicateRbacPolicy", "An RBAC policy already exists with those values.");
        }
    }

    @Override
    void change(ObjectNode row, ObjectNode next, ObjectNode changes, Call call) {}

    @Override
    void gone(ObjectNode row) {}
}
