package io.jenkins.plugins.pumphouse.examples;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import io.jenkins.plugins.pumphouse.steps.CloudsAndWorkspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.Rule;
import org.junit.Test;

/** The steps of docs/first-migration.md, one after the other, between two clouds. */
public class FirstMigrationTest {
    private static final Pattern BLOCK = Pattern.compile("```groovy\n(.*?)```", Pattern.DOTALL);

    @Rule
    public final CloudsAndWorkspace clouds = new CloudsAndWorkspace();

    @Test
    public void theWholeWalkSucceeds() throws Exception {
        List<String> blocks = BLOCK.matcher(Files.readString(Path.of("docs/first-migration.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
        String script =
                String.join("\n", blocks).replace(", healthCheck: [tcp: 22]", ""); // no network leads into these clouds

        PipelineResult result =
                clouds.pipeline(script).patience(Duration.ofMinutes(10)).run();

        assertThat(blocks).hasSizeGreaterThan(5);
        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        assertThat(result.console()).doesNotContain("\nx ");
        assertThat(clouds.target
                        .inside()
                        .get("compute", "/v2.1/servers/detail?all_tenants=1")
                        .path("servers")
                        .findValuesAsText("name"))
                .contains("web-1", "web-2", "db-1");
    }
}
