package io.jenkins.plugins.pumphouse.steps.host;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import io.jenkins.plugins.pumphouse.machines.Machine;
import io.jenkins.plugins.pumphouse.pipeline.Pipeline;
import io.jenkins.plugins.pumphouse.pipeline.agent.Workspace;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import io.jenkins.plugins.pumphouse.report.MigrationAction;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.Rule;
import org.junit.Test;

/** {@code pumpHostUndo} from a Jenkinsfile. */
public class PumpHostUndoTest {
    @Rule
    public final Datacenter datacenter =
            Datacenter.with("cmp-12", "cmp-13").wiredBySwitch().living();

    @Rule(order = 1)
    public final HostWorkspace workspace = new HostWorkspace(datacenter);

    @Test
    public void aReleaseThatFailedAfterTheRewiringIsUndoneAndThePowerIsLeftAlone() throws Exception {
        AtomicBoolean rewired = new AtomicBoolean();
        datacenter.tor().afterSet(set -> {
            if (datacenter.tor().pvid(1) == Datacenter.ADMIN && !rewired.getAndSet(true)) {
                datacenter.fuel().faults().on("GET", "/api/nodes").status(403).times(1);
            }
        });
        PipelineResult result = workspace.pipeline("""
            try {
                pumpHost hosts: ['cmp-12'], disable: true, poll: 1
            } catch (e) {
                echo 'it failed'
            }
            def undone = pumpHostUndo hosts: ['cmp-12']
            echo "undone: ${undone.summary}, changed ${undone.changed}, ${undone.hosts[0].host} ${undone.hosts[0].ports}"
            """).run();

        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        assertThat(result.console())
                .containsSubsequence(
                        "cmp-12  switch tor-3 port ge-0/0/1: VLAN 101 -> 99",
                        "cmp-12  failed",
                        "cmp-12  switch tor-3 port ge-0/0/1: VLAN 99 -> 101",
                        "cmp-12  next: boot device back to its disk, power on, enable its nova-compute on"
                                + " good_old_openstack",
                        "undone: 1 port put back, changed true, cmp-12 1");
        assertThat(datacenter.tor().pvid(1)).isEqualTo(Datacenter.TENANTS);
        assertThat(datacenter.host("cmp-12").machine().acts()).containsExactly("power soft-off");
    }

    @Test
    public void theNextBuildKnowsWhatThePortHadWhenTheReleaseFailedAsPxeWasIgnored() throws Exception {
        Files.writeString(
                workspace.configuration(),
                datacenter
                        .configuration()
                        .replace("  environment: mos-prod", "  environment: mos-prod\n  timeouts: {discover: 4s}"));
        datacenter.host("cmp-12").machine().ignoresPxe(Integer.MAX_VALUE);
        Pipeline release = workspace.pipeline("pumpHost hosts: ['cmp-12'], disable: true, poll: 1");
        PipelineResult failed = release.run();
        assertThat(failed.result()).isEqualTo(Result.FAILURE);
        assertThat(failed.console()).contains("did not register in Fuel");
        assertThat(datacenter.tor().pvid(1)).isEqualTo(Datacenter.ADMIN);
        List<Machine.Act> acts = datacenter.host("cmp-12").machine().journal();

        PipelineResult undone = workspace
                .pipeline("echo \"changed ${pumpHostUndo(hosts: ['cmp-12']).changed}\"")
                .after(release)
                .run();

        assertThat(undone.console()).contains("cmp-12  switch tor-3 port ge-0/0/1: VLAN 99 -> 101", "changed true");
        assertThat(undone.result()).isEqualTo(Result.SUCCESS);
        assertThat(datacenter.tor().pvid(1)).isEqualTo(Datacenter.TENANTS);
        assertThat(datacenter.host("cmp-12").machine().journal()).isEqualTo(acts);
    }

    @Test
    public void theVlanThatIsGivenWinsAndASecondRunChangesNothing() throws Exception {
        datacenter.source().machines().down("cmp-12").down("cmp-13");
        datacenter.tor().access(1, Datacenter.ADMIN);
        String undo = "echo \"changed ${pumpHostUndo(hosts: ['cmp-12'], vlan: 101).changed}\"";

        assertThat(workspace.pipeline(undo).run().console()).contains("changed true");
        assertThat(datacenter.tor().pvid(1)).isEqualTo(Datacenter.TENANTS);
        int sets = datacenter.tor().journal().size();

        assertThat(workspace.pipeline(undo).run().console())
                .contains("port ge-0/0/1: is in VLAN 101 already", "changed false");
        assertThat(datacenter.tor().journal()).hasSize(sets);
    }

    @Test
    public void aDryRunOnlySaysWhichPortsWouldChange() throws Exception {
        datacenter.source().machines().down("cmp-12").down("cmp-13");
        datacenter.tor().access(1, Datacenter.ADMIN);

        PipelineResult result = workspace
                .pipeline("echo pumpHostUndo(hosts: ['cmp-12'], vlan: 101, dryRun: true).summary")
                .run();

        assertThat(result.console())
                .contains("cmp-12  would change switch tor-3 port ge-0/0/1: VLAN 99 -> 101", "1 port to put back");
        assertThat(datacenter.tor().pvid(1)).isEqualTo(Datacenter.ADMIN);
    }

