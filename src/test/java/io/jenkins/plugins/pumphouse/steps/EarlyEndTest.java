package io.jenkins.plugins.pumphouse.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.AbortException;
import hudson.model.Result;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.pipeline.Pipeline;
import io.jenkins.plugins.pumphouse.pipeline.agent.Workspace;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import io.jenkins.plugins.pumphouse.report.MigrationAction;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** A step whose agent is lost waits for it; one that is aborted or fails leaves its report all the same. */
public class EarlyEndTest {
    private static final Duration BOOT = Duration.ofHours(1);

    @Rule
    public final CloudsAndWorkspace clouds = new CloudsAndWorkspace();

    /** So that the step is still under way whenever something happens to it. */
    @Before
    public void serversTakeLongToBoot() {
        clouds.target.behaviour().boot(BOOT);
    }

    @After
    public void theAgentIsBack() {
        Workspace.Node.agentDeleted(false);
    }

    @Test
    public void aStepWhoseAgentIsLostWaitsForItAndResumes() throws Exception {
        Pipeline pipeline = clouds.pipeline(
                        "def moved = pumpInstances tenant: 'demo', instances: 'db-1'; echo \"failed ${moved.failed}\"")
                .start()
                .awaitConsole("boots on new");

        Workspace.Node.agentConnected(false);
        pipeline.awaitConsole("the agent is lost");
        Workspace.Node.agentConnected(true);
        clouds.target.skip(BOOT);

        PipelineResult result = pipeline.await();
        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        assertThat(result.console())
                .contains("waiting for it, then the step resumes", "failed 0")
                .doesNotContain("\tat ");
    }

    @Test
    public void aStepThatBeginsWhileItsAgentIsAwayWaitsForIt() throws Exception {
        Pipeline pipeline = clouds.pipeline("input 'now?'; pumpRoles()")
                .holdingInputs()
                .start()
                .awaitStep("input");

        Workspace.Node.agentConnected(false);
        pipeline.approve().awaitConsole("the agent is away; waiting for it");
        Workspace.Node.agentConnected(true);

        PipelineResult result = pipeline.await();
        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        assertThat(result.console()).doesNotContain("\tat ");
    }

    @Test
    public void everyKindOfStepWaitsForAnAgentThatIsAway() throws Exception {
        for (String call : List.of(
                "pumpInventory()",
                "pumpVerify(failOn: 'never')",
                "pumpQuotas(tenant: 'demo', dryRun: true)",
                "pumpCleanup(all: true)",
                "pumpRollback(all: true)",
                "pumpCutover(tenant: 'demo')",
                "pumpEvacuate(host: 'compute-1', dryRun: true)")) {
            Pipeline pipeline = clouds.pipeline("input 'now?'; " + call)
                    .holdingInputs()
                    .start()
                    .awaitStep("input");
            Workspace.Node.agentConnected(false);
            pipeline.approve().awaitConsole("the agent is away; waiting for it");
            Workspace.Node.agentConnected(true);

            PipelineResult result = pipeline.await();

            assertThat(result.result()).as(call + ": " + result.console()).isEqualTo(Result.SUCCESS);
            assertThat(result.console()).doesNotContain("\tat ");
        }
    }

    @Test
    public void aStepWhoseAgentIsDeletedWaitsUntilThereIsOneOfThatNameAgain() throws Exception {
        Pipeline pipeline = clouds.pipeline("pumpInstances tenant: 'demo', instances: 'db-1'")
                .start()
                .awaitConsole("boots on new");

        Workspace.Node.agentDeleted(true);
        pipeline.awaitConsole("the agent is away; waiting for it");
        Workspace.Node.agentDeleted(false);
        clouds.target.skip(BOOT);

        PipelineResult result = pipeline.await();
        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        assertThat(result.console()).doesNotContain("\tat ", "NullPointer");
    }

    @Test
    public void aStepWhoseAgentIsLostWhileItsConfigurationIsReadBeginsAgain() throws Exception {
        Pipeline pipeline = clouds.pipeline("input 'now?'; pumpRoles()")
                .holdingInputs()
                .start()
                .awaitStep("input");

        Workspace.Node.agentBreaksOnce();
        PipelineResult result = pipeline.approve().await();

        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        assertThat(result.console()).contains("the agent is lost (The channel to the agent is closed)");
    }

    @Test
    public void anAbortedStepOnAnAgentLeavesItsReport() throws Exception {
        assertThatAnAbortLeavesAReport(clouds.pipeline("pumpInstances tenant: 'demo'"));
    }

    @Test
    public void anAbortedStepOnTheControllerLeavesItsReport() throws Exception {
        assertThatAnAbortLeavesAReport(
                clouds.pipeline("pumpInstances tenant: 'demo'").onBuiltInNode());
    }

