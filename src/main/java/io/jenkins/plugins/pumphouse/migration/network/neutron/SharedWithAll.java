package io.jenkins.plugins.pumphouse.migration.network.neutron;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which objects are shared with all. Their field {@code shared} says that the project of the account may use them
 * (neutron/db/rbac_db_mixin.py, {@code is_network_shared}): what is shared with that project alone, and copied as it
 * looks, would be open to everybody. Policies came with Liberty for networks, with Mitaka for QoS policies and with
 * Ussuri for pools and scopes; before, the field says what it seems to.
 */
final class SharedWithAll {
    private static final String SHARED = "shared";

    private SharedWithAll() {}

    /** Lets those of {@code objects} that some projects may use say that they are not shared with all. */
    static List<Resource> corrected(List<Resource> objects, CloudInventory inventory) {
        return objects.stream().anyMatch(SharedWithAll::isShared)
                ? corrected(objects, withAll(SharingPolicies.of(inventory)))
                : objects;
    }

    /** The same of one object as it is now. */
    static Resource corrected(Resource object, Cloud cloud) {
        Request list = Request.get(Service.NETWORK, '/' + SharingPolicies.EXTENSION)
                .query(SharingPolicies.WITH, SharingPolicies.ALL)
                .query("object_id", object.id());
        return isShared(object)
                ? corrected(List.of(object), withAll(cloud.list(list, "rbac_policies")))
                        .get(0)
                : object;
    }

    private static boolean isShared(Resource object) {
        return object.field(SHARED).asBoolean();
    }

    private static Set<String> withAll(List<ObjectNode> policies) {
        return policies.stream()
                .filter(policy -> SharingPolicies.ALL.equals(Json.text(policy, SharingPolicies.WITH))
                        && SharingPolicies.isSharing(policy))
                .map(policy -> Json.text(policy, SharingPolicies.OBJECT))
                .collect(Collectors.toSet());
    }

    private static List<Resource> corrected(List<Resource> objects, Set<String> withAll) {
        return objects.stream()
                .map(object -> withAll.contains(object.id()) || !isShared(object)
                        ? object
                        : new Resource(
                                object.kind(),
                                object.id(),
                                object.name(),
                                object.json().deepCopy().put(SHARED, false)))
                .toList();
    }
}
