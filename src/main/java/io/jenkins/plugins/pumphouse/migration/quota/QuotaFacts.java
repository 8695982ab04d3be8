package io.jenkins.plugins.pumphouse.migration.quota;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The default quotas of a service, and which quotas it has. */
final class QuotaFacts {
    private QuotaFacts() {}

    /**
     * What a project has by default. Neutron before Pike does not show it, but lists the projects with quotas of their
     * own: for these all values count as set, for the others none.
     */
    static JsonNode defaults(QuotaKeeper keeper, CloudInventory inventory, String project, JsonNode values) {
        Cloud cloud = inventory.cloud();
        try {
            return keeper.presets(cloud, project);
        } catch (CloudException.NotFound e) {
            Set<String> set = inventory.fact(keeper, () -> {
                Set<String> projects = new HashSet<>();
                cloud.list(keeper.service(), keeper.path(), "quotas")
                        .forEach(quota -> projects.add(Json.text(quota, "tenant_id")));
                return projects;
            });
            return set.contains(project) ? Json.object() : values;
        }
    }

    static Set<String> names(JsonNode values) {
        Set<String> names = new HashSet<>();
        values.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The keys that the service of a cloud knows; none where it keeps no quotas. */
    static Set<String> known(QuotaKeeper keeper, CloudInventory inventory) {
        Cloud cloud = inventory.cloud();
        return inventory.fact(List.of("known", keeper), () -> {
            Set<String> known = new HashSet<>();
            if (cloud.has(keeper.service())) {
                try {
                    known.addAll(
                            names(keeper.read(cloud, keeper.path(cloud.caller().projectId()))));
                } catch (CloudException.NotFound e) {
                    return known;
                }
            }
            return known;
        });
    }
}
