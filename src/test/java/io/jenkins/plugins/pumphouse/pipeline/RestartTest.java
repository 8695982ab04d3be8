package io.jenkins.plugins.pumphouse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.Result;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import io.jenkins.plugins.pumphouse.pipeline.trial.WaitingStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RestartTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void aStepAndTheScriptAroundItGoOnAfterARestart() throws Exception {
        Pipeline before = Pipeline.of("""
                def sum = 0
                for (n in [1, 2, 3]) {
                    sum += n
                    if (n == 2) {
                        sum += waitFor('number')
                    }
                }
                echo "sum ${sum}"
                """).start().awaitStep("waitFor");

        PipelineResult result = release(restart(before), "number", 100);

        assertThat(result.result()).isEqualTo(Result.SUCCESS);
        assertThat(result.console())
                .containsSubsequence("waiting for number", "Resuming build after a restart", "sum 106");
    }

    @Test
    public void everyKindOfLoopGoesOnInTheMiddle() throws Exception {
        for (String loop : List.of(
                "for (x in [1, 2]) { step(x) }",
                "for (x in ([1, 2] as Set)) { step(x) }",
                "for (x in 1..2) { step(x) }",
                "for (e in [a: 1, b: 2]) { step(e.value) }",
                "for (e in [a: 1, b: 2].entrySet()) { step(e.value) }",
                "for (x in [a: 1, b: 2].values()) { step(x) }",
                "for (k in ['1': 'a', '2': 'b'].keySet()) { step(k) }",
                "for (int i = 1; i <= 2; i++) { step(i) }",
                "def i = 0; while (i < 2) { i++; step(i) }",
                "[1, 2].each { step(it) }",
                "([1, 2] as Set).each { step(it) }",
                "[a: 1, b: 2].each { key, value -> step(value) }",
                "[a: 1, b: 2].each { step(it.value) }",
                "[1, 2].eachWithIndex { x, index -> step(x) }",
                "[1, 2].collect { step(it) }",
                "[1, 2].findAll { step(it); true }",
                "[1, 2].any { step(it); false }",
                "[a: 1, b: 2].collect { key, value -> step(value) }",
                "[1, 2].collectEntries { step(it); [(it): it] }")) {
            Pipeline before = Pipeline.of(
                            "def step(x) { if (x as int == 1) { waitFor 'loop' }; echo \"did ${x}\" }\n" + loop)
                    .start()
                    .awaitStep("waitFor");

            PipelineResult result = release(restart(before), "loop", null);

            assertThat(result.console()).as(loop).containsSubsequence("Resuming", "did 1", "did 2", "SUCCESS");
        }
    }

    @Test
    public void blocksBranchesAndHandlersSurvive() throws Exception {
        Pipeline before = Pipeline.of("""
                node {
                    try {
                        colour('red') {
                            parallel(
                                one: { waitFor 'one'; echo "one ${seeColour()} in ${pwd()}" },
                                two: { waitFor 'two'; error 'two broke' })
                        }
                    } catch (e) {
                        echo "caught ${e.message}"
                    } finally {
                        echo 'finally'
                    }
                }
                """)
                .workspace(folder.getRoot().toPath())
                .start()
                .awaitConsole("waiting for one")
                .awaitConsole("waiting for two");

        Pipeline after = restart(before);
        WaitingStep.release("one", null);
        PipelineResult result = release(after, "two", null);

        assertThat(result.result()).isEqualTo(Result.SUCCESS);
        assertThat(result.console())
                .contains("one red in " + folder.getRoot())
                .containsSubsequence("Resuming", "colour gone", "caught two broke", "finally");
    }

    @Test
    public void theBuildKeepsItsNumberParametersAndEnvironment() throws Exception {
        Pipeline before = Pipeline.of("""
                env.PLACE = 'here'
                currentBuild.displayName = 'renamed'
                waitFor 'build'
                echo "${params.TENANT} ${env.PLACE} ${currentBuild.displayName} ${BUILD_NUMBER}"
                """)
                .parameters(Map.of("TENANT", "demo"))
                .build("job", 4)
                .start()
                .awaitStep("waitFor");

        assertThat(release(restart(before), "build", null).console()).contains("demo here renamed 4");
    }

    @Test
    public void aKilledRunHearsNothingOfItsSteps() throws Exception {
        Pipeline before =
                Pipeline.of("echo \"came ${waitFor('zombie')}\"").start().awaitStep("waitFor");
        byte[] saved = before.save();
        before.kill();

        WaitingStep.release("zombie", "from the dead");
        Pipeline after = Pipeline.load(saved).resume().awaitStep("waitFor");

        assertThat(release(after, "zombie", "alive").console())
                .contains("came alive")
                .doesNotContain("from the dead");
    }

    @Test
    public void aStepThatCannotBeSavedFailsTheSaveByName() throws Exception {
        Pipeline pipeline = Pipeline.of("keepThread()").start().awaitStep("keepThread");

        assertThatThrownBy(pipeline::save)
                .isInstanceOf(IOException.class)
                .hasMessage("Step keepThread cannot be saved: java.io.NotSerializableException: java.lang.Thread");
        assertThat(pipeline.abort().await().result()).isEqualTo(Result.ABORTED);
    }

    @Test
    public void theProgramFileHoldsTheLatestStateUntilTheEnd() throws Exception {
        Path file = folder.getRoot().toPath().resolve("program.dat");
        Pipeline before = Pipeline.of("echo 'early'; echo \"came ${waitFor('file')}\"")
                .programFile(file)
                .start();
        before.awaitStep("waitFor");
        before.save(); // by then, what the start of the step has changed is in the file
        before.kill();

        PipelineResult result =
                release(Pipeline.load(Files.readAllBytes(file)).resume().awaitStep("waitFor"), "file", "late");

        assertThat(result.console()).containsOnlyOnce("early\n").contains("came late");
        assertThat(file).doesNotExist();
    }

    private static Pipeline restart(Pipeline pipeline) throws Exception {
        byte[] saved = pipeline.save();
        pipeline.kill();
        return Pipeline.load(saved).resume().awaitStep("waitFor");
    }

    private static PipelineResult release(Pipeline pipeline, String name, Object value) throws Exception {
        WaitingStep.release(name, value);
        return pipeline.await();
    }
}
