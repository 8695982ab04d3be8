package io.jenkins.plugins.pumphouse.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import io.jenkins.plugins.pumphouse.host.power.Power;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import io.jenkins.plugins.pumphouse.machines.fuel.EmbeddedFuel;
import io.jenkins.plugins.pumphouse.machines.fuel.Hardware;
import org.junit.Rule;
import org.junit.Test;

/**
 * An inventory with the MACs of a spare machine that runs Fuel's bootstrap image: that one is never installed in place
 * of the host.
 */
public class OtherMacsTest {
    private static final Hardware SPARE = Hardware.of("52:54:00:bb:00:01", "52:54:00:bb:00:02");

    @Rule
    public final Datacenter datacenter = Datacenter.with("cmp-12");

    private final Journey journey = new Journey(datacenter).of("cmp-12");
    private int rounds;

    private EmbeddedFuel fuel() {
        return datacenter.fuel();
    }

    private HostState runWithTheSparesMacs() throws Exception {
        fuel().discovered(SPARE);
        journey.macs("52:54:00:bb:00:01", "52:54:00:bb:00:02").between(() -> {
            if (++rounds % 5 == 0) {
                fuel().boots(SPARE); // its agent reports every minute
            }
        });
        return journey.run().get(0);
    }

    private void nothingWasInstalled(HostState state) {
        assertThat(state.status()).as(journey.log()).isEqualTo(Status.FAILED);
        assertThat(state.message())
                .contains(
                        "Fuel has its MACs again, at node-",
                        "with the serial number Sbb0001",
                        "another machine, which is on, has these MACs",
                        "Correct \"macs\" of cmp-12");
        assertThat(fuel().acts()).allMatch(act -> act.startsWith("DELETE /nodes/"));
    }

    @Test
    public void aSpareMachineThatReportsWhileTheHostIsOffIsNotTakenForIt() throws Exception {
        nothingWasInstalled(runWithTheSparesMacs());
    }

    @Test
    public void aSpareMachineIsNotTakenForAHostThatWasOffBefore() throws Exception {
        datacenter.host("cmp-12").machine().power(Power.OFF);
        datacenter.source().hostDown("cmp-12");

        nothingWasInstalled(runWithTheSparesMacs());
    }

    @Test
    public void aSpareMachineThatSomebodyHasAssignedIsNotInstalledInPlaceOfAHostThatIsOff() throws Exception {
        datacenter.host("cmp-12").machine().power(Power.OFF);
        datacenter.source().hostDown("cmp-12");
        int spare = fuel().pending(datacenter.environment(), SPARE, "compute");

        HostState state =
                journey.macs("52:54:00:bb:00:01", "52:54:00:bb:00:02").run().get(0);

        assertThat(state.message()).as(journey.log()).contains("Fuel has this machine already, as node-" + spare);
        assertThat(fuel().acts()).isEmpty();
    }

    @Test
    public void theHostsOwnRecordWithAnotherSerialNumberThanItsBmcTellsIsDeletedAndTheHostArrives() throws Exception {
        fuel().discovered(datacenter.host("cmp-12").hardware());

        assertThat(journey.run().get(0).status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(journey.log()).contains("waiting whether another machine reports with its MACs while it is off");
    }
}
