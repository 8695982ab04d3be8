package io.jenkins.plugins.pumphouse.clouds.volume;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Blob;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.Table;
import io.jenkins.plugins.pumphouse.clouds.wire.TokenHolder;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Snapshots of volumes: the bytes at the moment of the request. */
final class VolumeSnapshots {
    private static final Set<String> AT_REST = Set.of("deleting", "error", "success");
    final Table table = new Table();
    private final Map<String, Blob> bytes = new HashMap<>();
    private final VolumeStore volumes;

    VolumeSnapshots(VolumeStore volumes) {
        this.volumes = volumes;
    }

    void addTo(Routes routes, String root) {
        String one = root + "/snapshots/{id}";
        routes.get(root + "/snapshots", call -> volumes.list(call, "snapshots", table))
                .get(root + "/snapshots/detail", call -> volumes.list(call, "snapshots", table))
                .post(root + "/snapshots", this::create)
                .get(
                        one,
                        call -> Answer.ok(WireJson.object(
                                "snapshot", volumes.view(visible(call.segment("id"), call.caller()), call))))
                .delete(one, call -> {
                    ObjectNode row = visible(call.segment("id"), call.caller());
                    row.put("status", "deleting");
                    volumes.world().after(volumes.world().behaviour().power(), () -> {
                        table.remove(WireJson.text(row, "id"));
                        bytes.remove(WireJson.text(row, "id"));
                    });
                    return Answer.accepted();
                });
    }

    ObjectNode visible(String id, TokenHolder caller) {
        ObjectNode row = table.get(id);
        if (row == null || !caller.sees(WireJson.text(row, "tenant"))) {
            throw Refused.notFound("Snapshot " + id + " could not be found.");
        }
        return row;
    }

    Blob bytes(String id) {
        return bytes.getOrDefault(id, Blob.of(new byte[0]));
    }

    private Answer create(Call call) {
        ObjectNode wanted = call.entity("snapshot");
        ObjectNode volume = volumes.visible(WireJson.text(wanted, "volume_id"), call.caller());
        String migrating = WireJson.text(volume, "migration_status");
        if (migrating != null && !AT_REST.contains(migrating)) { // cinder.volume.api, _is_volume_migrating
            throw Refused.badRequest("Invalid volume: Snapshot cannot be created while volume is migrating.");
        }
        String status = WireJson.text(volume, "status");
        boolean inUse = "in-use".equals(status) && wanted.path("force").asBoolean();
        if (!"available".equals(status) && !inUse) {
            throw Refused.badRequest("Invalid volume: Volume " + WireJson.text(volume, "id")
                    + " status must be available," + " but current status is: " + status + ".");
        }
        volumes.items.check(wanted, "metadata");
        String id = UUID.randomUUID().toString();
        ObjectNode row = WireJson.object(
                "id",
                id,
                "created_at",
                volumes.now(),
                "updated_at",
                null,
                "name",
                WireJson.text(wanted, "name"),
                "description",
                WireJson.text(wanted, "description"),
                "volume_id",
                WireJson.text(volume, "id"),
                "status",
                "creating",
                "size",
                volume.path("size"),
                "metadata",
                wanted.path("metadata").isObject() ? wanted.get("metadata") : WireJson.object(),
                "group_snapshot_id",
                null,
                "user_id",
                call.caller().userId(),
                "consumes_quota",
                true,
                "tenant",
                call.caller().projectId());
        table.add(row);
        bytes.put(id, volumes.bytes(WireJson.text(volume, "id")));
        volumes.world().after(volumes.world().behaviour().snapshot(), () -> {
            boolean fails = volumes.world().behaviour().snapshotFails(WireJson.text(row, "name"));
            row.put("status", fails ? "error" : "available").put("updated_at", volumes.now());
        });
        return Answer.of(202, WireJson.object("snapshot", volumes.view(row, call)));
    }
}
