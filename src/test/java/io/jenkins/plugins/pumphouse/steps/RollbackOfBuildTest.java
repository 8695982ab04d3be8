package io.jenkins.plugins.pumphouse.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.pumphouse.pipeline.Pipeline;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import io.jenkins.plugins.pumphouse.report.MigrationAction;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;

/** {@code pumpRollback build:} takes back what a given build has moved. */
public class RollbackOfBuildTest {
    @Rule
    public final CloudsAndWorkspace clouds = new CloudsAndWorkspace();

    @Test
    public void theServersThatABuildOfTheJobMovedComeBackAndNoOthers() throws Exception {
        Pipeline first = moved("nightly", 1, "db-1");
        Pipeline second = clouds.pipeline("pumpInstances tenant: 'demo', instances: 'web-2'")
                .after(first);
        assertThat(second.run().result()).isEqualTo(Result.SUCCESS);

        PipelineResult back = clouds.pipeline("""
                        def plan = pumpRollback build: '#1', dryRun: true
                        echo "plan ${plan.resources*.name} writes ${plan.writes}"
                        echo "back ${pumpRollback(build: '1').restored}"
                        echo "again ${pumpRollback(build: 'nightly #1').skipped}"
                        """).after(second).run();

        assertThat(back.result()).as(back.console()).isEqualTo(Result.SUCCESS);
        assertThat(back.console()).contains("plan [db-1] writes 0", "back 1", "again 1");
        assertThat(clouds.target.inside().servers())
                .singleElement()
                .satisfies(server -> assertThat(server.path("name").asText()).isEqualTo("web-2"));
    }

    @Test
    public void aBuildOfAnotherJobIsNamedWithItsJobAndAServerThatIsGoneIsTold() throws Exception {
        moved("move-shop", 7, "db-1");
        String id = clouds.source.inside().servers().stream()
                .filter(server -> server.path("name").asText().equals("db-1"))
                .map(server -> server.path("id").asText())
                .findFirst()
                .orElseThrow();
        assertThat(clouds.pipeline("pumpCleanup tenant: 'demo', instances: 'db-1'")
                        .run()
                        .result())
                .isEqualTo(Result.SUCCESS);

        PipelineResult back = clouds.pipeline("""
                        def back = pumpRollback build: 'move-shop #7'
                        echo "${back.skipped}: ${back.resources[0].message}"
                        """).build("rollback", 1).run();

        assertThat(back.console()).contains("1: is not on old any more");
        assertThat(id).isNotEmpty();
    }

    @Test
    public void aBuildThatIsNoneOrHasMovedNothingOrCannotBeReadIsRefused() throws Exception {
        Pipeline moved = moved("torn", 3, "db-1");
        tear(moved.build());

        assertThat(refusal("build: 'yesterday'")).contains("it is no build; write '#12'");
        assertThat(refusal("build: '#99'")).contains("has no build #99");
        assertThat(refusal("build: 'nobodys #1'")).contains("no job \"nobodys\", or this build may not read it");
        assertThat(refusal("build: 'torn #3'")).contains("a report of torn #3 cannot be read");
        assertThat(refusal("build: '#1'")).contains("has moved no server");
        assertThat(refusal("build: '#1', tenant: 'demo'")).contains("leave out tenant, instances and all");
        assertThat(clouds.target.inside().servers()).hasSize(1);
    }

    @Test
    public void whatABuildHasCreatedIsRemovedWithResourcesAndNothingOfOtherBuilds() throws Exception {
        Pipeline first =
                clouds.pipeline("pumpTenants tenant: 'demo'\npumpFlavors()").build("prepare", 1);
        assertThat(first.run().result()).isEqualTo(Result.SUCCESS);
        Pipeline second = clouds.pipeline("pumpNetworks tenant: 'demo'").build("nets", 2);
        assertThat(second.run().result()).isEqualTo(Result.SUCCESS);

        Pipeline rollback = clouds.pipeline("""
                        def gone = pumpRollback build: 'nets #2', resources: true
                        echo "gone ${gone.resources.findAll { it.outcome == 'deleted' }*.type.unique().sort()}"
                        def rest = pumpRollback build: 'prepare #1', resources: true
                        echo "rest ${rest.resources.findAll { it.outcome == 'deleted' }*.type.unique().sort()}"
                        echo "again ${pumpRollback(build: 'prepare #1', resources: true).writes}"
                        """).build("rollback", 1);
        PipelineResult back = rollback.run();

        assertThat(back.result()).as(back.console()).isEqualTo(Result.SUCCESS);
        assertThat(back.console())
                .contains(
                        "gone [network, router, router interface, subnet]",
                        "rest [flavor, project, security group]",
                        "again 0");
        assertThat(rollback.build().getRootDir().toPath().resolve(MigrationAction.URL))
                .as("the list is beside the build, not in its program")
                .isDirectoryContaining("glob:**/to-remove-*.json");
        assertThat(refusal("build: 'rollback #1', resources: true")).contains("has created nothing but servers");
        assertThat(refusal("build: 'prepare #1', resources: true, host: 'cmp-1'"))
                .contains("leave out host");
    }

    private String refusal(String arguments) throws Exception {
        PipelineResult result =
                clouds.pipeline("pumpRollback " + arguments).build("refused", 1).run();
        assertThat(result.result()).isEqualTo(Result.FAILURE);
        return result.console();
    }

    private Pipeline moved(String job, int number, String server) throws Exception {
        Pipeline pipeline = clouds.pipeline("pumpInstances tenant: 'demo', instances: '" + server + "'")
                .build(job, number);
        PipelineResult result = pipeline.run();
        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        return pipeline;
    }

    private static void tear(Run<?, ?> build) throws IOException {
        Path directory = build.getRootDir().toPath().resolve(MigrationAction.URL);
        try (DirectoryStream<Path> reports = Files.newDirectoryStream(directory, "*.json")) {
            for (Path report : reports) {
                Files.writeString(report, "{\"step\": \"pump");
            }
        }
    }
}
