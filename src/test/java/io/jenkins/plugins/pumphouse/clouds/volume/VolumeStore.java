package io.jenkins.plugins.pumphouse.clouds.volume;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.image.ImageStore;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Blob;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.CloudRelease;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.Table;
import io.jenkins.plugins.pumphouse.clouds.wire.TokenHolder;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.clouds.wire.World;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.UUID;

/** The volumes of a Cinder with their bytes. Not thread-safe: used under the cloud's lock. */
public final class VolumeStore {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.000000").withZone(ZoneOffset.UTC);
    private static final Set<String> DELETABLE =
            Set.of("available", "error", "error_restoring", "error_extending", "error_managing");

    final Table table = new Table();
    final VolumeBackends backends = new VolumeBackends();
    private final World world;
    private final CloudRelease release;
    private final ImageStore images;
    private final VolumeTypes types;
    private final VolumeSnapshots snapshots;
    private final VolumeQuotas quotas;
    private final VolumeServices services;
    private final VolumeView view;
    final ItemRules items;

    VolumeStore(
            World world,
            CloudRelease release,
            ImageStore images,
            VolumeTypes types,
            VolumeQuotas quotas,
            VolumeServices services,
            VolumeView view) {
        this.view = view;
        this.items = new ItemRules(release);
        this.services = services;
        this.world = world;
        this.release = release;
        this.images = images;
        this.types = types;
        this.quotas = quotas;
        this.snapshots = new VolumeSnapshots(this);
    }

    void addTo(Routes routes, String root) {
        String one = root + "/volumes/{id}";
        routes.get(
                        root + "/volumes",
                        call -> list(call, "volumes", table)
                                .edited(all -> all.path("volumes")
                                        .forEach(each -> ((ObjectNode) each).retain("id", "name", "links"))))
                .get(root + "/volumes/detail", call -> list(call, "volumes", table))
                .post(root + "/volumes", this::create)
                .get(one, call -> Answer.ok(WireJson.object("volume", view(visible(call), call))))
                .put(one, this::update)
                .delete(one, this::delete)
                .post(one + "/action", new VolumeActions(this, images)::act);
        new VolumeMetadataApi(this).addTo(routes, one + "/metadata");
        snapshots.addTo(routes, root);
        new VolumeManagement(this, types, services).addTo(routes, root);
    }

    boolean isModern() {
        return release.modern();
    }

    World world() {
        return world;
    }

    /** As the answer to an upload has it: the row of the database. */
    ObjectNode type(ObjectNode volume) {
        String name = WireJson.text(volume, "volume_type");
        if (name == null) {
            return null;
        }
        ObjectNode type = types.named(name).deepCopy();
        type.remove("os-volume-type-access:is_public");
        return type.put("created_at", now())
                .put("updated_at", now())
                .put("deleted", false)
                .putNull("deleted_at");
    }

    VolumeQuotas quotas() {
        return quotas;
    }

    Answer list(Call call, String key, Table rows) {
        boolean all = call.flag("all_tenants") && call.caller().admin();
        ArrayNode found = WireJson.array();
        rows.where(row -> all
                        ? call.query("project_id") == null
                                || call.query("project_id").equals(WireJson.text(row, "tenant"))
                        : call.caller().projectId().equals(WireJson.text(row, "tenant")))
                .filter(row -> call.query("name") == null || call.query("name").equals(WireJson.text(row, "name")))
                .forEach(row -> found.add(view(row, call)));
        return Answer.ok(WireJson.object(key, found));
    }

    /** A row as a request is shown it. */
    ObjectNode view(ObjectNode row, Call call) {
        return view.of(row, call);
    }

    ObjectNode visible(Call call) {
        return visible(call.segment("id"), call.caller());
    }

    ObjectNode visible(String id, TokenHolder caller) {
        ObjectNode row = table.get(id);
        if (row == null || !caller.sees(WireJson.text(row, "tenant"))) {
            throw Refused.notFound("Volume " + id + " could not be found.");
        }
        return row;
    }

    String now() {
        return TIME.format(world.now());
    }

