package io.jenkins.plugins.pumphouse.mainjob;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.pipeline.Pipeline;
import io.jenkins.plugins.pumphouse.pipeline.StepReports;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One build of {@code examples/Jenkinsfile} for a tenant of the testbed. */
final class MainJob {
    private final Path workspace;
    private final Path build;

    MainJob(Path directory) throws IOException {
        workspace = Files.createDirectories(directory.resolve("workspace"));
        build = Files.createTempDirectory(directory, "build");
        Files.writeString(workspace.resolve("pumphouse.yaml"), Testbed.configuration());
    }

    PipelineResult run(String tenant) throws Exception {
        return Pipeline.ofFile(Path.of("examples", "Jenkinsfile"))
                .workspace(workspace)
                .buildDirectory(build)
                .parameters(Map.of("TENANT", tenant, "CONFIRM", false))
                .patience(Duration.ofMinutes(15))
                .log(System.out)
                .run();
    }

    /** What the steps reported, as it is kept beside the build. */
    List<JsonNode> reports() throws IOException {
        return StepReports.of(build);
    }

    public static void main(String[] args) throws Exception {
        new MainJob(Path.of(args[0])).run(args[1]);
    }
}
