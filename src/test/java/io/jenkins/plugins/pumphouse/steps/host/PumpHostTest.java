package io.jenkins.plugins.pumphouse.steps.host;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import io.jenkins.plugins.pumphouse.machines.EmbeddedRedfish;
import io.jenkins.plugins.pumphouse.machines.fuel.Pace;
import io.jenkins.plugins.pumphouse.pipeline.Pipeline;
import io.jenkins.plugins.pumphouse.pipeline.agent.Workspace;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import io.jenkins.plugins.pumphouse.report.MigrationAction;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.support.actions.PauseAction;
import org.junit.Rule;
import org.junit.Test;

/** {@code pumpHost} from a Jenkinsfile. */
public class PumpHostTest {
    /** Longer than any test waits: the node appears when the test moves the clock of Fuel, or never. */
    private static final Duration BOOT = Duration.ofMinutes(5);

    private static final Pace SLOW_BOOT =
            new Pace(BOOT, Duration.ofMillis(150), Duration.ofMillis(150), Duration.ofMillis(50));

    @Rule
    public final Datacenter datacenter =
            Datacenter.with("cmp-12", "cmp-13", "cmp-14").wiredBySwitch().living();

    @Rule(order = 1)
    public final HostWorkspace workspace = new HostWorkspace(datacenter);

    @Test
    public void threeHostsGoTwoAtATimeAndTheBuildKnowsTheirNodes() throws Exception {
        PipelineResult result = workspace.pipeline("""
            def moved = pumpHost hosts: ['cmp-12', 'cmp-13', 'cmp-14'], disable: true, maxParallel: 2, poll: 1
            echo "moved: ${moved.summary}, changed ${moved.changed}"
            for (host in moved.hosts) {
                echo "${host.host}: ${host.outcome}, node ${host.node} with ${host.roles}, ${host.phases.size()} phases"
            }
            """).run();

        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        assertThat(result.console())
                .contains("moved: 3 ready, changed true")
                .containsPattern("cmp-14: ready, node \\d with \\[compute\\], 9 phases");
        assertThat(result.console()).doesNotContain(Datacenter.PASSWORD);
        assertThat(result.console()).contains("cmp-12  switch tor-3 port ge-0/0/1: VLAN 101 -> 99");
        assertThat(datacenter.tor().pvid(3)).isEqualTo(Datacenter.ADMIN);
    }

    @Test
    public void theBlockRunsOncePerHostBetweenOffAndOn() throws Exception {
        datacenter.tor().access(1, Datacenter.ADMIN).access(2, Datacenter.ADMIN);
        PipelineResult result = workspace.pipeline("""
            pumpHostBy(hosts: ['cmp-12', 'cmp-13'], disable: true, maxParallel: 2, poll: 1) {
                sh 'echo "$PUMP_HOST $PUMP_MACS" >> wired'
            }
            """).run();

        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        assertThat(Files.readAllLines(workspace.path().resolve("wired")))
                .containsExactlyInAnyOrder(
                        "cmp-12 52:54:00:aa:01:01 52:54:00:aa:01:02", "cmp-13 52:54:00:aa:02:01 52:54:00:aa:02:02");
        assertThat(result.console()).contains("cmp-12  rewired by the block");
    }

    @Test
    public void theBlockIsToldTheMacsThatOnlyTheBmcKnows() throws Exception {
        Datacenter.Host host = datacenter.host("cmp-12");
        datacenter.tor().access(1, Datacenter.ADMIN);
        try (EmbeddedRedfish redfish = new EmbeddedRedfish(host.machine())) {
            Files.writeString(
                    workspace.configuration(),
                    datacenter
                            .configuration()
                            .replace(
                                    "port: " + host.bmc().port() + "}",
                                    "port: " + redfish.port() + ", driver: redfish, insecure: true}")
                            .replace("macs: [\"" + String.join("\", \"", host.macs()) + "\"]", ""));
            PipelineResult result = workspace.pipeline("""
                pumpHostBy(hosts: ['cmp-12'], disable: true, poll: 1) {
                    sh 'echo "$PUMP_HOST $PUMP_MACS" >> wired'
                }
                """).run();

            assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        }
        assertThat(Files.readString(workspace.path().resolve("wired")).strip())
                .isEqualTo("cmp-12 52:54:00:aa:01:01 52:54:00:aa:01:02");
    }

