package io.jenkins.plugins.pumphouse.migration.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.type.Account;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which of an image's fields are the owner's own, and may be written to another Glance.
 *
 * <p>Glance shows properties, its own bookkeeping and what snapshots remember all in one flat object, and refuses the
 * whole request for one field that it reserves (403).
 */
final class ImageFields {
    /** Set by Glance itself (Image API v2, "Show image"). */
    private static final Set<String> GLANCE = Set.of(
            "id",
            "status",
            "created_at",
            "updated_at",
            "size",
            "virtual_size",
            "checksum",
            "os_hash_algo",
            "os_hash_value",
            "self",
            "file",
            "schema",
            "locations",
            "direct_url",
            "stores",
            "owner",
            "visibility",
            "protected",
            "tags",
            "members",
            "os_hidden",
            "kernel_id",
            "ramdisk_id");

    /** What Nova writes into a snapshot; ids of the source mean nothing, or something else, on the target. */
    private static final Set<String> SNAPSHOT = Set.of(
            "base_image_ref",
            "instance_uuid",
            "user_id",
            "owner_id",
            "user_name",
            "owner_user_name",
            "project_name",
            "owner_project_name",
            "boot_roles",
            "image_location",
            "image_state",
            "block_device_mapping",
            "bdm_v2",
            "root_device_name");

    /** Attributes that are copied, as against free properties. */
    private static final Set<String> BASE = Set.of("name", "disk_format", "container_format", "min_disk", "min_ram");

    /** Of a whole image; what is not Glance's or Nova's is the owner's. */
    static final Account ACCOUNT = new Account()
            .serviceSets(GLANCE.toArray(String[]::new))
            .serviceSets(SNAPSHOT.toArray(String[]::new))
            .brings(BASE.toArray(String[]::new))
            .brings("owner", "visibility", "protected", "tags", "members", "os_hidden", "kernel_id", "ramdisk_id")
            .refuses("cinder_encryption_key_id", null, "is encrypted with key {}, and keys are not migrated")
            .refuses(
                    "img_signature_certificate_uuid",
                    null,
                    "is signed with certificate {}, and certificates are not migrated")
            .bringsOthers();

    private static final List<String> RESERVED = List.of("os_glance_", "pumphouse");

    private ImageFields() {}

    /** Name, formats, minima and free properties: all that is copied as it is. */
    static ObjectNode own(JsonNode image) {
        ObjectNode own = Json.object();
        for (var field : image.properties()) {
            String name = field.getKey();
            if (!isReserved(name)
                    && !GLANCE.contains(name)
                    && !SNAPSHOT.contains(name)
                    && !field.getValue().isNull()) {
                own.set(name, field.getValue());
            }
        }
        return own;
    }

    /** Whether a name is that of a property, and not of an attribute of Glance's own. */
    static boolean isFree(String name) {
        return !GLANCE.contains(name) && !BASE.contains(name);
    }

    static boolean isReserved(String name) {
        return RESERVED.stream().anyMatch(name::startsWith);
    }

    /** The names of all properties that are not Glance's own attributes. */
    static List<String> free(JsonNode image) {
        return image.properties().stream()
                .map(Map.Entry::getKey)
                .filter(ImageFields::isFree)
                .toList();
    }
}
