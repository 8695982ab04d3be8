package io.jenkins.plugins.pumphouse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.Result;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import io.jenkins.plugins.pumphouse.pipeline.trial.WaitingStep;
import java.time.Duration;
import org.junit.Test;

public class AbortTest {
    @Test
    public void anAbortStopsTheRunningStepsAndTellsTheBlocks() throws Exception {
        Pipeline pipeline = Pipeline.of(
                        "colour('red') { parallel(a: { waitFor 'a' }, b: { waitFor 'b' }) }; echo 'never'")
                .start()
                .awaitConsole("waiting for a")
                .awaitConsole("waiting for b");

        PipelineResult result = pipeline.abort().await();

        assertThat(result.result()).isEqualTo(Result.ABORTED);
        assertThat(result.console())
                .containsSubsequence("colour gone", "Aborted by user", "Finished: ABORTED")
                .doesNotContain("never");
        assertThat(WaitingStep.waiting()).doesNotContain("a", "b");
    }

    @Test
    public void aScriptMayCleanUpAfterAnAbort() throws Exception {
        Pipeline pipeline = Pipeline.of("try { waitFor 'x' } finally { echo 'cleaned up' }")
                .start()
                .awaitStep("waitFor");

        PipelineResult result = pipeline.abort().await();

        assertThat(result.result()).isEqualTo(Result.ABORTED);
        assertThat(result.console()).contains("cleaned up");
    }

    @Test
    public void aStepThatEndsTwiceFailsTheTest() {
        assertThatThrownBy(() -> Pipeline.of("endTwice()").run())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("step endTwice ended a second time");
    }

    @Test
    public void aRunThatHangsSaysWhatItWaitsFor() throws Exception {
        Pipeline pipeline = Pipeline.of("waitFor 'nobody'").start().awaitStep("waitFor");

        assertThatThrownBy(() -> pipeline.patience(Duration.ofMillis(200)).await())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("it waits for [waitFor (1): waiting for nobody]");
        pipeline.abort().patience(Duration.ofMinutes(1)).await();
    }
}
