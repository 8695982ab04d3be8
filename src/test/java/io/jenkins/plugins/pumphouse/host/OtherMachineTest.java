package io.jenkins.plugins.pumphouse.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import io.jenkins.plugins.pumphouse.host.model.HostStep;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import io.jenkins.plugins.pumphouse.host.phase.HostContext;
import io.jenkins.plugins.pumphouse.host.phase.PhaseHandler;
import io.jenkins.plugins.pumphouse.host.power.Power;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import io.jenkins.plugins.pumphouse.machines.EmbeddedRedfish;
import io.jenkins.plugins.pumphouse.machines.Machine;
import java.io.File;
import java.util.List;
import java.util.function.Consumer;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * An inventory that names another machine's BMC: no machine loses its power for it, or not for long, and none is
 * rewired.
 */
public class OtherMachineTest {
    @Rule
    public final Datacenter datacenter = Datacenter.with("cmp-12", "cmp-13");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Journey journey = new Journey(datacenter).of("cmp-12");

    @Test
    public void withoutAProofThatTheBmcIsItsOwnNoMachineIsTouchedAndTheProofIsNamed() throws Exception {
        String message = journey.serial("cmp-12", null)
                .bmcOf("cmp-12", "cmp-13")
                .run()
                .get(0)
                .message();

        assertThat(message)
                .contains(
                        "nothing proves that its BMC 127.0.0.1 is this machine's",
                        "the inventory has no serial number",
                        "serial: \"SN-2\"",
                        "trust: true");
        untouched();
    }

    @Test
    public void aSerialNumberThatTheBmcDoesNotTellIsNoProof() throws Exception {
        machine("cmp-12").serial(null);

        assertThat(journey.run().get(0).message())
                .contains("the BMC does not tell the serial number", "say trust: true for this host");
        untouched();
    }

    @Test
    public void trustIsNoProofAgainstAnotherSerialNumber() throws Exception {
        assertThat(journey.trusting().bmcOf("cmp-12", "cmp-13").run().get(0).message())
                .contains("serial number SN-2, not to SN-1");
        untouched();
    }

    @Test
    public void macsThatTheBmcTellsAreAProof() throws Exception {
        try (EmbeddedRedfish redfish = new EmbeddedRedfish(machine("cmp-12").serial(null))) {
            journey.redfish("cmp-12", redfish);

            assertThat(journey.run().get(0).status()).as(journey.log()).isEqualTo(Status.READY);
        }
    }

    @Test
    public void aHostThatIsTrustedNeedsNoProof() throws Exception {
        machine("cmp-12").serial(null);

        assertThat(journey.trusting().run().get(0).status()).as(journey.log()).isEqualTo(Status.READY);
    }

    @Test
    public void aMachineThatIsOffWhileTheHostReportsIsAnother() throws Exception {
        machine("cmp-13").power(Power.OFF);

        assertThat(journey.serial("cmp-12", null)
                        .trusting()
                        .bmcOf("cmp-12", "cmp-13")
                        .run()
                        .get(0)
                        .message())
                .contains("says that its machine is off, but nova-compute of cmp-12 reports to good_old_openstack");
        untouched();
    }

    @Test
    public void aMachineThatTurnsOutToBeAnotherIsSwitchedOnAgainAndNothingIsRewired() throws Exception {
        HostState state = journey.serial("cmp-12", null)
                .trusting()
                .bmcOf("cmp-12", "cmp-13")
                .run()
                .get(0);

        assertThat(state.status()).isEqualTo(Status.FAILED);
        assertThat(state.phase()).isEqualTo(Phase.POWER_OFF);
        assertThat(state.message())
                .contains(
                        "nova-compute of cmp-12 still reports to good_old_openstack 5 min after",
                        "(serial number SN-2)",
                        "it is another machine. That machine was switched on again",
                        "Nothing was rewired",
                        "Correct the address of the BMC");
        assertThat(acts("cmp-13")).containsExactly("power soft-off", "power on");
        assertThat(machine("cmp-12").journal()).isEmpty();
        assertThat(machine("cmp-13").power()).isEqualTo(Power.ON);
        assertThat(datacenter.fuel().acts()).isEmpty();
    }

