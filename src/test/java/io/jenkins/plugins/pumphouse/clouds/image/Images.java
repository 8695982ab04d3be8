package io.jenkins.plugins.pumphouse.clouds.image;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.CloudRelease;
import io.jenkins.plugins.pumphouse.clouds.wire.CloudService;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Table;
import io.jenkins.plugins.pumphouse.clouds.wire.TokenHolder;
import io.jenkins.plugins.pumphouse.clouds.wire.WebError;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.clouds.wire.World;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Glance: creating, reading, changing and deleting images. */
public final class Images extends CloudService {
    private final CloudRelease release;
    private final Table table = new Table();
    private final Set<String> usedIds = new HashSet<>();
    private final Rules rules;
    private final Contents contents;
    private final Members members;

    public Images(World world, CloudRelease release) {
        super(world);
        this.release = release;
        rules = new Rules(release);
        contents = new Contents(this);
        members = new Members(this);
        routes().open("GET", "/", call -> Answer.of(300, WireJson.object("versions", versions())))
                .open("GET", "/versions", call -> Answer.ok(WireJson.object("versions", versions())))
                .get("/v2/images", new ImageListing(this)::answer)
                .post("/v2/images", this::create)
                .get("/v2/images/{id}", call -> Answer.ok(view(visible(call))))
                .patch("/v2/images/{id}", this::patch)
                .delete("/v2/images/{id}", this::delete)
                .put("/v2/images/{id}/tags/{tag}", call -> tag(call, true))
                .delete("/v2/images/{id}/tags/{tag}", call -> tag(call, false))
                .get("/v2/schemas/image", call -> schema())
                .get(
                        "/v2/info/import",
                        call -> Answer.ok(WireJson.object(
                                "import-methods",
                                WireJson.object(
                                        "description",
                                        "Import methods available.",
                                        "type",
                                        "array",
                                        "value",
                                        List.of("glance-direct", "web-download", "copy-image")))))
                .get(
                        "/v2/info/stores",
                        call -> Answer.ok(WireJson.object(
                                "stores", WireJson.array(WireJson.object("id", "disk", "default", "true")))));
        if (release.modern()) {
            // Limits are in Keystone, of which this Glance takes none.
            routes().get("/v2/info/usage", call -> Answer.ok(WireJson.object("usage", WireJson.object())));
            routes().post("/v2/images/{id}/actions/deactivate", call -> switched(call, "active", "deactivated"))
                    .post("/v2/images/{id}/actions/reactivate", call -> switched(call, "deactivated", "active"));
        }
        contents.addTo(routes());
        members.addTo(routes());
    }

    private List<ObjectNode> versions() {
        List<String> ids = release.modern()
                ? List.of("v2.15", "v2.13", "v2.9", "v2.7", "v2.5", "v2.4", "v2.3", "v2.2", "v2.1", "v2.0")
                : List.of("v2.2", "v2.1", "v2.0");
        return ids.stream()
                .map(id -> WireJson.object(
                        "id",
                        id,
                        "status",
                        id.equals(ids.get(0)) ? "CURRENT" : "SUPPORTED",
                        "links",
                        WireJson.array(WireJson.object("rel", "self", "href", url() + "/v2/"))))
                .toList();
    }

    private Answer create(Call call) {
        ObjectNode row = newImage(call.json().isObject() ? (ObjectNode) call.json() : WireJson.object(), call.caller());
        Answer answer = Answer.created(view(row)).header("Location", url() + "/v2/images/" + WireJson.text(row, "id"));
        return release.modern()
                ? answer.header("OpenStack-image-import-methods", "glance-direct,web-download,copy-image")
                : answer;
    }

    /** Makes a queued image for the caller's project; Nova's snapshots begin here too. */
    ObjectNode newImage(ObjectNode wanted, TokenHolder caller) {
        checkProtection(wanted);
        rules.checkCreate(wanted, caller);
        ObjectNode row = WireJson.object();
        wanted.properties().stream()
                .filter(field ->
                        !Rules.BASE.contains(field.getKey()) && !field.getKey().startsWith("os_hash_"))
                .forEach(field -> row.set(field.getKey(), field.getValue()));
        row.put("name", WireJson.text(wanted, "name"))
                .put("disk_format", WireJson.text(wanted, "disk_format"))
                .put("container_format", WireJson.text(wanted, "container_format"))
                .put(
                        "visibility",
                        WireJson.has(wanted, "visibility")
                                ? WireJson.text(wanted, "visibility")
                                : release.modern() ? "shared" : "private")
                .putNull("size")
                .putNull("virtual_size")
                .put("status", "queued")
                .putNull("checksum")
                .put("protected", wanted.path("protected").asBoolean())
                .put("min_ram", wanted.path("min_ram").asInt())
                .put("min_disk", wanted.path("min_disk").asInt())
                .put("owner", WireJson.has(wanted, "owner") ? WireJson.text(wanted, "owner") : caller.projectId());
        if (release.modern()) {
            row.put("os_hidden", wanted.path("os_hidden").asBoolean())
                    .putNull("os_hash_algo")
                    .putNull("os_hash_value");
        }
        String id = WireJson.has(wanted, "id")
                ? WireJson.text(wanted, "id")
                : UUID.randomUUID().toString();
        // The id of a deleted image stays taken: Glance keeps the row.
        if (!usedIds.add(id)) {
            throw Refused.conflict("Image ID " + id + " already exists!");
        }
        row.put("id", id).put("created_at", now()).put("updated_at", now());
        row.set("tags", rules.unique(wanted.path("tags")));
        row.put("self", "/v2/images/" + id)
                .put("file", "/v2/images/" + id + "/file")
                .put("schema", "/v2/schemas/image");
        return table.add(row);
    }

