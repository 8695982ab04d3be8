package io.jenkins.plugins.pumphouse.migration.server.move;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.server.inventory.AttachedVolume;
import io.jenkins.plugins.pumphouse.migration.server.inventory.DeviceTags;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.util.List;

/** The disks of a server in Nova's words ({@code block_device_mapping_v2}). */
final class DiskMapping {
    private DiskMapping() {}

    /**
     * In the order of the source's: the root disk first, be it an image or a volume.
     *
     * @param volumes of the source's server
     * @param ids of their copies, in the same order
     * @param image of a local root disk; null when the server boots from a volume
     * @param rootVolume that the source's local root disk has become; null for none. It is deleted with the server, as
     *     that disk is
     */
    static ArrayNode of(Cloud target, List<AttachedVolume> volumes, List<String> ids, String image, String rootVolume) {
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
        for (int i = 0; i < volumes.size(); i++) {
            AttachedVolume attached = volumes.get(i);
            ObjectNode disk = disk(ids.get(i), "volume", attached.boots() ? 0 : -1, attached.withServer())
                    .put("destination_type", "volume");
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
