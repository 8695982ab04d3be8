package io.jenkins.plugins.pumphouse.migration.server.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.image.ImageMark;
import io.jenkins.plugins.pumphouse.migration.image.ImageType;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeMark;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeState;
import java.util.Map;
import java.util.Optional;

/**
 * The volume on the target that was made of a server's local root disk. It says in its metadata of which snapshot it
 * is, and what the image service said of that content.
 */
public final class RootDiskVolume {
    /** Metadata of the volume: the id of the snapshot on the source. */
    public static final String SNAPSHOT = "pumphouse_snapshot";

    private static final String SIZE = "pumphouse_size";
    private static final String MD5 = "pumphouse_md5";
    private static final String ALGORITHM = "pumphouse_hash_algo";
    private static final String HASH = "pumphouse_hash";

    private RootDiskVolume() {}

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
        return RootDisk.becameVolume(server, copy)
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
