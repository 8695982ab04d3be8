package io.jenkins.plugins.pumphouse.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Fixture;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import io.jenkins.plugins.pumphouse.host.nova.ComputeHost;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import io.jenkins.plugins.pumphouse.machines.fuel.Hardware;
import io.jenkins.plugins.pumphouse.machines.fuel.Pace;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.EmbeddedAccess;
import java.time.Duration;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** A node that was deployed before is never provisioned for a status that says nothing of what is missing. */
public class DeployedNodeTest {
    private static final String NODE = "node-2.example.com";

    @Rule
    public final Datacenter datacenter = Datacenter.with("cmp-12");

    private final Journey journey = new Journey(datacenter);
    private Hardware hardware;
    private String mac;

    @Before
    public void theHostHasLeftTheSource() {
        hardware = datacenter.host("cmp-12").hardware();
        mac = hardware.nics().get(0).mac();
        try (Cloud source = source()) {
            new ComputeHost(source, "cmp-12").disable("left");
        }
        datacenter.source().hostDown("cmp-12");
    }

    private Cloud source() {
        return cloud(datacenter.source());
    }

    private static Cloud cloud(EmbeddedCloud cloud) {
        return Cloud.open(EmbeddedAccess.to(cloud));
    }

    private int ready() {
        return datacenter.fuel().ready(datacenter.environment(), hardware, "compute");
    }

    private void stoppedInItsDeployment() {
        int node = ready();
        datacenter.fuel().pace(Pace.real());
        datacenter.fuel().someoneDeploys(datacenter.environment(), node);
        datacenter.fuel().skip(Duration.ofMinutes(10));
        datacenter.fuel().someoneStops(datacenter.environment());
        datacenter.fuel().skip(Duration.ofMinutes(5));
    }

    private void nothingWasProvisioned() {
        assertThat(datacenter.fuel().acts()).noneMatch(act -> act.contains("provision") || act.contains("changes"));
        assertThat(datacenter.host("cmp-12").machine().journal()).isEmpty();
    }

    @Test
    public void oneThatBootedFromTheNetworkOnceIsRefusedWithTheWayBack() throws Exception {
        ready();
        datacenter.fuel().discovered(hardware);

        HostState state = journey.of("cmp-12").run().get(0);

        assertThat(state.status()).isEqualTo(Status.FAILED);
        assertThat(state.message())
                .contains("was deployed before (roles compute)", "Its disks were not touched", "Boot it from its disk");
        assertThat(datacenter.fuel().acts()).isEmpty();
        nothingWasProvisioned();
    }

