package io.jenkins.plugins.pumphouse.host.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.pumphouse.host.power.BootDevice.Device;
import io.jenkins.plugins.pumphouse.host.power.BootDevice.Firmware;
import io.jenkins.plugins.pumphouse.login.Login;
import io.jenkins.plugins.pumphouse.login.Trust;
import io.jenkins.plugins.pumphouse.machines.EmbeddedRedfish;
import java.time.Duration;
import org.junit.After;
import org.junit.Test;

/** Redfish, and what makers do differently. */
public class RedfishBmcTest extends BmcContract {
    private final EmbeddedRedfish redfish = new EmbeddedRedfish(machine);

    @After
    public void close() {
        redfish.close();
    }

    @Override
    protected BmcAccess access(String username, String password, Duration timeout) {
        return access(username, password, redfish.caCert(), false, timeout);
    }

    private BmcAccess access(String username, String password, String caCert, boolean insecure, Duration timeout) {
        return new BmcAccess(
                "cmp-12",
                Driver.REDFISH,
                "127.0.0.1",
                redfish.port(),
                Login.withPassword(username, password),
                0,
                new Trust(caCert, insecure),
                timeout);
    }

    @Override
    protected void fallSilent() {
        redfish.silent(true);
    }

    @Override
    protected void disappear() {
        redfish.close();
    }

    @Override
    protected void addViewer(String username, String password) {
        redfish.user(username, password, false);
    }

    @Test
    public void theMacsOfTheMachineAreKnown() {
        machine.macs("52:54:00:aa:bb:01", "52:54:00:aa:bb:02");
        try (Bmc bmc = open()) {
            assertThat(bmc.identity().macs()).containsExactlyInAnyOrder("52:54:00:aa:bb:01", "52:54:00:aa:bb:02");
        }
    }

    @Test
    public void whatStandsInPlaceOfAMacIsNone() throws Exception {
        machine.macs("52:54:00:aa:bb:01", "00:00:00:00:00:00", "Not Available", "FF-FF-FF-FF-FF-FF");
        try (Bmc bmc = open()) {
            assertThat(bmc.identity().macs()).containsExactly("52:54:00:aa:bb:01");
        }
    }

    @Test
    public void theMacsOfACollectionInSeveralPagesAreKnown() {
        machine.macs("52:54:00:aa:bb:01", "52:54:00:aa:bb:02", "52:54:00:aa:bb:03");
        redfish.pageSize(1);
        try (Bmc bmc = open()) {
            assertThat(bmc.identity().macs()).hasSize(3);
        }
    }

    @Test
    public void aSecondSystemOnAnotherPageIsSeen() {
        redfish.members("/redfish/v1/Systems/1", "/redfish/v1/Systems/2").pageSize(1);
        assertThatThrownBy(this::open)
                .isInstanceOf(BmcException.Unsupported.class)
                .hasMessageContaining("2 systems");
    }

    @Test
    public void anAnswerThatIsTooLargeForABmcIsRefused() {
        redfish.members("/redfish/v1/Systems/1", "/" + "x".repeat(8 * 1024 * 1024));
        assertThatThrownBy(this::open)
                .isInstanceOf(BmcException.class)
                .hasMessageContaining("the answer is larger than 8 MiB");
    }

    @Test
    public void theWordsOfAServiceNeverEndALineOrOpenAConsoleNote() {
        try (Bmc bmc = open()) {
            redfish.refusesInWords("GET /redfish/v1/Systems/1", 400, "\u001B[8mha:AAAA\nready: all is well");
            assertThatThrownBy(bmc::power)
                    .isInstanceOf(BmcException.Refused.class)
                    .hasMessageContaining("\\u001B[8mha:AAAA\\nready: all is well")
                    .hasMessageNotContainingAny("\u001B", "\n");
        }
    }

    @Test
    public void aServiceThatWantsItsEtagGetsIt() {
        redfish.wantsEtag(true);
        bootsUefiOnceByPxe();
    }

