package io.jenkins.plugins.pumphouse.faults;

import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.volume.Storage;
import java.util.List;

/** A server of {@link MovedProject} with two data volumes in a storage that both clouds have. */
final class AdoptedServers {
    static final List<String> NAMES = List.of("files-2");

    private static final String BACKEND = "ceph";

    private AdoptedServers() {}

    static void add(CloudPair pair) {
        Storage storage = new Storage();
        pair.source.mount(BACKEND, storage);
        pair.target.mount(BACKEND, storage);
        pair.source
                .project(MovedProject.NAME)
                .server("files-2")
                .image("cirros")
                .flavor("m1.tiny")
                .nic("demo-net", "10.1.0.34", "fa:16:3e:aa:00:34")
                .owner("alice", null)
                .volume(volume(pair.source, "files-2-a"), false)
                .volume(volume(pair.source, "files-2-b"), true)
                .boot();
    }

    private static String volume(EmbeddedCloud cloud, String name) {
        return new VolumeFixture(cloud, MovedProject.NAME, name, 1, "content of " + name)
                .set("volume_type", BACKEND)
                .make();
    }
}
