package io.jenkins.plugins.pumphouse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.AbortException;
import hudson.model.Result;
import io.jenkins.plugins.pumphouse.clouds.wire.HandClock;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import io.jenkins.plugins.pumphouse.pipeline.steps.TimeoutStep;
import io.jenkins.plugins.pumphouse.pipeline.trial.WaitingStep;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class UsualStepsTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @After
    public void forgetCredentialsAndClock() {
        CredentialsInMemory.clear();
        TimeoutStep.clock(Clock.systemUTC());
    }

    @Test
    public void shRunsItsCommandInTheWorkspaceWithTheEnvironment() throws Exception {
        Files.writeString(folder.newFile("here.txt").toPath(), "found");

        PipelineResult result = node("""
            withEnv(['WORD=told']) { sh 'cat here.txt; echo $WORD $WORKSPACE' }
            echo "out ${sh(script: 'echo loud', returnStdout: true).trim()}, status ${sh(script: 'exit 3', returnStatus: true)}"
            dir('below') { sh 'pwd' }
            """);

        assertThat(result.console())
                .containsSubsequence(
                        "+ cat here.txt",
                        "foundtold " + folder.getRoot(),
                        "out loud, status 3",
                        folder.getRoot() + "/below");
    }

    @Test
    public void aFailedCommandFailsTheRun() throws Exception {
        PipelineResult result = node("sh 'exit 3'");

        assertThat(result.error()).isInstanceOf(AbortException.class).hasMessage("script returned exit code 3");
    }

    @Test
    public void anAbortKillsTheCommand() throws Exception {
        Pipeline pipeline =
                Pipeline.of("node { sh 'echo started; sleep 600' }").start().awaitConsole("started\n");

        assertThat(pipeline.abort().await().result()).isEqualTo(Result.ABORTED);
    }

    @Test
    public void aTimeoutInterruptsItsBlock() throws Exception {
        PipelineResult result = Pipeline.of("""
            try {
                timeout(time: 50, unit: 'MILLISECONDS') { waitFor 'never' }
            } catch (e) {
                echo "caught ${e.class.simpleName}"
                throw e
            }
            """).run();

        assertThat(result.result()).isEqualTo(Result.ABORTED);
        assertThat(result.console())
                .contains("Cancelling nested steps due to timeout", "caught FlowInterruptedException");
    }

    @Test
    public void aTimeoutThatIsNotReachedDoesNothing() throws Exception {
        PipelineResult result = Pipeline.of("timeout(1) { echo 'quick' }").run();

        assertThat(result.result()).isEqualTo(Result.SUCCESS);
    }

    @Test
    public void aTimeoutGoesOnAfterARestart() throws Exception {
        HandClock clock = new HandClock();
        TimeoutStep.clock(clock);
        Pipeline before = Pipeline.of("timeout(time: 1, unit: 'HOURS') { waitFor 'nobody' }")
                .start()
                .awaitStep("waitFor");
        byte[] saved = before.save();
        before.kill();
        clock.pass(Duration.ofHours(1));

        assertThat(Pipeline.load(saved).resume().await().result()).isEqualTo(Result.ABORTED);
        assertThat(WaitingStep.waiting()).doesNotContain("nobody");
    }

    @Test
    public void retryTriesAgainUntilItWorks() throws Exception {
        PipelineResult result = Pipeline.of(
                        "int n = 0; retry(3) { n++; if (n < 3) { error \"no ${n}\" } }; echo \"n ${n}\"")
                .run();

        assertThat(result.console()).containsSubsequence("ERROR: no 1", "Retrying", "ERROR: no 2", "Retrying", "n 3");
    }

    @Test
    public void retryGivesUp() throws Exception {
        assertThat(Pipeline.of("retry(2) { error 'always' }").run().error()).hasMessage("always");
    }

    @Test
    public void aTimeoutIsTriedAgainAndAnAbortIsNot() throws Exception {
        PipelineResult result = Pipeline.of("""
            int n = 0
            retry(2) { n++; if (n == 1) { timeout(time: 50, unit: 'MILLISECONDS') { waitFor 'never' } } }
            echo "tries ${n}"
            """).run();

        assertThat(result.console()).contains("Retrying", "tries 2");
    }

    @Test
    public void catchErrorTakesTheResultOfAnInterruption() throws Exception {
        PipelineResult result = Pipeline.of("catchError(buildResult: 'UNSTABLE', catchInterruptions: false) {"
                        + " timeout(time: 50, unit: 'MILLISECONDS') { waitFor 'never' } }; echo 'on'")
                .run();

        assertThat(result.result()).isEqualTo(Result.ABORTED);
        assertThat(result.console()).contains("on");
    }

    @Test
    public void catchErrorMarksTheBuildAndGoesOn() throws Exception {
        PipelineResult result = Pipeline.of(
                        "catchError(buildResult: 'UNSTABLE', message: 'never mind') { error 'oops' }; echo 'on'")
                .run();

        assertThat(result.result()).isEqualTo(Result.UNSTABLE);
        assertThat(result.console()).containsSubsequence("never mind", "ERROR: oops", "on\n");
    }

    @Test
    public void unstableMarksTheBuild() throws Exception {
        assertThat(Pipeline.of("unstable 'some left'").run().result()).isEqualTo(Result.UNSTABLE);
    }

    @Test
    public void inputGoesOnByItself() throws Exception {
        PipelineResult result =
                Pipeline.of("input 'Move 3 servers?'; echo 'moved'").run();

        assertThat(result.console()).containsSubsequence("Move 3 servers?", "Proceed or Abort", "moved");
    }

    @Test
    public void inputWaitsOverARestartWhenTold() throws Exception {
        Pipeline before = Pipeline.of("input(message: 'Move?', ok: 'Go'); echo 'moved'")
                .holdingInputs()
                .start();
        byte[] saved = before.awaitStep("input").save();
        before.kill();

        Pipeline after = Pipeline.load(saved).resume().awaitStep("input");

        assertThat(after.approve().await().console()).containsSubsequence("Go or Abort", "Resuming", "moved");
    }

    @Test
    public void aSleepTakesItsTimeAndThenTheScriptGoesOn() throws Exception {
        long begun = System.nanoTime();
        PipelineResult result = Pipeline.of("sleep(time: 20, unit: 'MILLISECONDS'); sleep 0; echo 'awake'")
                .run();

        assertThat(result.console()).contains("awake");
        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(20_000_000);
    }

    @Test
    public void artifactsAreArchivedWithTheBuild() throws Exception {
        Path build = folder.newFolder("build").toPath();

        PipelineResult result = Pipeline.of("""
            node {
                writeFile file: 'out/plan.json', text: '{}'
                archiveArtifacts 'out/*.json'
                archiveArtifacts artifacts: '**/*.xml', allowEmptyArchive: true
                archiveArtifacts '*.csv'
            }
            """)
                .workspace(folder.newFolder("workspace").toPath())
                .buildDirectory(build)
                .run();

        assertThat(build.resolve("archive/out/plan.json")).hasContent("{}");
        assertThat(result.error()).hasMessage("No artifacts found that match the file pattern \"*.csv\"");
    }

    @Test
    public void readTrustedReadsBesideTheJenkinsfile() throws Exception {
        Files.writeString(folder.newFile("pumphouse.yaml").toPath(), "source: []");

        assertThat(Pipeline.of("echo readTrusted('pumphouse.yaml')")
                        .workspace(folder.getRoot().toPath())
                        .run()
                        .console())
                .contains("source: []");
    }

    @Test
    public void credentialsAreVariablesInsideAndAsterisksOutside() throws Exception {
        CredentialsInMemory.addLogin("cloud", "admin-of-all", "s3cret-word");
        CredentialsInMemory.addText("token", "t0ken-word");

        PipelineResult result = node("""
            withCredentials([usernamePassword(credentialsId: 'cloud', usernameVariable: 'U', passwordVariable: 'P'),
                             string(credentialsId: 'token', variable: 'T')]) {
                sh 'test "$P" = s3cret-word && test "$T" = t0ken-word'
                echo "user ${U} password ${env.P}"
            }
            """);

        assertThat(result.result()).isEqualTo(Result.SUCCESS);
        assertThat(result.console()).contains("user **** password ****").doesNotContain("s3cret-word", "t0ken-word");
    }

    @Test
    public void secretsAreSavedEncryptedAndStillMaskedAfterARestart() throws Exception {
        CredentialsInMemory.addText("token", "t0ken-word");
        Pipeline before = Pipeline.of("""
            withCredentials([string(credentialsId: 'token', variable: 'T')]) {
                waitFor 'secret'
                echo "now ${T}"
            }
            """).start().awaitStep("waitFor");
        byte[] saved = before.save();
        before.kill();
        assertThat(new String(saved, StandardCharsets.ISO_8859_1).contains("t0ken-word"))
                .as("saved in clear")
                .isFalse();

        Pipeline after = Pipeline.load(saved).resume().awaitStep("waitFor");
        WaitingStep.release("secret", null);

        assertThat(after.await().console()).contains("now ****");
    }

    @Test
    public void missingCredentialsAreNamed() throws Exception {
        assertThat(Pipeline.of("withCredentials([string(credentialsId: 'gone', variable: 'X')]) {}")
                        .run()
                        .error())
                .hasMessage("Could not find credentials entry with ID 'gone'");
    }

    private PipelineResult node(String block) throws Exception {
        return Pipeline.of("node {\n" + block + "\n}")
                .workspace(folder.getRoot().toPath())
                .run();
    }
}
