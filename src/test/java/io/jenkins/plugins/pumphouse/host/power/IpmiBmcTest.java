package io.jenkins.plugins.pumphouse.host.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.UnixOperatingSystemMXBean;
import io.jenkins.plugins.pumphouse.login.Login;
import io.jenkins.plugins.pumphouse.login.Trust;
import io.jenkins.plugins.pumphouse.machines.EmbeddedBmc;
import io.jenkins.plugins.pumphouse.machines.Machine;
import io.jenkins.plugins.pumphouse.remedy.Remedy;
import io.jenkins.plugins.pumphouse.remedy.WayOut;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Set;
import org.junit.After;
import org.junit.Test;

/** What our own client of IPMI promises beyond the contract. */
public class IpmiBmcTest {
    private static final UnixOperatingSystemMXBean SYSTEM =
            (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** Nobody waits so long where somebody answers, and a slow answer of a busy machine is no silence. */
    private static final Duration AMPLE = Duration.ofMinutes(1);

    /** The login must come through before the answers are lost, so it is no shorter. */
    private static final Duration SHORT = Duration.ofSeconds(3);

    private final Machine machine = new Machine();
    private final EmbeddedBmc bmc = new EmbeddedBmc(machine);

    @After
    public void close() {
        bmc.close();
    }

    private Bmc open() {
        return open(AMPLE);
    }

    private Bmc open(Duration timeout) {
        return Bmc.open(access("secret", timeout));
    }

    private BmcAccess access(String password, Duration timeout) {
        return new BmcAccess(
                "cmp-12",
                Driver.IPMI,
                "127.0.0.1",
                bmc.port(),
                Login.withPassword("ADMIN", password),
                0,
                Trust.JVM,
                timeout);
    }

    @Test
    public void threeHundredSessionsInARowSucceedAndLeaveNoThreadNoSocketAndNoSessionBehind() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        long files = SYSTEM.getOpenFileDescriptorCount();
        for (int i = 0; i < 300; i++) {
            try (Bmc opened = open()) {
                assertThat(opened.power()).as("session " + i).isEqualTo(Power.OFF);
            }
        }
        long deadline = System.nanoTime() + AMPLE.toNanos();
        while (!before.containsAll(Thread.getAllStackTraces().keySet()) && System.nanoTime() < deadline) {
            Thread.onSpinWait(); // one of an earlier test may end just now
        }
        assertThat(Thread.getAllStackTraces().keySet()).isSubsetOf(before);
        assertThat(SYSTEM.getOpenFileDescriptorCount()).isLessThan(files + 100);
        try (Bmc last = open()) {
            assertThat(last.power()).isEqualTo(Power.OFF);
            assertThat(bmc.sessions()).as("the last one alone").isEqualTo(1);
        }
    }

    @Test
    public void aSessionThatTheBmcForgotIsMadeAnew() {
        try (Bmc opened = open()) {
            bmc.forgetSessions();
            assertThat(opened.power()).isEqualTo(Power.OFF);
        }
    }

    @Test
    public void aResetWhoseAnswerGetsLostIsNotSentTwiceAndSaysSo() {
        machine.power(Power.ON);
        try (Bmc opened = open(SHORT)) {
            bmc.mute(true);
            assertThatThrownBy(() -> opened.turn(PowerAction.RESET))
                    .satisfies(WayOut.is(Remedy.UNREACHABLE))
                    .hasMessageContaining("whether it was carried out is unknown");
        }
        assertThat(machine.starts()).isEqualTo(1);
    }

    @Test
    public void aPowerOnWhoseAnswerGetsLostIsSentAgain() {
        try (Bmc opened = open(SHORT)) {
            bmc.mute(true);
            assertThatThrownBy(() -> opened.turn(PowerAction.ON)).satisfies(WayOut.is(Remedy.UNREACHABLE));
        }
        assertThat(machine.journal()).hasSizeGreaterThan(1);
        assertThat(machine.starts()).isEqualTo(1);
    }

