package io.jenkins.plugins.pumphouse.host.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.pumphouse.machines.EmbeddedSwitch;
import io.jenkins.plugins.pumphouse.remedy.Remedy;
import io.jenkins.plugins.pumphouse.remedy.WayOut;
import java.io.IOException;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/**
 * The driver on Debian's {@code snmpd}, an SNMP that is not the driver's library: what it sets and how it tells
 * refusals apart.
 */
public class SnmpdIT {
    private static final SimulatedSwitch SIMULATED = new SimulatedSwitch();

    @BeforeClass
    public static void start() throws Exception {
        SIMULATED.start();
    }

    @AfterClass
    public static void stop() throws Exception {
        SIMULATED.stop();
    }

    @Test
    public void version2cSetsTheAccessVlanInTheOrderThatKeepsEveryStepValid() throws IOException {
        int before = SIMULATED.journal().size();
        try (Switch open = Switch.open(SwitchLogins.v2c(SIMULATED.port()))) {
            open.accessVlan("ge-0/0/17", 99);
            assertThat(open.accessVlan("cmp-17 eth0")).isEqualTo(99);
            open.accessVlan("ge-0/0/17", 99);
        }
        assertThat(SIMULATED.journal().stream().skip(before).map(line -> line.replaceFirst(" = \\[.*", "")))
                .containsExactly("egress 99", "untagged 99", "pvid 17 = 99", "untagged 1", "egress 1");
    }

    @Test
    public void version3DoesTheSameWithShaAndWithSha256() {
        try (Switch sha = Switch.open(SwitchLogins.sha(SIMULATED.port()));
                Switch sha256 = Switch.open(SwitchLogins.sha256(SIMULATED.port()))) {
            sha.accessVlan("ge-0/0/18", 101);
            assertThat(sha256.accessVlan("18")).isEqualTo(101);
            sha256.accessVlan("ge-0/0/18", 102);
            assertThat(sha.accessVlan("18")).isEqualTo(102);
        }
    }

    @Test
    public void version3SignsWithoutEncryptionWhereThatIsWanted() {
        SwitchAccess readable = SwitchLogins.v3(
                SIMULATED.port(), EmbeddedSwitch.USER, AuthProtocol.SHA, EmbeddedSwitch.AUTH_PASSWORD, null);
        try (Switch open = Switch.open(readable)) {
            assertThat(open.accessVlan("19")).isEqualTo(1);
        }
    }

    @Test
    public void everyWrongLoginIsToldApart() {
        int port = SIMULATED.port();
        String user = EmbeddedSwitch.USER;
        String signs = EmbeddedSwitch.AUTH_PASSWORD;
        String hides = EmbeddedSwitch.PRIV_PASSWORD;
        refused(SwitchLogins.community(port, "guessed", SwitchLogins.SHORT), Remedy.UNREACHABLE);
        refused(SwitchLogins.v3(port, "nobody", AuthProtocol.SHA, signs, hides), Remedy.WRONG_CREDENTIALS);
        refused(SwitchLogins.v3(port, user, AuthProtocol.SHA, "signs-badly", hides), Remedy.WRONG_CREDENTIALS);
        refused(SwitchLogins.v3(port, user, AuthProtocol.SHA256, signs, hides), Remedy.WRONG_CREDENTIALS);
        refused(
                SwitchLogins.v3(port, user, AuthProtocol.SHA, signs, "hides-badly", SwitchLogins.SHORT),
                Remedy.WRONG_CREDENTIALS);
    }

    @Test
    public void aCommunityThatMayOnlyReadIsRefused() {
        SwitchAccess reader = SwitchLogins.community(SIMULATED.port(), EmbeddedSwitch.READ_ONLY, SwitchLogins.TIMEOUT);
        try (Switch open = Switch.open(reader)) {
            assertThatThrownBy(() -> open.accessVlan("20", 99))
                    .satisfies(WayOut.is(Remedy.MISSING_RIGHT))
                    .hasMessageContaining("Allow this community to write");
        }
    }

    private static void refused(SwitchAccess access, Remedy remedy) {
        try (Switch open = Switch.open(access)) {
            assertThatThrownBy(() -> open.accessVlan("17")).satisfies(WayOut.is(remedy));
        }
    }
}
