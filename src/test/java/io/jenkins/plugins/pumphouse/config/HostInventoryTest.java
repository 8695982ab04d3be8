package io.jenkins.plugins.pumphouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.pumphouse.clouds.wire.ProcessorTime;
import io.jenkins.plugins.pumphouse.config.host.HostSettings;
import io.jenkins.plugins.pumphouse.config.host.HostSettingsIndex;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import io.jenkins.plugins.pumphouse.host.model.LayoutPlan;
import io.jenkins.plugins.pumphouse.host.model.NodeNaming;
import io.jenkins.plugins.pumphouse.host.power.Driver;
import io.jenkins.plugins.pumphouse.login.Login;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Inventories that a configuration names, the original's among them. */
public class HostInventoryTest {
    /** Written by hand with the keys, anchors and merges of the original's sample. */
    static final String ORIGINAL = """
        ipmi_default: &ipmi_default
            user: operator
            password: rosebud

        ethernet_description: &ethernet_description
            ip: []   # [] | [ ip1, ip2 ] | [ DHCP ]
            hwaddr:
            vlan: []
            tags: []

        default_gw: &default_gw
            ip: 192.0.2.1

        default_ns: &default_ns
            - 192.0.2.1

        ipmi:
            bmc-1.example.org: &bmc-1
                auth: *ipmi_default
                host: bmc-1.example.org

        hosts:
            compute-1:
                gw: *default_gw
                ns: *default_ns
                ipmi: *bmc-1
                notes:
                    - upper half of the rack
                interfaces:
                    eth0:
                        <<: *ethernet_description
                        ip: [ 192.0.2.11 ]
                        vlan: [ 100 ]
                        hwaddr: 52:54:00:AA:00:01
                        tags:
                            - fuel.api
                    eth1:
                        <<: *ethernet_description
                        vlan: [ 101 ]
                        hwaddr: 52:54:00:AA:00:02
                    eth2:
                        <<: *ethernet_description
        """;

    @Test
    public void theInventoryOfTheOriginalWorksAsItIs() {
        HostSettingsIndex hosts = hosts("inventory: inventory.yaml\n", Map.of("inventory.yaml", ORIGINAL));
        HostSettings host = hosts.host("compute-1");
        assertThat(host.machine().macs()).containsExactly("52:54:00:aa:00:01", "52:54:00:aa:00:02");
        assertThat(host.machine().bmc().address()).isEqualTo("bmc-1.example.org");
        assertThat(host.machine().bmc().driver()).isEqualTo(Driver.IPMI);
        assertThat(host.machine().bmc().login()).isEqualTo(Login.withPassword("operator", "rosebud"));
        assertThat(host.node().layout().rules().interfaces()).isEmpty();
        assertThat(host.file()).isEqualTo("inventory.yaml");
        assertThat(hosts.warnings())
                .hasSize(1)
                .first()
                .satisfies(warning -> assertThat(warning.toString())
                        .startsWith(
                                "inventory.yaml line 23, column 5: holds passwords or tokens of compute-1 for everyone")
                        .doesNotContain("rosebud"));
    }

    @Test
    public void defaultsOfTheConfigurationHoldForTheInventoryAndItsOwnWinOverThem() {
        String text = """
            host_defaults: {vlan: 99, roles: [compute], bmc: {driver: ipmitool, timeout: 40s}}
            inventory: [a.yaml, b.yaml]
            """;
        String own = "host_defaults: {roles: [cinder], bmc: {suite: 3}}\n";
        HostSettingsIndex hosts = hosts(
                text,
                Map.of(
                        "a.yaml",
                        ORIGINAL,
                        "b.yaml",
                        own + "hosts:\n  cmp-2: {bmc: {address: 10.0.0.2, credentials: c}}\n"));
        assertThat(hosts.host("compute-1").wiring().vlan()).isEqualTo(99);
        assertThat(hosts.host("compute-1").node().roles()).containsExactly("compute");
        assertThat(hosts.host("compute-1").machine().bmc().driver()).isEqualTo(Driver.IPMITOOL);
        assertThat(hosts.host("cmp-2").node().roles()).containsExactly("cinder");
        assertThat(hosts.host("cmp-2").machine().bmc().suite()).isEqualTo(3);
        assertThat(hosts.host("cmp-2").machine().bmc().timeout()).hasSeconds(40);
        assertThat(hosts.all()).extracting(HostSettings::name).containsExactly("compute-1", "cmp-2");
    }

