package io.jenkins.plugins.pumphouse.migration.network.neutron;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The RBAC policies of a cloud, of all owners, read once: they say who else may use the objects of a project, and those
 * that an administrator has made belong to the administrator's project.
 */
public final class SharingPolicies {
    /** What networks and their kin are shared with, in the step that moves them. */
    public static final Kind OF_NETWORKS = new Kind("RBAC policy");

    /** The same of groups, which another step moves. */
    public static final Kind OF_GROUPS = new Kind("RBAC policy of groups");

    /** The field that names the project that may use the object, or {@link #ALL}. */
    public static final String WITH = "target_tenant";

    public static final String ALL = "*";

    static final String OBJECT = "object_id";
    static final String EXTENSION = "rbac-policies";
    private static final String PATH = '/' + EXTENSION;

    private SharingPolicies() {}

    /** None where the cloud has no such policies. */
    public static List<ObjectNode> of(CloudInventory inventory) {
        return inventory.cloud().networkExtensions().contains(EXTENSION)
                ? inventory.fact(
                        SharingPolicies.class, () -> inventory.cloud().list(Service.NETWORK, PATH, "rbac_policies"))
                : List.of();
    }

    /** Other policies say which networks are external. */
    public static boolean isSharing(ObjectNode policy) {
        return "access_as_shared".equals(Json.text(policy, "action"));
    }

    /** The same by the id of the object that is shared or external. */
    public static Map<String, List<ObjectNode>> byObject(CloudInventory inventory) {
        return inventory.fact(
                List.of(SharingPolicies.class, OBJECT),
                () -> of(inventory).stream()
                        .collect(Collectors.groupingBy(policy -> String.valueOf(Json.text(policy, OBJECT)))));
    }
}
