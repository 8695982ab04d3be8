package io.jenkins.plugins.pumphouse.migration.volume;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether the account's own project on the source may have the temporary snapshot and volume of a volume in use: Cinder
 * counts them against the project of the token. It would show only after the server was stopped.
 */
final class TemporaryRoom {
    private static final long UNLIMITED = -1;

    private TemporaryRoom() {}

    /** Why it may not, and what to do; empty when it may, or when the source does not tell. */
    static Optional<String> without(Resource volume, CloudInventory source) {
        if (!"in-use".equals(volume.text("status"))) {
            return Optional.empty(); // an image is made of the volume itself
        }
        JsonNode quotas = quotas(source);
        List<String> missing = new ArrayList<>();
        Map<String, Long> needed = new TreeMap<>(Map.of(
                "gigabytes", 2 * volume.field("size").asLong(), // the snapshot counts as well as its volume
                "volumes", 1L,
                "snapshots", 1L));
        needed.forEach((key, amount) -> {
            JsonNode quota = quotas.path(key);
            long limit = quota.path("limit").asLong(UNLIMITED);
            long taken = quota.path("in_use").asLong() + quota.path("reserved").asLong();
            if (limit != UNLIMITED && taken + amount > limit) {
                missing.add(key + " " + amount + " more, where " + taken + " of " + limit + " are taken");
            }
        });
        String project = source.cloud().caller().projectId();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("needs a temporary snapshot and volume, which the quotas of this account's project on "
                        + source.cloud().name() + " do not allow: " + String.join("; ", missing)
                        + ". Raise them: openstack quota set --gigabytes … --volumes … --snapshots … " + project);
    }

    private static JsonNode quotas(CloudInventory source) {
        return source.fact(TemporaryRoom.class, () -> {
            String path =
                    "/os-quota-sets/" + Request.segment(source.cloud().caller().projectId());
            try {
                return source.cloud()
                        .send(Request.get(Service.VOLUME, path).query("usage", "true"))
                        .json()
                        .path("quota_set");
            } catch (CloudException.Denied e) {
                return Json.object();
            }
        });
    }
}
