package io.jenkins.plugins.pumphouse.migration;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

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
        DiskFixture.small(clouds.source, SERVER)
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

    /**
     * Moves it, and ends after a number of writes from the note of its volumes on; whether the move has come so far.
     */
    static boolean endsAfter(int writes, TwoClouds clouds) throws Exception {
        AtomicInteger left = new AtomicInteger(writes);
        AtomicBoolean begun = new AtomicBoolean();
        return new Interruption(clouds)
                .at(
                        asked -> {
                            begun.compareAndSet(
                                    false, String.valueOf(asked.body()).contains("pumphouse_disk_1"));
                            return begun.get() && left.decrementAndGet() == 0;
                        },
                        () -> clouds.move(Verb.INSTANCES, TwoClouds.server(SERVER)));
    }
}