    private Answer create(Call call) {
        ObjectNode wanted = call.entity("volume");
        items.check(wanted, "metadata");
        Blob content = Blob.of(new byte[0]);
        int size = wanted.path("size").asInt();
        ObjectNode imageMetadata = WireJson.object();
        String bootable = "false";
        if (wanted.path("multiattach").asBoolean() && release.modern()) {
            throw Refused.badRequest("multiattach parameter has been removed. The default behavior is to use"
                    + " multiattach enabled volume types. Contact your administrator to create a multiattach enabled"
                    + " volume type and use it to create multiattach volumes.");
        }
        ObjectNode type = types.named(WireJson.text(wanted, "volume_type"));
        String zone = WireJson.text(wanted, "availability_zone");
        if (zone != null && !zone.equals("nova")) {
            throw Refused.badRequest("Availability zone '" + zone + "' is invalid.");
        }
        if (WireJson.has(wanted, "snapshot_id")) {
            ObjectNode snapshot = snapshots.visible(WireJson.text(wanted, "snapshot_id"), call.caller());
            if (!"available".equals(WireJson.text(snapshot, "status"))) {
                throw Refused.badRequest(
                        "Invalid snapshot: Originating snapshot status must be one of 'available'" + " values");
            }
            size = Math.max(size, snapshot.path("size").asInt());
            content = snapshots.bytes(WireJson.text(snapshot, "id"));
        }
        if (WireJson.has(wanted, "imageRef")) {
            try {
                ObjectNode image = images.bootable(WireJson.text(wanted, "imageRef"), call.caller());
                content = images.bytes(WireJson.text(image, "id"));
                bootable = "true";
                imageMetadata = ImageFacts.of(image);
            } catch (Refused e) {
                throw Refused.badRequest("Invalid image identifier or unable to access requested image.");
            }
        }
        if (size < imageMetadata.path("min_disk").asInt()) {
            throw Refused.badRequest("Invalid input received: Volume size " + size
                    + "GB cannot be smaller than the image minDisk size "
                    + imageMetadata.path("min_disk").asInt()
                    + "GB.");
        }
        if (size < 1) {
            throw Refused.badRequest("Invalid input for field/attribute size. Value: " + size + ". " + size
                    + " is less than the minimum of 1");
        }
        quotas.claim(call.caller().projectId(), size);
        String id = UUID.randomUUID().toString();
        ObjectNode row = WireJson.object(
                "id",
                id,
                "status",
                "creating",
                "size",
                size,
                "availability_zone",
                "nova",
                "created_at",
                now(),
                "updated_at",
                null,
                "name",
                WireJson.text(wanted, "name"),
                "description",
                WireJson.text(wanted, "description"),
                "volume_type",
                WireJson.text(type, "name"),
                "snapshot_id",
                WireJson.text(wanted, "snapshot_id"),
                "source_volid",
                null,
                "metadata",
                wanted.path("metadata").isObject() ? wanted.get("metadata") : WireJson.object(),
                "user_id",
                call.caller().userId(),
                "bootable",
                "false",
                "encrypted",
                false,
                "replication_status",
                null,
                "consistencygroup_id",
                null,
                "multiattach",
                "<is> True".equals(WireJson.text(type.path("extra_specs"), "multiattach")),
                "attachments",
                WireJson.array(),
                "migration_status",
                null,
                "tenant",
                call.caller().projectId());
        row.put(VolumeBackends.KEY, VolumeBackends.backend(type));
        modern(row, type);
        table.add(row);
        Blob written = content;
        ObjectNode fromImage = imageMetadata;
        String boots = bootable;
        world.after(world.behaviour().snapshot(), () -> {
            ObjectNode now = table.get(id);
            if (now != null) {
                now.put("updated_at", now());
            }
            if (now != null && world.behaviour().snapshotFails(WireJson.text(now, "name"))) {
                now.put("status", "error");
            } else if (now != null) {
                backends.storage(now)
                        .put(VolumeBackends.name(now), written, now.path("size").asInt());
                now.put("status", "available").put("bootable", boots).set("volume_image_metadata", fromImage);
            }
        });
        return Answer.of(202, WireJson.object("volume", view(row, call)));
    }

