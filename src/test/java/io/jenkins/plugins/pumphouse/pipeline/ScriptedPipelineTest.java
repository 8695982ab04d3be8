package io.jenkins.plugins.pumphouse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.AbortException;
import hudson.model.Result;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import java.util.Map;
import org.junit.Test;

public class ScriptedPipelineTest {
    @Test
    public void stepsRunInTheOrderOfTheScript() throws Exception {
        PipelineResult result = Pipeline.of("""
            def names = ['a', 'b']
            stage('Each') {
                names.each { echo "each ${it}" }
            }
            stage('For') {
                for (name in names) { echo "for ${name}" }
                for (int i = 0; i < 2; i++) { echo "index ${i}" }
            }
            echo names.collect { it.toUpperCase() }.join('+')
            """).run();

        assertThat(result.result()).isEqualTo(Result.SUCCESS);
        assertThat(result.error()).isNull();
        assertThat(result.console())
                .containsSubsequence(
                        "{ (Each)",
                        "each a",
                        "each b",
                        "// stage",
                        "{ (For)",
                        "for a",
                        "for b",
                        "index 0",
                        "index 1",
                        "A+B",
                        "Finished: SUCCESS");
    }

    @Test
    public void anErrorEndsTheRunWithOneLine() throws Exception {
        PipelineResult result =
                Pipeline.of("error 'no such cloud'; echo 'never'").run();

        assertThat(result.result()).isEqualTo(Result.FAILURE);
        assertThat(result.error()).isInstanceOf(AbortException.class).hasMessage("no such cloud");
        assertThat(result.console()).contains("ERROR: no such cloud\n").doesNotContain("never", "\tat ");
    }

    @Test
    public void aScriptCatchesWhatAStepThrows() throws Exception {
        PipelineResult result = Pipeline.of("""
            try {
                error 'once'
            } catch (e) {
                echo "caught ${e.message}"
            } finally {
                echo 'finally'
            }
            """).run();

        assertThat(result.result()).isEqualTo(Result.SUCCESS);
        assertThat(result.console()).containsSubsequence("caught once", "finally");
    }

    @Test
    public void functionsAndClosuresOfTheScriptMayCallSteps() throws Exception {
        PipelineResult result = Pipeline.of("""
            def twice(Closure work) { work(); work() }
            def greet(name) { echo "hello ${name}"; return name.length() }
            twice { greet('you') }
            echo "length ${greet('them')}"
            """).run();

        assertThat(result.console()).containsSubsequence("hello you", "hello you", "hello them", "length 4");
    }

    @Test
    public void parametersAndEnvironmentAreVariables() throws Exception {
        PipelineResult result = Pipeline.of("""
            properties([parameters([string(name: 'TENANT', defaultValue: 'demo'), booleanParam(name: 'DRY', defaultValue: true)])])
            env.COLOUR = 'red'
            withEnv(['SIZE=big', "BOTH=${env.COLOUR}-big"]) {
                echo "${params.TENANT} ${params.DRY} ${env.COLOUR} ${SIZE} ${BOTH} ${env.JOB_NAME} ${BUILD_NUMBER}"
            }
            echo "after ${env.SIZE}"
            """)
                .parameters(Map.of("TENANT", "shop"))
                .build("move", 7)
                .run();

        assertThat(result.console())
                .contains("shop true red big red-big move 7")
                .contains("after null");
    }

    @Test
    public void currentBuildTellsAndTakesTheResult() throws Exception {
        PipelineResult result = Pipeline.of("""
            echo "now ${currentBuild.result} ${currentBuild.currentResult}"
            currentBuild.displayName = 'moved demo'
            currentBuild.result = 'UNSTABLE'
            echo "then ${currentBuild.currentResult}"
            """).run();

        assertThat(result.result()).isEqualTo(Result.UNSTABLE);
        assertThat(result.console()).contains("now null SUCCESS", "then UNSTABLE");
    }

    @Test
    public void anUnknownStepNamesTheKnownOnes() throws Exception {
        PipelineResult result = Pipeline.of("pumpMoon()").run();

        assertThat(result.result()).isEqualTo(Result.FAILURE);
        assertThat(result.error())
                .isInstanceOf(NoSuchMethodError.class)
                .hasMessageContaining("No such DSL method 'pumpMoon' found among steps [")
                .hasMessageContaining("echo");
    }

    @Test
    public void aScriptThatDoesNotCompileFails() throws Exception {
        PipelineResult result = Pipeline.of("stage('x') {").run();

        assertThat(result.result()).isEqualTo(Result.FAILURE);
        assertThat(result.console()).contains("WorkflowScript: 1:");
    }
}