    @Test
    public void whatFuelIsToldOfANodeIsReadAndTheHostsOwnWinsOverTheDefaults() {
        HostSettingsIndex hosts = hosts("""
            host_defaults: {rename: false, labels: {rack: '3', owner: storage}, node_group: rack-3, template: node-7}
            hosts:
              cmp-1: {}
              cmp-2: {rename: true, labels: {owner: web}, node_group: 2, template: {disks: node-8}, emptied: ceph-osd}
              cmp-3: {template: {interfaces: node-9, disks: node-8}, emptied: [cinder, base-os]}
            """, Map.of());

        assertThat(hosts.host("cmp-1").node().layout().naming())
                .isEqualTo(new NodeNaming(false, Map.of("rack", "3", "owner", "storage"), "rack-3"));
        assertThat(hosts.host("cmp-1").node().layout())
                .extracting(LayoutPlan::disksLike, LayoutPlan::interfacesLike)
                .containsExactly("node-7", "node-7");
        assertThat(hosts.host("cmp-1").emptied()).isEmpty();
        assertThat(hosts.host("cmp-2").node().layout().naming())
                .isEqualTo(new NodeNaming(true, Map.of("owner", "web"), "2"));
        assertThat(hosts.host("cmp-2").node().layout())
                .extracting(LayoutPlan::disksLike, LayoutPlan::interfacesLike)
                .containsExactly("node-8", null);
        assertThat(hosts.host("cmp-2").emptied()).containsExactly("ceph-osd");
        assertThat(hosts.host("cmp-3").node().layout())
                .extracting(LayoutPlan::disksLike, LayoutPlan::interfacesLike)
                .containsExactly("node-8", "node-9");
        assertThat(hosts.host("cmp-3").emptied()).containsExactlyInAnyOrder("cinder", "base-os");
    }

    @Test
    public void aNodeIsRenamedWithoutLabelsInFuelsOwnNodeGroupIfNobodySaysOtherwise() {
        HostSettingsIndex hosts = hosts("hosts: {cmp-1: {}}\n", Map.of());

        assertThat(hosts.host("cmp-1").node().layout().naming()).isEqualTo(new NodeNaming(true, Map.of(), null));
        assertThat(hosts.host("cmp-1").node().layout())
                .extracting(LayoutPlan::disksLike, LayoutPlan::interfacesLike)
                .containsExactly(null, null);
    }

    @Test
    public void anInterfaceOfInfiniBandIsPassedOver() {
        HostSettingsIndex hosts = hosts("inventory: i.yaml\n", Map.of("i.yaml", """
            hosts:
              node-1:
                ipmi: {auth: {user: a, password: b}, host: 10.1.0.12}
                interfaces:
                  eth0: {hwaddr: "00:25:90:E7:46:D0"}
                  ib0: {hwaddr: "a0:00:02:20:fe:80:00:00:00:00:00:00:e4:1d:2d:03:00:4a:5b:6c"}
            """));
        assertThat(hosts.host("node-1").machine().macs()).containsExactly("00:25:90:e7:46:d0");
    }

