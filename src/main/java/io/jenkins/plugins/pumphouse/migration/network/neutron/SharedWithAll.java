package io.jenkins.plugins.pumphouse.migration.network.neutron;

import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
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
    static final String POLICIES = "rbac-policies";

    private SharedWithAll() {}

    /** Lets those of {@code objects} that some projects may use say that they are not shared with all. */
    static List<Resource> corrected(List<Resource> objects, Cloud cloud) {
        if (objects.stream().noneMatch(object -> object.field(SHARED).asBoolean())) {
            return objects;
        }
        Request list = Request.get(Service.NETWORK, '/' + POLICIES).query("target_tenant", "*");
        if (objects.size() == 1) {
            list = list.query("object_id", objects.get(0).id());
        }
        Set<String> withAll = cloud.list(list, "rbac_policies").stream()
                .filter(policy -> "*".equals(Json.text(policy, "target_tenant"))
                        && "access_as_shared".equals(Json.text(policy, "action")))
                .map(policy -> Json.text(policy, "object_id"))
                .collect(Collectors.toSet());
        return objects.stream()
                .map(object ->
                        withAll.contains(object.id()) || !object.field(SHARED).asBoolean()
                                ? object
                                : new Resource(
                                        object.kind(),
                                        object.id(),
                                        object.name(),
                                        object.json().deepCopy().put(SHARED, false)))
                .toList();
    }
}
