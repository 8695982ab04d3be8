package io.jenkins.plugins.pumphouse.mainjob;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** A floating address that forwards ports to a server moves with it, between two real clouds. */
public class ForwardingsIT {
    @Rule
    public final TestbedPipeline pipeline = new TestbedPipeline();

    @Rule
    public final TestbedProject project = new TestbedProject("forwardings");

    @Before
    public void aServerBehindTwoForwardings() throws Exception {
        project.network("10.89.0.0/24").boot("web-1", null).forwarding("web-1", "tcp", 2222, 22);
    }

    @Test
    public void theForwardingsOfAMovedServerLeadToItsCopy() throws Exception {
        List<String> before = project.forwardings("source");

        PipelineResult moved = pipeline.succeeds("""
                def moved = pumpInstances(tenant: '%1$s')
                echo "failed: ${moved.failed}"
                echo "again: ${pumpInstances(tenant: '%1$s').writes}"
                """.formatted(project.name));

        assertThat(moved.console()).contains("failed: 0", "again: 0");
        assertThat(before).hasSize(1);
        assertThat(project.forwardings("target")).isEqualTo(before);
        assertThat(project.forwardings("source")).isEmpty();
    }
}
