package io.jenkins.plugins.pumphouse.migration.server.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a hypervisor of the target has room for that the operator's mapping names, as Placement tells (API 1.31,
 * allocation candidates of one tree).
 *
 * @param hypervisor its own name, as Placement has it
 */
public record MappedHostRoom(Cloud cloud, String hypervisor) {
    /** From 1.31 on candidates may be asked of one provider and its parts. */
    private static final String IN_TREE = "1.31";

    /** Why the mapped one has none for a server, and what to do; empty when it has, or none is mapped. */
    public static Optional<String> missing(
            Resource server, CloudInventory source, CloudInventory target, Translation translation) {
        Optional<String> hypervisor = new MappedHost(server, source, target, translation).hypervisor();
        Optional<HypervisorNeed> need = HypervisorNeed.of(server, source, target, translation);
        if (hypervisor.isEmpty() || need.isEmpty()) {
            return Optional.empty();
        }
        MappedHostRoom room = new MappedHostRoom(target.cloud(), hypervisor.get());
        return target.fact(List.of(room, need.get()), () -> room.isFull(need.get()))
                ? Optional.of("is to go to hypervisor " + hypervisor.get() + " of "
                        + target.cloud().name() + " by mapping: hosts:, which has no room for "
                        + need.get().resources() + ". Free some, or name another hypervisor")
                : Optional.empty();
    }

    /** Not where the target does not tell: Nova will say. */
    private boolean isFull(HypervisorNeed need) {
        try {
            return candidates(need.resources())
                    .filter(answer -> answer.path("allocation_requests").isEmpty())
                    .isPresent();
        } catch (CloudException e) {
            ReadRefusal.passOnOfTheCloud(e);
            return false;
        }
    }

    /**
     * What it has left, by resource class, allocation ratios included. It has nothing if it cannot take the smallest
     * server.
     *
     * @return empty where the target does not tell it of one hypervisor
     * @throws CloudException when Placement does not answer, or not this account
     */
    public Optional<Map<String, Long>> free() {
        return candidates("VCPU:1,MEMORY_MB:1").map(MappedHostRoom::free);
    }

    /** What the hypervisors of an answer of allocation candidates have left together, by resource class. */
    public static Map<String, Long> free(JsonNode answer) {
        Map<String, Long> free = new LinkedHashMap<>();
        for (JsonNode provider : answer.path("provider_summaries")) {
            for (var resource : provider.path("resources").properties()) {
                long left = resource.getValue().path("capacity").asLong()
                        - resource.getValue().path("used").asLong();
                free.merge(resource.getKey(), Math.max(0, left), Long::sum);
            }
        }
        return free;
    }

    private Optional<JsonNode> candidates(String resources) {
        if (!cloud.supports(Service.PLACEMENT, IN_TREE)) {
            return Optional.empty();
        }
        Request named = Request.get(Service.PLACEMENT, "/resource_providers").query("name", hypervisor);
        return cloud.list(named, "resource_providers").stream()
                .map(provider -> Json.text(provider, "uuid"))
                .findFirst()
                .map(provider -> cloud.send(Request.get(Service.PLACEMENT, "/allocation_candidates")
                                .query("resources", resources)
                                .query("in_tree", provider)
                                .microversion(IN_TREE))
                        .json());
    }
}
