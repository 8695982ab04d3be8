package io.jenkins.plugins.pumphouse.host.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.pumphouse.machines.EmbeddedSwitch;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.After;
import org.junit.Test;
import org.snmp4j.smi.UnsignedInteger32;
import org.snmp4j.smi.VariableBinding;

/** What a port is after its access VLAN was set, and what stays as it was. */
public class SwitchTest {
    private final EmbeddedSwitch tor = EmbeddedSwitch.withPorts(24)
            .vlan(99, "admin")
            .vlan(101, "old cloud")
            .vlan(102, "storage");

    @After
    public void switchOff() {
        tor.close();
    }

    @Test
    public void aPortBecomesAnAccessPortOfTheNewVlanAndNoMemberOfTheOldOne() {
        tor.access(17, 101);
        try (Switch open = Switch.open(SwitchLogins.v2c(tor.port()))) {
            assertThat(open.accessVlan("ge-0/0/17")).isEqualTo(101);
            open.accessVlan("ge-0/0/17", 99);
            assertThat(open.accessVlan("ge-0/0/17")).isEqualTo(99);
        }
        assertThat(tor.pvid(17)).isEqualTo(99);
        assertThat(tor.untagged(17)).containsExactly(99);
        assertThat(tor.tagged(17)).isEmpty();
    }

    @Test
    public void aPortThatIsCalledUntaggedInAVlanToWhichItDoesNotSendIsNotInIt() {
        tor.untaggedEverywhere().access(17, 101);
        try (Switch open = Switch.open(SwitchLogins.v2c(tor.port()))) {
            assertThat(open.isAccessPort("ge-0/0/17", 101)).isTrue();
            open.accessVlan("ge-0/0/17", 99);
            assertThat(open.isAccessPort("ge-0/0/17", 99)).isTrue();
            assertThat(open.isAccessPort("ge-0/0/17", 101)).isFalse();
        }
        assertThat(tor.untagged(17)).containsExactly(99);
    }

    @Test
    public void theSameGoesByVersion3WithShaAndWithSha256() {
        for (SwitchAccess access : List.of(SwitchLogins.sha(tor.port()), SwitchLogins.sha256(tor.port()))) {
            tor.access(17, 101);
            try (Switch open = Switch.open(access)) {
                open.accessVlan("ge-0/0/17", 99);
                assertThat(open.accessVlan("ge-0/0/17")).isEqualTo(99);
            }
            assertThat(tor.untagged(17)).containsExactly(99);
        }
    }

    @Test
    public void whatWasRememberedCanBePutBack() {
        tor.access(17, 101);
        try (Switch open = Switch.open(SwitchLogins.v2c(tor.port()))) {
            int former = open.accessVlan("ge-0/0/17");
            open.accessVlan("ge-0/0/17", 99);
            open.accessVlan("ge-0/0/17", former);
        }
        assertThat(tor.pvid(17)).isEqualTo(101);
        assertThat(tor.untagged(17)).containsExactly(101);
    }

    @Test
    public void aPortOfAnyKindComesBackExactlyAsItWas() {
        tor.access(14, 101).tagged(14, 99).tagged(14, 102);
        tor.access(15, 101).unplugged(15, 101);
        tor.access(16, 101).alsoUntagged(16, 102);
        try (Switch open = Switch.open(SwitchLogins.v2c(tor.port()))) {
            for (int number : List.of(14, 15, 16, 17)) {
                String port = "ge-0/0/" + number;
                List<Object> before = List.of(tor.pvid(number), tor.untagged(number), tor.tagged(number));
                String remembered = open.vlans(port).before(99).toString();
                open.accessVlan(port, 99);
                assertThat(tor.untagged(number)).as(port).containsExactly(99);
                open.vlans(port, PortVlans.of(remembered));
                assertThat(List.of(tor.pvid(number), tor.untagged(number), tor.tagged(number)))
                        .as(port + " with " + remembered)
                        .isEqualTo(before);
            }
        }
    }

