package io.jenkins.plugins.pumphouse.migration;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.volume.Storage;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.options.CreatedObject;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.List;
import java.util.Map;

/** A storage that both clouds have as backend {@code ceph}, with volumes of the source in it. */
final class AdoptionFixture {
    static final String BACKEND = "ceph";

    final Storage storage = new Storage();
    private final TwoClouds clouds;

    AdoptionFixture(TwoClouds clouds) {
        this.clouds = clouds;
        clouds.source.mount(BACKEND, storage);
        clouds.target.mount(BACKEND, storage);
        clouds.adopting();
    }

    /** Makes a volume of 3 GB in the storage that both have; returns its id. */
    String volume(String name, String content) {
        return new VolumeFixture(clouds.source, "demo", name, 3, content)
                .set("volume_type", BACKEND)
                .set("description", "nightly")
                .set("metadata", WireJson.object("tier", "gold"))
                .make();
    }

    static void act(EmbeddedCloud cloud, JsonNode volume, String action, JsonNode body) {
        cloud.inside()
                .post(
                        "volume",
                        root(cloud) + "/volumes/" + WireJson.text(volume, "id") + "/action",
                        WireJson.object(action, body));
    }

    private static String root(EmbeddedCloud cloud) {
        return (cloud.authUrl().contains("v2.0") ? "/v2/" : "/v3/")
                + cloud.inside().projectId();
    }

    static List<JsonNode> volumes(EmbeddedCloud cloud) {
        return cloud.inside().list("volume", root(cloud) + "/volumes/detail?all_tenants=1", "volumes");
    }

    /** The one volume of a name. */
    static JsonNode volume(EmbeddedCloud cloud, String name) {
        return volumes(cloud).stream()
                .filter(volume -> name.equals(WireJson.text(volume, "name")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no volume " + name + " in " + volumes(cloud)));
    }

    /** What the source remembers of volumes that it has given up. */
    static List<JsonNode> records(EmbeddedCloud cloud) {
        return cloud.inside().list("image", "/v2/images", "images").stream()
                .filter(image -> image.has("pumphouse_adopted_volume"))
                .toList();
    }

    /** What the build that has adopted it says that it has created. */
    static Selection created(TwoClouds clouds, String name) {
        JsonNode adopted = volume(clouds.target, name);
        return Selection.ofCreated(List.of(new CreatedObject(
                "volume",
                name,
                adopted.path("metadata").path("pumphouse_source").asText().substring("old/".length()),
                adopted.path("id").asText(),
                Map.of(),
                Map.of())));
    }
}