    private Answer patch(Call call) {
        ObjectNode row = own(call, "modify");
        ObjectNode next = new Patch(rules, call).of(row);
        ObjectNode changed = next.deepCopy();
        row.fieldNames().forEachRemaining(changed::remove);
        checkProtection(changed);
        next.put("updated_at", now());
        row.removeAll();
        row.setAll(next);
        return Answer.ok(view(row));
    }

    /** The formats that are enabled, and what {@code schema-image.json} declares. */
    private Answer schema() {
        ObjectNode properties = WireJson.object(
                "disk_format",
                WireJson.object("enum", WireJson.array(null, "raw", "qcow2", "iso", "ami", "aki", "ari", "vmdk")));
        world.behaviour()
                .declaredImageProperties()
                .forEach((name, values) ->
                        properties.set(name, WireJson.object("type", "string", "enum", WireJson.node(values))));
        return Answer.ok(WireJson.object(
                "name", "image", "properties", properties, "additionalProperties", WireJson.object("type", "string")));
    }

    private void checkSchema(ObjectNode written) {
        world.behaviour().declaredImageProperties().forEach((name, values) -> {
            if (written.has(name) && !values.contains(written.path(name).asText())) {
                throw Refused.badRequest("Provided object does not match schema 'image': '"
                        + written.path(name).asText() + "' is not one of " + values);
            }
        });
    }

    /** {@code property_protections.conf}. */
    private void checkProtection(ObjectNode written) {
        checkSchema(written);
        written.fieldNames().forEachRemaining(name -> {
            if (world.behaviour().isImagePropertyProtected(name)) {
                throw Refused.forbidden("Attribute '" + name + "' is reserved.");
            }
        });
    }

    private Answer delete(Call call) {
        String id = call.segment("id");
        if (table.get(id) == null || !sees(table.get(id), call.caller())) {
            throw Refused.notFound("Failed to find image " + id + " to delete");
        }
        ObjectNode row = own(call, "delete");
        if (row.path("protected").asBoolean()) {
            throw Refused.forbidden("Image " + id + " is protected and cannot be deleted.");
        }
        forget(id);
        return Answer.noContent();
    }

    void forget(String id) {
        table.remove(id);
        contents.forget(id);
        members.forget(id);
    }

    private Answer switched(Call call, String from, String to) {
        if (!call.json().isMissingNode()) {
            throw Refused.badRequest("A body is not expected with this request.");
        }
        ObjectNode row = own(call, "modify");
        if (!List.of(from, to).contains(WireJson.text(row, "status"))) {
            throw Refused.forbidden("Not allowed to " + (to.equals("active") ? "reactivate" : "deactivate")
                    + " image in status '" + WireJson.text(row, "status") + "'");
        }
        row.put("status", to);
        return Answer.noContent();
    }

    private Answer tag(Call call, boolean on) {
        ObjectNode row = own(call, "modify");
        var tags = rules.unique(row.path("tags"));
        if (on) {
            tags.add(call.segment("tag"));
        } else {
            int before = tags.size();
            for (int i = tags.size() - 1; i >= 0; i--) {
                if (tags.get(i).asText().equals(call.segment("tag"))) {
                    tags.remove(i);
                }
            }
            if (tags.size() == before) {
                throw Refused.notFound("The resource could not be found.");
            }
        }
        row.set("tags", rules.unique(tags));
        return Answer.noContent();
    }

    /** An image as Glance shows it. */
    ObjectNode view(ObjectNode row) {
        ObjectNode view = row.deepCopy();
        if (release.modern() && contents.has(WireJson.text(row, "id"))) {
            view.put("stores", "disk");
        }
        return view;
    }

    boolean sees(ObjectNode row, TokenHolder caller) {
        return caller.sees(WireJson.text(row, "owner"))
                || List.of("public", "community").contains(WireJson.text(row, "visibility"))
                || members.has(WireJson.text(row, "id"), caller.projectId());
    }

    ObjectNode visible(Call call) {
        return visible(call.segment("id"), call.caller());
    }

    ObjectNode visible(String id, TokenHolder caller) {
        ObjectNode row = table.get(id);
        if (row == null || !sees(row, caller)) {
            throw Refused.notFound("No image found with ID " + id);
        }
        return row;
    }

    ObjectNode own(Call call, String what) {
        ObjectNode row = visible(call);
        if (!call.caller().sees(WireJson.text(row, "owner"))) {
            throw Refused.forbidden("You are not permitted to " + what + " this image.");
        }
        return row;
    }

    Table table() {
        return table;
    }

    Members members() {
        return members;
    }

    Contents contents() {
        return contents;
    }

    World world() {
        return world;
    }

    CloudRelease release() {
        return release;
    }

    String now() {
        return world.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** What Nova needs of Glance. */
    public ImageStore shelf() {
        return new ImageStore(this);
    }

    /** Removes every file that the images have on disk. */
    public void close() {
        contents.close();
    }

    @Override
    public String type() {
        return "image";
    }

    @Override
    public Answer refuse(Refused refused, Call call) {
        Answer answer = WebError.of(refused, call);
        return refused.status() == 401
                ? answer.header("WWW-Authenticate", "Keystone uri=\"" + authUri() + "\"")
                : answer;
    }

    /** What is not JSON from inside is a patch. */
    @Override
    protected Map<String, String> headersFromInside() {
        return Map.of("content-type", "application/openstack-images-v2.1-json-patch");
    }
}
