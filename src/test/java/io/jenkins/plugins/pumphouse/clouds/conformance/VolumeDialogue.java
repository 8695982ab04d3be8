package io.jenkins.plugins.pumphouse.clouds.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.List;

/** What a migration says to Cinder of volumes and their snapshots. */
final class VolumeDialogue {
    private static final String ROOT = "/v3/{project}";
    private static final String ONE = ROOT + "/volumes/{v}";
    private static final List<String> VERSIONS = List.of(
            "volume 3.0",
            "volume 3.12",
            "volume 3.13",
            "volume 3.21",
            "volume 3.48",
            "volume 3.61",
            "volume 3.63",
            "volume 3.70");

    private VolumeDialogue() {}

    static void volumes(Conversation c) {
        refusals(c);
        c.post("volume", ROOT + "/volumes", volume(WireJson.object("metadata", WireJson.object("k", "v"))))
                .keep("v", "/volume/id")
                .cleanUp("volume", ONE);
        until(c, ONE, "volume", "available");
        for (String version : VERSIONS) {
            c.at(version)
                    .get("volume", ONE)
                    .at(version)
                    .get("volume", ROOT + "/volumes/detail?all_tenants=1&name={run}-v");
        }
        c.get("volume", ROOT + "/volumes?name={run}-v")
                .get("volume", ROOT + "/volumes/detail?name={run}-v&all_tenants=1&project_id={project}")
                .get("volume", ROOT + "/volumes/detail?name={run}-v&all_tenants=1&project_id=abc");
        metadata(c);
        actions(c);
        snapshots(c);
        c.put("volume", ONE, WireJson.object("volume", WireJson.object("name", "{run}-w", "description", "d")))
                .get("volume", ONE)
                .delete("volume", ONE)
                .until("volume", ONE, reply -> reply.status() == 404)
                .get("volume", ONE)
                .delete("volume", ONE);
    }

    /** What is read of the backends, and of what a volume may be. */
    static void surroundings(Conversation c) {
        for (String version : List.of("volume 3.0", "volume 3.7", "volume 3.49", "volume 3.70")) {
            c.form().at(version).get("volume", ROOT + "/os-services");
        }
        c.form()
                .get("volume", ROOT + "/os-services?binary=cinder-volume")
                .form()
                .get("volume", ROOT + "/os-services?binary=cinder-scheduler")
                .form()
                .get("volume", ROOT + "/scheduler-stats/get_pools")
                .form()
                .get("volume", ROOT + "/scheduler-stats/get_pools?detail=True")
                .get("volume", ROOT + "/os-availability-zone")
                .form()
                .get("volume", ROOT + "/types?is_public=None")
                .get("volume", ROOT + "/backups/detail?all_tenants=1")
                .get("volume", ROOT + "/types/nope")
                .get("volume", ROOT + "/manageable_volumes/detail?host=nowhere")
                .at("volume 3.8")
                .get("volume", ROOT + "/manageable_volumes/detail?host=nowhere");
        String group = "volume_type";
        c.post("volume", ROOT + "/types", WireJson.object(group, WireJson.object("name", "{run}-t")))
                .keep("t", "/volume_type/id")
                .cleanUp("volume", ROOT + "/types/{t}")
                .get("volume", ROOT + "/types/{t}")
                .post(
                        "volume",
                        ROOT + "/types/{t}/extra_specs",
                        WireJson.object("extra_specs", WireJson.object("multiattach", "<is> True")))
                .get("volume", ROOT + "/types/{t}")
                .post("volume", ROOT + "/types", WireJson.object(group, WireJson.object("name", "{run}-t")));
    }

    private static JsonNode volume(ObjectNode more) {
        return WireJson.object(
                "volume", WireJson.object("name", "{run}-v", "size", 1).setAll(more));
    }

    private static void until(Conversation c, String path, String key, String status) {
        c.until(
                "volume",
                path,
                reply -> status.equals(WireJson.text(reply.json().path(key), "status")));
    }

    private static void refusals(Conversation c) {
        String nowhere = "0ac0b4b4-1111-4111-8111-111111111111";
        for (ObjectNode each : List.of(
                WireJson.object("size", 0),
                WireJson.object("volume_type", "nope"),
                WireJson.object("snapshot_id", nowhere),
                WireJson.object("imageRef", nowhere),
                WireJson.object("multiattach", true),
                WireJson.object("availability_zone", "nozone"))) {
            c.post("volume", ROOT + "/volumes", volume(each));
        }
        c.at("volume 3.99")
                .get("volume", ROOT + "/volumes")
                .at("volume x")
                .get("volume", ROOT + "/volumes")
                .at("volume 2.1")
                .get("volume", ROOT + "/volumes")
                .at("compute 2.10")
                .get("volume", ROOT + "/volumes?name={run}-v");
    }

    private static void metadata(Conversation c) {
        String metadata = ONE + "/metadata";
        c.get("volume", metadata)
                .post("volume", metadata, WireJson.object("metadata", WireJson.object("a", "b")))
                .get("volume", metadata + "/a")
                .delete("volume", metadata + "/a")
                .delete("volume", metadata + "/a")
                .get("volume", metadata + "/a")
                .post("volume", metadata, WireJson.object("metadata", WireJson.object("a", "x".repeat(256))));
    }

    private static void actions(Conversation c) {
        act(c, "os-set_bootable", WireJson.object("bootable", true));
        act(c, "os-update_readonly_flag", WireJson.object("readonly", true));
        act(
                c,
                "os-set_image_metadata",
                WireJson.object("metadata", WireJson.object("hw_disk_bus", "scsi", "min_ram", "64")));
        act(c, "os-unset_image_metadata", WireJson.object("key", "min_ram"));
        act(c, "os-unset_image_metadata", WireJson.object("key", "nope"));
        act(c, "nonsense", WireJson.object());
        c.get("volume", ONE).get("volume", ROOT + "/volumes/detail?name={run}-v");
        act(
                c,
                "os-volume_upload_image",
                WireJson.object(
                        "image_name", "{run}-image", "force", false, "disk_format", "raw", "container_format", "bare"));
        c.keep("i", "/os-volume_upload_image/image_id").cleanUp("image", "/v2/images/{i}");
        until(c, ONE, "volume", "available");
        c.form().get("image", "/v2/images/{i}");
    }

    private static void act(Conversation c, String action, ObjectNode body) {
        c.post("volume", ONE + "/action", WireJson.object(action, body));
    }

    private static void snapshots(Conversation c) {
        String one = ROOT + "/snapshots/{s}";
        c.post(
                        "volume",
                        ROOT + "/snapshots",
                        WireJson.object(
                                "snapshot",
                                WireJson.object(
                                        "volume_id",
                                        "{v}",
                                        "name",
                                        "{run}-s",
                                        "force",
                                        true,
                                        "metadata",
                                        WireJson.object("k", "v"))))
                .keep("s", "/snapshot/id")
                .cleanUp("volume", one);
        until(c, one, "snapshot", "available");
        for (String version : List.of("volume 3.0", "volume 3.14", "volume 3.41", "volume 3.65", "volume 3.70")) {
            c.at(version)
                    .get("volume", one)
                    .at(version)
                    .get("volume", ROOT + "/snapshots/detail?all_tenants=1&name={run}-s");
        }
        c.get("volume", ROOT + "/snapshots/detail?all_tenants=1&volume_id={v}")
                .delete("volume", ONE)
                .post("volume", ONE + "/action", WireJson.object("os-unmanage", WireJson.object()))
                .delete("volume", one)
                .until("volume", one, reply -> reply.status() == 404)
                .get("volume", one);
    }
}