    /** Each key looked at once takes less than a second; each once per way to it, longer than anybody waits. */
    @Test(timeout = 60_000)
    public void anInventoryOfThousandsOfKeysTakesASecondOfTheProcessor() {
        StringBuilder text =
                new StringBuilder("shared: &shared {roles: [compute], bmc: {driver: ipmi, credentials: c}}\n");
        for (int i = 0; i < 2000; i++) {
            text.append("k" + i + ": &k" + i + "\n  common: *shared\n")
                    .append(i == 0 ? "" : "  before: *k" + (i - 1) + "\n");
        }
        text.append("hosts:\n  cmp-1: {<<: *shared, serial: a}\n  last: {<<: *shared, serial: b, notes: *k1999}\n");
        ProcessorTime processor = ProcessorTime.begin();
        List<String> mistakes = mistakes("inventory: i.yaml\n", text.toString());
        Duration taken = processor.taken();

        assertThat(mistakes)
                .hasSize(2)
                .allMatch(mistake -> mistake.contains("\"bmc\" of host") && mistake.contains("has no \"address\""));
        assertThat(taken).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    public void aHostOfTheInventoryMayBeOnASwitchOfTheConfiguration() {
        HostSettingsIndex hosts = hosts(
                "switches: {tor-3: {address: 10.1.0.2, credentials: c}}\ninventory: i.yaml\n",
                Map.of("i.yaml", "hosts: {cmp-2: {switch: tor-3, ports: 1, vlan: 99}}\n"));
        assertThat(hosts.switchNamed(hosts.host("cmp-2").wiring().switchName())
                        .access()
                        .address())
                .isEqualTo("10.1.0.2");
    }

    @Test
    public void hostsOfTwoFilesMayNotShareAMachine() {
        assertThat(mistakes(
                        "hosts: {cmp-1: {bmc: {address: 10.0.0.1, credentials: c}}}\ninventory: i.yaml\n",
                        "hosts: {cmp-2: {bmc: {address: 10.0.0.1, credentials: c}}}\n"))
                .containsExactly(
                        "i.yaml line 1, column 9: host \"cmp-2\" has the BMC 10.0.0.1, which is of host \"cmp-1\" in"
                                + " pumphouse.yaml line 1, column 9; no two hosts share it");
        assertThat(mistakes("hosts: {cmp-1: {serial: a}}\ninventory: i.yaml\n", "hosts: {cmp-1: {serial: a}}\n"))
                .containsExactly(
                        "i.yaml line 1, column 9: host \"cmp-1\" is described twice, first in pumphouse.yaml line 1,"
                                + " column 9; keep one");
    }

    @Test
    public void aKeyThatOnlyHoldsAnAnchorMayHaveAnyNameOneThatNothingRefersToMayNot() {
        assertThat(mistakes(
                        "inventory: i.yaml\n",
                        "shared: &shared {serial: a}\nhots: {a: {serial: b}}\nhosts: {b: *shared}\n"))
                .containsExactly(
                        "i.yaml line 2, column 1: unknown key \"hots\" in the inventory; did you mean \"hosts\"?");
    }

    @Test
    public void anInventoryThatIsNoneIsToldByItsName() {
        assertThat(mistakes("inventory: i.yaml\n", "# nothing yet\n"))
                .containsExactly("i.yaml: is empty; it must describe hosts under \"hosts\"");
        assertThat(mistakes("inventory: i.yaml\n", "- cmp-1\n"))
                .containsExactly("i.yaml line 1, column 1: must be a map with the key \"hosts\", not a list");
        assertThat(mistakes("inventory: i.yaml\n", "hosts: {cmp-1: [\n"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("i.yaml line 2, column 1: ");
    }

    @Test
    public void bothWordsForABmcAreOneTooMany() {
        assertThat(mistakes(
                        "inventory: i.yaml\n",
                        "hosts: {a: {bmc: {address: x, credentials: c}, ipmi: {host: x, auth: {user: u,"
                                + " password: p}}}}\n"))
                .containsExactly(
                        "i.yaml line 1, column 48: host \"a\" has \"bmc\" and \"ipmi\", which mean the same; keep"
                                + " \"bmc\"");
    }

    @Test
    public void aTextThatNobodyBroughtIsTheCallersMistake() {
        Configuration configuration = HostSettingsIndexTest.parse("inventory: i.yaml\n");
        assertThat(configuration.inventories()).containsExactly("i.yaml");
        assertThatThrownBy(configuration::hosts)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("i.yaml");
    }

    @Test
    public void aPyramidOfAnchorsIsReadInNoTime() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 1000; i++) {
            text.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [")
                    .append(("*a" + (i - 1) + ",").repeat(9))
                    .append("]\n");
        }
        text.append("hosts: {cmp-1: {notes: *a999}}\n");
        HostSettingsIndex hosts = hosts("inventory: i.yaml\n", Map.of("i.yaml", text.toString()));
        assertThat(hosts.host("cmp-1").machine().macs()).isEmpty();
    }

    private static HostSettingsIndex hosts(String text, Map<String, String> inventories) {
        return HostSettingsIndexTest.parse(text).hosts(inventories);
    }

    private static List<String> mistakes(String text, String inventory) {
        ConfigurationException refused =
                catchThrowableOfType(ConfigurationException.class, () -> hosts(text, Map.of("i.yaml", inventory)));
        assertThat(refused).as("accepted").isNotNull();
        return refused.getMessage().lines().toList();
    }
}
