package io.jenkins.plugins.pumphouse.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.host.model.HostState;
import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import io.jenkins.plugins.pumphouse.host.model.Phase;
import io.jenkins.plugins.pumphouse.host.power.BootDevice;
import io.jenkins.plugins.pumphouse.host.power.BootDevice.Device;
import io.jenkins.plugins.pumphouse.host.power.BootDevice.Firmware;
import io.jenkins.plugins.pumphouse.host.power.Power;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import io.jenkins.plugins.pumphouse.machines.EmbeddedBmc;
import io.jenkins.plugins.pumphouse.machines.EmbeddedRedfish;
import io.jenkins.plugins.pumphouse.machines.Machine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;

/**
 * BMCs that say "not now", that lack something, or that do it in a way of their own: the host goes its way all the
 * same.
 */
public class BmcAtABadMomentTest {
    private static final String SYSTEM = "GET /redfish/v1/Systems/1";
    private static final int CHASSIS_STATUS = 0x0001;
    private static final int CHASSIS_CONTROL = 0x0002;
    private static final int SET_BOOT_OPTIONS = 0x0008;
    private static final int FRU_AREA = 0x0A10;

    @Rule
    public final Datacenter datacenter = Datacenter.with("cmp-12");

    private final Journey journey = new Journey(datacenter).of("cmp-12");
    private EmbeddedRedfish redfish;

    @After
    public void close() {
        if (redfish != null) {
            redfish.close();
        }
    }

    @Test
    public void aBusyBmcIsAskedAgain() throws Exception {
        bmc().answers(CHASSIS_STATUS, 0, 0, 0, 0xC0, 0xC3, 0xD2);

        arrives();
        assertThat(journey.log())
                .contains("cannot do this now: Get Chassis Status: node busy (0xC0)", "Retrying for 30 min");
    }

    @Test
    public void aBusyBmcIsWaitedForBeforeItIsLookedAtTooAndItsMachineChecked() throws Exception {
        bmc().answers(FRU_AREA, 0xC0);
        machine().serial("SN-OF-ANOTHER");

        assertThat(journey.run().get(0).message()).contains("SN-OF-ANOTHER, not to SN-1 of the inventory");
        assertThat(machine().journal()).isEmpty();
    }

    @Test
    public void anActThatComesAtABusyMomentIsDoneOnceLater() throws Exception {
        bmc().answers(CHASSIS_CONTROL, 0xC0, 0, 0xD5, 0);
        bmc().answers(SET_BOOT_OPTIONS, 0xC3);

        arrives();
        assertThat(machine().acts()).containsExactly("power soft-off", "boot PXE once BIOS", "power on");
    }

    @Test
    public void aBmcWithoutAFreeSessionIsWaitedFor() throws Exception {
        AtomicInteger rounds = new AtomicInteger();
        machine().ignoresSoftOff(true);
        journey.between(() -> bmc().sessionsAtMost(rounds.incrementAndGet() == 2 ? 0 : 4));

        arrives();
        assertThat(journey.log()).contains("no session left");
    }

    @Test
    public void aBmcThatAllowsOneSessionIsEnough() throws Exception {
        bmc().sessionsAtMost(1);

        arrives();
        assertThat(journey.log()).doesNotContain("no session left");
        assertThat(machine().acts()).containsExactly("power soft-off", "boot PXE once BIOS", "power on");
    }

    @Test
    public void aBmcThatRestartsIsWaitedForAlthoughItsPortIsClosed() throws Exception {
        overRedfish();
        int port = redfish.port();
        AtomicInteger away = new AtomicInteger();
        journey.between(() -> {
            if (phase() == Phase.POWER_OFF && away.getAndIncrement() == 0) {
                redfish.close();
            } else if (away.get() == 12) {
                redfish = new EmbeddedRedfish(machine(), port);
                away.incrementAndGet();
            }
        });

        arrives();
        assertThat(journey.log()).contains("Retrying for 30 min");
    }

