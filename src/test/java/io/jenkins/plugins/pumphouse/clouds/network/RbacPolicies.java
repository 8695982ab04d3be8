package io.jenkins.plugins.pumphouse.clouds.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.List;
import java.util.Map;

/** RBAC policies: what is shared with which project. Those that a field of an object stands for are not made here. */
final class RbacPolicies extends NeutronResource {
    private static final List<String> VALUES = List.of("object_type", "object_id", "action", "target_tenant");

    RbacPolicies(Network neutron) {
        super(neutron, "rbac_policy", "rbac_policies", "RbacPolicyNotFound", "RBAC policy %s could not be found.");
        attributes
                .required("object_type")
                .required("object_id")
                .required("action")
                .field("target_tenant", "*");
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
