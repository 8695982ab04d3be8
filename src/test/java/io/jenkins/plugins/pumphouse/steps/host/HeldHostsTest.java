package io.jenkins.plugins.pumphouse.steps.host;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import io.jenkins.plugins.pumphouse.machines.fuel.Pace;
import io.jenkins.plugins.pumphouse.pipeline.Pipeline;
import io.jenkins.plugins.pumphouse.pipeline.agent.Workspace;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineJob;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import io.jenkins.plugins.pumphouse.report.MigrationAction;
import io.jenkins.plugins.pumphouse.report.RunningSteps.RunningStep;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.support.actions.PauseAction;
import org.junit.Rule;
import org.junit.Test;

/** One build at a time moves a host: the others wait for it, and none for itself. */
public class HeldHostsTest {
    /** Longer than any test waits: the node appears when the test moves the clock of Fuel, or never. */
    private static final Duration BOOT = Duration.ofMinutes(5);

    private static final Pace SLOW_BOOT =
            new Pace(BOOT, Duration.ofMillis(150), Duration.ofMillis(150), Duration.ofMillis(50));

    private static final AtomicInteger JOBS = new AtomicInteger();

    @Rule
    public final Datacenter datacenter =
            Datacenter.with("cmp-12", "cmp-13").wiredBySwitch().living();

    @Rule(order = 1)
    public final HostWorkspace workspace = new HostWorkspace(datacenter);

    /** A build that a test kills may give its hosts back later: no other test may have one of that name. */
    private final String job = "hosts-" + JOBS.incrementAndGet();

    @Test
    public void aHostThatAnotherBuildMovesIsWaitedForAndMovedOnce() throws Exception {
        datacenter.fuel().pace(SLOW_BOOT);
        String script = "echo pumpHost(hosts: ['cmp-12'], disable: true, poll: 1).summary";
        Pipeline first = workspace.pipeline(script).build(job, 1).start();
        first.awaitConsole("PXE set (once), power on");
        Pipeline second = workspace.pipeline(script).build(job, 2).start();
        second.awaitConsole("waiting   host cmp-12 is held by pumpHost in ");
        FlowNode node = second.node("pumpHost");
        assertThat(PauseAction.isPaused(node)).isTrue();
        MigrationAction page = MigrationAction.of(second.build());
        assertThat(page.getRunning())
                .singleElement()
                .extracting(RunningStep::getName, step -> step.getLine().isBlank())
                .containsExactly("pumpHost", false);

        datacenter.fuel().skip(BOOT);
        assertThat(first.await().result()).isEqualTo(Result.SUCCESS);
        PipelineResult result = second.await();

        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        assertThat(result.console().split("waiting   host", -1)).as("told once").hasSize(2);
        assertThat(page.getRunning()).isEmpty();
        assertThat(node.getActions(PauseAction.class)).singleElement().satisfies(pause -> {
            assertThat(pause.getCause()).isEqualTo("waiting for another build");
            assertThat(pause.isPaused()).isFalse();
        });
        assertThat(journal("cmp-12")).containsExactly("power soft-off", "boot PXE once BIOS", "power on");
    }

    @Test
    public void buildsThatAScriptGivesTheSameNameWaitForEachOtherAllTheSame() throws Exception {
        datacenter.fuel().pace(SLOW_BOOT);
        String script = "currentBuild.displayName = 'cmp-12'\n"
                + "echo pumpHost(hosts: ['cmp-12'], disable: true, poll: 1).summary";
        Pipeline first = workspace.pipeline(script).build(job, 1).start();
        first.awaitConsole("PXE set (once), power on");
        Pipeline second = workspace.pipeline(script).build(job, 2).start();
        second.awaitConsole("waiting   host cmp-12 is held by pumpHost in " + job + " cmp-12 (#1)");

        datacenter.fuel().skip(BOOT);
        assertThat(first.await().result()).isEqualTo(Result.SUCCESS);
        assertThat(second.await().result()).isEqualTo(Result.SUCCESS);
        assertThat(journal("cmp-12")).containsExactly("power soft-off", "boot PXE once BIOS", "power on");
    }

    /** A job of its former name may have a build of the same number, and be at the same place of its script. */
    @Test
    public void aBuildWhoseJobIsRenamedKeepsItsHostFromAnotherJobOfThatName() throws Exception {
        datacenter.fuel().pace(SLOW_BOOT);
        String script = "echo pumpHost(hosts: ['cmp-12'], disable: true, poll: 1).summary";
        Pipeline first = workspace.pipeline(script).build(job, 1).start();
        first.awaitConsole("PXE set (once), power on");
        ((PipelineJob) first.build().getParent()).rename(job + "-renamed");
        Pipeline second = workspace.pipeline(script).build(job, 1).start();
        second.awaitConsole("waiting   host cmp-12 is held by pumpHost in ");
        assertThat(Jenkins.get().getRootDir().toPath().resolve("pumphouse-moves.json"))
                .content()
                .contains("\"" + job + "-renamed#1 ")
                .doesNotContain("\"" + job + "#1 ");

        datacenter.fuel().skip(BOOT);
        assertThat(first.await().result()).isEqualTo(Result.SUCCESS);
        PipelineResult result = second.await();
        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        assertThat(journal("cmp-12")).containsExactly("power soft-off", "boot PXE once BIOS", "power on");
    }

