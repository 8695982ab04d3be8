package io.jenkins.plugins.pumphouse.host.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.pumphouse.host.power.BootDevice.Device;
import io.jenkins.plugins.pumphouse.host.power.BootDevice.Firmware;
import io.jenkins.plugins.pumphouse.login.Login;
import io.jenkins.plugins.pumphouse.login.Trust;
import io.jenkins.plugins.pumphouse.remedy.Remedy;
import io.jenkins.plugins.pumphouse.remedy.WayOut;
import java.time.Duration;
import java.util.Set;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/**
 * Both IPMI drivers on Debian's {@code ipmi_sim}, each seen by the other. It has no suite 17, and drops all flags of a
 * boot, "valid" too.
 */
public class IpmiSimIT {
    private static final SimulatedBmc SIMULATED = new SimulatedBmc();

    @BeforeClass
    public static void start() throws Exception {
        SIMULATED.start();
    }

    @AfterClass
    public static void stop() throws Exception {
        SIMULATED.stop();
    }

    @Test
    public void whatOurClientDoesIpmitoolSees() {
        eachSeesTheOther(Driver.IPMI, Driver.IPMITOOL);
    }

    @Test
    public void whatIpmitoolDoesOurClientSees() {
        eachSeesTheOther(Driver.IPMITOOL, Driver.IPMI);
    }

    private static void eachSeesTheOther(Driver doer, Driver seer) {
        try (Bmc does = open(doer);
                Bmc sees = open(seer)) {
            does.turn(PowerAction.OFF);
            assertThat(sees.power()).isEqualTo(Power.OFF);
            does.boot(new BootDevice(Device.PXE, false, Firmware.BIOS));
            assertThat(SIMULATED.boot()).isEqualTo("pxe");
            does.turn(PowerAction.ON);
            assertThat(sees.power()).isEqualTo(Power.ON);
            does.boot(new BootDevice(Device.DISK, false, Firmware.BIOS));
            assertThat(SIMULATED.boot()).isEqualTo("default");
            does.turn(PowerAction.SOFT_OFF);
            assertThat(sees.power()).isEqualTo(Power.OFF);
        }
    }

    @Test
    public void aBootWhoseFlagsTheBmcDropsReadsAsNone() {
        try (Bmc bmc = open(Driver.IPMI)) {
            bmc.boot(new BootDevice(BootDevice.Device.PXE, false, null));
            assertThat(bmc.boot().device()).isEqualTo(Device.NONE);
        }
    }

    @Test
    public void threeHundredSessionsInARowSucceedAndLeaveNoThread() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        for (int i = 0; i < 300; i++) {
            try (Bmc bmc = open(Driver.IPMI)) {
                assertThat(bmc.power()).as("session " + i).isNotNull();
            }
        }
        assertThat(Thread.getAllStackTraces().keySet()).isSubsetOf(before);
    }

    @Test
    public void aWrongPasswordAndAnUnknownUserAreToldApart() {
        for (Driver driver : new Driver[] {Driver.IPMI, Driver.IPMITOOL}) {
            assertThatThrownBy(() -> Bmc.open(access(driver, "ADMIN", "wrong", 3)))
                    .satisfies(WayOut.is(Remedy.WRONG_CREDENTIALS));
            assertThatThrownBy(() -> Bmc.open(access(driver, "nobody", "ADMIN", 3)))
                    .satisfies(WayOut.is(Remedy.WRONG_CREDENTIALS));
        }
    }

    @Test
    public void aSuiteThatItDoesNotHaveIsToldAndFallenBackFrom() {
        for (Driver driver : new Driver[] {Driver.IPMI, Driver.IPMITOOL}) {
            assertThatThrownBy(() -> Bmc.open(access(driver, "ADMIN", "ADMIN", 17)))
                    .satisfies(WayOut.is(Remedy.NOT_SUPPORTED));
            try (Bmc bmc = Bmc.open(access(driver, "ADMIN", "ADMIN", 0))) {
                assertThat(bmc.power()).isNotNull();
            }
        }
    }

    @Test
    public void aMachineWithoutASerialNumberIsStillKnownByItsUuid() {
        try (Bmc bmc = open(Driver.IPMI)) {
            assertThat(bmc.identity().serial()).isNull();
            assertThat(bmc.identity().uuid()).isNotNull();
        }
    }

    private static Bmc open(Driver driver) {
        return Bmc.open(access(driver, "ADMIN", "ADMIN", 3));
    }

    private static BmcAccess access(Driver driver, String username, String password, int suite) {
        return new BmcAccess(
                "cmp-12",
                driver,
                "127.0.0.1",
                SIMULATED.port(),
                Login.withPassword(username, password),
                suite,
                Trust.JVM,
                Duration.ofSeconds(10));
    }
}
