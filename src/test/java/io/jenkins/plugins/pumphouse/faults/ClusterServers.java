package io.jenkins.plugins.pumphouse.faults;

import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import java.util.List;

/** Two servers of {@link MovedProject} that run and have one volume, to which both may write. */
final class ClusterServers {
    static final List<String> NAMES = List.of("node-1", "node-2");
    private static final String TYPE = "shared";

    private ClusterServers() {}

    static void add(CloudPair pair) {
        VolumeFixture.sharedType(pair.source, TYPE);
        VolumeFixture.sharedType(pair.target, TYPE);
        String quorum = new VolumeFixture(pair.source, MovedProject.NAME, "quorum", 1, "content of quorum")
                .set("volume_type", TYPE)
                .make();
        boot(pair.source, "node-1", "10.1.0.51", quorum);
        boot(pair.source, "node-2", "10.1.0.52", quorum);
    }

    private static void boot(EmbeddedCloud cloud, String name, String address, String volume) {
        cloud.project(MovedProject.NAME)
                .server(name)
                .image("cirros")
                .flavor("m1.tiny")
                .nic("demo-net", address, null)
                .owner("alice", null)
                .volume(volume, false)
                .boot();
    }
}
