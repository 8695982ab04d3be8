package io.jenkins.plugins.pumphouse.migration.volume.cinder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The fields of a volume that are its owner's. */
public final class VolumeFields {
    public static final Kind KIND = new Kind("volume");

    public static final String OWNER = "os-vol-tenant-attr:tenant_id";
    public static final String IMAGE_METADATA = "volume_image_metadata";

    /** What the source's volume was like when its content was taken, on the copy: a time of the source. */
    public static final String TAKEN = "pumphouse_taken";

    /** In place of that: the copy may be out of date, as a server that ran had the volume. */
    public static final String EARLY = "while its server ran";

    /** In place of that where the source's Cinder does not say when it changed a volume. */
    private static final String UNKNOWN = "unknown";

    /** The sha512 of the content, on the copy. */
    public static final String DIGEST = "pumphouse_sha512";

    /** Begins all that migrations write, into a volume as into the image that it is made of. */
    private static final String PREFIX = "pumphouse_";

    /** Cinder's own among an administrator's view of the metadata. */
    private static final Set<String> CINDERS = Set.of("readonly", "attached_mode");

    /** Of an image that a volume was made of: facts of that image, which the copy was not made of. */
    private static final Set<String> FACTS = Set.of("image_id", "checksum", "size", "signature_verified");

    /** Fields that are copied, found anew, checked, or set by the target's Cinder. */
    private static final Set<String> KNOWN = Set.of(
            "id",
            "status",
            "size",
            "availability_zone",
            "created_at",
            "updated_at",
            "name",
            "display_name",
            "description",
            "display_description",
            "volume_type",
            "volume_type_id",
            "snapshot_id",
            "source_volid",
            "metadata",
            IMAGE_METADATA,
            "links",
            "user_id",
            "bootable",
            "encrypted",
            "encryption_key_id",
            "consistencygroup_id",
            "group_id",
            "multiattach",
            "attachments",
            "migration_status",
            "provider_id",
            "shared_targets",
            "service_uuid",
            "cluster_name",
            "consumes_quota",
            Resource.GOES_BACK,
            OWNER,
            "os-vol-host-attr:host",
            "os-vol-mig-status-attr:migstat",
            "os-vol-mig-status-attr:name_id");

    private VolumeFields() {}

    /** A volume as Cinder shows it: API v1 calls its name {@code display_name}. */
    public static Resource resource(ObjectNode json) {
        String name = Json.text(json, "name") == null ? Json.text(json, "display_name") : Json.text(json, "name");
        return new Resource(KIND, Json.text(json, "id"), name, json);
    }

    /** What a volume has beside that, one short text each. */
    public static List<String> unknown(Resource volume) {
        List<String> unknown = new ArrayList<>();
        for (var field : volume.json().properties()) {
            boolean replication = field.getKey().equals("replication_status")
                    && Set.of("disabled", "not-capable")
                            .contains(field.getValue().asText());
            boolean empty = field.getValue().isNull()
                    || field.getValue().isEmpty() && field.getValue().isContainerNode();
            if (!KNOWN.contains(field.getKey()) && !replication && !empty) {
                unknown.add(field.getKey() + " " + Json.shown(field.getValue())
                        + (field.getKey().contains("replication")
                                ? " (replication is the type's)"
                                : " (unknown to this version)"));
            }
        }
        return unknown;
    }

    /** When Cinder last changed a volume, in its words; before Mitaka it does not say. */
    public static String changed(JsonNode volume) {
        return Objects.requireNonNullElse(Json.text(volume, "updated_at"), UNKNOWN);
    }

    /**
     * That nobody can tell whether a volume was used since its content was taken; empty where Cinder shows when it last
     * changed one.
     */
    public static Optional<String> untold(Resource volume, String cloud) {
        return volume.json().has("updated_at")
                ? Optional.empty()
                : Optional.of("whether it is used after its copy (Cinder of " + cloud
                        + " is older than Mitaka and does not show that; if it was, delete the copy and run again)");
    }

    public static String owner(Resource volume) {
        return volume.text(OWNER);
    }

    /** The user's metadata: without Cinder's and without Pumphouse's. */
    public static ObjectNode metadata(Resource volume) {
        ObjectNode own = Json.object();
        for (var item : volume.field("metadata").properties()) {
            if (!CINDERS.contains(item.getKey()) && !item.getKey().startsWith(PREFIX)) {
                own.set(item.getKey(), item.getValue());
            }
        }
        return own;
    }

    /** A copy of all that Cinder shows of a volume's image, also what is of its own cloud; empty when it has none. */
    public static ObjectNode allImageMetadata(Resource volume) {
        return volume.field(IMAGE_METADATA) instanceof ObjectNode known ? known.deepCopy() : Json.object();
    }

    /** What Nova reads of a volume that it boots from: properties of its image. */
    public static ObjectNode imageMetadata(Resource volume) {
        ObjectNode own = Json.object();
        for (var item : volume.field(IMAGE_METADATA).properties()) {
            if (!FACTS.contains(item.getKey()) && !item.getKey().startsWith(PREFIX)) {
                own.set(item.getKey(), item.getValue());
            }
        }
        return own;
    }

    public static boolean isReadOnly(Resource volume) {
        return "true".equalsIgnoreCase(Json.text(volume.field("metadata"), "readonly"));
    }

    public static boolean isBootable(Resource volume) {
        return "true".equalsIgnoreCase(volume.text("bootable"));
    }

    /**
     * Whether a copy could not be made, or not be deleted: a volume that Cinder could not extend or back up is its
     * owner's.
     */
    public static boolean isBroken(Resource onTarget) {
        return List.of("error", "error_deleting").contains(String.valueOf(onTarget.text("status")))
                && onTarget.field("attachments").isEmpty();
    }
}
