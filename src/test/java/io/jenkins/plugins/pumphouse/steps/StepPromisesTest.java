package io.jenkins.plugins.pumphouse.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.model.Result;
import io.jenkins.plugins.pumphouse.pipeline.Pipeline;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What every step promises about its arguments, its warnings and the secrets that it works with. */
public class StepPromisesTest {
    private static final String SECRET = "s3cret-of-the-target";

    @Rule
    public final CloudsAndWorkspace clouds = new CloudsAndWorkspace();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void anInnerBlockInheritsWhatItDoesNotSay() throws Exception {
        String script = """
                node {
                  pumphouse(config: 'clouds.yaml', source: 'old') {
                    pumphouse(target: 'new') { pumpRoles dryRun: true }
                  }
                }
                """;
        Files.move(
                clouds.workspace().resolve("pumphouse.yaml"), clouds.workspace().resolve("clouds.yaml"));

        PipelineResult result =
                Pipeline.of(script).workspace(clouds.workspace()).run();

        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        assertThat(result.console()).contains("old  Keystone v3  ->  new  Keystone v3");
    }

    @Test
    public void instancesMayBeAListOfTextsThatTheScriptMade() throws Exception {
        PipelineResult result = clouds.pipeline("""
                def number = 1
                def plan = pumpInstances(tenant: 'demo', instances: ["db-${number}", 'web-2'], dryRun: true)
                echo "asked for: ${plan.resources.findAll { it.requested }.collect { it.name }.sort().join(' and ')}"
                """).run();

        assertThat(result.console()).contains("asked for: db-1 and web-2");
    }

    @Test
    public void aDiskThatThereIsNotNamesThoseThatThereAre() throws Exception {
        assertThat(clouds.pipeline("pumpInstances tenant: 'demo', disk: 'tape'")
                        .run()
                        .error())
                .hasMessageContaining("disk is 'tape'")
                .hasMessageContaining("'snapshot'")
                .hasMessageContaining("'image'");
    }

    @Test
    public void aPasswordInTheFileIsWarnedOfOnceABuild() throws Exception {
        String console = clouds.pipeline("pumpRoles dryRun: true; pumpFlavors dryRun: true")
                .run()
                .console();

        assertThat(console.split("holds passwords or tokens of", -1)).hasSize(2);
        assertThat(console).contains("credentials: <id>");
    }

    @Test
    public void noSecretIsInTheConsoleTheSavedProgramOrTheBuildsDirectory() throws Exception {
        clouds.target
                .inside()
                .patch(
                        "identity",
                        "/v3/users/" + clouds.target.inside().userId(),
                        new ObjectMapper().readTree("{\"user\": {\"password\": \"" + SECRET + "\"}}"));
        Path file = clouds.workspace().resolve("pumphouse.yaml");
        String text = Files.readString(file);
        int target = text.indexOf("target:");
        Files.writeString(
                file,
                text.substring(0, target) + text.substring(target).replace("password: admin", "password: " + SECRET));
        Path build = folder.getRoot().toPath();
        clouds.target.behaviour().boot(Duration.ofHours(1)); // so that it is saved while the step runs
        Pipeline pipeline = clouds.pipeline("pumpInstances tenant: 'demo', instances: 'db-1'")
                .buildDirectory(build)
                .start()
                .awaitConsole("boots on new");

        byte[] saved = pipeline.save();
        clouds.target.skip(Duration.ofHours(1));
        PipelineResult result = pipeline.await();

        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        assertThat(result.console()).doesNotContain(SECRET);
        assertThat(new String(saved, StandardCharsets.ISO_8859_1)).doesNotContain(SECRET);
        List<Path> files = files(build);
        assertThat(files)
                .isNotEmpty()
                .allSatisfy(kept -> assertThat(Files.readString(kept, StandardCharsets.ISO_8859_1))
                        .doesNotContain(SECRET));
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
