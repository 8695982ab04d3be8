package io.jenkins.plugins.pumphouse.host.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.pumphouse.host.power.BootDevice.Device;
import io.jenkins.plugins.pumphouse.host.power.BootDevice.Firmware;
import io.jenkins.plugins.pumphouse.machines.Machine;
import io.jenkins.plugins.pumphouse.remedy.Remedy;
import io.jenkins.plugins.pumphouse.remedy.WayOut;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.junit.Test;

/** What every driver does alike, on a machine inside the JVM. */
public abstract class BmcContract {
    /** Nobody waits so long where somebody answers, and a slow answer of a busy machine is no silence. */
    protected static final Duration TIMEOUT = Duration.ofMinutes(1);

    /** What ends at once has ended by then, however slow the machine is. */
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private static final Duration MUCH_LONGER = Duration.ofMinutes(5);
    protected static final String PASSWORD = "secret";

    private static final UUID UUID_OF_THE_MACHINE = UUID.fromString("4c4c4544-0042-4b10-8034-b4c04f315331");

    protected final Machine machine = new Machine().uuid(UUID_OF_THE_MACHINE).serial("SN-12");

    /** How the driver reaches the machine's BMC. */
    protected abstract BmcAccess access(String username, String password, Duration timeout);

    /** The BMC stops answering. */
    protected abstract void fallSilent();

    /** Nothing listens on the BMC's port any more. */
    protected abstract void disappear();

    /** Adds a user who may look at the machine and not touch it. */
    protected abstract void addViewer(String username, String password);

    protected final Bmc open() {
        return Bmc.open(access("ADMIN", PASSWORD, TIMEOUT));
    }

    @Test
    public void powerIsToldAsItIs() {
        try (Bmc bmc = open()) {
            assertThat(bmc.power()).isEqualTo(Power.OFF);
            machine.power(Power.ON);
            assertThat(bmc.power()).isEqualTo(Power.ON);
        }
    }

    @Test
    public void everyActReachesTheMachineOnce() {
        try (Bmc bmc = open()) {
            for (PowerAction action : List.of(
                    PowerAction.ON, PowerAction.RESET, PowerAction.CYCLE, PowerAction.SOFT_OFF, PowerAction.OFF)) {
                bmc.turn(action);
            }
        }

        assertThat(machine.acts())
                .containsExactly("power on", "power reset", "power cycle", "power soft-off", "power off");
    }

    @Test
    public void anActReturnsWhenItIsAcceptedNotWhenItIsDone() {
        machine.power(Power.ON).softOffTakes(Duration.ofHours(1));
        try (Bmc bmc = open()) {
            bmc.turn(PowerAction.SOFT_OFF);
            assertThat(bmc.power()).isEqualTo(Power.ON);
            bmc.turn(PowerAction.OFF);
            assertThat(bmc.power()).isEqualTo(Power.OFF);
        }
    }

    @Test
    public void aResetOfAMachineThatIsOffIsRefusedWithTheReason() {
        try (Bmc bmc = open()) {
            assertThatThrownBy(() -> bmc.turn(PowerAction.RESET))
                    .isInstanceOf(BmcException.Refused.class)
                    .hasMessageStartingWith("cmp-12: the BMC at 127.0.0.1:")
                    .hasMessageContaining("while it is off");
            assertThat(bmc.power()).as("the next call works").isEqualTo(Power.OFF);
        }
    }

    @Test
    public void aBootIsReadBackAsItWasSet() {
        try (Bmc bmc = open()) {
            assertThat(bmc.boot().device()).isEqualTo(Device.NONE);
            for (Device device : List.of(Device.PXE, Device.DISK, Device.CDROM, Device.SETUP)) {
                for (boolean persistent : new boolean[] {false, true}) {
                    for (Firmware firmware : Firmware.values()) {
                        BootDevice wanted = new BootDevice(device, persistent, firmware);
                        bmc.boot(wanted);
                        assertThat(bmc.boot()).isEqualTo(wanted);
                        assertThat(machine.boot()).isEqualTo(wanted);
                    }
                }
            }
            bmc.boot(new BootDevice(Device.NONE, false, null));
            assertThat(bmc.boot().device()).isEqualTo(Device.NONE);
        }
    }

    @Test
    public void aBootThatLeavesTheFirmwareOpenKeepsTheMachines() {
        try (Bmc bmc = open()) {
            bmc.boot(new BootDevice(Device.DISK, true, Firmware.UEFI));
            bmc.boot(new BootDevice(BootDevice.Device.PXE, false, null));
            assertThat(bmc.boot()).isEqualTo(new BootDevice(Device.PXE, false, Firmware.UEFI));
        }
    }