    /** Gigabyte's and Lenovo's services by AMI. */
    @Test
    public void aServiceThatShowsAWeakEtagAndWantsTheStrongOneGetsIt() {
        redfish.weakEtag(true);
        bootsUefiOnceByPxe();
    }

    @Test
    public void aServiceThatRefusesItsOwnEtagIsToldWithout() {
        redfish.refusesEtag(true);
        bootsUefiOnceByPxe();
    }

    @Test
    public void aServiceThatRedirectsToPathsWithASlashIsFollowedOnItsOwnAddress() {
        redfish.slashes(true);
        try (Bmc bmc = open()) {
            bmc.turn(PowerAction.ON);
            assertThat(bmc.power()).isEqualTo(Power.ON);
        }
        assertThat(redfish.sessions()).isZero();
        bootsUefiOnceByPxe();
    }

    @Test
    public void aRefusalWithoutASentenceIsToldByItsNameAndWhatBelongsIntoIt() {
        redfish.refusesAsHpe("GET /redfish/v1/Systems/1", "iLO.2.14.PropertyNotWritableOrUnknown", "Boot");
        try (Bmc bmc = open()) {
            assertThatThrownBy(bmc::power)
                    .isInstanceOf(BmcException.Refused.class)
                    .hasMessageContaining("iLO.2.14.PropertyNotWritableOrUnknown Boot");
        }
    }

    @Test
    public void aMachineThatStartsAndTakesNoChangeNowIsWaitedFor() {
        redfish.refusesAsHpe(
                "PATCH /redfish/v1/Systems/1", "iLO.2.37.UnableToModifyDuringSystemPOST", "BootSourceOverrideTarget");
        try (Bmc bmc = open()) {
            assertThatThrownBy(() -> bmc.boot(new BootDevice(BootDevice.Device.PXE, false, null)))
                    .isInstanceOf(BmcException.Busy.class);
        }
        bootsUefiOnceByPxe();
    }

    @Test
    public void aServiceThatForgetsTheModeIsToldItAgain() {
        redfish.forgetsMode(true);
        bootsUefiOnceByPxe();
    }

    @Test
    public void aServiceThatTakesNoModeIsToldNone() {
        redfish.refusesMode(true);
        try (Bmc bmc = open()) {
            bmc.boot(new BootDevice(BootDevice.Device.PXE, false, null));
            assertThat(bmc.boot().device()).isEqualTo(Device.PXE);
            assertThatThrownBy(() -> bmc.boot(new BootDevice(Device.PXE, false, Firmware.UEFI)))
                    .isInstanceOf(BmcException.Refused.class)
                    .hasMessageContaining("BootSourceOverrideMode is a read only property");
        }
    }

    private void bootsUefiOnceByPxe() {
        try (Bmc bmc = open()) {
            bmc.boot(new BootDevice(Device.DISK, true, Firmware.UEFI));
            bmc.boot(new BootDevice(BootDevice.Device.PXE, false, null));
            assertThat(bmc.boot()).isEqualTo(new BootDevice(Device.PXE, false, Firmware.UEFI));
        }
    }

    @Test
    public void aServiceThatTakesTheBootInItsSettingsIsToldThere() {
        redfish.bootInSettings(true);
        bootsUefiOnceByPxe();
        assertThat(machine.boot().device()).isEqualTo(Device.PXE);
    }

    @Test
    public void settingsThatAreForOtherThingsAreNoHindrance() {
        redfish.otherSettings(true);
        bootsUefiOnceByPxe();
    }

    @Test
    public void aServiceThatIsAwayForAMomentIsToldFromOneThatRefuses() {
        for (int status : new int[] {500, 503}) {
            try (Bmc bmc = open()) {
                redfish.refuses("GET /redfish/v1/Systems/1", 20, status, "ServiceTemporarilyUnavailable");
                assertThatThrownBy(bmc::power)
                        .as("HTTP " + status)
                        .isInstanceOf(BmcException.Busy.class)
                        .hasMessageContaining("HTTP " + status);
                redfish.refuses("GET /redfish/v1/Systems/1", 0, status, "");
                assertThat(bmc.power()).isEqualTo(Power.OFF);
            }
        }
    }