    /** What only a modern Cinder shows. */
    void modern(ObjectNode row, ObjectNode type) {
        if (release.modern()) {
            row.putNull("group_id").putNull("provider_id").put("shared_targets", false);
            row.put("service_uuid", VolumeServices.UUID)
                    .putNull("cluster_name")
                    .put("volume_type_id", WireJson.text(type, "id"));
            row.put("consumes_quota", true);
        }
    }

    private Answer update(Call call) {
        ObjectNode row = visible(call);
        ObjectNode changes = call.entity("volume");
        for (String field : Set.of("name", "description", "metadata")) {
            if (changes.has(field)) {
                row.set(field, changes.get(field));
            }
        }
        return Answer.ok(WireJson.object("volume", view(row, call)));
    }

    private Answer delete(Call call) {
        ObjectNode row = visible(call);
        String id = WireJson.text(row, "id");
        checkDeletable(row);
        row.put("status", "deleting");
        world.after(world.behaviour().power(), () -> forget(id));
        return Answer.accepted();
    }

    /** What Cinder demands of a volume that it is to delete, or to manage no more. */
    void checkDeletable(ObjectNode row) {
        boolean grouped = WireJson.has(row, "group_id") || WireJson.has(row, "consistencygroup_id");
        if (grouped || !DELETABLE.contains(WireJson.text(row, "status")) || hasSnapshots(WireJson.text(row, "id"))) {
            throw Refused.badRequest("Invalid volume: Volume status must be available or error or error_restoring or"
                    + " error_extending or error_managing and must not be migrating, attached, belong to a group, have"
                    + " snapshots, awaiting a transfer, or be disassociated from snapshots after volume transfer.");
        }
    }

    /** A backend that this Cinder shares with others. */
    public void mount(String backend, Storage storage) {
        backends.mount(backend, storage);
    }

    private boolean hasSnapshots(String id) {
        return snapshots.table.where("volume_id", id).findAny().isPresent();
    }

    private void forget(String id) {
        ObjectNode row = table.get(id);
        if (row != null) {
            backends.storage(row).remove(VolumeBackends.name(row));
        }
        table.remove(id);
    }

    /** The bytes of a volume, as few as were ever written; a volume of a real cloud is full of zeros behind them. */
    public Blob bytes(String id) {
        ObjectNode row = table.get(id);
        return row == null ? Blob.of(new byte[0]) : backends.storage(row).content(VolumeBackends.name(row));
    }

    /** Writes a volume's bytes, as a guest would. */
    public void write(String id, byte[] content) {
        ObjectNode row = table.get(id);
        backends.storage(row)
                .put(
                        VolumeBackends.name(row),
                        Blob.of(content),
                        row.path("size").asInt());
    }

    /** Sets a field to what no request makes it. */
    public void change(String id, String field, JsonNode value) {
        table.get(id).set(field, value);
    }

    /** The time as Cinder writes it. */
    public String time() {
        return now();
    }

    public boolean has(String id) {
        return table.has(id);
    }

    /** A volume with what only the simulator knows; null where there is none. */
    public ObjectNode row(String id) {
        return table.get(id);
    }

    /** A server takes a volume. */
    public void attach(String id, String server, String device) {
        VolumeAttachments.add(table.get(id), server, device, now());
    }

    /** A server that is shelved is on no host any more. */
    public void offload(String id, String server) {
        if (table.has(id) && release.modern()) {
            VolumeAttachments.reserve(table.get(id), server, now());
        }
    }

    /** A server that was shelved is on a host again. */
    public void unshelve(String id, String server, String device) {
        if (table.has(id) && VolumeAttachments.free(table.get(id), server)) {
            attach(id, server, device);
        }
    }

    /** A server is gone, and its volume free again, or gone with it. */
    public void detach(String id, String server, boolean withServer) {
        ObjectNode row = table.get(id);
        if (row != null && VolumeAttachments.remove(row, server, now()) && withServer && !hasSnapshots(id)) {
            forget(id); // of one with snapshots Cinder refuses that, and Nova does not mind
        }
    }
}
