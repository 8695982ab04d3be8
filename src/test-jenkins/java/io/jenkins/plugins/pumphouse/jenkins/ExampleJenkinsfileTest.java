package io.jenkins.plugins.pumphouse.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.report.MigrationAction;
import java.io.IOException;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.cps.CpsScmFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.ExtractResourceSCM;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** {@code examples/Jenkinsfile}, unmodified, in a real Jenkins, between two clouds inside this JVM. */
public class ExampleJenkinsfileTest {
    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Rule
    public final ExampleClouds clouds = new ExampleClouds();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void itMovesTheProjectAndASecondBuildChangesNothing() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowJob job = example(jenkins);

            WorkflowRun first = jenkins.assertBuildStatusSuccess(job.scheduleBuild2(0));
            int writes = clouds.target().journal().writes().size();
            jenkins.assertBuildStatusSuccess(job.scheduleBuild2(0));

            assertThat(first.getAction(MigrationAction.class)).isNotNull();
            jenkins.assertLogContains("web-1", first);
            assertThat(clouds.target().journal().writes()).hasSize(writes);
        });
    }

    @Test
    public void aRestartWhileServersBootIsSurvived() throws Throwable {
        clouds.boot(Duration.ofSeconds(20));
        sessions.then(jenkins -> {
            WorkflowRun build = example(jenkins).scheduleBuild2(0).waitForStart();

            jenkins.waitForMessage("+  image", build);
        });
        sessions.then(jenkins -> {
            WorkflowRun build = jenkins.jenkins
                    .getItemByFullName("example", WorkflowJob.class)
                    .getLastBuild();

            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
            jenkins.assertLogContains("web-1", build);
        });
    }

    private WorkflowJob example(JenkinsRule jenkins) throws IOException {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "example");
        ExtractResourceSCM repository =
                new ExtractResourceSCM(clouds.repository(folder.getRoot().toPath()));
        job.setDefinition(new CpsScmFlowDefinition(repository, "Jenkinsfile"));
        return job;
    }
}