    @Test
    public void aBmcThatStaysBusyFailsTheHostWithItsWords() throws Exception {
        overRedfish();
        journey.between(() -> {
            if (phase() == Phase.POWER_OFF) {
                redfish.refuses(SYSTEM, 1_000_000, 503, "ServiceTemporarilyUnavailable");
                journey.clock().pass(Duration.ofMinutes(10));
            }
        });

        HostState state = journey.run().get(0);

        assertThat(state.status()).isEqualTo(Status.FAILED);
        assertThat(state.message()).contains("cannot do this now: HTTP 503", "restart the BMC");
    }

    @Test
    public void aRedfishServiceThatIsAwayIsWaitedFor() throws Exception {
        overRedfish();
        AtomicInteger rounds = new AtomicInteger();
        journey.between(() -> {
            if (machine().journal().size() == 1 && rounds.getAndIncrement() == 0) {
                redfish.refuses(SYSTEM, 12, 503, "ServiceTemporarilyUnavailable");
            }
        });

        arrives();
        assertThat(journey.log()).contains("HTTP 503");
    }

    /** Only the BMC proves the node that Fuel failed to install, and the build that takes it up begins with that. */
    @Test
    public void aBusyBmcIsWaitedForBeforeTheNodeThatItProvesIsRefused() throws Exception {
        overRedfish();
        datacenter
                .fuel()
                .mishaps()
                .provisioningFails(datacenter.host("cmp-12").macs().get(0), 1);
        assertThat(journey.serial("cmp-12", null).run().get(0).status()).isEqualTo(Status.FAILED);
        redfish.refuses(SYSTEM, 3, 503, "ServiceTemporarilyUnavailable");

        Journey next =
                new Journey(datacenter).of("cmp-12").serial("cmp-12", null).redfish("cmp-12", redfish);

        assertThat(next.run().get(0).status()).as(next.log()).isEqualTo(Status.READY);
    }

    @Test
    public void aRedfishServiceThatDoesNotKnowThePowerIsAskedAgain() throws Exception {
        overRedfish();
        redfish.forgetsPower(3);

        arrives();
    }

    @Test
    public void aMachineThatCannotBeAskedToShutDownIsSwitchedOffAndThatIsSaid() throws Exception {
        overRedfish();
        redfish.resets("On", "ForceOff", "ForceRestart");

        arrives();
        assertThat(journey.log())
                .contains(
                        "power off by redfish 127.0.0.1 (hard, as it cannot be asked to shut down: the BMC at",
                        "GracefulShutdown");
    }

    @Test
    public void aPowerOnThatIsAcceptedWithoutEffectIsRepeatedSparinglyAndEndsInTime() throws Exception {
        machine().onPowerOn(boot -> machine().power(Power.OFF));

        HostState state = journey.run().get(0);

        assertThat(state.status()).as(journey.log()).isEqualTo(Status.FAILED);
        assertThat(state.phase()).isEqualTo(Phase.BOOT);
        assertThat(state.message()).contains("\"power on\"", "event log (power supply, front panel lock)");
        assertThat(machine().acts()).filteredOn(act -> act.equals("power on")).hasSizeBetween(2, 12);
    }

    @Test
    public void aBmcThatTellsItsPowerAndIsAlwaysTooBusyToSwitchItFailsTheHostInTime() throws Exception {
        journey.between(() -> {
            if (phase() == Phase.BOOT) {
                bmc().answers(CHASSIS_CONTROL, 0xC0);
            }
        });

        HostState state = journey.run().get(0);

        assertThat(state.status()).as(journey.log()).isEqualTo(Status.FAILED);
        assertThat(state.message()).contains("cannot do this now", "node busy (0xC0)");
    }

    @Test
    public void aSoftOffThatIsRefusedLeadsToTheHardOne() throws Exception {
        bmc().refusesSoftOff(0xCC);

        arrives();
        assertThat(journey.log())
                .contains("(hard, as it cannot be asked to shut down: the BMC at", "invalid data field in request");
        assertThat(machine().acts()).startsWith("power off");
    }

    @Test
    public void theBootIsSetWhereTheSystemSaysThatItsSettingsAre() throws Exception {
        overRedfish();
        redfish.bootInSettings(true);

        arrivesWithOneStart();
    }

