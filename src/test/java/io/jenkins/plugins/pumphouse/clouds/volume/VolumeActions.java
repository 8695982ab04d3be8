package io.jenkins.plugins.pumphouse.clouds.volume;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.image.ImageStore;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.Set;

/** What {@code POST volumes/{id}/action} does. */
final class VolumeActions {
    /**
     * What Cinder knows of an image itself; all else goes into an image of the volume ({@code glance_core_properties}).
     */
    private static final Set<String> CORE = Set.of(
            "checksum",
            "container_format",
            "disk_format",
            "image_name",
            "image_id",
            "min_disk",
            "min_ram",
            "name",
            "size",
            "signature_verified");

    private static final Set<String> SINCE_LIBERTY =
            Set.of("os-set_image_metadata", "os-unset_image_metadata", "os-set_bootable"); // the last since Juno

    private final VolumeStore volumes;
    private final ImageStore images;

    VolumeActions(VolumeStore volumes, ImageStore images) {
        this.volumes = volumes;
        this.images = images;
    }

    Answer act(Call call) {
        ObjectNode row = volumes.visible(call);
        String action = call.json().fieldNames().next();
        JsonNode body = call.json().get(action);
        if (SINCE_LIBERTY.contains(action) && !volumes.isModern()) {
            throw Refused.badRequest("There is no such action: " + action);
        }
        return switch (action) {
            case "os-volume_upload_image" -> upload(row, body, call);
            case "os-set_bootable" -> {
                row.put("bootable", Boolean.toString(body.path("bootable").asBoolean()));
                yield Answer.empty(200);
            }
            case "os-update_readonly_flag" -> {
                boolean readonly = body.path("readonly").asBoolean();
                ((ObjectNode) row.path("metadata")).put("readonly", readonly ? "True" : "False");
                yield Answer.accepted();
            }
            case "os-set_image_metadata" -> {
                volumes.items.check(body, "metadata");
                ObjectNode metadata = row.path("volume_image_metadata") instanceof ObjectNode known
                        ? known
                        : row.putObject("volume_image_metadata");
                metadata.setAll((ObjectNode) body.path("metadata"));
                yield Answer.ok(WireJson.object("metadata", metadata));
            }
            case "os-unset_image_metadata" -> {
                JsonNode gone = row.path("volume_image_metadata") instanceof ObjectNode known
                        ? known.remove(WireJson.text(body, "key"))
                        : null;
                if (gone == null) {
                    throw Refused.notFound("Volume " + WireJson.text(row, "id") + " has no metadata with key "
                            + WireJson.text(body, "key") + ".");
                }
                yield Answer.empty(200);
            }
            case "os-unmanage" -> unmanage(row, call);
            case "os-reset_status" -> {
                row.put("status", WireJson.text(body, "status"));
                yield Answer.accepted();
            }
            default -> throw Refused.badRequest("There is no such action: " + action);
        };
    }

    /** The volume goes from the database, and what holds it stays where it is. */
    private Answer unmanage(ObjectNode row, Call call) {
        if (!call.caller().admin()) {
            throw Refused.forbidden("Policy doesn't allow volume_extension:volume_unmanage to be performed.");
        }
        if (row.path("encrypted").asBoolean()) {
            throw Refused.badRequest("Unmanaging encrypted volumes is not supported.");
        }
        volumes.checkDeletable(row);
        boolean failed = "error_managing".equals(WireJson.text(row, "status"));
        row.put("status", failed ? "error_managing_deleting" : "unmanaging").put("updated_at", volumes.now());
        boolean able = !volumes.world().behaviour().snapshotFails("unmanage " + WireJson.text(row, "name"));
        volumes.world().after(volumes.world().behaviour().unmanaging(), () -> {
            if (able) {
                volumes.table.remove(WireJson.text(row, "id"));
            } else { // a driver without that, as NFS
                row.put("status", "error_unmanaging");
            }
        });
        return Answer.accepted();
    }

    /** The volume is busy meanwhile, and then what it was. */
    private Answer upload(ObjectNode row, JsonNode body, Call call) {
        String former = WireJson.text(row, "status");
        if (!"available".equals(former)) {
            throw Refused.badRequest("Invalid volume: Volume " + WireJson.text(row, "id")
                    + " status must be available, but current status is: " + former + ".");
        }
        String name = WireJson.text(body, "image_name");
        ObjectNode image = WireJson.object(
                "name", name, "disk_format", "raw", "container_format", "bare", "visibility", "private");
        row.path("volume_image_metadata").properties().stream()
                .filter(item -> !CORE.contains(item.getKey()))
                .forEach(item -> image.set(item.getKey(), item.getValue()));
        String id = images.begin(image, call.caller());
        row.put("status", "uploading");
        volumes.world().after(volumes.world().behaviour().snapshot(), () -> {
            if (volumes.world().behaviour().snapshotFails(name)) {
                images.drop(id);
            } else {
                images.write(id, volumes.bytes(WireJson.text(row, "id")));
            }
            row.put("status", former).put("updated_at", volumes.now());
        });
        ObjectNode answer = WireJson.object(
                "id",
                row.get("id"),
                "status",
                "uploading",
                "size",
                row.get("size"),
                "image_id",
                id,
                "container_format",
                "bare",
                "disk_format",
                "raw",
                "image_name",
                name,
                "protected",
                false,
                "visibility",
                "shared",
                "updated_at",
                volumes.now(),
                "display_description",
                row.get("description"));
        answer.set("volume_type", volumes.type(row));
        return Answer.of(202, WireJson.object("os-volume_upload_image", answer));
    }
}