    /** What the lost agent has done until then is in no report, and who takes the build back has to know that. */
    @Test
    public void aStepThatIsAbortedWhileItWaitsForItsLostAgentSaysThatMoreMayHaveBeenDone() throws Exception {
        Pipeline pipeline = clouds.pipeline("pumpInstances tenant: 'demo', instances: 'db-1'")
                .start()
                .awaitConsole("boots on new");
        Workspace.Node.agentConnected(false);
        pipeline.awaitConsole("the agent is lost");

        PipelineResult result = pipeline.abort().await();
        Workspace.Node.agentConnected(true);

        assertThat(result.result()).as(result.console()).isEqualTo(Result.ABORTED);
        assertThat(pipeline.build().getAction(MigrationAction.class).getReports())
                .singleElement()
                .satisfies(report -> assertThat(report)
                        .containsEntry("incomplete", true)
                        .containsEntry("summary", "aborted before it had anything to report")
                        .containsKey("notes"));
    }

    /** The script goes on at once, so what it does next is no proof that the step has ended. */
    @Test
    public void aStepThatIsTerminatedWithoutAnAbortStopsItsWorkAndLeavesItsReport() throws Exception {
        Pipeline pipeline = clouds.pipeline("""
                        try { pumpInstances tenant: 'demo', instances: 'db-1' } catch (e) { echo "caught ${e.class}" }
                        input 'now?'
                        """).holdingInputs().start().awaitConsole("boots on new");
        MigrationAction action = MigrationAction.of(pipeline.build());

        pipeline.terminate().awaitConsole("caught ");
        pipeline.awaitConsole("interrupted; finished changes stay");

        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!action.getRunning().isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(10_000_000);
        }
        assertThat(action.getRunning()).isEmpty();
        assertThat(action.getReports())
                .singleElement()
                .satisfies(report -> assertThat(report.toString()).contains("interrupted=true"));
        assertThat(pipeline.approve().await().result()).isEqualTo(Result.SUCCESS);
    }

    @Test
    public void aFailedStepLeadsToItsReport() throws Exception {
        for (EmbeddedCloud cloud : List.of(clouds.source, clouds.target)) {
            cloud.inside()
                    .post(
                            "compute",
                            "/v2.1/flavors",
                            new ObjectMapper()
                                    .readTree(
                                            "{\"flavor\": {\"name\": \"contested\", \"ram\": %d, \"vcpus\": 7, \"disk\": 7}}"
                                                    .formatted(cloud == clouds.source ? 1024 : 2048)));
        }

        PipelineResult result = clouds.pipeline("pumpFlavors()").run();

        assertThat(result.result()).as(result.console()).isEqualTo(Result.FAILURE);
        assertThat(result.console()).contains("pumphouse report");
    }

    /**
     * As when the controller's disk is full, or somebody has deleted the build's directory and may not make it again.
     */
    @Test
    public void aStepWhoseReportCannotBeKeptSaysWhatThatMeans() throws Exception {
        Path build = clouds.workspace().resolve("build");
        Files.createDirectories(build);
        Files.writeString(build.resolve("pumphouse"), "no directory");

        PipelineResult result =
                clouds.pipeline("pumpRoles()").buildDirectory(build).run();

        assertThat(result.result()).as(result.console()).isEqualTo(Result.FAILURE);
        assertThat(result.error()).isInstanceOf(AbortException.class);
        assertThat(result.error().getMessage())
                .startsWith("pumpRoles: its report could not be kept with the build: ")
                .endsWith(
                        "What was done stays. When that is mended, run the step again: it does only what is missing.");
        assertThat(result.console()).containsOnlyOnce("could not be kept").doesNotContain("\tat ", "pumphouse report");
        assertThat(clouds.target.journal().writes()).isNotEmpty();
    }

    /** A pipeline may delete its own build's directory, or a clean-up script may. */
    @Test
    public void aStepWhoseBuildIsDeletedOnDiskEndsAllTheSame() throws Exception {
        Path build = clouds.workspace().resolve("build");
        Pipeline pipeline = clouds.pipeline("echo \"made ${pumpInstances(tenant: 'demo', instances: 'db-1').created}\"")
                .buildDirectory(build)
                .start()
                .awaitConsole("boots on new");

        try (Stream<Path> files = Files.walk(build)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
        clouds.target.skip(BOOT);

        PipelineResult result = pipeline.await();
        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        assertThat(result.console()).contains("made ").doesNotContain("\tat ");
    }

    @Test
    public void aStepThatCannotBeginLeavesItsReasonOnThePage() throws Exception {
        Pipeline pipeline = clouds.pipeline("pumpUsers tenant: 'atlantis'");

        PipelineResult result = pipeline.run();

        assertThat(result.result()).isEqualTo(Result.FAILURE);
        assertThat(result.console()).contains("pumphouse report");
        assertThat(pipeline.build().getAction(MigrationAction.class).getReports())
                .singleElement()
                .satisfies(report -> assertThat(report.toString()).contains("pumpUsers", "failed", "atlantis"));
    }

    private static void assertThatAnAbortLeavesAReport(Pipeline pipeline) throws Exception {
        pipeline.start().awaitConsole("boots on new");

        PipelineResult result = pipeline.abort().await();

        assertThat(result.result()).isEqualTo(Result.ABORTED);
        assertThat(result.console())
                .containsSubsequence(
                        "! ", "pumphouse report", "interrupted; finished changes stay", "Finished: ABORTED");
        assertThat(pipeline.build().getAction(MigrationAction.class).getReports())
                .singleElement()
                .satisfies(report -> assertThat(report.toString()).contains("interrupted=true"));
    }
}