    @Test
    public void forgedAndRepeatedAnswersAreNotBelieved() {
        bmc.forged(true);
        try (Bmc opened = open()) {
            for (int i = 0; i < 200; i++) {
                Power now = i % 3 == 0 ? Power.ON : Power.OFF;
                machine.power(now);
                assertThat(opened.power()).as("question " + i).isEqualTo(now);
            }
        }
    }

    @Test
    public void aBmcOfIpmi15IsNamedAsThat() {
        bmc.old(true);
        assertThatThrownBy(this::open)
                .isInstanceOf(BmcException.Unsupported.class)
                .hasMessageContaining("IPMI 1.5");
    }

    @Test
    public void aCodeThatMeansLaterIsToldFromARefusal() {
        for (int code : new int[] {0xC0, 0xC3, 0xCE, 0xCF, 0xD0, 0xD1, 0xD2, 0xD3}) {
            try (Bmc opened = open()) {
                bmc.answers(0x0001, code);
                assertThatThrownBy(opened::power)
                        .as("0x%02X", code)
                        .isInstanceOf(BmcException.Busy.class)
                        .hasMessageContaining("Wait a minute");
                assertThat(opened.power()).as("the next question is answered").isEqualTo(Power.OFF);
            }
        }
    }

    @Test
    public void aBusyBmcIsNotTakenForOneThatKnowsNothingOfItsMachine() {
        machine.serial("SN-12");
        try (Bmc opened = open()) {
            bmc.answers(0x0A10, 0xC0);
            assertThatThrownBy(opened::identity).isInstanceOf(BmcException.Busy.class);
            assertThat(opened.identity().serial()).isEqualTo("SN-12");
        }
    }

    @Test
    public void aLoginThatComesAtABusyMomentLeavesNoSessionBehind() {
        bmc.answers(0x063B, 0xC0);
        assertThatThrownBy(this::open).isInstanceOf(BmcException.Busy.class);
        open().close();
        assertThat(bmc.sessions()).isZero();
    }

    @Test
    public void aSessionIsEndedOverABadLineToo() {
        bmc.losesEvery(3);
        for (int i = 0; i < 6; i++) {
            Bmc.open(access("secret", AMPLE)).close();
        }
        assertThat(bmc.sessions()).as("of 6").isLessThan(2);
    }

    @Test
    public void aBmcWithoutAFreeSessionIsToldFromOneThatRefusesTheUser() {
        bmc.sessionsAtMost(1);
        try (Bmc first = open()) {
            assertThat(first.power()).isEqualTo(Power.OFF);
            assertThatThrownBy(this::open)
                    .isInstanceOf(BmcException.Busy.class)
                    .hasMessageContaining("no session left")
                    .hasMessageContaining("Wait a minute");
        }
    }

    @Test
    public void aWrongPasswordIsToldAsThatOverABadLineToo() {
        bmc.losesEvery(3);
        assertThatThrownBy(() -> Bmc.open(access("wr0ng-one", AMPLE))).satisfies(WayOut.is(Remedy.WRONG_CREDENTIALS));
    }

    @Test
    public void aBmcThatDoesNotProveThePasswordIsNotAnswered() {
        assertThatThrownBy(() -> Bmc.open(access("wr0ng-one", AMPLE))).hasMessageContaining("RAKP message 2");
    }

    @Test
    public void aPasswordThatIpmiCannotHaveIsNotTried() {
        assertThatThrownBy(() -> Bmc.open(access("one-and-twenty-bytes!", Duration.ofSeconds(1))))
                .satisfies(WayOut.is(Remedy.WRONG_CREDENTIALS))
                .hasMessageContaining("20 bytes");
    }

    @Test
    public void aNameThatLeadsNowhereHasNoBmc() {
        BmcAccess nowhere = new BmcAccess(
                "cmp-12",
                Driver.IPMI,
                "bmc.invalid",
                0,
                Login.withPassword("ADMIN", "secret"),
                0,
                Trust.JVM,
                Duration.ofSeconds(1));
        assertThatThrownBy(() -> Bmc.open(nowhere))
                .satisfies(WayOut.is(Remedy.UNREACHABLE))
                .hasMessageContaining("bmc.invalid:623")
                .hasMessageContaining("cannot be resolved");
    }
}