    @Test
    public void aBootIsUsedUpByOneStartUnlessItIsPersistent() {
        List<BootDevice> starts = new ArrayList<>();
        machine.onPowerOn(starts::add);
        try (Bmc bmc = open()) {
            bmc.boot(new BootDevice(Device.PXE, false, Firmware.BIOS));
            bmc.turn(PowerAction.ON);
            assertThat(bmc.boot().device()).isEqualTo(Device.NONE);
            bmc.boot(new BootDevice(Device.PXE, true, Firmware.BIOS));
            bmc.turn(PowerAction.RESET);
            bmc.turn(PowerAction.RESET);
            assertThat(bmc.boot().device()).isEqualTo(Device.PXE);
        }
        assertThat(starts).extracting(BootDevice::device).containsExactly(Device.PXE, Device.PXE, Device.PXE);
    }

    @Test
    public void aBmcThatDropsAPartOfTheBootIsSeenThrough() {
        machine.keepsDeviceOnly(true);
        try (Bmc bmc = open()) {
            bmc.boot(new BootDevice(Device.PXE, true, Firmware.UEFI));
            assertThat(bmc.boot()).isEqualTo(new BootDevice(Device.PXE, false, Firmware.BIOS));
        }
    }

    @Test
    public void aDeviceThatCanOnlyBeReadIsNotSet() {
        try (Bmc bmc = open()) {
            assertThatThrownBy(() -> bmc.boot(new BootDevice(Device.OTHER, false, null)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("PXE");
        }
        assertThat(machine.journal()).isEmpty();
    }

    @Test
    public void theMachineIsKnownByItsSerialNumberAndUuid() {
        try (Bmc bmc = open()) {
            assertThat(bmc.identity().serial()).isEqualTo("SN-12");
            assertThat(bmc.identity().uuid()).isEqualTo(UUID_OF_THE_MACHINE);
        }
    }

    @Test
    public void whatTheBmcDoesNotKnowOfTheMachineIsNullAndNoFailure() {
        machine.serial(null).uuid(null);
        try (Bmc bmc = open()) {
            assertThat(bmc.identity().serial()).isNull();
            assertThat(bmc.identity().uuid()).isNull();
        }
    }

    @Test
    public void aWrongPasswordIsSaidWithTheUserAndNeverShown() {
        assertThatThrownBy(() -> Bmc.open(access("ADMIN", "wr0ng-one", TIMEOUT)))
                .satisfies(WayOut.is(Remedy.WRONG_CREDENTIALS))
                .hasMessageStartingWith("cmp-12: the BMC at 127.0.0.1:")
                .hasMessageContaining("\"ADMIN\"")
                .hasMessageNotContaining("wr0ng-one");
    }

    @Test
    public void aUserWhoMayOnlyLookCannotTurnThePowerOff() {
        addViewer("viewer", "glasses");
        machine.power(Power.ON);
        assertThatThrownBy(() -> {
                    try (Bmc bmc = Bmc.open(access("viewer", "glasses", TIMEOUT))) {
                        bmc.turn(PowerAction.OFF);
                    }
                })
                .isInstanceOf(BmcException.Refused.class)
                .hasMessageContaining("viewer")
                .hasMessageContaining("Give the user");
        assertThat(machine.power()).isEqualTo(Power.ON);
    }

    @Test
    public void aSilentBmcIsGivenUpAfterTheTimeout() {
        fallSilent();
        long started = System.nanoTime();
        assertThatThrownBy(() -> Bmc.open(access("ADMIN", PASSWORD, Duration.ofSeconds(1))))
                .satisfies(WayOut.is(Remedy.UNREACHABLE))
                .hasMessageContaining(
                        "port " + access("ADMIN", PASSWORD, TIMEOUT).port());
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isBetween(Duration.ofMillis(900), A_MINUTE);
    }

    @Test
    public void aPortWithoutABmcIsToldAtOnce() {
        BmcAccess access = access("ADMIN", PASSWORD, MUCH_LONGER);
        disappear();
        long started = System.nanoTime();
        assertThatThrownBy(() -> Bmc.open(access)).satisfies(WayOut.is(Remedy.UNREACHABLE));
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(A_MINUTE);
    }

    @Test
    public void anInterruptEndsTheWait() {
        fallSilent();
        BmcAccess access = access("ADMIN", PASSWORD, MUCH_LONGER);
        Thread waiting = Thread.currentThread();
        Thread interrupter = new Thread(waiting::interrupt);
        long started = System.nanoTime();
        interrupter.start();
        assertThatThrownBy(() -> Bmc.open(access)).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted())
                .as("the flag is set for whoever asks the thread")
                .isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(A_MINUTE);
    }

    /** An answer may come before the thread looks whether it is interrupted. */
    @Test
    public void nothingIsTurnedAfterAnInterrupt() {
        machine.power(Power.ON);
        try (Bmc bmc = open()) {
            assertThat(bmc.power()).isEqualTo(Power.ON);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> bmc.turn(PowerAction.OFF)).isInstanceOf(CancellationException.class);
            assertThat(Thread.interrupted()).isTrue();
        }

        try (Bmc again = open()) {
            assertThat(again.power()).isEqualTo(Power.ON);
        }
        assertThat(machine.acts()).isEmpty();
    }
}
