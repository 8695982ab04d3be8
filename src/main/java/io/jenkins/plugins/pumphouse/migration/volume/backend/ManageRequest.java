package io.jenkins.plugins.pumphouse.migration.volume.backend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeFields;

/** What Cinder is told of a volume that it is to manage (Block Storage API v3, "Manage an existing volume"). */
public final class ManageRequest {
    private ManageRequest() {}

    /**
     * @param host of the backend, with its pool where that is known
     * @param reference by which the backend's driver names the volume
     * @param volume what it is to be
     * @param type of the cloud that is to manage it; null for none
     * @param zone of that cloud; null for its choice
     * @param metadata with a mark
     */
    public static ObjectNode of(
            String host, JsonNode reference, Resource volume, String type, String zone, ObjectNode metadata) {
        ObjectNode wanted = Json.object().put("host", host).put("bootable", VolumeFields.isBootable(volume));
        wanted.set("ref", reference);
        if (!volume.name().isEmpty()) {
            wanted.put("name", volume.name());
        }
        if (volume.text("description") != null) {
            wanted.put("description", volume.text("description"));
        }
        if (type != null) {
            wanted.put("volume_type", type);
        }
        if (zone != null) {
            wanted.put("availability_zone", zone);
        }
        wanted.set("metadata", metadata);
        return wanted;
    }
}
