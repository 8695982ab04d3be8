package io.jenkins.plugins.pumphouse.host.power;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.host.power.BootDevice.Device;
import io.jenkins.plugins.pumphouse.host.power.BootDevice.Firmware;
import io.jenkins.plugins.pumphouse.login.Login;
import io.jenkins.plugins.pumphouse.login.Trust;
import io.jenkins.plugins.pumphouse.machines.EmbeddedBmc;
import io.jenkins.plugins.pumphouse.machines.Machine;
import java.time.Duration;
import org.junit.Test;

/** What one of the two IPMI drivers does to the embedded BMC, the other sees, whichever suites they speak. */
public class EachOtherIT {
    @Test
    public void whatIpmitoolSetsOurClientReadsAndTheOtherWayRound() {
        eachReads(Driver.IPMITOOL, 3, Driver.IPMI, 17);
        eachReads(Driver.IPMITOOL, 17, Driver.IPMI, 3);
        eachReads(Driver.IPMI, 3, Driver.IPMITOOL, 17);
        eachReads(Driver.IPMI, 17, Driver.IPMITOOL, 3);
    }

    private static void eachReads(Driver doer, int suite, Driver reader, int otherSuite) {
        try (EmbeddedBmc embedded = new EmbeddedBmc(new Machine());
                Bmc does = open(embedded, doer, suite);
                Bmc reads = open(embedded, reader, otherSuite)) {
            for (Device device : new Device[] {Device.PXE, Device.DISK, Device.CDROM, Device.SETUP}) {
                BootDevice wanted = new BootDevice(
                        device, device == Device.PXE, device == Device.CDROM ? Firmware.BIOS : Firmware.UEFI);
                does.boot(wanted);
                assertThat(reads.boot()).isEqualTo(wanted);
            }
            does.turn(PowerAction.ON);
            assertThat(reads.power()).isEqualTo(Power.ON);
            assertThat(reads.identity()).isEqualTo(does.identity());
            does.turn(PowerAction.OFF);
            assertThat(reads.power()).isEqualTo(Power.OFF);
        }
    }

    private static Bmc open(EmbeddedBmc embedded, Driver driver, int suite) {
        return Bmc.open(new BmcAccess(
                "cmp-12",
                driver,
                "127.0.0.1",
                embedded.port(),
                Login.withPassword("ADMIN", "secret"),
                suite,
                Trust.JVM,
                Duration.ofSeconds(10)));
    }
}
