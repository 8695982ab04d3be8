package io.jenkins.plugins.pumphouse.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import io.jenkins.plugins.pumphouse.host.model.PhaseRun;
import io.jenkins.plugins.pumphouse.host.nova.ComputeHost;
import io.jenkins.plugins.pumphouse.host.power.Power;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** A move that resumes hours later does not act on what its phase was when it stopped, but on where the host is now. */
public class StalePhaseTest {
    private static final List<Phase> BETWEEN = List.of(Phase.POWER_OFF, Phase.REWIRE, Phase.BOOT, Phase.DISCOVER);

    @Rule
    public final Datacenter datacenter = Datacenter.with("cmp-12");

    private Journey resumed(Phase phase) {
        Journey late = new Journey(datacenter).of("cmp-12");
        late.states().get(0).enter(phase, late.clock().instant(), phase.timeout());
        return late;
    }

    private int acts() {
        return datacenter.host("cmp-12").machine().journal().size();
    }

    @Test
    public void aNodeThatAnotherMoveHasBroughtIntoTheTargetIsNotSwitchedOffAgain() throws Exception {
        new Journey(datacenter).of("cmp-12").run();
        int before = acts();
        List<String> fuel = datacenter.fuel().acts();
        for (Phase phase : BETWEEN) {
            if (phase == Phase.REWIRE) {
                continue; // without a switch there is nothing to be done in it
            }
            Journey late = resumed(phase);

            HostState state = late.run().get(0);

            assertThat(state.status()).as(phase + "\n" + late.log()).isEqualTo(Status.READY);
            assertThat(acts()).as(late.log()).isEqualTo(before);
            assertThat(datacenter.host("cmp-12").machine().power()).isEqualTo(Power.ON);
            assertThat(datacenter.fuel().acts()).isEqualTo(fuel);
            assertThat(late.log()).contains("; this move leaves its power and its wiring alone");
            assertThat(state.phaseRuns()).extracting(PhaseRun::phase).containsExactly(phase, Phase.ARRIVE);
        }
    }

    @Test
    public void aHostThatTheSourceHasEnabledAgainIsCheckedAnewBeforeItIsSwitchedOff() throws Exception {
        Journey late = resumed(Phase.POWER_OFF).notDisabling();

        HostState state = late.run().get(0);

        assertThat(state.phase()).as(late.log()).isEqualTo(Phase.INTERLOCK);
        assertThat(state.message()).contains("its nova-compute is enabled");
        assertThat(late.log())
                .contains("good_old_openstack uses it again (its nova-compute is enabled")
                .doesNotContain("nova-compute disabled on the source");
        assertThat(acts()).isZero();
    }

    @Test
    public void aHostThatIsEnabledWhileItIsOffBeginsAnewAndIsAskedToShutDownOnlyOnce() throws Exception {
        Journey journey = new Journey(datacenter).of("cmp-12");
        boolean[] enabled = {false};
        journey.between(() -> {
            if (journey.states().get(0).phase() == Phase.BOOT && !enabled[0]) {
                enabled[0] = true;
                SourceCompute.of(datacenter, ComputeHost::enable);
            }
        });

        HostState state = journey.run().get(0);

        assertThat(state.status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(state.phaseRuns())
                .extracting(PhaseRun::phase)
                .startsWith(
                        Phase.INTERLOCK,
                        Phase.LEAVE,
                        Phase.POWER_OFF,
                        Phase.REWIRE,
                        Phase.BOOT,
                        Phase.INTERLOCK,
                        Phase.LEAVE,
                        Phase.POWER_OFF);
        assertThat(datacenter.host("cmp-12").machine().journal())
                .extracting(act -> act.what())
                .containsExactly("power soft-off", "boot PXE once BIOS", "power on");
    }

    @Test
    public void aMoveThatCameBackToTheInterlockDoesNotSayThatNothingWasChanged() throws Exception {
        Journey journey = new Journey(datacenter).of("cmp-12").notDisabling();
        SourceCompute.of(datacenter, host -> host.disable("drained"));
        boolean[] enabled = {false};
        journey.between(() -> {
            if (journey.states().get(0).phase() == Phase.BOOT && !enabled[0]) {
                enabled[0] = true;
                SourceCompute.of(datacenter, ComputeHost::enable);
            }
        });

        HostState state = journey.run().get(0);

        assertThat(state.phase()).as(journey.log()).isEqualTo(Phase.INTERLOCK);
        assertThat(journey.log()).contains("left as it is: power off").doesNotContain("nothing was changed");
    }
}
