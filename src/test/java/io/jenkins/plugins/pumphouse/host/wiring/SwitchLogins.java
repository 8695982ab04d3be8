package io.jenkins.plugins.pumphouse.host.wiring;

import io.jenkins.plugins.pumphouse.host.wiring.SwitchAccess.Encryption;
import io.jenkins.plugins.pumphouse.host.wiring.SwitchAccess.Version;
import io.jenkins.plugins.pumphouse.login.Login;
import io.jenkins.plugins.pumphouse.machines.EmbeddedSwitch;
import java.time.Duration;

/** Ways to log in to the switches of the tests, right and wrong; the snmpd of the testbed has the same users. */
final class SwitchLogins {
    /** Nobody waits so long where somebody answers, and a slow answer of a busy machine is no silence. */
    static final Duration TIMEOUT = Duration.ofMinutes(1);

    static final Duration SHORT = Duration.ofMillis(400);

    private SwitchLogins() {}

    static SwitchAccess v2c(int port) {
        return community(port, EmbeddedSwitch.COMMUNITY, TIMEOUT);
    }

    static SwitchAccess community(int port, String community, Duration timeout) {
        return SwitchAccess.v2c("tor-3", "127.0.0.1", port, community, timeout);
    }

    static SwitchAccess sha(int port) {
        return v3(
                port,
                EmbeddedSwitch.USER,
                AuthProtocol.SHA,
                EmbeddedSwitch.AUTH_PASSWORD,
                EmbeddedSwitch.PRIV_PASSWORD);
    }

    static SwitchAccess sha256(int port) {
        return v3(
                port,
                EmbeddedSwitch.USER_SHA256,
                AuthProtocol.SHA256,
                EmbeddedSwitch.AUTH_PASSWORD,
                EmbeddedSwitch.PRIV_PASSWORD);
    }

    /** Null as the second password sends readable messages. */
    static SwitchAccess v3(int port, String user, AuthProtocol signing, String authPassword, String privPassword) {
        return v3(port, user, signing, authPassword, privPassword, TIMEOUT);
    }

    static SwitchAccess v3(
            int port, String user, AuthProtocol signing, String authPassword, String privPassword, Duration timeout) {
        return new SwitchAccess(
                "tor-3",
                "127.0.0.1",
                port,
                Version.V3,
                Login.withPassword(user, authPassword),
                signing,
                privPassword == null
                        ? new Encryption(PrivProtocol.NONE, null)
                        : new Encryption(PrivProtocol.AES128, Login.withToken(privPassword)),
                timeout);
    }
}
