package io.jenkins.plugins.pumphouse.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.Fixture;
import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import io.jenkins.plugins.pumphouse.host.nova.ComputeHost;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import io.jenkins.plugins.pumphouse.machines.fuel.EmbeddedFuel;
import io.jenkins.plugins.pumphouse.machines.fuel.Hardware;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** A host that the source still uses is not taken for one that has left, whatever Fuel has under its MACs. */
public class HostStillInUseTest {
    @Rule
    public final Datacenter datacenter = Datacenter.with("cmp-12");

    private final Journey journey = new Journey(datacenter).of("cmp-12");
    private Hardware hardware;
    private String mac;

    @Before
    public void theHostIsDown() {
        hardware = datacenter.host("cmp-12").hardware();
        mac = hardware.nics().get(0).mac();
        datacenter.source().hostDown("cmp-12");
    }

    private EmbeddedFuel fuel() {
        return datacenter.fuel();
    }

    private void server() throws Exception {
        Fixture.target(datacenter.source());
        Fixture.serverOn("cmp-12", datacenter.source());
        datacenter.source().hostDown("cmp-12");
    }

    private void nothingWasDone() {
        assertThat(fuel().acts()).as(journey.log()).isEmpty();
        assertThat(datacenter.host("cmp-12").machine().journal()).isEmpty();
    }

    @Test
    public void aDownHostWithServersThatBootedTheBootstrapImageIsNotErased() throws Exception {
        server();
        fuel().discovered(hardware);

        HostState state = journey.run().get(0);

        assertThat(state.phase()).isEqualTo(Phase.INTERLOCK);
        assertThat(state.message()).contains("cannot be released: 1 server remains (web-1 ACTIVE)");
        nothingWasDone();
    }

    @Test
    public void aDownHostWithServersThatWaitsInTheTargetsEnvironmentIsNotErased() throws Exception {
        server();
        fuel().pending(datacenter.environment(), hardware, "compute");

        assertThat(journey.run().get(0).message())
                .contains("1 server remains (web-1 ACTIVE)", "Fuel has this machine already, as node-");
        nothingWasDone();
    }

    @Test
    public void aDownHostWithServersIsNotErasedInWhateverStateFuelHasIt() throws Exception {
        server();
        fuel().pending(datacenter.environment(), hardware, "compute");
        for (String status : List.of("error", "provisioned", "stopped")) {
            fuel().becomes(mac, status);

            HostState state = new Journey(datacenter).of("cmp-12").run().get(0);

            assertThat(state.phase()).as(status).isEqualTo(Phase.INTERLOCK);
            assertThat(state.message()).contains("1 server remains (web-1 ACTIVE)");
            nothingWasDone();
        }
    }

    @Test
    public void aDownHostThatIsDisabledWithServersIsNotErased() throws Exception {
        server();
        SourceCompute.of(datacenter, host -> host.disable("broken"));
        fuel().pending(datacenter.environment(), hardware, "compute");

        assertThat(journey.run().get(0).message()).contains("1 server remains (web-1 ACTIVE)");
        nothingWasDone();
    }

    @Test
    public void aDownHostThatIsDisabledAndEmptyResumesWhereItWas() throws Exception {
        SourceCompute.of(datacenter, host -> host.disable("left"));
        fuel().pending(datacenter.environment(), hardware, "compute");

        HostState state = journey.run().get(0);

        assertThat(state.status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(state.phaseRuns().get(0).phase()).isEqualTo(Phase.ASSIGN);
    }

    @Test
    public void aHostThatIsInUseAgainWhenItIsToBeProvisionedKeepsItsDisks() throws Exception {
        SourceCompute.of(datacenter, host -> host.disable("left"));
        fuel().discovered(hardware);
        journey.between(() -> {
            if (journey.states().get(0).phase() == Phase.ASSIGN) {
                SourceCompute.of(datacenter, ComputeHost::enable);
            }
        });

        HostState state = journey.run().get(0);

        assertThat(state.phase()).isEqualTo(Phase.DEPLOY);
        assertThat(state.message())
                .contains(
                        "A provisioning would erase node-",
                        "good_old_openstack still uses cmp-12",
                        "Nothing was done",
                        "its nova-compute is enabled");
        assertThat(fuel().acts()).noneMatch(act -> act.contains("provision") || act.contains("deploy"));
    }

    @Test
    public void aMoveThatTookOverDoesNotSayThatTheSourceHasDisabledTheHost() throws Exception {
        fuel().ready(datacenter.environment(), hardware, "compute");
        datacenter.target().hostUp(fuel().readyHosts().get(0));
        datacenter.target().hostUp("node-2.example.com");

        HostState state = journey.run().get(0);

        assertThat(state.phase()).isEqualTo(Phase.ARRIVE);
        assertThat(state.message()).contains("enabled");
        assertThat(journey.log()).doesNotContain("nova-compute disabled on the source");
    }
}
