package io.jenkins.plugins.pumphouse.migration.volume;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeTemporaries;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The snapshots and backups of a volume, of which a copy has none. */
final class VolumeParts {
    private VolumeParts() {}

    /** The names of a volume's own snapshots. */
    static List<String> snapshots(Resource volume, CloudInventory source) {
        return parts(volume, source, "/snapshots/detail", "snapshots");
    }

    /** What of them a copy will not have, for a person. */
    static List<String> lost(Resource volume, CloudInventory source) {
        return Stream.of(
                        counted(volume, source, "/snapshots/detail", "snapshots", "snapshot"),
                        counted(volume, source, "/backups/detail", "backups", "backup"))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> counted(
            Resource volume, CloudInventory source, String path, String key, String word) {
        List<String> own = parts(volume, source, path, key);
        return own.isEmpty()
                ? Optional.empty()
                : Optional.of(own.size() + " " + word + (own.size() == 1 ? "" : "s") + " (" + String.join(", ", own)
                        + "; only its present content is copied)");
    }

    private static List<String> parts(Resource volume, CloudInventory source, String path, String key) {
        Map<String, List<String>> byVolume = source.fact(List.of(VolumeParts.class, key), () -> {
            Map<String, List<String>> found = new HashMap<>();
            try {
                for (ObjectNode each :
                        source.cloud().list(Request.get(Service.VOLUME, path).query("all_tenants", "1"), key)) {
                    if (VolumeTemporaries.of(each).isEmpty()) {
                        found.computeIfAbsent(Json.text(each, "volume_id"), id -> new ArrayList<>())
                                .add(named(each));
                    }
                }
            } catch (CloudException.Denied e) {
                return found; // no backup service, or none for this account
            }
            return found;
        });
        return byVolume.getOrDefault(volume.id(), List.of());
    }

    private static String named(ObjectNode json) {
        String name = Json.text(json, "name");
        return name == null || name.isEmpty() ? Json.text(json, "id") : name;
    }
}
