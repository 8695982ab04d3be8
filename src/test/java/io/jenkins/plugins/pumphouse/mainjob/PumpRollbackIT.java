package io.jenkins.plugins.pumphouse.mainjob;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** {@code pumpRollback} on two real clouds: afterwards the source is as it was, field by field. */
public class PumpRollbackIT {
    @Rule
    public final TestbedPipeline pipeline = new TestbedPipeline();

    @Rule
    public final TestbedProject project = new TestbedProject("rollback");

    @Before
    public void aServerWithAVolumeAndAFloatingAddress() throws Exception {
        project.network("10.87.0.0/24")
                .boot("files-1", null)
                .volume("files-1")
                .floating("files-1")
                .boot("off-1", null)
                .act("off-1", "os-stop", "SHUTOFF");
    }

    @Test
    public void aTenantComesBackAsItWasAndThenWhatCameWithItGoes() throws Exception {
        Map<String, JsonNode> before = project.onSource();
        pipeline.succeeds("pumpInstances tenant: '%1$s'".formatted(project.name));
        assertThat(project.onTarget("servers", "volumes", "floatingips")).hasSize(4);

        PipelineResult back = pipeline.succeeds("""
                def plan = pumpRollback(tenant: '%1$s', dryRun: true)
                echo "to restore: ${plan.restored}, writes: ${plan.writes}"
                def back = pumpRollback(tenant: '%1$s')
                echo "restored: ${back.restored}"
                echo "again: ${pumpRollback(tenant: '%1$s').writes}"
                """.formatted(project.name));

        assertThat(back.console()).contains("to restore: 2, writes: 0", "restored: 2", "again: 0");
        assertThat(project.onSource()).isEqualTo(before);
        assertThat(project.onTarget("servers", "volumes", "floatingips", "images"))
                .isEmpty();

        PipelineResult gone = pipeline.succeeds("""
                def gone = pumpRollback(tenant: '%1$s', resources: true)
                echo "failed: ${gone.failed}"
                echo "again: ${pumpRollback(tenant: '%1$s', resources: true).writes}"
                """.formatted(project.name));

        assertThat(gone.console()).contains("failed: 0", "again: 0");
        assertThat(project.onTarget("networks", "subnets", "routers", "ports", "security-groups", "images"))
                .isEmpty();
        assertThat(project.onSource()).isEqualTo(before);
    }
}
