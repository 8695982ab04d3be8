package io.jenkins.plugins.pumphouse.mainjob;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.pipeline.Pipeline;
import io.jenkins.plugins.pumphouse.pipeline.StepReports;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import java.io.File;
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

    /** Starts the job in a JVM of its own, for a kill that leaves nothing behind. */
    static Process inItsOwnJvm(Path directory, String tenant) throws IOException {
        return new ProcessBuilder(
                        new File(System.getProperty("java.home"), "bin/java").getPath(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        MainJob.class.getName(),
                        directory.toString(),
                        tenant)
                .redirectErrorStream(true)
                .start();
    }

    public static void main(String[] args) throws Exception {
        new MainJob(Path.of(args[0])).run(args[1]);
    }
}
