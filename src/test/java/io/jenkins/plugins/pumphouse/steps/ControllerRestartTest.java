package io.jenkins.plugins.pumphouse.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.model.Result;
import io.jenkins.plugins.pumphouse.pipeline.PipelineJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;

public class ControllerRestartTest {
    @Rule
    public final CloudsAndWorkspace clouds = new CloudsAndWorkspace();

    @Test
    public void aStepGoesOnWithWhatIsLeftWhenItsControllerIsKilled() throws Exception {
        Path program = clouds.workspace().resolve("program.dat");
        Path jenkinsfile = clouds.workspace().resolve("Jenkinsfile");
        Files.writeString(jenkinsfile, CloudsAndWorkspace.jenkinsfile("""
                def moved = pumpInstances tenant: 'demo'
                echo "moved: ${moved.summary}"
                """));
        PipelineJvm.start(jenkinsfile, clouds.workspace(), program).killAt("is off");

        String console =
                PipelineJvm.start(jenkinsfile, clouds.workspace(), program).success();

        assertThat(console)
                .containsSubsequence(
                        "Resuming build", "Jenkins was restarted; resuming", "moved: ", "Finished: SUCCESS");
        assertThat(clouds.target.inside().servers())
                .extracting(server -> server.path("name").asText() + " "
                        + server.path("status").asText())
                .containsExactlyInAnyOrder("web-1 ACTIVE", "web-2 ACTIVE", "db-1 ACTIVE");
        assertThat(clouds.target.inside().list("network", "/v2.0/ports", "ports"))
                .extracting(port -> port.path("mac_address").asText())
                .filteredOn(mac -> mac.startsWith("fa:16:3e:aa:"))
                .doesNotHaveDuplicates()
                .hasSize(4);
        assertThat(clouds.source.inside().servers())
                .extracting(server -> text(server, "name"))
                .hasSize(4);
    }

    /** Whoever decides by {@code changed} must not be told of a change by a step that found all as it should be. */
    @Test
    public void aStepThatHadOnlyLookedWhenItsControllerWasKilledHasChangedNothing() throws Exception {
        Path program = clouds.workspace().resolve("program.dat");
        Path jenkinsfile = clouds.workspace().resolve("Jenkinsfile");
        assertThat(clouds.pipeline("pumpKeypairs tenant: 'demo'").run().result())
                .isEqualTo(Result.SUCCESS);
        Files.writeString(jenkinsfile, CloudsAndWorkspace.jenkinsfile("""
                def made = pumpKeypairs tenant: 'demo'
                echo "changed ${made.changed} incomplete ${made.incomplete}"
                """));
        PipelineJvm.start(jenkinsfile, clouds.workspace(), program).killAt("plan    ");

        String console =
                PipelineJvm.start(jenkinsfile, clouds.workspace(), program).success();

        assertThat(console)
                .containsSubsequence("Jenkins was restarted; resuming", "changed false incomplete null", "SUCCESS");
    }

    private static String text(JsonNode object, String field) {
        return object.path(field).asText();
    }
}
