package io.jenkins.plugins.pumphouse.clouds.volume;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * {@code manageable_volumes} of a modern Cinder and {@code os-volume-manage} of any: what a backend keeps, and the
 * volumes that are made of it. As LVM and RBD do, it is renamed by that.
 */
final class VolumeManagement {
    /** The first that lists what can be managed. */
    private static final int LISTS = 8;

    private static final String NAME = "source-name";

    private static final Set<String> FIELDS = Set.of(
            "ref",
            "host",
            "cluster",
            "name",
            "description",
            "volume_type",
            "availability_zone",
            "bootable",
            "metadata");

    private final VolumeStore volumes;
    private final VolumeTypes types;
    private final VolumeServices services;

    VolumeManagement(VolumeStore volumes, VolumeTypes types, VolumeServices services) {
        this.volumes = volumes;
        this.types = types;
        this.services = services;
    }

    void addTo(Routes routes, String root) {
        routes.post(root + "/os-volume-manage", this::manage);
        if (root.equals("/v3/{project}")) {
            routes.get(root + "/manageable_volumes/detail", this::list).post(root + "/manageable_volumes", call -> {
                checkVersion(call);
                return manage(call);
            });
        }
    }

    private static void checkVersion(Call call) {
        if (VolumeView.minor(call) < LISTS) {
            throw Refused.notFound("API version 3." + VolumeView.minor(call) + " is not supported on this method.");
        }
    }

    private Storage backend(Call call, String host, int refusal) {
        String backend = services.backend(Objects.toString(host, "").replaceFirst("#.*", ""));
        if (backend == null || volumes.backends.storage(backend) == null) {
            throw new Refused(refusal, null, "Service cinder-volume could not be found on host " + host + ".");
        }
        return volumes.backends.storage(backend);
    }

    private Answer list(Call call) {
        checkVersion(call);
        if (!call.caller().admin()) {
            throw Refused.forbidden("Policy doesn't allow volume_extension:list_manageable to be performed.");
        }
        int offset = call.query("offset") == null ? 0 : Integer.parseInt(call.query("offset"));
        int limit = call.query("limit") == null ? 1000 : Integer.parseInt(call.query("limit"));
        ArrayNode shown = WireJson.array();
        backend(call, call.query("host"), 404).sizes().entrySet().stream()
                .skip(offset)
                .limit(Math.min(limit, volumes.world().behaviour().pageSize("volume", 1000)))
                .forEach(kept -> shown.add(shown(kept.getKey(), kept.getValue())));
        return Answer.ok(WireJson.object("manageable-volumes", shown));
    }

    private ObjectNode shown(String name, int size) {
        ObjectNode own = volumes.table
                .where(row -> VolumeBackends.name(row).equals(name))
                .findFirst()
                .orElse(null);
        return WireJson.object(
                "reference",
                WireJson.object(NAME, name),
                "size",
                size,
                "safe_to_manage",
                own == null,
                "reason_not_safe",
                own == null ? null : "already managed",
                "cinder_id",
                own == null ? null : WireJson.text(own, "id"),
                "extra_info",
                null);
    }

    private Answer manage(Call call) {
        if (!call.caller().admin()) {
            throw Refused.forbidden("Policy doesn't allow volume_extension:volume_manage to be performed.");
        }
        ObjectNode wanted = call.entity("volume");
        wanted.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                throw Refused.badRequest("Invalid input for field/attribute volume. Value: " + wanted
                        + ". Additional properties are not allowed ('" + field + "' was unexpected)");
            }
        });
        volumes.items.check(wanted, "metadata");
        String host = WireJson.text(wanted, "host");
        Storage storage = backend(call, host, 400);
        String name = WireJson.text(wanted.path("ref"), NAME);
        if (name == null) {
            throw Refused.badRequest("Invalid input for field/attribute ref: it is a required property");
        }
        if (volumes.table
                .where(row -> VolumeBackends.name(row).equals(name))
                .findAny()
                .isPresent()) {
            throw Refused.badRequest("Invalid volume: Unable to manage existing volume. The volume is already managed");
        }
        ObjectNode type = types.named(WireJson.text(wanted, "volume_type"));
        ObjectNode row = row(wanted, type, services.backend(host.replaceFirst("#.*", "")), call);
        volumes.table.add(row);
        ObjectNode answer = volumes.view(row, call);
        volumes.world().after(volumes.world().behaviour().snapshot(), () -> finish(row, storage, name, type));
        return Answer.of(202, WireJson.object("volume", answer));
    }

    /** Cinder knows states of managing that its API never shows (cinder/api/v2/views/volumes.py, bug 1504007). */
    static String shown(String status) {
        return switch (String.valueOf(status)) {
            case "managing" -> "creating";
            case "error_managing" -> "error";
            case "error_managing_deleting" -> "deleting";
            default -> status;
        };
    }

    /** The scheduler refuses a type of another backend, the driver what it does not find. */
    private void finish(ObjectNode row, Storage storage, String name, ObjectNode type) {
        Integer size = storage.size(name);
        boolean fits = VolumeBackends.backend(type).equals(VolumeBackends.backendOf(row));
        boolean fails = volumes.world().behaviour().snapshotFails(WireJson.text(row, "name"));
        row.put("updated_at", volumes.now());
        if (size == null || !fits || fails || !storage.rename(name, VolumeBackends.name(row))) {
            row.put("status", "error_managing");
        } else {
            row.put("status", "available").put("size", size);
        }
    }

    private ObjectNode row(ObjectNode wanted, ObjectNode type, String backend, Call call) {
        ObjectNode row = WireJson.object("id", UUID.randomUUID().toString(), "status", "managing", "size", 0);
        row.put("availability_zone", "nova").put("created_at", volumes.now()).putNull("updated_at");
        row.put("name", WireJson.text(wanted, "name")).put("description", WireJson.text(wanted, "description"));
        row.put("volume_type", WireJson.text(type, "name"))
                .putNull("snapshot_id")
                .putNull("source_volid");
        row.set("metadata", wanted.path("metadata").isObject() ? wanted.get("metadata") : WireJson.object());
        row.put("user_id", call.caller().userId())
                .put(
                        "bootable",
                        Boolean.toString(
                                volumes.isModern() && wanted.path("bootable").asBoolean()));
        row.put("encrypted", false).putNull("replication_status").putNull("consistencygroup_id");
        row.put("multiattach", "<is> True".equals(WireJson.text(type.path("extra_specs"), "multiattach")));
        row.set("attachments", WireJson.array());
        row.putNull("migration_status").put("tenant", call.caller().projectId()).put("backend", backend);
        volumes.modern(row, type);
        return row;
    }
}
