package io.jenkins.plugins.pumphouse.steps.host;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.pumphouse.clouds.Fixture;
import io.jenkins.plugins.pumphouse.clouds.wire.Faults;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import io.jenkins.plugins.pumphouse.pipeline.Pipeline;
import io.jenkins.plugins.pumphouse.pipeline.agent.Workspace;
import io.jenkins.plugins.pumphouse.pipeline.program.PipelineResult;
import io.jenkins.plugins.pumphouse.report.MigrationAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalTime;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.Rule;
import org.junit.Test;

/** {@code pumpCampaign} from a Jenkinsfile. */
public class PumpCampaignTest {
    @Rule
    public final Datacenter datacenter =
            Datacenter.with("cmp-12", "cmp-13", "cmp-14").wiredBySwitch().living();

    @Rule(order = 1)
    public final HostWorkspace workspace = new HostWorkspace(datacenter);

    @Test
    public void hostsGoOneAfterTheOtherAndTheLogTellsHowFarItIs() throws Exception {
        PipelineResult result = workspace.pipeline("""
                def moved = pumpCampaign hosts: ['cmp-12', 'cmp-13', 'cmp-14'], poll: 1
                echo "campaign: ${moved.summary}, left ${moved.left}"
                """).run();

        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        assertThat(result.console())
                .contains("campaign: 3 ready, left 0")
                .containsSubsequence(
                        "cmp-12  is the cheapest to empty: 0 servers",
                        "cmp-12  ready",
                        "campaign  1 done, 0 on their way, 2 left; about",
                        "cmp-13  is the cheapest",
                        "cmp-13  ready",
                        "cmp-14  is the cheapest",
                        "cmp-14  ready",
                        "campaign  3 done");
    }

    @Test
    public void aHostThatHasLeftBeforeIsFoundReadyAndHoldsUpNoOther() throws Exception {
        assertThat(workspace
                        .pipeline("pumpHost hosts: ['cmp-13'], disable: true, poll: 1")
                        .run()
                        .result())
                .isEqualTo(Result.SUCCESS);
        int acts = datacenter.host("cmp-13").machine().journal().size();

        PipelineResult result = workspace
                .pipeline("echo pumpCampaign(hosts: ['cmp-12', 'cmp-13'], atMost: 1, poll: 1).summary")
                .run();

        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        assertThat(result.console())
                .containsSubsequence(
                        "cmp-13  has nothing to empty: good_old_openstack does not know it, so it may have left before",
                        "cmp-12  is the cheapest to empty",
                        "2 ready");
        assertThat(datacenter.host("cmp-13").machine().journal()).hasSize(acts);
    }

    /** The servers of a host move as pumpInstances moves them, which no argument of the campaign paces. */
    @Test
    public void theLimitsOfTheConfigurationHoldForHostsAndForTheirServers() throws Exception {
        workspace.configured("limits: {maxParallel: 1, parallel: 1, transfers: 1}");

        PipelineResult refused = workspace
                .pipeline("pumpCampaign hosts: ['cmp-12', 'cmp-13'], maxParallel: 2, poll: 1")
                .run();
        PipelineResult moved = workspace
                .pipeline("pumpCampaign hosts: ['cmp-12'], evacuate: true, poll: 1")
                .run();

        assertThat(refused.console())
                .contains("ERROR: pumpCampaign: maxParallel is 2, and the limit is 1 (limits of pumphouse.yaml)");
        assertThat(moved.result()).as(moved.console()).isEqualTo(Result.SUCCESS);
        assertThat(moved.console()).containsOnlyOnce("limits  parallel 1, transfers 1 (limits of pumphouse.yaml)\n");
    }

    @Test
    public void noMoreHostsAreBegunThanAllowed() throws Exception {
        PipelineResult result = workspace.pipeline("""
                def moved = pumpCampaign hosts: ['cmp-12', 'cmp-13'], atMost: 1, poll: 1
                echo "campaign: ${moved.summary}"
                """).run();

        assertThat(result.console()).contains("campaign: 1 not started, 1 ready", "Finished: SUCCESS");
        assertThat(datacenter.host("cmp-13").machine().journal()).isEmpty();
    }

