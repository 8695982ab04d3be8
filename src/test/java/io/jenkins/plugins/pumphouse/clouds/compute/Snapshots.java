package io.jenkins.plugins.pumphouse.clouds.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.Set;

/** {@code createImage}: a server's disk as an image, queued, then saving, then active; one that fails disappears. */
final class Snapshots {
    private static final int PASSWORD_PARTS = 4;
    private static final int PASSWORD_PART = 255;
    private static final Set<String> FROM = Set.of("active", "stopped", "paused", "suspended");

    private final Compute nova;

    Snapshots(Compute nova) {
        this.nova = nova;
    }

    Answer take(Call call, Server server, JsonNode body) {
        String name = WireJson.text(body, "name");
        if (name == null) {
            throw Refused.badRequest("Invalid input for field/attribute createImage. Value: " + body
                    + ". 'name' is a required property");
        }
        ServerParts.checkMetadata(body.path("metadata"), nova.world().behaviour());
        if (!FROM.contains(server.vmState())) {
            throw ServerActions.conflict(server, "createImage", "vm_state " + server.vmState());
        }
        if (server.task() != null) {
            throw ServerActions.conflict(server, "createImage", "task_state " + server.task());
        }
        String image = begin(call, server, name, body.path("metadata"));
        server.acted(
                "createImage", call.caller(), Servers.request(), nova.world().now());
        server.task("image_snapshot_pending", nova.world().now());
        nova.world().after(nova.world().behaviour().snapshot(), () -> upload(server, image, name));
        if (nova.version(call).from(45)) {
            return Answer.of(202, WireJson.object("image_id", image));
        }
        return Answer.accepted().header("Location", nova.images.location(image));
    }

    private void upload(Server server, String image, String name) {
        nova.images.saving(image);
        server.task("image_uploading", nova.world().now());
        nova.world().after(nova.world().behaviour().snapshot(), () -> {
            if (nova.world().behaviour().snapshotFails(name)) {
                nova.images.drop(image);
            } else {
                nova.images.write(image, server.disk);
            }
            server.task(null, nova.world().now());
        });
    }

    /** The image of a server that is shelved: there when the server is. */
    void shelve(Call call, Server server) {
        String image = begin(call, server, server.name + "-shelved", WireJson.object());
        server.shelved = image;
        nova.world().after(nova.world().behaviour().power(), () -> {
            nova.images.saving(image);
            nova.images.write(image, server.disk);
        });
    }

    private String begin(Call call, Server server, String name, JsonNode metadata) {
        String format = nova.images.diskFormat(server.image);
        // Since Queens the project of the server sees its snapshot also when somebody else took it.
        boolean foreign =
                nova.release().modern() && !server.project.equals(call.caller().projectId());
        ObjectNode wanted = server.imageProperties.deepCopy();
        wanted.setAll(WireJson.object(
                "name",
                name,
                "disk_format",
                format == null ? "raw" : format,
                "container_format",
                "bare",
                "visibility",
                foreign ? "shared" : "private",
                "min_disk",
                server.flavorRow.path("disk").asInt(),
                "base_image_ref",
                server.image == null ? "" : server.image,
                "instance_uuid",
                server.id,
                "user_id",
                call.caller().userId(),
                "image_type",
                "snapshot",
                "image_location",
                "snapshot",
                "image_state",
                "available",
                "owner_id",
                call.caller().projectId()));
        if (nova.release().modern()) {
            wanted.put("owner_user_name", call.caller().userName())
                    .put("owner_project_name", call.caller().projectName())
                    .put("boot_roles", String.join(",", call.caller().roles()));
        }
        // Nova makes properties of all that it notes of an instance, also of its password (nova.utils).
        for (int i = 0; !server.password.isEmpty() && i < PASSWORD_PARTS; i++) {
            int end = server.password.length();
            wanted.put(
                    "password_" + i,
                    server.password.substring(
                            Math.min(i * PASSWORD_PART, end), Math.min((i + 1) * PASSWORD_PART, end)));
        }
        metadata.properties().forEach(item -> wanted.set(item.getKey(), item.getValue()));
        String image = nova.images.begin(wanted, call.caller());
        if (foreign) {
            nova.images.offer(image, server.project);
        }
        return image;
    }
}
