package io.jenkins.plugins.pumphouse.host.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.pumphouse.machines.EmbeddedSwitch;
import io.jenkins.plugins.pumphouse.remedy.Remedy;
import io.jenkins.plugins.pumphouse.remedy.WayOut;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.After;
import org.junit.Test;

/** Every way in which a switch says no is told apart, with the remedy, and leaves nothing behind. */
public class SwitchFailureTest {
    private final EmbeddedSwitch tor =
            EmbeddedSwitch.withPorts(4).vlan(99, "admin").vlan(101, "");

    @After
    public void switchOff() {
        tor.close();
    }

    @Test
    public void aWrongCommunityIsSilenceAndTheMessageSaysSo() {
        assertThatThrownBy(() -> ask(SwitchLogins.community(tor.port(), "guessed-it", SwitchLogins.SHORT)))
                .satisfies(WayOut.is(Remedy.UNREACHABLE))
                .hasMessageContaining("switch tor-3 (127.0.0.1:" + tor.port() + ") does not answer")
                .hasMessageContaining("A wrong community looks just like that")
                .hasMessageNotContaining("guessed-it");
    }

    @Test
    public void aSwitchThatIsOffIsSilentNoLongerThanTheTimeoutAllows() {
        tor.deaf(true);
        long start = System.nanoTime();
        assertThatThrownBy(() -> ask(SwitchLogins.community(tor.port(), EmbeddedSwitch.COMMUNITY, SwitchLogins.SHORT)))
                .satisfies(WayOut.is(Remedy.UNREACHABLE));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    public void aNameThatLeadsNowhereIsToldAsThat() {
        SwitchAccess nowhere = SwitchAccess.v2c("tor-3", "tor-3.invalid", 0, "c", SwitchLogins.SHORT);
        assertThatThrownBy(() -> Switch.open(nowhere))
                .satisfies(WayOut.is(Remedy.UNREACHABLE))
                .hasMessageContaining("tor-3.invalid:161")
                .hasMessageContaining("no host of that name");
    }

    @Test
    public void namesOfPortsAndVlansNeverEndALineOrOpenAConsoleNote() {
        String hostile = "\u001B[8mha:AAAA\nready: all is well";
        tor.alias(1, hostile).vlan(7, hostile);
        try (Switch open = Switch.open(SwitchLogins.v2c(tor.port()))) {
            assertThatThrownBy(() -> open.accessVlan("ge-9/9/9"))
                    .satisfies(WayOut.is(Remedy.LOST))
                    .hasMessageNotContainingAny("\u001B", "\n");
            assertThatThrownBy(() -> open.accessVlan("2", 4000))
                    .satisfies(WayOut.is(Remedy.LOST))
                    .hasMessageContaining("7 (?[8mha:AAAA?ready: all is well)")
                    .hasMessageNotContainingAny("\u001B", "\n");
        }
    }

    @Test
    public void anUnknownUserIsReportedAtOnce() {
        SwitchAccess access =
                SwitchLogins.v3(tor.port(), "nobody", AuthProtocol.SHA, "signs-well-enough", "hides-well-enough");
        assertThatThrownBy(() -> ask(access))
                .satisfies(WayOut.is(Remedy.WRONG_CREDENTIALS))
                .hasMessageContaining("no SNMP v3 user \"nobody\"");
    }

    @Test
    public void aWrongPasswordIsToldApartFromAWrongUser() {
        SwitchAccess access = SwitchLogins.v3(
                tor.port(), EmbeddedSwitch.USER, AuthProtocol.SHA, "signs-badly", EmbeddedSwitch.PRIV_PASSWORD);
        assertThatThrownBy(() -> ask(access))
                .satisfies(WayOut.is(Remedy.WRONG_CREDENTIALS))
                .hasMessageContaining("user \"pump\"")
                .hasMessageContaining("it is sha now")
                .hasMessageNotContaining("signs-badly");
    }

    @Test
    public void theWrongWayToSignIsAWrongSignatureToo() {
        SwitchAccess access = SwitchLogins.v3(
                tor.port(),
                EmbeddedSwitch.USER,
                AuthProtocol.SHA256,
                EmbeddedSwitch.AUTH_PASSWORD,
                EmbeddedSwitch.PRIV_PASSWORD);
        assertThatThrownBy(() -> ask(access)).satisfies(WayOut.is(Remedy.WRONG_CREDENTIALS));
    }

    @Test
    public void aWrongPrivacyPasswordIsToldApartFromTheOneThatSigns() {
        SwitchAccess access = SwitchLogins.v3(
                tor.port(),
                EmbeddedSwitch.USER,
                AuthProtocol.SHA,
                EmbeddedSwitch.AUTH_PASSWORD,
                "hides-badly",
                SwitchLogins.SHORT);
        assertThatThrownBy(() -> ask(access))
                .satisfies(WayOut.is(Remedy.WRONG_CREDENTIALS))
                .hasMessageContaining("privacy_credentials")
                .hasMessageNotContaining("hides-badly");
    }

    @Test
    public void anUnknownPortIsAnsweredWithThoseThatThereAre() {
        assertThatThrownBy(() -> ask(SwitchLogins.v2c(tor.port()), "ge-0/0/9"))
                .satisfies(WayOut.is(Remedy.LOST))
                .hasMessage("switch tor-3 (127.0.0.1:" + tor.port()
                        + ") has no port \"ge-0/0/9\". There are: ge-0/0/1 (1), ge-0/0/2 (2), ge-0/0/3 (3),"
                        + " ge-0/0/4 (4).");
    }

    @Test
    public void anInterfaceThatIsNoPortOfTheBridgeIsNoPort() {
        assertThatThrownBy(() -> ask(SwitchLogins.v2c(tor.port()), "mgmt0")).satisfies(WayOut.is(Remedy.LOST));
    }

    @Test
    public void aNameOfSeveralPortsIsNotGuessed() {
        tor.alias(1, "spare").alias(3, "spare");
        assertThatThrownBy(() -> ask(SwitchLogins.v2c(tor.port()), "spare"))
                .satisfies(WayOut.is(Remedy.LOST))
                .hasMessageContaining("several ports that are called \"spare\": ge-0/0/1 (1), ge-0/0/3 (3)");
    }

    @Test
    public void anUnknownVlanIsRefusedBeforeAnythingIsSet() {
        assertThatThrownBy(() -> set(SwitchLogins.v2c(tor.port()), 100))
                .satisfies(WayOut.is(Remedy.LOST))
                .hasMessageContaining("has no VLAN 100")
                .hasMessageEndingWith("There are: 1 (default), 99 (admin), 101.");
        assertThat(tor.journal()).isEmpty();
    }

    @Test
    public void aCommunityThatMayOnlyReadIsToldToBeAllowedToWrite() {
        assertThatThrownBy(() ->
                        set(SwitchLogins.community(tor.port(), EmbeddedSwitch.READ_ONLY, SwitchLogins.TIMEOUT), 99))
                .satisfies(WayOut.is(Remedy.MISSING_RIGHT))
                .hasMessageContaining("refuses to set the ports of VLAN 99")
                .hasMessageContaining("Allow this community to write");
        assertThat(tor.pvid(1)).isEqualTo(1);
    }

    @Test
    public void aSwitchThatSaysYesAndDoesNothingIsFoundOut() {
        tor.forgetful(true);
        assertThatThrownBy(() -> set(SwitchLogins.v2c(tor.port()), 99))
                .satisfies(WayOut.is(Remedy.CONFLICT))
                .hasMessageContaining("the port is in VLAN 1 afterwards");
    }

    @Test
    public void anInterruptEndsTheWaitAtOnce() throws Exception {
        tor.deaf(true);
        CountDownLatch asking = new CountDownLatch(1);
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            asking.countDown();
            try {
                ask(SwitchLogins.community(tor.port(), EmbeddedSwitch.COMMUNITY, Duration.ofMinutes(5)));
                end.complete(null);
            } catch (RuntimeException e) {
                end.complete(Thread.currentThread().isInterrupted() ? e : null);
            }
        });
        waiting.start();
        assertThat(asking.await(1, TimeUnit.MINUTES)).isTrue();
        waiting.interrupt();
        assertThat(end.get(1, TimeUnit.MINUTES)).isInstanceOf(CancellationException.class);
    }

    @Test
    public void noThreadIsLeftAfterClose() {
        Set<Thread> before = threads();
        ask(SwitchLogins.sha(tor.port()));
        assertThatThrownBy(() -> ask(SwitchLogins.community(tor.port(), "wrong", SwitchLogins.SHORT)))
                .satisfies(WayOut.is(Remedy.UNREACHABLE));
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!before.containsAll(threads()) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(threads()).isSubsetOf(before);
    }

    @Test
    public void secretsAreNotShown() {
        assertThat(SwitchLogins.v2c(1).toString() + SwitchLogins.sha(1))
                .contains("tor-3", EmbeddedSwitch.USER)
                .doesNotContain(EmbeddedSwitch.COMMUNITY, EmbeddedSwitch.AUTH_PASSWORD, EmbeddedSwitch.PRIV_PASSWORD);
    }

    @Test
    public void aPasswordThatVersion3WouldNotTakeIsRefusedBeforeItIsSent() {
        assertThatThrownBy(() -> SwitchLogins.v3(1, "pump", AuthProtocol.SHA, "short", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 8 characters");
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().toLowerCase().matches(".*(snmp|udp|timer|transport).*"))
                .collect(Collectors.toSet());
    }

    private static int ask(SwitchAccess access) {
        return ask(access, "1");
    }

    private static int ask(SwitchAccess access, String port) {
        try (Switch open = Switch.open(access)) {
            return open.accessVlan(port);
        }
    }

    private static void set(SwitchAccess access, int vlan) {
        try (Switch open = Switch.open(access)) {
            open.accessVlan("1", vlan);
        }
    }
}