    @Test
    public void aStepThatIsRewiredByItsBlockNeedsOne() throws Exception {
        PipelineResult result = workspace
                .pipeline("pumpHostBy hosts: ['cmp-12'], disable: true, poll: 1")
                .run();

        assertThat(result.result()).isEqualTo(Result.FAILURE);
        assertThat(result.console()).contains("pumpHostBy step must be called with a body");
        assertThat(journal("cmp-12")).isEmpty();
    }

    @Test
    public void aStepThatIsNotRewiredByABlockTakesNone() throws Exception {
        PipelineResult result = workspace
                .pipeline("pumpHost(hosts: ['cmp-12'], disable: true, poll: 1) { sh 'true' }")
                .run();

        assertThat(result.result()).isEqualTo(Result.FAILURE);
        assertThat(journal("cmp-12")).isEmpty();
        assertThat(datacenter.tor().pvid(1)).isEqualTo(Datacenter.TENANTS);
    }

    @Test
    public void aBlockThatIsEmptyFailsItsHostAndLeavesItOff() throws Exception {
        PipelineResult result = workspace
                .pipeline("pumpHostBy(hosts: ['cmp-12'], disable: true, poll: 1) { }")
                .run();

        assertThat(result.result()).isEqualTo(Result.FAILURE);
        assertThat(result.console())
                .contains("cmp-12  its block has run no step, so nothing has rewired it. It is powered off");
        assertThat(journal("cmp-12")).containsExactly("power soft-off");
    }

    @Test
    public void aBlockBesideTheSwitchOrBesideNothingIsRefused() throws Exception {
        for (String step : List.of("pumpHostBy", "pumpCampaignBy")) {
            for (String wiring : List.of("switch", "none")) {
                PipelineResult result = workspace
                        .pipeline(step + "(hosts: ['cmp-12'], wiring: '" + wiring + "', poll: 1) { sh 'true' }")
                        .run();

                assertThat(result.result()).isEqualTo(Result.FAILURE);
                assertThat(result.console())
                        .contains(step + ": its block rewires the hosts, so there is no \"wiring\". Leave wiring: '"
                                + wiring + "' out");
            }
        }
        assertThat(journal("cmp-12")).isEmpty();
    }

    @Test
    public void aBlockThatFailsLeavesItsHostOffAndSaysSo() throws Exception {
        PipelineResult result = workspace.pipeline("""
            pumpHostBy(hosts: ['cmp-12'], disable: true, poll: 1) {
                error 'no such port'
            }
            """).run();

        assertThat(result.result()).isEqualTo(Result.FAILURE);
        assertThat(result.console())
                .contains(
                        "cmp-12  its block failed: no such port. The host is powered off. Correct the block and run"
                                + " the step again.",
                        "cmp-12  left as it is: power off; rewired by the block or not, as it has not ended well",
                        "to keep it in the source, put its wiring back, boot device back to its disk");
        assertThat(journal("cmp-12")).containsExactly("power soft-off");
    }

    @Test
    public void aStepThatEndsByAnErrorSaysWhereItsHostsAreAndLeavesNoneOnItsWay() throws Exception {
        datacenter.fuel().pace(SLOW_BOOT);
        Pipeline build = workspace
                .pipeline("pumpHost hosts: ['cmp-12'], disable: true, poll: 1")
                .start();
        build.awaitConsole("PXE set (once), power on");
        byte[] saved = build.save();
        build.kill();
        Files.writeString(workspace.configuration(), "source: gone");

        Pipeline resumed = Pipeline.load(saved).resume();
        PipelineResult failed = resumed.await();

        assertThat(failed.result()).isEqualTo(Result.FAILURE);
        assertThat(failed.console())
                .containsSubsequence(
                        "Jenkins was restarted",
                        "cmp-12  stopped while ",
                        "Run pumpHost for it again: it checks the state of the host and resumes.",
                        "cmp-12  left as it is: ");
        assertThat(resumed.build().getAction(MigrationAction.class).getHosts())
                .extracting(HostState::status)
                .as("nothing of it is on its way, so an undo is not refused")
                .containsExactly(HostState.Status.STOPPED);
    }