    @Test
    public void aBootDeviceThatTheBmcShowsAfterAWhileIsWaitedForBeforeThePowerGoesOn() throws Exception {
        machine()
                .wasSetToBoot(new BootDevice(Device.DISK, false, Firmware.BIOS))
                .takesBootAfterReads(4);

        arrivesWithOneStart();
    }

    @Test
    public void aBmcThatShowsNoBootDeviceYetIsAskedAgainBeforeThePowerGoesOn() throws Exception {
        machine().takesBootAfterReads(4);

        arrivesWithOneStart();
    }

    @Test
    public void aBmcThatKeepsAnotherBootDeviceFailsTheHostBeforeThePowerGoesOn() throws Exception {
        machine().wasSetToBoot(new BootDevice(Device.DISK, true, Firmware.BIOS)).takesBootAfterReads(1_000_000);

        HostState state = journey.run().get(0);

        assertThat(state.status()).as(journey.log()).isEqualTo(Status.FAILED);
        assertThat(state.message()).contains("accepted PXE as boot device", "still says DISK after 60 s");
        assertThat(machine().starts()).isZero();
        machine().takesBootAfterReads(0);
        assertThat(new Journey(datacenter).of("cmp-12").run().get(0).status()).isEqualTo(Status.READY);
        assertThat(machine().starts()).isEqualTo(1);
    }

    @Test
    public void aBootFromTheNetworkInTheOtherFirmwareIsSetAnew() throws Exception {
        journey.firmware(Firmware.UEFI);
        machine().wasSetToBoot(new BootDevice(Device.PXE, false, Firmware.BIOS));

        arrivesWithOneStart();
        assertThat(machine().acts()).contains("boot PXE once UEFI");
    }

    private void arrivesWithOneStart() throws InterruptedException {
        arrives();
        assertThat(machine().starts())
                .as("the first boot came from the network")
                .isEqualTo(1);
    }

    @Test
    public void aPowerThatTheBmcShowsLateIsWaitedForAndNothingIsSwitchedTwice() throws Exception {
        machine().showsPowerAfterReads(3);

        arrivesAfterOneOfEach();
    }

    @Test
    public void aPowerThatARedfishServiceShowsLateIsWaitedForAndNothingIsSwitchedTwice() throws Exception {
        overRedfish();
        machine().showsPowerAfterReads(3);

        arrivesAfterOneOfEach();
    }

    private void arrivesAfterOneOfEach() throws InterruptedException {
        arrives();
        assertThat(machine().journal())
                .extracting(Machine.Act::what)
                .containsExactly("power soft-off", "boot PXE once BIOS", "power on");
    }

    @Test
    public void aMachineWithoutSoftOffWhosePowerIsShownLateIsSwitchedOffOnce() throws Exception {
        machine().ignoresSoftOff(true).showsPowerAfterReads(3);

        arrives();
        assertThat(machine().journal())
                .extracting(Machine.Act::what)
                .containsExactly("power soft-off", "power off", "boot PXE once BIOS", "power on");
    }

    @Test
    public void aPowerCycleWhosePowerIsShownLateSwitchesNothingTwice() throws Exception {
        machine().ignoresPxe(1).showsPowerAfterReads(3);

        arrives();
        assertThat(machine().journal())
                .extracting(Machine.Act::what)
                .containsExactly(
                        "power soft-off",
                        "boot PXE once BIOS",
                        "power on",
                        "power off",
                        "boot PXE always BIOS",
                        "power on");
    }

    @Test
    public void anInterfaceThatCannotBeReadIsPassedOver() throws Exception {
        overRedfish();
        redfish.refuses("GET /redfish/v1/Systems/1/EthernetInterfaces/1", 1_000_000, 404, "ResourceMissingAtURI");

        arrives();
    }

    private void arrives() throws InterruptedException {
        assertThat(journey.run().get(0).status()).as(journey.log()).isEqualTo(Status.READY);
    }

    private void overRedfish() {
        redfish = new EmbeddedRedfish(machine());
        journey.redfish("cmp-12", redfish);
    }

    private Phase phase() {
        return journey.states().get(0).phase();
    }

    private EmbeddedBmc bmc() {
        return datacenter.host("cmp-12").bmc();
    }

    private Machine machine() {
        return datacenter.host("cmp-12").machine();
    }
}
