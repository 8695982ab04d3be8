package io.jenkins.plugins.pumphouse.mainjob;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.pumphouse.pipeline.Pipeline;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/** Runs steps between the two real clouds, in a workspace with their pumphouse.yaml. */
public final class TestbedPipeline extends ExternalResource {
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private final TemporaryFolder workspace = new TemporaryFolder();

    /**
     * A build between the two clouds.
     *
     * @param workspace is made, with pumphouse.yaml
     * @param more keys for pumphouse.yaml, beside the clouds; may be empty
     * @param steps inside {@code pumphouse { }}
     */
    static Pipeline of(Path workspace, String more, String steps) throws IOException {
        Files.createDirectories(workspace);
        Files.writeString(workspace.resolve("pumphouse.yaml"), Testbed.configuration() + more);
        return Pipeline.of("node {\n  pumphouse(config: 'pumphouse.yaml') {\n" + steps + "\n  }\n}\n")
                .workspace(workspace)
                .log(System.out);
    }

    @Override
    protected void before() throws IOException {
        workspace.create();
    }

    @Override
    protected void after() {
        workspace.delete();
    }

    /** @param steps inside {@code pumphouse { }}; the build has to succeed */
    PipelineResult succeeds(String steps) throws Exception {
        PipelineResult result =
                of(workspace.getRoot().toPath(), "", steps).patience(PATIENCE).run();
        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        return result;
    }
}
