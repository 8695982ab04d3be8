package io.jenkins.plugins.pumphouse.mainjob;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** The ways of a disk between two real clouds: carried before the stop, and made a volume. */
public class DisksIT {
    @Rule
    public final TestbedPipeline pipeline = new TestbedPipeline();

    @Rule
    public final TestbedProject project = new TestbedProject("disks");

    @Before
    public void aServerWithAVolume() throws Exception {
        project.network("10.88.0.0/24").boot("files-1", null).volume("files-1");
    }

    @Test
    public void disksThatNobodyWroteToAreCarriedOnceBeforeTheStop() throws Exception {
        PipelineResult moved = movedTwiceAndCleanedUp("precopy: true");

        assertThat(moved.console())
                .contains("failed: 0", "again: 0", "deleted: 1")
                .contains("nothing was written after its early copy");
        assertThat(project.onTarget("servers", "volumes")).containsExactlyInAnyOrder("files-1", "files-1-data");
        assertThat(project.onTarget("images")).hasSize(1);
    }

    @Test
    public void aLocalDiskBecomesAVolumeAndNoImageIsLeft() throws Exception {
        PipelineResult moved = movedTwiceAndCleanedUp("disk: 'volume'");

        assertThat(moved.console()).contains("failed: 0", "again: 0", "deleted: 1");
        assertThat(project.onTarget("servers", "volumes"))
                .containsExactlyInAnyOrder("files-1", "files-1 disk", "files-1-data");
        assertThat(project.onTarget("images")).isEmpty();
    }

    private PipelineResult movedTwiceAndCleanedUp(String how) throws Exception {
        return pipeline.succeeds("""
                def moved = pumpInstances(tenant: '%1$s', %2$s)
                echo "failed: ${moved.failed}"
                echo "again: ${pumpInstances(tenant: '%1$s', %2$s).writes}"
                echo "deleted: ${pumpCleanup(tenant: '%1$s').deleted}"
                """.formatted(project.name, how));
    }
}