    @Test
    public void aHostThatFailsStopsTheCampaignBeforeTheNextAndTheNextRunTakesItUp() throws Exception {
        datacenter.fuel().mishaps().provisioningFails("52:54:00:aa:01:01", 1);

        PipelineResult first = workspace
                .pipeline("pumpCampaign hosts: ['cmp-12', 'cmp-13'], atMost: 1, poll: 1")
                .run();

        assertThat(first.result()).as(first.console()).isEqualTo(Result.FAILURE);
        assertThat(first.console())
                .contains(
                        "campaign  0 done, 1 failed, 0 on their way, 1 left",
                        "1 not started, 1 failed",
                        "Fuel failed in the provisioning of node-")
                .doesNotContain("cmp-13  is the cheapest")
                .doesNotContain("\tat ");
        assertThat(datacenter.host("cmp-13").machine().journal()).isEmpty();

        PipelineResult second = workspace
                .pipeline("echo pumpCampaign(hosts: ['cmp-12', 'cmp-13'], poll: 1).summary")
                .run();

        assertThat(second.result()).as(second.console()).isEqualTo(Result.SUCCESS);
        assertThat(second.console()).contains("2 ready");
        assertThat(datacenter.host("cmp-12").machine().starts()).isEqualTo(1);
    }

    @Test
    public void theOthersGoOnWhereTheOperatorWantsItAndTheFailedOneIsNamed() throws Exception {
        datacenter.fuel().mishaps().provisioningFails("52:54:00:aa:01:01", 1);

        PipelineResult result = workspace
                .pipeline("pumpCampaign hosts: ['cmp-12', 'cmp-13'], onFailure: 'continue', poll: 1")
                .run();

        assertThat(result.result()).as(result.console()).isEqualTo(Result.FAILURE);
        assertThat(result.console())
                .contains("1 ready, 1 failed", "cmp-12: Fuel failed in the provisioning of node-", "cmp-13  ready");
    }

    @Test
    public void outsideOfItsHoursNothingIsBegun() throws Exception {
        LocalTime soon = LocalTime.now().plusHours(2);
        String window = String.format("%02d:00-%02d:01", soon.getHour(), soon.getHour());

        PipelineResult result = workspace
                .pipeline("echo pumpCampaign(hosts: ['cmp-12'], window: '" + window + "', poll: 1).summary")
                .run();

        assertThat(result.console()).contains("1 not started", "Finished: SUCCESS");
        assertThat(datacenter.host("cmp-12").machine().journal()).isEmpty();
    }

    @Test
    public void aDryRunSaysWhichHostWouldGoFirst() throws Exception {
        PipelineResult result = workspace
                .pipeline("pumpCampaign hosts: ['cmp-12', 'cmp-13'], dryRun: true, poll: 1")
                .run();

        assertThat(result.console()).contains("cmp-12  is the cheapest to empty", "Finished: SUCCESS");
        assertThat(datacenter.fuel().acts()).isEmpty();
    }

    @Test
    public void theServersOfAHostAreMovedBeforeItIsTouchedAndKeptOnTheSource() throws Exception {
        aServerOnCmp12();

        PipelineResult result =
                workspace.pipeline("pumpCampaign hosts: ['cmp-12'], poll: 1").run();

        assertThat(result.console())
                .contains(
                        "cmp-12  is the cheapest to empty: 1 server",
                        "+  server           web-1",
                        "1 server remains of which the target has a copy (web-1 SHUTOFF)",
                        "pumpCleanup(host: 'cmp-12')");
        assertThat(result.result())
                .as("the stopped servers on the source hold it")
                .isEqualTo(Result.FAILURE);
        assertThat(datacenter.host("cmp-12").machine().journal()).isEmpty();
    }

    @Test
    public void aServerThatCannotLeaveTheSourceGoesToAnotherHypervisorOfItAndItsHostIsReleased() throws Exception {
        aServerOnCmp12();
        datacenter.target().behaviour().bootsFail("web-1", "no such machine type");

        PipelineResult result = workspace
                .pipeline("pumpCampaign hosts: ['cmp-12'], evacuate: true, poll: 1")
                .run();

        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        assertThat(result.console())
                .containsSubsequence(
                        "x  server           web-1", "web-1  is ACTIVE; migrating it live", "cmp-12  ready");
        assertThat(datacenter.source().inside().servers())
                .singleElement()
                .satisfies(server ->
                        assertThat(server.path("OS-EXT-SRV-ATTR:host").asText()).isNotEqualTo("cmp-12"));
    }

    @Test
    public void aHostWhoseServersCouldNotAllBeMovedIsSaidToBeDisabled() throws Exception {
        aServerOnCmp12();
        datacenter.target().behaviour().bootsFail("web-1", "no such machine type");

        PipelineResult result =
                workspace.pipeline("pumpCampaign hosts: ['cmp-12'], poll: 1").run();

        assertThat(result.console())
                .containsSubsequence(
                        "cmp-12  failed: its servers could not all be moved",
                        "cmp-12  left as it is: power and wiring not changed; nova-compute disabled on the source",
                        "cmp-12: its servers could not all be moved",
                        "left as it is: power and wiring not changed; nova-compute disabled on the source");
    }

