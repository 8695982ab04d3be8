package io.jenkins.plugins.pumphouse.migration.fit;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.fit.FitRow.State;
import io.jenkins.plugins.pumphouse.migration.server.inventory.MappedHostRoom;
import io.jenkins.plugins.pumphouse.migration.type.Allowance;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the hypervisors have together, as Placement counts it, allocation ratios included; without Placement as Nova's
 * statistics have it, which know of no ratio. Hypervisors come and go while a campaign runs, so a lack is told and
 * never refused: what no hypervisor can take alone is refused for each server.
 */
final class HypervisorCapacity implements FitProbe {
    /** Placement API 1.27: the summaries have all resource classes of a provider. */
    private static final String SUMMARIES = "1.27";

    /** Placement of Train: Nova marks the providers of disabled services by a trait then. */
    private static final String TRAITS = "1.36";

    /** Demands by resource class of Placement, in the order of the rows. */
    private static final Map<String, String> CLASSES = new LinkedHashMap<>();

    static {
        CLASSES.put("VCPU", "compute cores");
        CLASSES.put("MEMORY_MB", "compute ram");
        CLASSES.put("DISK_GB", Allowance.DISK);
    }

    @Override
    public List<FitRow> rows(PlannedNeeds needs) {
        if (needs.sum(CLASSES.get("VCPU")) == 0) {
            return List.of();
        }
        List<FitRow> rows = new ArrayList<>();
        Cloud cloud = needs.cloud();
        try {
            Map<String, Long> free = cloud.has(Service.PLACEMENT) ? candidates(cloud) : statistics(cloud);
            String how = cloud.has(Service.PLACEMENT)
                    ? "all hypervisors together, with Placement's allocation ratios"
                    : "all hypervisors together, without overcommitment";
            CLASSES.forEach((resource, quota) -> {
                if (needs.sum(quota) > 0) {
                    rows.add(FitRow.counted(
                            State.SHORT,
                            cloud.name(),
                            resource,
                            needs.sum(quota),
                            free.getOrDefault(resource, 0L),
                            how));
                }
            });
        } catch (CloudException e) {
            rows.add(FitRow.unknown(cloud.name(), "VCPU", needs.sum(CLASSES.get("VCPU")), e.getMessage()));
        }
        return rows;
    }

    /** Of every hypervisor that can take a server at all, in one answer. */
    private static Map<String, Long> candidates(Cloud cloud) {
        Request all = Request.get(Service.PLACEMENT, "/allocation_candidates").query("resources", "VCPU:1,MEMORY_MB:1");
        Request serving = cloud.supports(Service.PLACEMENT, TRAITS)
                ? all.query("required", "!COMPUTE_STATUS_DISABLED").microversion(TRAITS)
                : all.microversion(SUMMARIES);
        return MappedHostRoom.free(cloud.send(serving).json());
    }

    private static Map<String, Long> statistics(Cloud cloud) {
        JsonNode all = cloud.get(Service.COMPUTE, "/os-hypervisors/statistics").path("hypervisor_statistics");
        return Map.of(
                "VCPU", left(all, "vcpus"), "MEMORY_MB", left(all, "memory_mb"), "DISK_GB", left(all, "local_gb"));
    }

    private static long left(JsonNode statistics, String what) {
        return Math.max(
                0,
                statistics.path(what).asLong() - statistics.path(what + "_used").asLong());
    }
}
