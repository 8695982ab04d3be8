package io.jenkins.plugins.pumphouse.migration.server.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.image.ImageMark;
import io.jenkins.plugins.pumphouse.migration.image.ImageType;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.volume.VolumeTypeType;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeMark;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeState;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The local root disk of a server that becomes a volume on the target ({@code disk: 'volume'}). The volume says in its
 * metadata of which snapshot it is, and what the image service said of that content.
 */
public final class RootDisk {
    /** Metadata of the volume: the id of the snapshot on the source. */
    public static final String SNAPSHOT = "pumphouse_snapshot";

    private static final String SIZE = "pumphouse_size";
    private static final String MD5 = "pumphouse_md5";
    private static final String ALGORITHM = "pumphouse_hash_algo";
    private static final String HASH = "pumphouse_hash";

    private RootDisk() {}

    /** Whether it becomes a volume; a server that boots from a volume has none of its own. */
    public static boolean becomesVolume(Resource server, Options options) {
        return options.disk() == Options.Disk.VOLUME && !ServerVolumes.bootsFromVolume(server);
    }

    /** Whether it has become a volume: the server has a local root disk, and its copy boots from a volume. */
    public static boolean becameVolume(Resource server, Resource copy) {
        return !ServerVolumes.bootsFromVolume(server) && ServerVolumes.bootsFromVolume(copy);
    }

    /** How large the volume is, in GB: as the root disk of the server's flavor; 0 when that has no size. */
    public static long size(Resource server, CloudInventory source) {
        return ServerSize.of(server, source)
                .map(ServerSize::disk)
                .map(Integer::longValue)
                .orElse(0L);
    }

    /** What a person and the owner of the volume read. */
    public static String name(Resource server) {
        return server.name().substring(0, Math.min(server.name().length(), 250)) + " disk";
    }

    /** Why it cannot become one. */
    public static List<String> refusals(Resource server, CloudInventory source, CloudInventory target) {
        if (!becomesVolume(server, source.options())) {
            return List.of();
        }
        List<String> reasons = new ArrayList<>();
        if (size(server, source) == 0) {
            reasons.add(
                    "has a flavor that gives its root disk no size, so that it is not known how large its volume has"
                            + " to be; disk: 'snapshot' moves it");
        }
        if (!target.cloud().has(Service.VOLUME)) {
            reasons.add("is to get a volume for its root disk (disk: 'volume'), and "
                    + target.cloud().name() + " has no volume service in its catalog");
            return reasons;
        }
        String type = source.options().rootVolumeType();
        if (type != null && type(target, type).isEmpty()) {
            reasons.add("is to get a volume of type " + type + " (rootVolumeType), which is not on "
                    + target.cloud().name() + ". " + target.names(VolumeTypeType.KIND, Scope.ALL));
        }
        return reasons;
    }

    private static Optional<Resource> type(CloudInventory target, String name) {
        return target.list(VolumeTypeType.KIND, Scope.ALL).stream()
                .filter(type -> type.name().equals(name) || name.equals(type.text("id")))
                .findFirst();
    }

    /** What the volume takes of the project's quotas on the target. */
    public static Map<String, Long> consumes(Resource server, CloudInventory source, CloudInventory target) {
        Map<String, Long> amounts = new HashMap<>();
        if (becomesVolume(server, source.options())) {
            long size = size(server, source);
            amounts.put("volume volumes", 1L);
            amounts.put("volume gigabytes", size);
            Optional.ofNullable(source.options().rootVolumeType())
                    .filter(type -> target.cloud().has(Service.VOLUME))
                    .flatMap(type -> type(target, type))
                    .ifPresent(type -> {
                        amounts.put("volume volumes_" + type.name(), 1L);
                        amounts.put("volume gigabytes_" + type.name(), size);
                    });
        }
        return amounts;
    }

    /**
     * The metadata of the volume.
     *
     * @param mark of the server
     * @param snapshot id on the source
     * @param image of the target that the volume is made of
     */
    public static ObjectNode metadata(Mark mark, String snapshot, JsonNode image) {
        ObjectNode metadata = Json.object().put(Mark.KEY, mark.value()).put(SNAPSHOT, snapshot);
        metadata.put(SIZE, image.path("size").asText());
        Map.of(MD5, "checksum", ALGORITHM, "os_hash_algo", HASH, "os_hash_value")
                .forEach((key, field) -> {
                    if (Json.text(image, field) != null) {
                        metadata.put(key, Json.text(image, field));
                    }
                });
        return metadata;
    }

    /**
     * The content of a copy's root volume in the form of the image that it was made of; empty when the copy boots from
     * no volume that a move has made for this server.
     *
     * @param source name of the source cloud
     */
    public static Optional<Resource> content(Resource server, String source, Resource copy, CloudInventory target) {
        return volume(server, source, copy, target).map(volume -> {
            JsonNode metadata = volume.field("metadata");
            ObjectNode image = volume.field("volume_image_metadata") instanceof ObjectNode properties
                    ? properties.deepCopy()
                    : Json.object();
            String status = String.valueOf(volume.text("status"));
            image.remove(ImageMark.SELF); // of the image that the volume was made of
            image.put("id", volume.id()).put("name", volume.name());
            image.put("status", VolumeState.isWhole(status) ? "active" : status);
            image.put("size", Json.text(metadata, SIZE)).put("checksum", Json.text(metadata, MD5));
            image.put("os_hash_algo", Json.text(metadata, ALGORITHM));
            image.put("os_hash_value", Json.text(metadata, HASH));
            image.put(Mark.KEY, new Mark(source, Json.text(metadata, SNAPSHOT)).value());
            return new Resource(ImageType.KIND, volume.id(), volume.name(), image);
        });
    }

    /** The volume that a copy boots from, if a move has made it of the server's local root disk. */
    public static Optional<Resource> volume(Resource server, String source, Resource copy, CloudInventory target) {
        return becameVolume(server, copy)
                ? ServerVolumes.of(copy, target).stream()
                        .filter(AttachedVolume::boots)
                        .map(AttachedVolume::volume)
                        .filter(volume -> isOf(new Mark(source, server.id()), volume.json()))
                        .findFirst()
                : Optional.empty();
    }

    /** Whether a volume of the target was made of the local root disk of a server. */
    public static boolean isOf(Mark server, JsonNode volume) {
        return VolumeMark.isOf(server, volume) && Json.text(volume.path("metadata"), SNAPSHOT) != null;
    }
}