    @Test
    public void whatIsRememberedOfAPortIsReadAsItWasWritten() {
        for (String text :
                List.of("101", "101 (tagged 99)", "101 (untagged 101 102)", "101 (untagged none; tagged 7 99)")) {
            assertThat(PortVlans.of(text)).hasToString(text);
        }
        assertThatThrownBy(() -> PortVlans.of("ten")).hasMessage("no VLANs of a port: \"ten\"");
    }

    @Test
    public void aChangeThatWasBrokenOffIsNotRememberedAsWhatThePortHad() {
        tor.access(17, 101);
        breakOffAfter(2);
        try (Switch open = Switch.open(SwitchLogins.v2c(tor.port()))) {
            assertThat(open.vlans("ge-0/0/17").before(99)).hasToString("101");
        }
    }

    @Test
    public void aLoginThatMayWriteIsFoundOutByTellingThePortWhatItHas() {
        tor.access(17, 101);
        try (Switch open = Switch.open(SwitchLogins.v2c(tor.port()))) {
            PortVlans before = open.vlans("ge-0/0/17");
            open.requireWritable("ge-0/0/17", 99);
            assertThat(open.vlans("ge-0/0/17")).isEqualTo(before);
        }
        assertThat(tor.journal())
                .containsExactly(
                        "pvid of port 17 = 101",
                        "egress of VLAN 99 = {}",
                        "untagged of VLAN 99 = {}",
                        "egress of VLAN 101 = {17}",
                        "untagged of VLAN 101 = {17}");
    }

    @Test
    public void taggedVlansAndOtherPortsStay() {
        tor.access(17, 101).tagged(17, 102).access(18, 101).access(16, 99);
        try (Switch open = Switch.open(SwitchLogins.v2c(tor.port()))) {
            open.accessVlan("ge-0/0/17", 99);
        }
        assertThat(tor.tagged(17)).containsExactly(102);
        assertThat(tor.untagged(18)).containsExactly(101);
        assertThat(tor.untagged(16)).containsExactly(99);
        assertThat(tor.untagged(1)).containsExactly(1);
    }

    @Test
    public void nothingIsSentWhereItIsSoAlready() {
        tor.access(17, 99);
        try (Switch open = Switch.open(SwitchLogins.v2c(tor.port()))) {
            open.accessVlan("ge-0/0/17", 99);
        }
        assertThat(tor.journal()).isEmpty();
    }

    @Test
    public void aChangeThatWasBrokenOffAnywhereIsCompletedByTheNextCall() {
        for (int acts = 1; acts <= 5; acts++) {
            tor.access(17, 101);
            breakOffAfter(acts);
            try (Switch again = Switch.open(SwitchLogins.v2c(tor.port()))) {
                again.accessVlan("ge-0/0/17", 99);
                assertThat(again.isAccessPort("ge-0/0/17", 99)).isTrue();
            }
            assertThat(tor.pvid(17)).as("after %d sets", acts).isEqualTo(99);
            assertThat(tor.untagged(17)).as("after %d sets", acts).containsExactly(99);
        }
    }

    @Test
    public void aPortThatStillSendsTheFormerVlanIsNoAccessPortOfTheNewOne() {
        tor.access(17, 101);
        breakOffAfter(3);
        assertThat(tor.pvid(17)).isEqualTo(99);
        assertThat(tor.untagged(17)).containsExactly(99, 101);
        try (Switch open = Switch.open(SwitchLogins.v2c(tor.port()))) {
            assertThat(open.accessVlan("ge-0/0/17")).isEqualTo(99);
            assertThat(open.isAccessPort("ge-0/0/17", 99)).isFalse();
            assertThat(open.isAccessPort("ge-0/0/16", 1)).isTrue();
        }
    }