    @Test
    public void aDryRunTellsWhatWouldFailAndSucceeds() throws Exception {
        datacenter.source().machines().down("cmp-12").down("cmp-13");
        datacenter.tor().access(1, Datacenter.ADMIN);

        PipelineResult result = workspace.pipeline("""
            def plan = pumpHostUndo hosts: ['cmp-12'], dryRun: true
            echo "plan: ${plan.summary}; changed ${plan.changed}; ${plan.hosts[0].failure}"
            """).run();

        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        assertThat(result.console())
                .contains(
                        "cmp-12  would fail: no build of this job remembers the VLAN",
                        "plan: 0 ports to put back, 1 would fail; changed false; no build of this job remembers");
    }

    @Test
    public void withoutAMemoryOfTheVlanTheStepSaysWhereToFindIt() throws Exception {
        datacenter.source().machines().down("cmp-12").down("cmp-13");
        datacenter.tor().access(1, Datacenter.ADMIN).access(2, Datacenter.ADMIN);

        PipelineResult result =
                workspace.pipeline("pumpHostUndo hosts: ['cmp-12', 'cmp-13']").run();

        assertThat(result.result()).isEqualTo(Result.FAILURE);
        assertThat(result.console())
                .contains(
                        "0 ports put back, 2 failed",
                        "x cmp-13: no build of this job remembers the VLAN that port ge-0/0/2 of tor-3 had before",
                        "give it, for example vlan: 101.");
        assertThat(datacenter.tor().pvid(1)).isEqualTo(Datacenter.ADMIN);
    }

    @Test
    public void anUndoThatFailsLeavesItsReport() throws Exception {
        datacenter.source().machines().down("cmp-12").down("cmp-13");
        Pipeline undo = workspace.pipeline("pumpHostUndo hosts: ['cmp-12']");

        PipelineResult result = undo.run();

        assertThat(result.console()).contains("pumphouse report");
        assertThat(undo.build().getAction(MigrationAction.class).getReports())
                .singleElement()
                .satisfies(report -> assertThat(report.toString())
                        .contains("pumpHostUndo", "1 failed", "no build of this job remembers the VLAN"));
    }

    @Test
    public void anAbortedUndoSaysHowFarItCameAndLeavesItsReport() throws Exception {
        datacenter.source().machines().down("cmp-12").down("cmp-13");
        datacenter.tor().access(1, Datacenter.ADMIN).access(2, Datacenter.ADMIN);
        datacenter.tor().afterSet(set -> datacenter.tor().deaf(true));
        Pipeline undo = workspace
                .pipeline("pumpHostUndo hosts: ['cmp-12', 'cmp-13'], vlan: 101")
                .start()
                .awaitConsole("cmp-12  ");

        PipelineResult result = undo.abort().await();

        assertThat(result.result()).isEqualTo(Result.ABORTED);
        assertThat(result.console())
                .containsSubsequence("pumphouse report", "run pumpHostUndo again", "Finished: ABORTED")
                .doesNotContain("\tat ");
        assertThat(undo.build().getAction(MigrationAction.class).getReports())
                .singleElement()
                .satisfies(report -> assertThat(report.toString()).contains("interrupted=true", "cmp-13"));
    }

    /** The lost try has set a port, of which the next one finds only that it is right. */
    @Test
    public void anUndoWhoseAgentIsLostResumesAndSaysThatItsCountsAreNotAll() throws Exception {
        datacenter.source().machines().down("cmp-12").down("cmp-13");
        datacenter.tor().access(1, Datacenter.ADMIN).access(2, Datacenter.ADMIN);
        datacenter.tor().afterSet(set -> {
            datacenter.tor().afterSet(next -> {});
            datacenter.tor().deaf(true);
            Workspace.Node.agentConnected(false);
        });
        Pipeline undo = workspace.pipeline("""
                def back = pumpHostUndo hosts: ['cmp-12', 'cmp-13'], vlan: 101
                echo "changed ${back.changed} incomplete ${back.incomplete}"
                """).start().awaitConsole("the agent is lost");

        datacenter.tor().deaf(false);
        Workspace.Node.agentConnected(true);
        PipelineResult result = undo.await();

        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        assertThat(result.console()).contains("changed true incomplete true").doesNotContain("\tat ");
        assertThat(datacenter.tor().pvid(1)).isEqualTo(Datacenter.TENANTS);
        assertThat(datacenter.tor().pvid(2)).isEqualTo(Datacenter.TENANTS);
    }

    @Test
    public void aHostThatFuelHasInAnEnvironmentIsRefused() throws Exception {
        PipelineResult result = workspace.pipeline("""
            pumpHost hosts: ['cmp-12'], disable: true, poll: 1
            pumpHostUndo hosts: ['cmp-12']
            """).run();

        assertThat(result.result()).isEqualTo(Result.FAILURE);
        assertThat(result.console()).contains("x cmp-12: Fuel has it as node-", "run pumpHost, which resumes.");
        assertThat(datacenter.tor().pvid(1)).isEqualTo(Datacenter.ADMIN);
    }

    @Test
    public void withoutAHostNothingIsDone() throws Exception {
        assertThat(workspace.pipeline("pumpHostUndo hosts: []").run().console())
                .contains("pumpHostUndo: no host is named");
    }
}
