package io.jenkins.plugins.pumphouse.clouds.volume;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.CloudRelease;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.Table;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.List;
import java.util.UUID;

/** Types of volumes; a modern Cinder has a default one. */
final class VolumeTypes {
    private static final String DEFAULT = "2be3f271-b1cf-4a17-905c-cc8128ec02df";

    private final Table table = new Table();
    private final CloudRelease release;

    VolumeTypes(CloudRelease release) {
        this.release = release;
        if (release.modern()) {
            table.add(row(DEFAULT, "__DEFAULT__", "Default Volume Type"));
        }
    }

    private static ObjectNode row(String id, String name, String description) {
        return WireJson.object(
                "id",
                id,
                "name",
                name,
                "is_public",
                true,
                "description",
                description,
                "extra_specs",
                WireJson.object(),
                "qos_specs_id",
                null,
                "os-volume-type-access:is_public",
                true);
    }

    void addTo(Routes routes, String root) {
        routes.get(
                        root + "/types",
                        call -> Answer.ok(WireJson.object(
                                "volume_types",
                                WireJson.arrayOf(
                                        table.all().stream().map(this::shown).toList()))))
                .post(root + "/types", this::create)
                .post(root + "/types/{id}/extra_specs", this::specify)
                .get(
                        root + "/types/{id}",
                        call -> Answer.ok(WireJson.object("volume_type", shown(named(call.segment("id"))))));
    }

    /** Before Kilo a type is for all. */
    private ObjectNode shown(ObjectNode type) {
        return release.modern() ? type : type.deepCopy().retain("id", "name", "extra_specs");
    }

    private Answer create(Call call) {
        if (!call.caller().admin()) {
            throw Refused.forbidden("Policy doesn't allow volume_extension:type_create to be performed.");
        }
        ObjectNode wanted = call.entity("volume_type");
        ObjectNode row =
                row(UUID.randomUUID().toString(), WireJson.text(wanted, "name"), WireJson.text(wanted, "description"));
        if (wanted.path("extra_specs").isObject()) {
            row.set("extra_specs", wanted.get("extra_specs"));
        }
        if (table.where("name", WireJson.text(row, "name")).findAny().isPresent()) {
            throw new Refused(409, null, "Volume Type " + WireJson.text(row, "name") + " already exists.");
        }
        ObjectNode made = table.add(row).deepCopy();
        made.remove("qos_specs_id");
        return Answer.ok(WireJson.object("volume_type", made));
    }

    private Answer specify(Call call) {
        if (!call.caller().admin()) {
            throw Refused.forbidden("Policy doesn't allow volume_extension:types_extra_specs:create to be performed.");
        }
        ObjectNode specs = call.entity("extra_specs");
        named(call.segment("id")).withObjectProperty("extra_specs").setAll(specs);
        return Answer.ok(WireJson.object("extra_specs", specs));
    }

    List<String> names() {
        return table.all().stream().map(type -> WireJson.text(type, "name")).toList();
    }

    /** The type of a name or id, the default one for null; an empty object where an old Cinder has none. */
    ObjectNode named(String nameOrId) {
        if (nameOrId == null) {
            return release.modern() ? table.get(DEFAULT) : WireJson.object();
        }
        return table.where(type ->
                        nameOrId.equals(WireJson.text(type, "id")) || nameOrId.equals(WireJson.text(type, "name")))
                .findFirst()
                .orElseThrow(() -> Refused.notFound("Volume type with name " + nameOrId + " could not be found."));
    }
}