    @Test
    public void networksOfServersAreCutOverAsTheConfigurationSays() throws Exception {
        Files.writeString(workspace.configuration(), "cutover: {inner: now}\n", StandardOpenOption.APPEND);
        Fixture.target(datacenter.source());
        Fixture.target(datacenter.target());
        Fixture.serverOn(
                "cmp-12",
                datacenter.source().project("demo").user("alice", "member").vlanNetwork("inner", "10.5.0.0/24", 101));

        PipelineResult result =
                workspace.pipeline("pumpCampaign hosts: ['cmp-12'], poll: 1").run();

        assertThat(result.console()).contains("+  server           web-1");
        assertThat(datacenter
                        .target()
                        .inside()
                        .named("network", "/v2.0/subnets", "subnets", "inner-subnet")
                        .path("enable_dhcp")
                        .asBoolean())
                .as("the target's DHCP answers at once")
                .isTrue();
    }

    @Test
    public void anAbortStopsTheMovesOfServersAndKeepsTheirReport() throws Exception {
        aServerOnCmp12();
        theFirstNetworkIsNeverMade();
        Pipeline pipeline = workspace
                .pipeline("pumpCampaign hosts: ['cmp-12'], poll: 1")
                .start()
                .awaitConsole("+  project");

        PipelineResult result = pipeline.abort().await();

        assertThat(result.result()).isEqualTo(Result.ABORTED);
        assertThat(result.console())
                .containsSubsequence(
                        "stopped ",
                        "web-1 ",
                        "pumphouse report",
                        "cmp-12  stopped while its servers were moved",
                        "cmp-12  left as it is: power and wiring not changed; nova-compute disabled on the source",
                        "Finished: ABORTED");
        assertThat(pipeline.build().getAction(MigrationAction.class).getReports())
                .singleElement()
                .satisfies(report -> assertThat(report.toString()).contains("interrupted=true"));
    }

    @Test
    public void anAgentThatIsLostDuringTheChoiceIsWaitedFor() throws Exception {
        AtomicBoolean lost = new AtomicBoolean();
        datacenter.source().faults().gatekeeper(new Faults.Gatekeeper() {
            @Override
            public boolean admits(Faults.Asked asked) {
                if (asked.path().contains("os-hypervisors") && !lost.getAndSet(true)) {
                    Workspace.Node.agentConnected(false);
                }
                return true;
            }
        });
        Pipeline pipeline = workspace
                .pipeline("echo pumpCampaign(hosts: ['cmp-12'], poll: 1).summary")
                .start()
                .awaitConsole("the agent is lost");

        Workspace.Node.agentConnected(true);
        PipelineResult result = pipeline.await();

        assertThat(result.result()).as(result.console()).isEqualTo(Result.SUCCESS);
        assertThat(result.console()).contains("1 ready").doesNotContain("\tat ");
    }

    @Test
    public void aCampaignThatFailsLeadsToItsReport() throws Exception {
        datacenter.source().faults().on("GET", "/**/os-services").status(403);

        PipelineResult result =
                workspace.pipeline("pumpCampaign hosts: ['cmp-12'], poll: 1").run();

        assertThat(result.result()).isEqualTo(Result.FAILURE);
        assertThat(result.console()).contains("pumphouse report").doesNotContain("\tat ");
    }

    @Test
    public void aCampaignThatFailsStopsTheMovesOfServersBeforeItEnds() throws Exception {
        aServerOnCmp12();
        theFirstNetworkIsNeverMade();
        Path build = workspace.newFolder("build").toPath();
        Pipeline pipeline = workspace
                .pipeline("pumpCampaign hosts: ['cmp-12'], poll: 1")
                .buildDirectory(build)
                .start()
                .awaitConsole("+  project");
        Path reports = build.resolve("pumphouse");
        Files.move(reports, build.resolve("moved away"));
        Files.createFile(reports);

        PipelineResult result = pipeline.await();

        assertThat(result.result()).isEqualTo(Result.FAILURE);
        assertThat(result.console()).contains("stopped ", "web-1 runs on good_old_openstack");
        assertThat(datacenter.target().inside().list("compute", "/v2.1/servers/detail?all_tenants=1", "servers"))
                .isEmpty();
    }

    /** The servers are being moved until they are stopped. */
    private void theFirstNetworkIsNeverMade() {
        datacenter
                .target()
                .faults()
                .hold(
                        asked -> asked.method().equals("POST") && asked.path().endsWith("/networks"),
                        new CountDownLatch(1));
    }

    private void aServerOnCmp12() {
        Fixture.target(datacenter.source());
        Fixture.target(datacenter.target());
        Fixture.serverOn("cmp-12", datacenter.source());
    }
}