    @Test
    public void oneThatBootedFromTheNetworkOnceAndWorksIsDeployedWhichErasesNothing() throws Exception {
        ready();
        datacenter.fuel().discovered(hardware);
        datacenter.target().hostUp(NODE);

        HostState state = journey.of("cmp-12").run().get(0);

        assertThat(state.status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(datacenter.fuel().acts()).containsExactly("PUT /clusters/1/deploy?nodes=2");
        nothingWasProvisioned();
    }

    @Test
    public void oneWhoseDeploymentWasStoppedIsDeployed() throws Exception {
        stoppedInItsDeployment();

        HostState state = journey.of("cmp-12").run().get(0);

        assertThat(state.status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(datacenter.fuel().acts()).containsExactly("PUT /clusters/1/deploy?nodes=2");
        nothingWasProvisioned();
    }

    @Test
    public void oneWhoseDeploymentCouldNotBeStoppedIsDeployed() throws Exception {
        datacenter.fuel().mishaps().stopFails(mac);
        stoppedInItsDeployment();

        HostState state = journey.of("cmp-12").run().get(0);

        assertThat(state.status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(datacenter.fuel().acts()).containsExactly("PUT /clusters/1/deploy?nodes=2");
        nothingWasProvisioned();
    }

    @Test
    public void oneThatAnOperatorHasDisabledInTheTargetStaysDisabled() throws Exception {
        disabledInTheTarget("new disks on Monday");

        HostState state = journey.of("cmp-12").run().get(0);

        assertThat(state.status()).as(journey.log()).isEqualTo(Status.FAILED);
        assertThat(state.message())
                .contains(
                        "its nova-compute (" + NODE + ") reports to mira-os-1, where somebody disabled it",
                        "\"new disks on Monday\"",
                        "openstack compute service set --enable " + NODE + " nova-compute");
        assertThat(isEnabledInTheTarget()).isFalse();
    }

    @Test
    public void oneThatNovaDisabledForBeingNewIsEnabled() throws Exception {
        disabledInTheTarget("New compute service disabled due to config option.");

        assertThat(journey.of("cmp-12").run().get(0).status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(isEnabledInTheTarget()).isTrue();
    }

    @Test
    public void oneThatHasDisabledItselfIsWaitedFor() throws Exception {
        disabledInTheTarget("AUTO: Connection to libvirt lost: 1");
        journey.of("cmp-12").between(() -> {
            try (Cloud target = cloud(datacenter.target())) {
                new ComputeHost(target, NODE).enable();
            }
        });

        assertThat(journey.run().get(0).status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(journey.log())
                .contains("deployed; its nova-compute has disabled itself: AUTO: Connection to libvirt lost: 1");
    }

    private void disabledInTheTarget(String reason) {
        ready();
        datacenter.target().hostUp(NODE);
        try (Cloud target = cloud(datacenter.target())) {
            new ComputeHost(target, NODE).disable(reason);
        }
    }

    private boolean isEnabledInTheTarget() {
        try (Cloud target = cloud(datacenter.target())) {
            return new ComputeHost(target, NODE).look().compute().enabled();
        }
    }

    @Test
    public void oneInErrorWithoutATypeIsRefused() throws Exception {
        ready();
        datacenter.fuel().removalFailed(mac);

        HostState state = journey.of("cmp-12").run().get(0);

        assertThat(state.status()).isEqualTo(Status.FAILED);
        assertThat(state.message())
                .contains(
                        "in error", "was deployed before (roles compute)", "is not provisioned", "Settle that in Fuel");
        nothingWasProvisioned();
    }

    @Test
    public void oneOnWhichTheTargetHasServersIsNotErased() throws Exception {
        datacenter.fuel().pending(datacenter.environment(), hardware, "compute");
        datacenter.target().hostUp(NODE);
        Fixture.target(datacenter.target());
        Fixture.serverOn(NODE, datacenter.target());

        HostState state = journey.of("cmp-12").run().get(0);

        assertThat(state.status()).isEqualTo(Status.FAILED);
        assertThat(state.message())
                .contains(
                        "A provisioning would erase node-2, and mira-os-1 has 1 server on it",
                        "web-1 ACTIVE",
                        "Nothing was done");
        nothingWasProvisioned();
    }

    @Test
    public void oneWhoseNovaComputeWorksInTheTargetIsNotErased() throws Exception {
        datacenter.fuel().pending(datacenter.environment(), hardware, "compute");
        datacenter.target().hostUp(NODE);

        HostState state = journey.of("cmp-12").run().get(0);

        assertThat(state.message()).contains("its nova-compute reports to mira-os-1");
        nothingWasProvisioned();
    }

    @Test
    public void aHostThatWorksInTheSourceIsNotPassedOverByTheInterlockForItsMacsInFuel() throws Exception {
        datacenter.fuel().pending(datacenter.environment(), hardware, "compute");
        try (Cloud source = source()) {
            new ComputeHost(source, "cmp-12").enable();
        }
        datacenter.source().hostUp("cmp-12");

        HostState state = journey.of("cmp-12").run().get(0);

        assertThat(state.phase()).isEqualTo(Phase.INTERLOCK);
        assertThat(state.message()).contains("Fuel has this machine already, as node-2");
        assertThat(datacenter.fuel().acts()).isEqualTo(List.of());
        nothingWasProvisioned();
    }

    /** {@code fuel node --delete-from-db} erases nothing, and the next start may be one from the network. */
    @Test
    public void aMachineWithServersWhoseRecordSomebodyHasDeletedIsNotErasedUnderItsNextName() throws Exception {
        ready();
        HostState arrived = journey.of("cmp-12").run().get(0);
        assertThat(arrived.status()).as(journey.log()).isEqualTo(Status.READY);
        Fixture.target(datacenter.target());
        Fixture.serverOn(NODE, datacenter.target());
        datacenter.target().hostDown(NODE);
        datacenter.fuel().registersAnew(hardware);
        Journey again = new Journey(datacenter).of("cmp-12");
        again.states().get(0).recallName(arrived);

        HostState state = again.run().get(0);

        assertThat(state.message())
                .as(again.log())
                .contains(
                        "would erase node-3, and mira-os-1 has 1 server on it (" + NODE
                                + ", as which an earlier build has brought it in): web-1 ACTIVE",
                        "Nothing was done. Move or delete them first");
        nothingWasProvisioned();
    }

    @Test
    public void oneThatSomebodyHasMarkedForDeletionIsSaidToBe() throws Exception {
        datacenter.fuel().someoneUnassigns(datacenter.environment(), ready());

        HostState state = journey.of("cmp-12").run().get(0);

        assertThat(state.status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(journey.log())
                .contains("; somebody has marked node-2 for deletion: who applies the changes of environment"
                        + " \"mos-prod\" (1) next erases it");
    }
}