    @Test
    public void aServiceThatSaysInUseIsNotTakenForOneThatRefuses() {
        machine.power(Power.ON);
        redfish.refuses("POST /redfish/v1/Systems/1/Actions/ComputerSystem.Reset", 1, 409, "ResourceInUse");
        try (Bmc bmc = open()) {
            assertThatThrownBy(() -> bmc.turn(PowerAction.OFF)).isInstanceOf(BmcException.Busy.class);
            bmc.turn(PowerAction.OFF);
        }
        assertThat(machine.power()).isEqualTo(Power.OFF);
    }

    @Test
    public void aServiceThatDoesNotKnowThePowerYetIsToldFromOneThatCannotTell() {
        try (Bmc bmc = open()) {
            redfish.forgetsPower(1);
            assertThatThrownBy(bmc::power).isInstanceOf(BmcException.Busy.class);
            assertThat(bmc.power()).isEqualTo(Power.OFF);
        }
    }

    @Test
    public void aServiceThatListsNoSystemYetIsToldFromOneThatHasNone() {
        redfish.members();
        assertThatThrownBy(this::open).isInstanceOf(BmcException.Busy.class).hasMessageContaining("no system yet");
    }

    @Test
    public void whatAServiceNeedNotHaveMayBeMissing() {
        machine.macs("52:54:00:aa:bb:01", "52:54:00:aa:bb:02").power(Power.ON);
        redfish.refuses("GET /redfish/v1/Systems/1/EthernetInterfaces/1", 99, 404, "ResourceMissingAtURI");
        redfish.refuses("GET /redfish/v1/Systems/1/ResetActionInfo", 99, 404, "ResourceMissingAtURI");
        try (Bmc bmc = open()) {
            assertThat(bmc.identity().macs()).hasSize(1);
            bmc.turn(PowerAction.OFF);
            redfish.refuses("GET /redfish/v1/Systems/1/EthernetInterfaces", 99, 404, "ResourceMissingAtURI");
            assertThat(bmc.identity().macs()).isEmpty();
            assertThat(bmc.identity().serial()).isEqualTo("SN-12");
        }
        assertThat(machine.power()).isEqualTo(Power.OFF);
    }

    @Test
    public void anActThatTheServiceDoesNotOfferIsToldWithThoseThatItDoes() {
        redfish.resets("On", "ForceOff");
        try (Bmc bmc = open()) {
            bmc.turn(PowerAction.ON);
            assertThatThrownBy(() -> bmc.turn(PowerAction.SOFT_OFF))
                    .isInstanceOf(BmcException.Unsupported.class)
                    .hasMessageContaining("GracefulShutdown")
                    .hasMessageContaining("ForceOff");
        }
    }

    @Test
    public void aServiceWithoutPowerCycleRestartsInstead() {
        redfish.resets("On", "ForceOff", "ForceRestart");
        try (Bmc bmc = open()) {
            bmc.turn(PowerAction.ON);
            bmc.turn(PowerAction.CYCLE);
        }
        assertThat(machine.starts()).isEqualTo(2);
    }

    @Test
    public void aCertificateThatNobodyKnowsIsToldAndMayBeAccepted() {
        assertThatThrownBy(() -> Bmc.open(access("ADMIN", PASSWORD, null, false, TIMEOUT)))
                .isInstanceOf(BmcException.class)
                .hasMessageContaining("ca_cert");
        try (Bmc bmc = Bmc.open(access("ADMIN", PASSWORD, null, true, TIMEOUT))) {
            assertThat(bmc.power()).isEqualTo(Power.OFF);
        }
    }
}
