package io.jenkins.plugins.pumphouse.mainjob;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;

/**
 * A volume in a backend that two real clouds have changes its cloud and goes back, and its bytes stay where they are.
 */
public class AdoptIT {
    @Rule
    public final TestbedPipeline pipeline = new TestbedPipeline();

    @Rule
    public final TestbedProject project = new TestbedProject("adopt");

    @Test
    public void aVolumeInABackendThatBothCloudsHaveIsAdoptedAndGivenBack() throws Exception {
        String before = sha512(project.sharedVolume("ledger"));

        PipelineResult adopted = pipeline.succeeds("""
                echo "failed: ${pumpVolumes(tenant: '%1$s', adopt: true).failed}"
                echo "again: ${pumpVolumes(tenant: '%1$s', adopt: true).writes}"
                """.formatted(project.name));

        assertThat(adopted.console()).contains("failed: 0", "again: 0", "adopted: nothing was copied");
        assertThat(project.volumes("source")).isEmpty();
        ObjectNode there = only(project.volumes("target"));
        assertThat(Json.text(there, "status")).isEqualTo("available");
        assertThat(Json.text(there, "volume_type")).isEqualTo("shared");
        assertThat(Json.text(there, "bootable")).isEqualTo("true");
        assertThat(Json.text(there.path("metadata"), "tier")).isEqualTo("gold");
        assertThat(sha512(Json.text(there, "id"))).isEqualTo(before);

        PipelineResult back = pipeline.succeeds("""
                echo "failed: ${pumpRollback(tenant: '%1$s', resources: true).failed}"
                """.formatted(project.name));

        assertThat(back.console()).contains("failed: 0", "on good_old_openstack again, where it was");
        assertThat(project.volumes("target")).isEmpty();
        ObjectNode here = only(project.volumes("source"));
        assertThat(Json.text(here, "name")).isEqualTo("ledger");
        assertThat(Json.text(here.path("metadata"), "tier")).isEqualTo("gold");
        assertThat(sha512(Json.text(here, "id"))).isEqualTo(before);
    }

    @Test
    public void theDataVolumeOfAServerChangesItsCloudWithItAndComesBackToItsDevice() throws Exception {
        String volume = project.network("10.87.0.0/24").boot("db-1", null).sharedVolume("rows");
        project.attach("db-1", volume);
        String bytes = sha512(volume);
        String device = device("source");

        PipelineResult moved = pipeline.succeeds("""
                echo "failed: ${pumpInstances(tenant: '%1$s', volumes: 'adopt').failed}"
                echo "again: ${pumpInstances(tenant: '%1$s', volumes: 'adopt').writes}"
                """.formatted(project.name));

        assertThat(moved.console()).contains("failed: 0", "again: 0");
        assertThat(project.volumes("source")).isEmpty();
        holds("target", bytes);

        PipelineResult back = pipeline.succeeds("""
                echo "failed: ${pumpRollback(tenant: '%1$s').failed}"
                """.formatted(project.name));

        assertThat(back.console()).contains("failed: 0");
        assertThat(project.volumes("target")).isEmpty();
        assertThat(Json.text(project.server("db-1"), "status")).isEqualTo("ACTIVE");
        assertThat(device("source")).isEqualTo(device);
        holds("source", bytes);

        PipelineResult gone = pipeline.succeeds("""
                echo "failed: ${pumpInstances(tenant: '%1$s', volumes: 'adopt').failed}"
                echo "deleted: ${pumpCleanup(tenant: '%1$s').deleted}"
                """.formatted(project.name));

        assertThat(gone.console()).contains("failed: 0", "deleted: 1");
        assertThat(project.onTarget("servers")).containsExactly("db-1");
        holds("target", bytes);
    }

    private void holds(String cloud, String bytes) throws Exception {
        ObjectNode volume = only(project.volumes(cloud));
        assertThat(Json.text(volume, "name")).isEqualTo("rows");
        assertThat(Json.text(volume, "status")).isEqualTo("in-use");
        assertThat(Json.text(volume, "volume_type")).isEqualTo("shared");
        assertThat(sha512(Json.text(volume, "id"))).isEqualTo(bytes);
    }

    private String device(String cloud) {
        return Json.text(only(project.volumes(cloud)).path("attachments").path(0), "device");
    }

    private static ObjectNode only(List<ObjectNode> volumes) {
        assertThat(volumes).hasSize(1);
        return volumes.get(0);
    }

    /** Of what the backend keeps of a volume. */
    private static String sha512(String volume) throws Exception {
        Path file;
        try (Stream<Path> files = Files.walk(Testbed.sharedVolumes())) {
            file = files.filter(each -> each.getFileName().toString().equals("volume-" + volume))
                    .findFirst()
                    .orElseThrow(() -> new IOException("the backend has nothing of volume " + volume));
        }
        MessageDigest digest = MessageDigest.getInstance("SHA-512");
        try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
            bytes.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
