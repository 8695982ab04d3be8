package io.jenkins.plugins.pumphouse.host.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.pumphouse.login.Login;
import io.jenkins.plugins.pumphouse.login.Trust;
import io.jenkins.plugins.pumphouse.machines.EmbeddedBmc;
import io.jenkins.plugins.pumphouse.machines.EmbeddedBmc.Privilege;
import io.jenkins.plugins.pumphouse.remedy.Remedy;
import io.jenkins.plugins.pumphouse.remedy.WayOut;
import java.time.Duration;
import org.junit.After;
import org.junit.Test;

/** What the drivers do alike that speak IPMI. */
public abstract class IpmiContract extends BmcContract {
    protected final EmbeddedBmc bmc = new EmbeddedBmc(machine);
    private final Driver driver;
    private final int suite;

    protected IpmiContract(Driver driver, int suite) {
        this.driver = driver;
        this.suite = suite;
    }

    @After
    public void close() {
        bmc.close();
    }

    @Override
    protected BmcAccess access(String username, String password, Duration timeout) {
        return access(suite, username, password, timeout);
    }

    protected final BmcAccess access(int suite, String username, String password, Duration timeout) {
        return new BmcAccess(
                "cmp-12",
                driver,
                "127.0.0.1",
                bmc.port(),
                Login.withPassword(username, password),
                suite,
                Trust.JVM,
                timeout);
    }

    @Override
    protected void fallSilent() {
        bmc.silent(true);
    }

    @Override
    protected void disappear() {
        bmc.close();
    }

    @Override
    protected void addViewer(String username, String password) {
        bmc.user(username, password, Privilege.USER);
    }

    /** Each so-manieth datagram may get lost. */
    protected int bearableLoss() {
        return 3;
    }

    @Test
    public void anUnknownUserIsToldFromAWrongPassword() {
        assertThatThrownBy(() -> Bmc.open(access("nobody", PASSWORD, TIMEOUT)))
                .satisfies(WayOut.is(Remedy.WRONG_CREDENTIALS))
                .hasMessageContaining("\"nobody\"");
    }

    @Test
    public void anOperatorIsEnough() {
        bmc.user("operator", "lever", Privilege.OPERATOR);
        try (Bmc opened = Bmc.open(access("operator", "lever", TIMEOUT))) {
            opened.boot(new BootDevice(BootDevice.Device.PXE, false, null));
            opened.turn(PowerAction.ON);
        }
        assertThat(machine.power()).isEqualTo(Power.ON);
    }

    @Test
    public void aSuiteThatTheBmcDoesNotHaveIsNamedWithTheOther() {
        int other = suite == 17 ? 3 : 17;
        bmc.suites(other);
        assertThatThrownBy(() -> Bmc.open(access(suite, "ADMIN", PASSWORD, TIMEOUT)))
                .satisfies(WayOut.is(Remedy.NOT_SUPPORTED))
                .hasMessageContaining("cipher suite " + suite)
                .hasMessageContaining("Set the cipher suite to " + other);
    }

    @Test
    public void aSuiteThatIsLeftOpenIsTheOneThatTheBmcHas() {
        bmc.suites(suite);
        try (Bmc opened = Bmc.open(access(0, "ADMIN", PASSWORD, TIMEOUT))) {
            assertThat(opened.power()).isEqualTo(Power.OFF);
        }
    }

    @Test
    public void aPortWhereSomethingElseAnswersHasNoBmc() {
        bmc.foreign(true);
        assertThatThrownBy(() -> Bmc.open(access("ADMIN", PASSWORD, Duration.ofSeconds(1))))
                .satisfies(WayOut.is(Remedy.UNREACHABLE))
                .hasMessageContaining("does not speak IPMI");
    }

    @Test
    public void lostDatagramsAreSentAgain() {
        bmc.losesEvery(bearableLoss());
        try (Bmc opened = Bmc.open(access("ADMIN", PASSWORD, TIMEOUT))) {
            opened.turn(PowerAction.ON);
            assertThat(opened.power()).isEqualTo(Power.ON);
        }
    }
}
