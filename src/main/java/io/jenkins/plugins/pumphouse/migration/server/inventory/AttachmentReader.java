package io.jenkins.plugins.pumphouse.migration.server.inventory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.volume.VolumeRules;
import io.jenkins.plugins.pumphouse.migration.volume.VolumeType;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Which volumes a server has, at which device, in their order: what Nova says of each attachment. */
final class AttachmentReader {
    private AttachmentReader() {}

    /** Reads them from Nova, the boot volume first, and from the notes of those that a move has detached. */
    static List<AttachedVolume> read(Resource server, CloudInventory inventory) {
        Map<String, Boolean> withServer = ServerVolumes.withServer(server);
        Map<String, String> devices = new HashMap<>();
        Map<String, String> tags = new HashMap<>();
        Request list = Request.get(
                        Service.COMPUTE, "/servers/" + Request.segment(server.id()) + "/os-volume_attachments")
                .microversion(DeviceTags.SHOWN);
        for (ObjectNode attachment : inventory.cloud().list(list, "volumeAttachments")) {
            devices.put(Json.text(attachment, "volumeId"), Objects.toString(Json.text(attachment, "device"), ""));
            tags.put(Json.text(attachment, "volumeId"), Objects.toString(Json.text(attachment, "tag"), ""));
        }
        Set<String> detached = new HashSet<>();
        for (DetachedVolume note : DetachedVolume.of(server)) {
            if (!withServer.containsKey(note.id())) {
                detached.add(note.id());
                withServer.put(note.id(), note.withServer());
                devices.put(note.id(), note.device());
                tags.put(note.id(), note.tag());
            }
        }
        List<String> ids = inOrder(withServer.keySet(), devices);
        String boot = ServerVolumes.bootsFromVolume(server) ? boot(server, ids, devices) : null;
        List<AttachedVolume> volumes = new ArrayList<>();
        for (String id : ids) {
            volumes.add(new AttachedVolume(
                    volume(id, inventory),
                    devices.getOrDefault(id, ""),
                    withServer.get(id),
                    id.equals(boot),
                    tags.getOrDefault(id, ""),
                    detached.contains(id)));
        }
        volumes.sort(Comparator.comparing(volume -> !volume.boots()));
        return List.copyOf(volumes);
    }

    /** By device: vdb before vdaa, which a server has only after vdz. */
    private static List<String> inOrder(Set<String> ids, Map<String, String> devices) {
        return ids.stream()
                .sorted(Comparator.comparingInt(
                                (String id) -> devices.getOrDefault(id, "").length())
                        .thenComparing(id -> devices.getOrDefault(id, ""))
                        .thenComparing(id -> id))
                .toList();
    }

    /** The volume as Cinder shows it, or one that says that Cinder does not. */
    private static Resource volume(String id, CloudInventory inventory) {
        return inventory
                .find(VolumeType.KIND, id)
                .orElseGet(() -> new Resource(
                        VolumeType.KIND, id, "", Json.object().put("id", id).put("status", VolumeRules.UNSHOWN)));
    }

    /** By the root device's name, which need not be {@code /dev/vda}; else the first. */
    private static String boot(Resource server, List<String> ids, Map<String, String> devices) {
        String root = server.text("OS-EXT-SRV-ATTR:root_device_name");
        return ids.stream()
                .filter(id -> root != null && root.equals(devices.get(id)))
                .findFirst()
                .orElse(ids.isEmpty() ? null : ids.get(0));
    }
}
