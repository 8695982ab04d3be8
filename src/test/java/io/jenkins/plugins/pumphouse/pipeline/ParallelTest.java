package io.jenkins.plugins.pumphouse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.AbortException;
import hudson.model.Result;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import io.jenkins.plugins.pumphouse.pipeline.trial.WaitingStep;
import org.junit.Test;

public class ParallelTest {
    @Test
    public void theStepsOfAllBranchesRunAtTheSameTime() throws Exception {
        Pipeline pipeline = Pipeline.of("""
                def got = parallel(
                    one: { waitFor('1') + seen('one') },
                    two: { waitFor('2') + seen('two') })
                echo "got ${got.one} ${got.two}"
                def seen(name) { echo "after ${name}"; return name }
                """).start();
        pipeline.awaitConsole("waiting for 1").awaitConsole("waiting for 2");

        WaitingStep.release("2", "b");
        pipeline.awaitConsole("after two");
        WaitingStep.release("1", "a");

        PipelineResult result = pipeline.await();
        assertThat(result.result()).isEqualTo(Result.SUCCESS);
        assertThat(result.console()).containsSubsequence("{ (Branch: one)", "after two", "after one", "got aone btwo");
    }

    @Test
    public void aFailedBranchLetsTheOthersEnd() throws Exception {
        Pipeline pipeline = Pipeline.of("parallel(bad: { error 'broken' }, good: { waitFor 'good'; echo 'good done' })")
                .start();
        pipeline.awaitConsole("Failed in branch bad");

        WaitingStep.release("good", null);

        PipelineResult result = pipeline.await();
        assertThat(result.error()).isInstanceOf(AbortException.class).hasMessage("broken");
        assertThat(result.console()).contains("good done");
    }

    @Test
    public void failFastStopsTheOthers() throws Exception {
        PipelineResult result = Pipeline.of(
                        "parallel(bad: { error 'broken' }, good: { waitFor 'never' }, failFast: true)")
                .run();

        assertThat(result.error()).hasMessage("broken");
        assertThat(result.console()).contains("Failed in branch good");
        assertThat(WaitingStep.waiting()).doesNotContain("never");
    }

    @Test
    public void aBranchMustBeAClosure() throws Exception {
        assertThat(Pipeline.of("parallel(one: 1)").run().error())
                .hasMessage("Expected a closure for the branch one but got 1");
    }
}
