package io.jenkins.plugins.pumphouse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
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
}
