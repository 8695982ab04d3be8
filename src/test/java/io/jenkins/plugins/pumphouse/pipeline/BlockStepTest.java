package io.jenkins.plugins.pumphouse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.AbortException;
import hudson.model.Result;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import io.jenkins.plugins.pumphouse.pipeline.trial.ColourSteps;
import io.jenkins.plugins.pumphouse.pipeline.trial.WaitingStep;
import org.jenkinsci.plugins.workflow.steps.MissingContextVariableException;
import org.junit.Test;

public class BlockStepTest {
    @Test
    public void aBlockGivesItsValueToTheStepsInside() throws Exception {
        PipelineResult result = Pipeline.of("""
            colour('red') {
                echo "outer ${seeColour()}"
                stage('in between') {
                    colour('blue') { echo "inner ${seeColour()}" }
                }
                echo "again ${seeColour()}"
            }
            """).run();

        assertThat(result.console())
                .containsSubsequence("outer red", "inner blue", "colour gone", "again red", "colour gone");
    }

    @Test
    public void aStepStandsAtItsBeginningWhileItsBlockEnds() throws Exception {
        assertThat(Pipeline.of("colour('red') { echo 'inside' }").run().console())
                .containsPattern("the block is at (\\d+)-end, its step at \\1\n");
    }

    @Test
    public void aBlockReturnsItsLastValue() throws Exception {
        assertThat(Pipeline.of("echo colour('red') { seeColour() + 'dish' }")
                        .run()
                        .console())
                .contains("reddish");
    }

    @Test
    public void aBlockSharesTheVariablesOfTheScript() throws Exception {
        assertThat(Pipeline.of("int n = 1; colour('red') { n++; echo 'x' }; echo \"n is ${n}\"")
                        .run()
                        .console())
                .contains("n is 2");
    }

    @Test
    public void theEndOfABlockIsToldOfAFailureToo() throws Exception {
        PipelineResult result = Pipeline.of("colour('red') { error 'inside' }").run();

        assertThat(result.result()).isEqualTo(Result.FAILURE);
        assertThat(result.console()).containsSubsequence("colour gone", "ERROR: inside");
    }

    @Test
    public void aStepOutsideOfItsBlockNamesTheMissingBlock() throws Exception {
        Throwable error = Pipeline.of("seeColour()").run().error();

        assertThat(error)
                .isInstanceOf(MissingContextVariableException.class)
                .hasMessage("Required context class io.jenkins.plugins.pumphouse.pipeline.trial.ColourSteps$Colour is"
                        + " missing\n"
                        + "Perhaps you forgot to surround the seeColour step with a step that provides this, such"
                        + " as: colour");
    }

    @Test
    public void aStepThatNeedsANodeSaysSo() throws Exception {
        assertThat(Pipeline.of("sh 'true'").run().error()).hasMessageContaining("such as: node");
    }

    @Test
    public void aBlockStepWithoutABlockIsAMistake() throws Exception {
        assertThat(Pipeline.of("colour 'red'").run().error())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("colour step must be called with a body");
    }

    @Test
    public void aStepThatFailsBeforeItsBlockHasEndedStopsWhatRunsThereAndWaitsForIt() throws Exception {
        Pipeline pipeline = Pipeline.of("""
            try {
                colour('red') {
                    try {
                        waitFor 'inside'
                    } catch (e) {
                        echo "stopped by ${e.message}: ${e.result}"
                        waitFor 'tidied'
                        echo 'tidied up'
                    }
                }
            } catch (e) {
                echo "caught ${e.message}"
            }
            """).start().awaitConsole("waiting for inside");

        ColourSteps.fail("red", new AbortException("gave up"));
        pipeline.awaitConsole("waiting for tidied");
        WaitingStep.release("tidied", null);

        assertThat(pipeline.await().console())
                .containsSubsequence(
                        "stopped by Body of block-scoped step failed: FAILURE",
                        "tidied up",
                        "// colour",
                        "caught gave up",
                        "Finished: SUCCESS");
    }

    @Test
    public void aBlockWithinABlockIsStoppedToo() throws Exception {
        Pipeline pipeline = Pipeline.of("colour('red') { stage('inner') { waitFor 'inside' } }")
                .start()
                .awaitConsole("waiting for inside");

        ColourSteps.fail("red", new AbortException("gave up"));

        assertThat(pipeline.await().console())
                .containsSubsequence("// stage", "// colour", "ERROR: gave up", "Finished: FAILURE");
    }

    @Test
    public void aStepThatHasFailedStillWaitsForItsBlockAfterARestart() throws Exception {
        Pipeline before = Pipeline.of(
                        "colour('red') { try { waitFor 'inside' } finally { waitFor 'tidied'; echo 'tidied up' } }")
                .start()
                .awaitConsole("waiting for inside");
        ColourSteps.fail("red", new AbortException("gave up"));
        before.awaitConsole("waiting for tidied");
        byte[] saved = before.save();
        before.kill();

        Pipeline after = Pipeline.load(saved).resume().awaitStep("waitFor");
        WaitingStep.release("tidied", null);

        assertThat(after.await().console()).containsSubsequence("tidied up", "ERROR: gave up", "Finished: FAILURE");
    }

    @Test
    public void aStepWhoseCallbackThrowsFails() throws Exception {
        PipelineResult result = Pipeline.of("colour('" + ColourSteps.FADING + "') { echo 'done' }")
                .run();

        assertThat(result.error()).hasMessage("the colour has faded");
    }
}
