package io.jenkins.plugins.pumphouse.migration;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.ServerFixture;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.ArrayList;
import java.util.List;

/** Servers with volumes, and what the clouds have of them. */
final class DiskFixture {
    private DiskFixture() {}

    /** A server to go on with: of alice, with the smallest flavor and one card in {@code demo-net}. */
    static ServerFixture small(EmbeddedCloud cloud, String name) {
        return cloud.project("demo")
                .server(name)
                .image("cirros")
                .flavor("m1.tiny")
                .nic("demo-net", null, null)
                .owner("alice", null);
    }

    static void boot(EmbeddedCloud cloud, String name, List<String> volumes, String... actions) {
        ServerFixture server = small(cloud, name);
        volumes.forEach(volume -> server.volume(volume, false));
        server.then(actions).boot();
    }

    /** Boots {@code files} with {@code data-1} and {@code data-2}, of which the second goes with the server. */
    static void files(EmbeddedCloud cloud, String first, String second) {
        String one = new VolumeFixture(cloud, "demo", "data-1", 1, first).make();
        String two = new VolumeFixture(cloud, "demo", "data-2", 2, second).make();
        DiskFixture.small(cloud, "files").volume(one, false).volume(two, true).boot();
    }

    /** Boots {@code database} from a volume, with another one for its data. */
    static void database(EmbeddedCloud cloud) {
        String system = new VolumeFixture(cloud, "demo", "system", 2, "written since").make();
        VolumeFixture.change(cloud, "system", "bootable", WireJson.node("true"));
        String data = new VolumeFixture(cloud, "demo", "data", 1, "rows").make();
        DiskFixture.small(cloud, "database")
                .fromVolume(system)
                .volume(data, false)
                .boot();
    }

    static List<JsonNode> snapshots(EmbeddedCloud cloud) {
        return cloud.inside()
                .list("volume", "/v3/" + cloud.inside().projectId() + "/snapshots/detail?all_tenants=1", "snapshots");
    }

    /** {@code "data-1 one false"}: name, content, whether it goes with the server; in the order of the devices. */
    static List<String> disks(EmbeddedCloud cloud, JsonNode server) {
        List<String> disks = new ArrayList<>();
        for (JsonNode attached : server.path("os-extended-volumes:volumes_attached")) {
            JsonNode volume = volumes(cloud).stream()
                    .filter(v -> v.path("id").equals(attached.path("id")))
                    .findFirst()
                    .orElseThrow();
            disks.add(volume.path("name").asText() + " " + VolumeFixture.content(cloud, volume) + " "
                    + attached.path("delete_on_termination").asBoolean());
        }
        return disks;
    }

    static List<JsonNode> volumes(EmbeddedCloud cloud) {
        return cloud.inside()
                .list("volume", "/v3/" + cloud.inside().projectId() + "/volumes/detail?all_tenants=1", "volumes");
    }

    static JsonNode shown(EmbeddedCloud cloud, String name) {
        return cloud.inside().server(name);
    }
}