    @Test
    public void anAbortedBuildGivesItsHostBackAndSoDoesOneThatOnlyWaits() throws Exception {
        datacenter.fuel().pace(SLOW_BOOT);
        String script = "echo pumpHost(hosts: ['cmp-12'], disable: true, poll: 1).summary";
        Pipeline first = workspace.pipeline(script).build(job, 1).start();
        first.awaitConsole("PXE set (once), power on");
        Pipeline waiting = workspace.pipeline(script).build(job, 2).start();
        waiting.awaitConsole("waiting   host cmp-12 is held by");
        assertThat(waiting.abort().await().result()).isEqualTo(Result.ABORTED);
        assertThat(first.abort().await().result()).isEqualTo(Result.ABORTED);

        datacenter.fuel().skip(BOOT);
        PipelineResult third = workspace.pipeline(script).build(job, 3).run();

        assertThat(third.result()).as(third.console()).isEqualTo(Result.SUCCESS);
        assertThat(third.console()).doesNotContain("waiting   host");
    }

    @Test
    public void aBuildThatIsKilledHardDoesNotGoOnUnseen() throws Exception {
        datacenter.fuel().pace(SLOW_BOOT);
        Pipeline killed = workspace
                .pipeline("pumpHost hosts: ['cmp-12'], disable: true, poll: 1")
                .build(job, 1)
                .start();
        killed.awaitConsole("PXE set (once), power on");

        MigrationAction page = MigrationAction.of(killed.build());

        killed.endWithoutItsSteps();

        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!page.getRunning().isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(10_000_000);
        }
        assertThat(page.getRunning()).isEmpty();
        assertThat(page.getHosts())
                .singleElement()
                .extracting(HostState::message)
                .asString()
                .startsWith("stopped while");
    }

    @Test
    public void aBuildThatResumesWithoutItsAgentKeepsItsHostFromOthers() throws Exception {
        datacenter.fuel().pace(SLOW_BOOT);
        String script = "echo pumpHost(hosts: ['cmp-12'], disable: true, poll: 1).summary";
        Pipeline first = workspace.pipeline(script).build(job, 1).start();
        first.awaitConsole("PXE set (once), power on");
        Workspace.Node.agentConnected(false);
        first.awaitConsole("the agent is away; waiting for it");
        byte[] saved = first.save();
        first.kill();
        Pipeline resumed = Pipeline.load(saved).resume();
        resumed.awaitConsole("Jenkins was restarted");

        Pipeline second =
                workspace.pipeline(script).build(job, 2).onBuiltInNode().start();
        second.awaitConsole("waiting   host cmp-12 is held by pumpHost in " + job + " #1");
        assertThat(resumed.abort().await().result()).isEqualTo(Result.ABORTED);

        datacenter.fuel().skip(BOOT);
        PipelineResult result = second.await();
        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
    }

    @Test
    public void aStepInTheBlockThatAsksForTheSameHostIsToldThatEachWouldWaitForTheOther() throws Exception {
        PipelineResult result = workspace.pipeline("""
            pumpHostBy(hosts: ['cmp-12'], disable: true, poll: 1) {
                pumpEvacuate host: 'cmp-12'
            }
            """).run();

        assertThat(result.result()).as(result.console()).isEqualTo(Result.FAILURE);
        assertThat(result.console())
                .contains("cmp-12  its block failed: pumpEvacuate: host cmp-12 is held by pumpHostBy in pipeline #1, in"
                        + " whose block this step stands: each would wait for the other. Put pumpEvacuate before or after"
                        + " that step. Nothing was done.");
    }

    @Test
    public void aStepInTheBlockThatAsksForTheSameEnvironmentIsToldSoToo() throws Exception {
        PipelineResult result = workspace.pipeline("""
            pumpHostBy(hosts: ['cmp-12'], disable: true, poll: 1) {
                pumpHost hosts: ['cmp-13'], disable: true, poll: 1
            }
            """).run();

        assertThat(result.result()).as(result.console()).isEqualTo(Result.FAILURE);
        assertThat(result.console())
                .contains("its block failed: pumpHost: environment mos-prod is held by pumpHostBy in")
                .contains("each would wait for the other");
        assertThat(journal("cmp-13")).isEmpty();
    }

    private List<String> journal(String host) {
        return datacenter.host(host).machine().acts();
    }
}
