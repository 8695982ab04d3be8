package io.jenkins.plugins.pumphouse.migration.fit;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.fit.FitRow.State;
import io.jenkins.plugins.pumphouse.migration.type.Allowance;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;

/**
 * What the pools of Cinder have together ({@code scheduler-stats/get_pools}). Which of them serve a volume type is the
 * scheduler's affair, and thin pools give more than they have: a lack is told and never refused.
 */
final class VolumePools implements FitProbe {
    private static final String WHAT = "GB in volume pools";

    @Override
    public List<FitRow> rows(PlannedNeeds needs) {
        long needed = needs.sum("volume gigabytes") - needs.sum(Allowance.ADOPTED);
        Cloud cloud = needs.cloud();
        if (needed == 0 || !cloud.has(Service.VOLUME)) {
            return List.of(); // the quotas' row says that there is no such service
        }
        try {
            return List.of(row(
                    cloud.send(Request.get(Service.VOLUME, "/scheduler-stats/get_pools")
                                    .query("detail", "true"))
                            .json()
                            .path("pools"),
                    cloud.name(),
                    needed));
        } catch (CloudException e) {
            return List.of(FitRow.unknown(cloud.name(), WHAT, needed, e.getMessage()));
        }
    }

    private static FitRow row(JsonNode pools, String cloud, long needed) {
        double free = 0;
        for (JsonNode pool : pools) {
            JsonNode capabilities = pool.path("capabilities");
            if (capabilities.path("free_capacity_gb").asText().equals("infinite")) {
                return FitRow.unlimited(cloud, WHAT, needed);
            }
            free += Math.max(0, free(capabilities));
        }
        return FitRow.counted(
                State.SHORT,
                cloud,
                WHAT,
                needed,
                (long) free,
                pools.size() + (pools.size() == 1 ? " pool" : " pools together, whatever their volume types"));
    }

    /** As Cinder's CapacityFilter counts it: thin pools up to their ratio, others less what is reserved. */
    private static double free(JsonNode pool) {
        double total = number(pool.path("total_capacity_gb"));
        double reserved = total * number(pool.path("reserved_percentage")) / 100;
        double ratio = number(pool.path("max_over_subscription_ratio"));
        return pool.path("thin_provisioning_support").asBoolean() && ratio >= 1
                ? (total - reserved) * ratio - number(pool.path("provisioned_capacity_gb"))
                : number(pool.path("free_capacity_gb")) - reserved;
    }

    /** Drivers tell numbers, numbers as texts, and {@code "unknown"}, which is taken for nothing. */
    private static double number(JsonNode value) {
        try {
            return value.isNumber() ? value.asDouble() : Double.parseDouble(value.asText());
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
