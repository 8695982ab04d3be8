package io.jenkins.plugins.pumphouse.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.AbortException;
import hudson.model.Result;
import io.jenkins.plugins.pumphouse.pipeline.Pipeline;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.Rule;
import org.junit.Test;

public class StepsInAPipelineTest {
    @Rule
    public final CloudsAndWorkspace clouds = new CloudsAndWorkspace();

    @Test
    public void aStepReturnsAMapThatTheScriptCanReadChangeAndKeepOverARestart() throws Exception {
        Pipeline before = clouds.pipeline("""
            def moved = pumpRoles()
            moved.note = 'mine'
            input 'Enough?'
            echo "changed ${moved.changed}, created ${moved.created}, failed ${moved.failed}, ${moved.note}"
            moved.resources.findAll { it.outcome == 'created' }.each { echo "${it.type} ${it.name} ${it.target}" }
            """).holdingInputs().start().awaitStep("input");
        byte[] saved = before.save();
        before.kill();

        PipelineResult result =
                Pipeline.load(saved).resume().awaitStep("input").approve().await();

        String created = clouds.target.inside().id("identity", "/v3/roles", "roles", "operator-x");
        assertThat(result.console())
                .contains("changed true, created 1, failed 0, mine", "role operator-x " + created, "Finished: SUCCESS");
    }

    @Test
    public void whenAStepEndsInsideNodeAllItsLinesAreThere() throws Exception {
        String console = clouds.pipeline("pumpRoles dryRun: true\n"
                        + "echo 'next'\n"
                        + "try { pumpUsers tenant: 'atlantis' } catch (e) { echo 'last' }")
                .run()
                .console();

        assertThat(console.lines()
                        .filter(line -> line.startsWith("old  ")
                                || line.matches("plan    .* in .*")
                                || line.equals("next")
                                || line.equals("last"))
                        .map(line -> line.replaceAll(" .*", "")))
                .containsExactly("old", "plan", "next", "old", "last");
    }

    @Test
    public void aDryRunWritesNothing() throws Exception {
        PipelineResult result = clouds.pipeline("echo pumpInstances(tenant: 'demo', dryRun: true).summary")
                .run();

        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        assertThat(result.console()).contains("to create");
        assertThat(clouds.source.journal().writes()).isEmpty();
        assertThat(clouds.target.journal().writes()).isEmpty();
    }

    @Test
    public void aSecondRunFindsAllAndWritesNothing() throws Exception {
        String script =
                "def moved = pumpNetworks(tenant: 'demo'); echo \"changed ${moved.changed}, writes ${moved.writes}\"";
        assertThat(clouds.pipeline(script).run().console()).contains("changed true");
        clouds.target.journal().clear();

        assertThat(clouds.pipeline(script).run().console()).contains("changed false, writes 0");

        assertThat(clouds.target.journal().writes()).isEmpty();
    }

    @Test
    public void anInnerBlockAndAStepMayChooseOtherClouds() throws Exception {
        PipelineResult result = clouds.pipeline("""
            pumphouse(target: 'new') { pumpRoles dryRun: true }
            try { pumpRoles source: 'mars', dryRun: true } catch (e) { echo e.message }
            """).run();

        assertThat(result.console())
                .contains("old  Keystone v3  ->  new  Keystone v3", "mars")
                .contains("There is: old");
    }

    @Test
    public void anUnknownTenantFailsInOneLine() throws Exception {
        PipelineResult result = clouds.pipeline("pumpUsers tenant: 'atlantis'").run();

        assertThat(result.error()).isInstanceOf(AbortException.class).hasMessageContaining("atlantis");
        assertThat(result.console()).doesNotContain("\tat ");
    }

    @Test
    public void anAbortEndsAStepThatWaitsForAServer() throws Exception {
        clouds.target.behaviour().boot(Duration.ofHours(1));
        Pipeline pipeline =
                clouds.pipeline("pumpInstances tenant: 'demo'").start().awaitConsole("boots on new");

        PipelineResult result = pipeline.abort().await();

        assertThat(result.result()).isEqualTo(Result.ABORTED);
        assertThat(result.console()).contains("Aborted by user", "Finished: ABORTED");
    }

    @Test
    public void theSavedStateOfARunningStepHoldsNoRequestAndSoNoSecret() throws Exception {
        clouds.target.behaviour().boot(Duration.ofHours(1)); // so that the step runs until it is aborted
        Pipeline pipeline =
                clouds.pipeline("pumpInstances tenant: 'demo'").start().awaitStep("pumpInstances");

        String saved = new String(pipeline.save(), StandardCharsets.ISO_8859_1);

        assertThat(saved.contains("PumpArguments"))
                .as("what was asked for is saved")
                .isTrue();
        assertThat(saved.contains("MigrationRequest"))
                .as("the request with its secrets is saved")
                .isFalse();
        pipeline.abort().await();
    }
}
