package io.jenkins.plugins.pumphouse.mainjob;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.pumphouse.pipeline.Pipeline;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A floating address that forwards ports to a server moves with it, between two real clouds. */
public class ForwardingsIT {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final TestbedProject project = new TestbedProject("forwardings");

    @Before
    public void aServerBehindTwoForwardings() throws Exception {
        Files.writeString(folder.getRoot().toPath().resolve("pumphouse.yaml"), Testbed.configuration());
        project.network("10.89.0.0/24").boot("web-1", null).forwarding("web-1", "tcp", 2222, 22);
    }

    @Test
    public void theForwardingsOfAMovedServerLeadToItsCopy() throws Exception {
        List<String> before = project.forwardings("source");

        PipelineResult moved = run("""
                def moved = pumpInstances(tenant: '%1$s')
                echo "failed: ${moved.failed}"
                echo "again: ${pumpInstances(tenant: '%1$s').writes}"
                """);

        assertThat(moved.console()).contains("failed: 0", "again: 0");
        assertThat(before).hasSize(1);
        assertThat(project.forwardings("target")).isEqualTo(before);
        assertThat(project.forwardings("source")).isEmpty();
    }

    private PipelineResult run(String steps) throws Exception {
        Path directory = folder.getRoot().toPath();
        PipelineResult result = Pipeline.of("node {\n  pumphouse(config: 'pumphouse.yaml') {\n"
                        + steps.formatted(project.name) + "\n  }\n}\n")
                .workspace(directory)
                .patience(Duration.ofMinutes(15))
                .log(System.out)
                .run();
        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        return result;
    }
}
