package io.jenkins.plugins.pumphouse.migration;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.ArrayList;
import java.util.List;

/** The server {@code files} with two data volumes in the storage that both clouds have. */
final class AdoptedServerFixture {
    static final String SERVER = "files";

    final AdoptionFixture shared;
    private final TwoClouds clouds;

    AdoptedServerFixture(TwoClouds clouds) {
        this.clouds = clouds;
        this.shared = new AdoptionFixture(clouds);
    }

    /** Makes it, with {@code data-1} and {@code data-2}, of which the second goes with the server. */
    AdoptedServerFixture boot(String... actions) {
        String one = shared.volume("data-1", "one");
        String two = shared.volume("data-2", "two");
        clouds.source
                .project("demo")
                .server(SERVER)
                .image("cirros")
                .flavor("m1.tiny")
                .nic("demo-net", null, null)
                .owner("alice", null)
                .volume(one, false)
                .tagged("first")
                .volume(two, true)
                .then(actions)
                .boot();
        return this;
    }

    JsonNode onSource() {
        return DiskFixture.shown(clouds.source, SERVER);
    }

    JsonNode onTarget() {
        return DiskFixture.shown(clouds.target, SERVER);
    }

    /** What the two volumes hold, wherever they are: one of each in both clouds together. */
    List<String> contents() {
        List<String> contents = new ArrayList<>();
        for (String name : List.of("data-1", "data-2")) {
            for (EmbeddedCloud cloud : List.of(clouds.source, clouds.target)) {
                AdoptionFixture.volumes(cloud).stream()
                        .filter(volume -> name.equals(WireJson.text(volume, "name")))
                        .forEach(volume ->
                                contents.add(cloud.name() + " " + name + " " + VolumeFixture.content(cloud, volume)));
            }
        }
        return contents;
    }

    static List<String> notes(JsonNode server) {
        List<String> notes = new ArrayList<>();
        server.path("metadata").fieldNames().forEachRemaining(key -> {
            if (key.startsWith("pumphouse")) {
                notes.add(key);
            }
        });
        return notes;
    }
}
