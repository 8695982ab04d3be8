package io.jenkins.plugins.pumphouse.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import io.jenkins.plugins.pumphouse.host.model.PhaseRun;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import io.jenkins.plugins.pumphouse.machines.EmbeddedRedfish;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** A host of which only its BMC tells the MACs: a further run finds out that an earlier one has begun with it. */
public class UnknownMacsTest {
    @Rule
    public final Datacenter datacenter = Datacenter.with("cmp-12");

    private EmbeddedRedfish redfish;

    @Before
    public void theBmcSpeaksRedfish() {
        redfish = new EmbeddedRedfish(datacenter.host("cmp-12").machine());
    }

    @After
    public void close() {
        redfish.close();
    }

    private Journey journey() {
        return new Journey(datacenter).of("cmp-12").macs().redfish("cmp-12", redfish);
    }

    private String mac() {
        return datacenter.host("cmp-12").macs().get(0);
    }

    @Test
    public void aRunAfterAFailedDeploymentResumesWithIt() throws Exception {
        datacenter.fuel().mishaps().deploymentFails(mac(), "puppet failed", 1);
        Journey first = journey();
        assertThat(first.run().get(0).phase()).as(first.log()).isEqualTo(Phase.DEPLOY);
        int acts = datacenter.host("cmp-12").machine().journal().size();

        Journey again = journey();
        HostState state = again.run().get(0);

        assertThat(state.status()).as(again.log()).isEqualTo(Status.READY);
        assertThat(state.phaseRuns())
                .extracting(PhaseRun::phase)
                .containsExactly(Phase.INTERLOCK, Phase.DEPLOY, Phase.ARRIVE);
        assertThat(again.log()).contains("its BMC tells its MACs (" + mac());
        assertThat(datacenter.host("cmp-12").machine().journal()).hasSize(acts);
    }

    @Test
    public void aRunAfterTheSourceHasForgottenTheHostFindsNothingLeftToBeDone() throws Exception {
        journey().run();

        Journey again = journey();

        assertThat(again.run().get(0).status()).as(again.log()).isEqualTo(Status.READY);
    }

    @Test
    public void theMacsOfABmcThatNothingProvesToBeThisMachinesLeadNowhere() throws Exception {
        datacenter
                .fuel()
                .ready(datacenter.environment(), datacenter.host("cmp-12").hardware(), "compute");

        Journey journey = journey().serial("cmp-12", null);

        HostState state = journey.run().get(0);
        assertThat(state.phase()).isEqualTo(Phase.INTERLOCK);
        assertThat(state.message()).contains("nothing proves that its BMC");
    }
}
