package io.jenkins.plugins.pumphouse.migration.server.content;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.server.inventory.AttachedVolume;
import io.jenkins.plugins.pumphouse.migration.server.inventory.DeviceTags;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.util.List;
import java.util.Map;

/** The disks of a server in Nova's words ({@code block_device_mapping_v2}). */
final class DiskMapping {
    private DiskMapping() {}

    /**
     * In the order of the source's: the root disk first, be it an image or a volume.
     *
     * @param volumes of the source's server
     * @param copies the ids of their copies, by their own
     * @param adopted the same of those that the target has adopted: Nova never deletes one with the server
     * @param image of a local root disk; null when the server boots from a volume
     * @param rootVolume that the source's local root disk has become; null for none. It is deleted with the server, as
     *     that disk is
     */
    static ArrayNode of(
            Cloud target,
            List<AttachedVolume> volumes,
            Map<String, String> copies,
            Map<String, String> adopted,
            String image,
            String rootVolume) {
        ArrayNode mapping = Json.object().putArray("block_device_mapping_v2");
        if (rootVolume != null) {
            mapping.add(disk(rootVolume, "volume", 0, true).put("destination_type", "volume"));
        }
        if (volumes.isEmpty()) {
            return mapping;
        }
        if (image != null) {
            mapping.add(disk(image, "image", 0, true).put("destination_type", "local"));
        }
        for (AttachedVolume attached : volumes) {
            String origin = attached.volume().id();
            boolean goes = attached.withServer() && !adopted.containsKey(origin);
            String id = adopted.getOrDefault(origin, copies.get(origin));
            ObjectNode disk =
                    disk(id, "volume", attached.boots() ? 0 : -1, goes).put("destination_type", "volume");
            if (!attached.tag().isEmpty() && DeviceTags.isTakenBy(target)) {
                disk.put("tag", attached.tag());
            }
            mapping.add(disk);
        }
        return mapping;
    }

    private static ObjectNode disk(String id, String type, int index, boolean withServer) {
        return Json.object()
                .put("uuid", id)
                .put("source_type", type)
                .put("boot_index", index)
                .put("delete_on_termination", withServer);
    }
}
