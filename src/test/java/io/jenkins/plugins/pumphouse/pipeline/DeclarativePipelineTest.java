package io.jenkins.plugins.pumphouse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import io.jenkins.plugins.pumphouse.pipeline.trial.WaitingStep;
import java.util.Map;
import org.junit.After;
import org.junit.Test;

public class DeclarativePipelineTest {
    @After
    public void forgetCredentials() {
        CredentialsInMemory.clear();
    }

    @Test
    public void stagesRunWithParametersEnvironmentAndPost() throws Exception {
        PipelineResult result =
                Pipeline.of("""
                    pipeline {
                        agent any
                        parameters {
                            string(name: 'TENANT', defaultValue: 'demo', description: 'which')
                            booleanParam(name: 'DRY', defaultValue: false)
                        }
                        options { timeout(time: 1, unit: 'HOURS'); timestamps(); disableConcurrentBuilds() }
                        environment {
                            PLACE = 'here'
                            BOTH = "${PLACE}-and-there"
                        }
                        stages {
                            stage('Plan') {
                                steps {
                                    echo "plan ${params.TENANT} ${env.BOTH} ${STAGE_NAME}"
                                    input 'Go on?'
                                    parallel(one: { echo 'branch one' }, two: { echo 'branch two' })
                                    script {
                                        def n = 2
                                        for (i in 1..n) { echo "loop ${i}" }
                                    }
                                    sh 'echo in $PLACE'
                                }
                            }
                            stage('Never') {
                                when { expression { params.DRY } }
                                steps { echo 'not reached' }
                            }
                            stage('Move') {
                                when { allOf { expression { !params.DRY }; environment name: 'PLACE', value: 'here' } }
                                steps { echo 'moving' }
                                post { success { echo 'stage went well' } }
                            }
                        }
                        post {
                            always { echo 'always' }
                            success { echo "success ${currentBuild.currentResult}" }
                            failure { echo 'failure' }
                        }
                    }
                    """).parameters(Map.of("TENANT", "shop")).run();

        assertThat(result.result()).isEqualTo(Result.SUCCESS);
        assertThat(result.console())
                .containsSubsequence(
                        "{ (Plan)",
                        "plan shop here-and-there Plan",
                        "Go on?",
                        "branch one",
                        "branch two",
                        "loop 1",
                        "loop 2",
                        "in here",
                        "Stage \"Never\" skipped due to when conditional",
                        "moving",
                        "stage went well",
                        "always",
                        "success SUCCESS")
                .doesNotContain("not reached", "] failure");
    }

    @Test
    public void aFailedStageSkipsTheOthersAndRunsPost() throws Exception {
        PipelineResult result = Pipeline.of("""
            pipeline {
                agent none
                stages {
                    stage('One') { steps { error 'broken' }; post { failure { echo 'stage failed' } } }
                    stage('Two') { steps { echo 'never' } }
                }
                post { success { echo 'good' }; failure { echo 'bad' }; cleanup { echo 'clean' } }
            }
            """).run();

        assertThat(result.result()).isEqualTo(Result.FAILURE);
        assertThat(result.console())
                .containsSubsequence(
                        "stage failed",
                        "Stage \"Two\" skipped due to earlier failure(s)",
                        "bad",
                        "clean",
                        "ERROR: broken")
                .doesNotContain("never", "good");
    }

    @Test
    public void parallelStagesRunAtTheSameTimeAndSurviveARestart() throws Exception {
        Pipeline before =
                Pipeline.of("""
                    pipeline {
                        agent none
                        stages {
                            stage('Both') {
                                parallel {
                                    stage('One') { steps { waitFor 'p1'; echo 'one done' } }
                                    stage('Two') { agent any; steps { waitFor 'p2'; echo 'two done' } }
                                }
                            }
                        }
                    }
                    """).start().awaitConsole("waiting for p1").awaitConsole("waiting for p2");
        byte[] saved = before.save();
        before.kill();

        Pipeline after = Pipeline.load(saved).resume().awaitStep("waitFor");
        WaitingStep.release("p2", null);
        after.awaitConsole("two done");
        WaitingStep.release("p1", null);

        assertThat(after.await().console()).containsSubsequence("two done", "one done", "Finished: SUCCESS");
    }

    @Test
    public void credentialsOfTheEnvironmentAreMasked() throws Exception {
        CredentialsInMemory.addLogin("cloud", "operator", "s3cret-word");

        PipelineResult result = Pipeline.of("""
            pipeline {
                agent any
                environment { CLOUD = credentials('cloud') }
                stages { stage('Use') { steps { sh 'test "$CLOUD" = operator:s3cret-word'; echo "as ${CLOUD_PSW}" } } }
            }
            """).run();

        assertThat(result.result()).isEqualTo(Result.SUCCESS);
        assertThat(result.console()).contains("as ****").doesNotContain("s3cret-word");
    }

    @Test
    public void aStageMayAskFirst() throws Exception {
        Pipeline pipeline = Pipeline.of("""
            pipeline {
                agent none
                stages { stage('Move') { input { message 'Move?'; ok 'Go' }; steps { echo 'moved' } } }
            }
            """).holdingInputs().start().awaitStep("input");

        assertThat(pipeline.approve().await().console()).containsSubsequence("Move?", "Go or Abort", "moved");
    }

    @Test
    public void anUnknownSectionIsAMistake() throws Exception {
        PipelineResult result = Pipeline.of("pipeline { agent any; stage('x') { steps { echo 'x' } } }")
                .run();

        assertThat(result.result()).isEqualTo(Result.FAILURE);
        assertThat(result.error())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Unknown section \"stage\" in pipeline; there are "
                        + "[agent, environment, options, parameters, post, stages, tools, triggers]");
    }

    @Test
    public void anAbortIsSeenByPost() throws Exception {
        Pipeline pipeline = Pipeline.of("""
            pipeline {
                agent none
                stages { stage('Long') { steps { waitFor 'long' } } }
                post { aborted { echo 'was aborted' }; failure { echo 'was failure' } }
            }
            """).start().awaitStep("waitFor");

        PipelineResult result = pipeline.abort().await();

        assertThat(result.result()).isEqualTo(Result.ABORTED);
        assertThat(result.console()).contains("was aborted").doesNotContain("was failure");
    }
}