    @Test
    public void aSourceThatIsTheTargetIsRefused() throws Exception {
        String target = datacenter.target().name();
        String configuration = Files.readString(workspace.configuration());
        Files.writeString(
                workspace.configuration(),
                configuration.replace(
                        datacenter.source().authUrl(), datacenter.target().authUrl()));

        PipelineResult result = workspace
                .pipeline("pumpHost hosts: ['cmp-12'], disable: true, poll: 1")
                .run();

        assertThat(result.result()).isEqualTo(Result.FAILURE);
        assertThat(result.console())
                .contains("Source \"" + datacenter.source().name() + "\" and target \"" + target + "\"")
                .contains("are the same cloud");
        assertThat(journal("cmp-12")).isEmpty();
    }

    @Test
    public void anAbortSaysWhereEachHostIsAndTheNextBuildGoesOn() throws Exception {
        datacenter.host("cmp-12").machine().ignoresPxe(1);
        Pipeline build = workspace
                .pipeline("pumpHost hosts: ['cmp-12'], disable: true, poll: 1")
                .start();
        build.awaitConsole("PXE set (once), power on");

        PipelineResult aborted = build.abort().await();

        assertThat(aborted.result()).isEqualTo(Result.ABORTED);
        assertThat(aborted.console())
                .contains(
                        "cmp-12  stopped while ",
                        "Run pumpHost for it again: it checks the state of the host and resumes.",
                        "pumphouse report");

        PipelineResult next = workspace
                .pipeline("echo pumpHost(hosts: ['cmp-12'], disable: true, poll: 1).summary")
                .run();
        assertThat(next.result()).as(next.console()).isEqualTo(Result.SUCCESS);
    }

    @Test
    public void anAgentThatIsLostIsWaitedForAndNoActIsDoneTwice() throws Exception {
        datacenter.fuel().pace(SLOW_BOOT);
        Pipeline build = workspace
                .pipeline("echo pumpHost(hosts: ['cmp-12'], disable: true, poll: 1).summary")
                .start();
        build.awaitConsole("PXE set (once), power on");

        Workspace.Node.agentConnected(false);
        build.awaitConsole("the agent is away; waiting for it");
        FlowNode node = build.node("pumpHost");
        assertThat(PauseAction.isPaused(node)).isTrue();
        Workspace.Node.agentConnected(true);
        datacenter.fuel().skip(BOOT);
        PipelineResult result = build.await();
        assertThat(PauseAction.isPaused(node)).isFalse();

        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        assertThat(result.console().split("the agent is away", -1)).hasSize(2);
        assertThat(journal("cmp-12")).containsExactly("power soft-off", "boot PXE once BIOS", "power on");
    }

    @Test
    public void anAbortWhileTheAgentIsAwayEndsAtOnceAndSaysWhereTheHostIs() throws Exception {
        datacenter.fuel().pace(SLOW_BOOT);
        Pipeline build = workspace
                .pipeline("pumpHost hosts: ['cmp-12'], disable: true, poll: 1")
                .start();
        build.awaitConsole("PXE set (once), power on");
        Workspace.Node.agentConnected(false);
        build.awaitConsole("the agent is away; waiting for it");

        PipelineResult aborted = build.abort().await();

        assertThat(aborted.result()).isEqualTo(Result.ABORTED);
        assertThat(aborted.console())
                .contains(
                        "cmp-12  stopped while ",
                        "Run pumpHost for it again: it checks the state of the host and resumes.");
    }

    @Test
    public void withoutAHostNothingIsDone() throws Exception {
        PipelineResult result = workspace.pipeline("pumpHost hosts: []").run();

        assertThat(result.console()).contains("pumpHost: no host is named", "\"all\" is not possible");
    }

    @Test
    public void aHostThatTheInventoryDoesNotHaveIsToldWithTheNearestNames() throws Exception {
        PipelineResult result = workspace.pipeline("pumpHost hosts: ['cmp-21']").run();

        assertThat(result.console()).contains("No host \"cmp-21\" under \"hosts\" of pumphouse.yaml", "cmp-12");
    }

    private List<String> journal(String host) {
        return datacenter.host(host).machine().acts();
    }
}
