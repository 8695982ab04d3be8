package io.jenkins.plugins.pumphouse.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import io.jenkins.plugins.pumphouse.host.model.NoteKeys;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import io.jenkins.plugins.pumphouse.host.power.Power;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import java.time.Duration;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** A switch that sets the VLAN of a host's port and answers no more, for minutes or for good. */
public class SilentSwitchTest {
    @Rule
    public final Datacenter datacenter = Datacenter.with("cmp-12").wiredBySwitch();

    private final Journey journey = new Journey(datacenter).of("cmp-12");
    private int rounds;

    @Before
    public void fallsSilentWithTheFirstChangeAfterThePowerIsOff() {
        journey.ports(Duration.ofSeconds(2), "ge-0/0/1");
        datacenter.tor().afterSet(done -> datacenter.tor().deaf(isOff() && rounds < 20));
    }

    private boolean isOff() {
        return datacenter.host("cmp-12").machine().power() == Power.OFF;
    }

    @Test
    public void aSwitchThatIsAwayAfterTheChangeIsWaitedForAndKeepsWhatThePortHad() throws Exception {
        journey.between(() -> {
            if (phase() == Phase.REWIRE && ++rounds == 20) {
                datacenter.tor().deaf(false);
            }
        });

        HostState state = journey.run().get(0);

        assertThat(state.status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(datacenter.tor().pvid(1)).isEqualTo(Datacenter.ADMIN);
        assertThat(datacenter.tor().untagged(1)).containsExactly(Datacenter.ADMIN);
        assertThat(state.note(NoteKeys.FORMER_VLAN + "ge-0/0/1")).isEqualTo(Integer.toString(Datacenter.TENANTS));
        assertThat(datacenter.host("cmp-12").machine().acts())
                .containsExactly("power soft-off", "boot PXE once BIOS", "power on");
    }

    @Test
    public void aSwitchThatStaysAwayFailsTheHostWithWhatThePortHad() throws Exception {
        journey.between(() -> {
            if (phase() == Phase.REWIRE) {
                journey.clock().pass(Duration.ofMinutes(5));
            }
        });

        HostState state = journey.run().get(0);

        assertThat(state.status()).as(journey.log()).isEqualTo(Status.FAILED);
        assertThat(state.phase()).isEqualTo(Phase.REWIRE);
        assertThat(state.message()).contains("tor-3");
        assertThat(state.note(NoteKeys.LEFT)).contains("power off", "port ge-0/0/1, VLAN 101 before", "pumpHostUndo");
    }

    private Phase phase() {
        return journey.states().get(0).phase();
    }
}