    @Test
    public void anotherMachineThatDoesNotComeBackIsSaidToStayOff() throws Exception {
        machine("cmp-13").onPowerOn(boot -> machine("cmp-13").power(Power.OFF));

        HostState state = journey.serial("cmp-12", null)
                .trusting()
                .bmcOf("cmp-12", "cmp-13")
                .run()
                .get(0);

        assertThat(state.status()).isEqualTo(Status.FAILED);
        assertThat(state.message())
                .contains("it is another machine. That machine was told to switch on again and is still off");
    }

    @Test
    public void itIsSwitchedOnAgainAlthoughTheDriverDiedInBetween() throws Exception {
        HostJournal journal = new HostJournal(new File(folder.getRoot(), "hosts.json").toPath());
        boolean[] died = {false};
        HostState state = journey.serial("cmp-12", null)
                .trusting()
                .bmcOf("cmp-12", "cmp-13")
                .stages(phase -> dying(PhaseHandler.of(phase), died))
                .run(journal)
                .get(0);

        assertThat(died[0]).isTrue();
        assertThat(state.message()).contains("That machine was switched on again");
        assertThat(acts("cmp-13")).containsExactly("power soft-off", "power on");
    }

    @Test
    public void theSourceMayTakeItsTimeToNotice() throws Exception {
        int[] rounds = {0};
        journey.between(() -> {
            if (machine("cmp-12").power() == Power.OFF && rounds[0]++ < 8) {
                datacenter.source().hostUp("cmp-12");
            }
        });

        assertThat(journey.run().get(0).status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(journey.log())
                .contains("power is off; waiting until good_old_openstack notices that its nova-compute is gone");
        assertThat(acts("cmp-12")).containsExactly("power soft-off", "boot PXE once BIOS", "power on");
    }

    @Test
    public void aSourceThatHearsNoNovaComputeAnyMoreProvesNothingAndTheMachineIsSwitchedOnAgain() throws Exception {
        messageQueueDiesWith("cmp-13", Integer.MAX_VALUE);

        HostState state = journey.serial("cmp-12", null)
                .trusting()
                .bmcOf("cmp-12", "cmp-13")
                .run()
                .get(0);

        assertThat(state.status()).as(journey.log()).isEqualTo(Status.FAILED);
        assertThat(state.phase()).isEqualTo(Phase.POWER_OFF);
        assertThat(state.message())
                .contains(
                        "nothing proves that the machine behind the BMC 127.0.0.1 (serial number SN-2), which went off,"
                                + " is cmp-12",
                        "no nova-compute of good_old_openstack reports any more (cmp-13, cmp-99 did before)",
                        "as when its message queue is down",
                        "That machine was switched on again",
                        "Nothing was rewired");
        assertThat(acts("cmp-13")).containsExactly("power soft-off", "power on");
        assertThat(machine("cmp-12").journal()).isEmpty();
        assertThat(journey.log()).contains("Next: correct what is said above");
    }

    @Test
    public void aSourceThatHearsTheOthersAgainInTimeProvesThatItIsTheHost() throws Exception {
        messageQueueDiesWith("cmp-12", 6);

        assertThat(journey.run().get(0).status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(journey.log())
                .contains(
                        "power is off, but no nova-compute of good_old_openstack reports any more; waiting until another"
                                + " one does");
        assertThat(acts("cmp-12")).containsExactly("power soft-off", "boot PXE once BIOS", "power on");
    }

    @Test
    public void theLastHostOfTheSourceNeedsNoOtherToProveItsSilence() throws Exception {
        datacenter.source().hostDown("cmp-13");
        datacenter.source().hostDown("cmp-99");

        HostState state = journey.lastOf("nova").run().get(0);

        assertThat(state.status()).as(journey.log()).isEqualTo(Status.READY);
    }

    /** So many looks after this machine went off, the source hears the others again. */
    private void messageQueueDiesWith(String host, int looks) {
        int[] looked = {0};
        journey.between(() -> {
            if (machine(host).power() == Power.OFF && looked[0]++ <= looks) {
                Consumer<String> happens =
                        looked[0] > looks ? datacenter.source()::hostUp : datacenter.source()::hostDown;
                List.of("cmp-13", "cmp-99").forEach(happens);
                datacenter.source().hostDown("cmp-12");
            }
        });
    }

    @Test
    public void trustAloneIsNotEnoughForMacsThatOnlyTheBmcTellsOfAHostThatIsSilentAlready() throws Exception {
        datacenter.source().hostDown("cmp-12");
        try (EmbeddedRedfish redfish = new EmbeddedRedfish(machine("cmp-13"))) {
            String message = journey.serial("cmp-12", null)
                    .trusting()
                    .macs()
                    .redfish("cmp-12", redfish)
                    .run()
                    .get(0)
                    .message();

            assertThat(message)
                    .contains(
                            "nothing but trust: true says that its BMC 127.0.0.1 is this machine's",
                            "nova-compute of cmp-12 does not report to good_old_openstack now",
                            "serial: \"SN-2\"",
                            "or switch cmp-12 off by hand first");
        }
        untouched();
    }

    @Test
    public void trustIsEnoughForAHostThatIsSilentBecauseItIsOff() throws Exception {
        machine("cmp-12").serial(null).power(Power.OFF);
        datacenter.source().hostDown("cmp-12");
        try (EmbeddedRedfish redfish = new EmbeddedRedfish(machine("cmp-12"))) {
            journey.trusting().macs().redfish("cmp-12", redfish);

            assertThat(journey.run().get(0).status()).as(journey.log()).isEqualTo(Status.READY);
        }
    }

    @Test
    public void aMakersFillerIsNoSerialNumber() throws Exception {
        machine("cmp-13").serial("To be filled by O.E.M.");

        String message = journey.serial("cmp-12", "To Be Filled By O.E.M.")
                .bmcOf("cmp-12", "cmp-13")
                .run()
                .get(0)
                .message();

        assertThat(message)
                .contains(
                        "nothing proves that its BMC 127.0.0.1 is this machine's",
                        "the serial number \"To Be Filled By O.E.M.\" of the inventory is a maker's filler, which many"
                                + " machines have")
                .doesNotContain("serial:");
        untouched();
    }

    @Test
    public void oneMacInCommonIsNoProofAmongOthersThatAreNot() throws Exception {
        String own = datacenter.host("cmp-12").macs().get(0);
        String others = datacenter.host("cmp-13").macs().get(0);
        try (EmbeddedRedfish redfish = new EmbeddedRedfish(machine("cmp-13").serial(null))) {
            String message = journey.macs(own, others)
                    .redfish("cmp-12", redfish)
                    .run()
                    .get(0)
                    .message();

            assertThat(message)
                    .contains(
                            "nothing proves that its BMC 127.0.0.1 is this machine's",
                            "of which the inventory has only some, beside others: " + own + ", " + others);
        }
        untouched();
    }

    /** Dies once, just after it has asked the machine to shut down. */
    private static PhaseHandler dying(PhaseHandler stage, boolean[] died) {
        return new PhaseHandler() {
            @Override
            public HostStep look(HostContext context) {
                HostStep step = stage.look(context);
                return step instanceof HostStep.Act act && act.name().equals("ask it to shut down") && !died[0]
                        ? new HostStep.Act(
                                act.name(),
                                () -> {
                                    act.deed().run();
                                    died[0] = true;
                                    throw new CrashTest.Death();
                                },
                                act.shows())
                        : step;
            }

            @Override
            public String late(HostContext context) {
                return stage.late(context);
            }
        };
    }

    private void untouched() {
        assertThat(machine("cmp-12").journal()).isEmpty();
        assertThat(machine("cmp-13").journal()).isEmpty();
    }

    private Machine machine(String host) {
        return datacenter.host(host).machine();
    }

    private List<String> acts(String host) {
        return machine(host).acts();
    }
}
