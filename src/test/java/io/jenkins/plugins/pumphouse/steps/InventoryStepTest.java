package io.jenkins.plugins.pumphouse.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;

/** {@code pumpInventory} in a pipeline. */
public class InventoryStepTest {
    @Rule
    public final CloudsAndWorkspace clouds = new CloudsAndWorkspace();

    @Test
    public void itTellsInTheLogLeavesTwoFilesAndReturnsCounts() throws Exception {
        PipelineResult result = clouds.pipeline("def found = pumpInventory(tenant: 'demo')\n"
                        + "echo \"${found.moves} move, ${found.movesWithALoss} lose, of ${found.objects}\"\n"
                        + "echo \"changed ${found.changed}, ${found.writes} writes\"\n"
                        + "echo found.types.collect { it.type }.join(',')")
                .run();

        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        assertThat(result.console())
                .containsPattern("\\d\\d move, 3 lose, of \\d\\d")
                .contains("moves with a loss", "owner bob", "project", "pumphouse report")
                .contains("changed false, 0 writes");
        assertThat(clouds.workspace().resolve("inventory.csv")).content().contains("\"server\",\"web-1\"");
        assertThat(clouds.workspace().resolve("inventory.html"))
                .content()
                .startsWith("<!DOCTYPE html>")
                .contains("demo-router");
        assertThat(clouds.target.journal().writes()).isEmpty();
    }

    @Test
    public void aLinkInTheWorkspaceIsReplacedAndNotFollowed() throws Exception {
        Path elsewhere = Files.createTempFile("elsewhere", ".csv");
        Files.createSymbolicLink(clouds.workspace().resolve("inventory.csv"), elsewhere);

        clouds.pipeline("pumpInventory tenant: 'demo'").run();

        assertThat(elsewhere).isEmptyFile();
        assertThat(clouds.workspace().resolve("inventory.csv")).isNotEmptyFile();
        Files.delete(elsewhere);
    }
}
