package io.jenkins.plugins.pumphouse.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.pumphouse.clouds.wire.Faults;
import io.jenkins.plugins.pumphouse.pipeline.Pipeline;
import io.jenkins.plugins.pumphouse.pipeline.agent.Workspace;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import io.jenkins.plugins.pumphouse.report.MigrationAction;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;

/** An agent that is lost in the middle of a step, right after one of its requests was done. */
public class LostAgentTest {
    @Rule
    public final CloudsAndWorkspace clouds = new CloudsAndWorkspace();

    @After
    public void theAgentIsBack() {
        Workspace.Node.agentConnected(true);
    }

    /** The lost try has removed a keypair, and its report was lost with the agent. */
    @Test
    public void aRollbackThatResumesSaysThatItsCountsAreNotAll() throws Exception {
        moveDemo();

        PipelineResult result = lostAfter(1, "pumpRollback(tenant: 'demo', resources: true)");

        assertThat(result.console())
                .contains(
                        "changed true incomplete true",
                        "the agent was lost, or Jenkins was restarted, while this step worked: what it did before that"
                                + " is in the build's log and in no count")
                .contains("again false");
    }

    @Test
    public void anEvacuationThatResumesSaysThatItsCountsAreNotAll() throws Exception {
        PipelineResult result = lostAfter(3, "pumpEvacuate(host: 'compute-1', poll: 1)");

        assertThat(result.console()).contains("changed true incomplete true", "again false");
    }

    /** What the lost try has moved is in no report of the build. */
    @Test
    public void aRollbackOfABuildWhoseAgentWasLostSaysWhatItCannotKnow() throws Exception {
        Pipeline moved = pipeline("pumpInstances(tenant: 'demo', instances: ['db-1', 'web-1'], parallel: 1)");
        PipelineResult result = lostAt(
                asked -> asked.method().equals("POST") && asked.path().endsWith("/servers"),
                2,
                moved.build("nightly", 3));
        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);

        PipelineResult back =
                clouds.pipeline("pumpRollback build: '#3'").after(moved).run();

        assertThat(back.console())
                .contains("a step of nightly #3 lost its agent, or Jenkins was restarted: what it did before that is in"
                        + " its log and in no report, and stays. Name it in instances or tenant to take it back, too.");
    }

    @Test
    public void whatOnlyReadsBeginsAgain() throws Exception {
        moveDemo();

        assertThat(lostAt(asked -> !asked.path().endsWith("/tokens"), 4, pipeline("pumpVerify(tenant: 'demo')"))
                        .console())
                .contains("changed false incomplete null");
    }

    /** Whoever decides by {@code changed} must not be told of a change by a try that only looked. */
    @Test
    public void aStepThatWasLostBeforeItChangedAnythingSaysSo() throws Exception {
        moveDemo();

        PipelineResult result = lostAt(
                asked -> asked.method().equals("GET") && asked.path().endsWith("/servers/detail"),
                1,
                pipeline("pumpInstances(tenant: 'demo')"));

        assertThat(result.console())
                .contains("changed false incomplete null", "again false")
                .doesNotContain("in no count");
    }

    /** The abort ends the step before the thread that heard of the loss does anything more. */
    @Test
    public void aStepThatIsAbortedInTheMomentItsAgentIsLostSaysThatMoreMayHaveBeenDone() throws Exception {
        clouds.target.behaviour().boot(Duration.ofHours(1));
        Pipeline pipeline = clouds.pipeline("pumpInstances tenant: 'demo', instances: 'db-1'");
        pipeline.log(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8) {
            @Override
            public void println(String line) {
                if (line.contains("the agent is lost")) {
                    pipeline.abort();
                    awaitReport(pipeline.build().getAction(MigrationAction.class));
                }
            }
        });
        pipeline.start().awaitConsole("boots on new");
        Workspace.Node.agentConnected(false);

        PipelineResult result = pipeline.await();
        Workspace.Node.agentConnected(true);

        assertThat(result.result()).as(result.console()).isEqualTo(Result.ABORTED);
        assertThat(pipeline.build().getAction(MigrationAction.class).getReports())
                .singleElement()
                .satisfies(report -> assertThat(report).containsEntry("incomplete", true));
    }

    private static void awaitReport(MigrationAction action) {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (action.getReports().isEmpty() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
    }

    private void moveDemo() throws Exception {
        assertThat(clouds.pipeline("pumpInstances tenant: 'demo'").run().result())
                .isEqualTo(Result.SUCCESS);
    }

    /** Twice the same: what the first left to do would be seen. */
    private Pipeline pipeline(String call) {
        return clouds.pipeline("""
                def made = %s
                echo "changed ${made.changed} incomplete ${made.incomplete} summary ${made.summary} ${made.notes}"
                echo "again ${%s.changed}"
                """.formatted(call, call));
    }

    /** The agent is away once so many writes are done, and then back. */
    private PipelineResult lostAfter(int writes, String call) throws Exception {
        return lostAt(
                asked -> !asked.method().equals("GET") && !asked.path().endsWith("/tokens"), writes, pipeline(call));
    }

    private PipelineResult lostAt(Predicate<Faults.Asked> moment, int times, Pipeline pipeline) throws Exception {
        Loss loss = new Loss(moment, new AtomicInteger(times), new CountDownLatch(1));
        clouds.source.faults().gatekeeper(loss);
        clouds.target.faults().gatekeeper(loss);
        pipeline.start().awaitConsole("the agent is lost");
        Workspace.Node.agentConnected(true);
        loss.noticed.countDown();
        PipelineResult result = pipeline.await();
        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        assertThat(result.console()).contains("the agent is lost").doesNotContain("\tat ");
        return result;
    }

    /** An agent that is away does nothing more: its requests wait until that was noticed. */
    private record Loss(Predicate<Faults.Asked> moment, AtomicInteger left, CountDownLatch noticed)
            implements Faults.Gatekeeper {
        private static final int SECONDS = 60;

        @Override
        public boolean admits(Faults.Asked asked) {
            try {
                return left.get() > 0 || noticed.await(SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        @Override
        public boolean answers(Faults.Asked asked, int status) {
            if (moment.test(asked) && left.decrementAndGet() == 0) {
                Workspace.Node.agentConnected(false);
            }
            return true;
        }
    }
}
