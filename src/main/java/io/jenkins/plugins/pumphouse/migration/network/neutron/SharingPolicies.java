package io.jenkins.plugins.pumphouse.migration.network.neutron;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;

/**
 * The RBAC policies of a cloud, of all owners, read once: they say who else may use the objects of a project, and those
 * that an administrator has made belong to the administrator's project.
 */
public final class SharingPolicies {
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
}