    /** An answer may come before the thread looks whether it is interrupted. */
    @Test
    public void nothingIsSetAfterAnInterrupt() {
        VariableBinding pvid = new VariableBinding(Mib.row(Mib.PVID, 17), new UnsignedInteger32(99));
        try (SnmpSession session = SnmpSession.open(SwitchLogins.v2c(tor.port()))) {
            session.get(Mib.row(Mib.PVID, 17));
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> session.set(pvid)).hasMessageContaining("interrupted");
            assertThat(Thread.interrupted()).isTrue();

            session.get(Mib.row(Mib.PVID, 17)); // what was sent before is answered before
        }
        assertThat(tor.journal()).isEmpty();
    }

    /** The thread is interrupted while the switch handles its n-th set, as a killed build does it. */
    private void breakOffAfter(int acts) {
        Thread writer = Thread.currentThread();
        int before = tor.journal().size();
        tor.afterSet(what -> {
            if (tor.journal().size() == before + acts) {
                writer.interrupt();
            }
        });
        // However slow the machine is, the switch is not asked twice before the interrupt comes.
        SwitchAccess patient = SwitchLogins.community(tor.port(), EmbeddedSwitch.COMMUNITY, Duration.ofMinutes(2));
        try (Switch first = Switch.open(patient)) {
            assertThatThrownBy(() -> first.accessVlan("ge-0/0/17", 99)).hasMessageContaining("interrupted");
        } finally {
            tor.afterSet(what -> {});
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    public void twoHostsOfOneSwitchAtATimeDoNotUndoEachOther() {
        List<CompletableFuture<Void>> all = IntStream.rangeClosed(1, 8)
                .mapToObj(port -> CompletableFuture.runAsync(() -> {
                    try (Switch open = Switch.open(SwitchLogins.v2c(tor.port()))) {
                        open.accessVlan("ge-0/0/" + port, 99);
                    }
                }))
                .toList();
        all.forEach(CompletableFuture::join);
        for (int port = 1; port <= 8; port++) {
            assertThat(tor.untagged(port)).as("port %d", port).containsExactly(99);
        }
    }

    @Test
    public void aSetOfPortsThatSomebodyElseWroteOverOursIsPutRight() {
        tor.access(17, 101);
        AtomicReference<Boolean> once = new AtomicReference<>(true);
        tor.afterSet(what -> {
            if (what.startsWith("pvid") && once.getAndSet(false)) {
                tor.access(17, 102);
            }
        });
        try (Switch open = Switch.open(SwitchLogins.v2c(tor.port()))) {
            open.accessVlan("ge-0/0/17", 99);
        }
        assertThat(tor.untagged(17)).containsExactly(99);
        assertThat(tor.pvid(17)).isEqualTo(99);
    }

    @Test
    public void aPortIsFoundByNameDescriptionAliasAndNumber() {
        tor.alias(17, "cmp-12 eth0").access(17, 101);
        try (Switch open = Switch.open(SwitchLogins.v2c(tor.port()))) {
            assertThat(List.of("ge-0/0/17", "GE-0/0/17", "Port 17", "cmp-12 eth0", "17"))
                    .allSatisfy(name -> assertThat(open.accessVlan(name)).isEqualTo(101));
        }
    }

    @Test
    public void aPortIsFoundByTheNamesThatNeighboursTell() {
        tor.named(1, "Gi1/0/1").named(2, "Eth1/2").named(3, "xe-0/0/3.0").named(4, "Gi1/0/11");
        tor.access(1, 101).access(2, 101).access(3, 101);
        try (Switch open = Switch.open(SwitchLogins.v2c(tor.port()))) {
            assertThat(List.of("GigabitEthernet1/0/1", "gigabitethernet 1/0/1", "Ethernet1/2", "xe-0/0/3"))
                    .allSatisfy(name -> assertThat(open.accessVlan(name)).isEqualTo(101));
        }
    }

    @Test
    public void aNameWinsOverANumber() {
        tor.alias(18, "17").access(17, 101).access(18, 102);
        try (Switch open = Switch.open(SwitchLogins.v2c(tor.port()))) {
            assertThat(open.accessVlan("17")).isEqualTo(102);
        }
    }
}
