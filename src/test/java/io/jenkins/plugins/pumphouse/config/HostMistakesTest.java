package io.jenkins.plugins.pumphouse.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

/** Every mistake about machines is one line with its place, what is wrong and what would be right. */
public class HostMistakesTest {

    @Test
    public void aKeyThatIsMistypedOrOfAnotherToolIsAnsweredWithOurs() {
        assertThat(mistakes(
                        "hosts:\n  cmp-12:\n    mac: 00:25:90:e7:46:d0\n    bmc: {ip: 10.1.0.12, credentials: c}\n"))
                .containsExactly(
                        "pumphouse.yaml line 3, column 5: unknown key \"mac\" in host \"cmp-12\"; did you mean"
                                + " \"macs\"?",
                        "pumphouse.yaml line 4, column 10: \"bmc\" of host \"cmp-12\" has no \"address\"; add it",
                        "pumphouse.yaml line 4, column 11: unknown key \"ip\" in \"bmc\" of host \"cmp-12\"; did you"
                                + " mean \"address\"?");
    }

    @Test
    public void twoHostsMayNotShareWhatOneMachineHas() {
        String text = """
            switches:
              tor-3: {address: 10.1.0.2, credentials: tor-3}
            hosts:
              cmp-12: {bmc: {address: 10.1.0.12, credentials: c}, macs: ["00:25:90:e7:46:d0"], switch: tor-3, ports: 17, vlan: 99}
              cmp-13: {bmc: {address: 10.1.0.12, credentials: c}, macs: ["00:25:90:E7:46:D0"], switch: tor-3, ports: 17, vlan: 99}
            """;
        assertThat(mistakes(text))
                .containsExactly(
                        shared("the BMC 10.1.0.12"),
                        shared("the MAC address 00:25:90:e7:46:d0"),
                        shared("port 17 of switch tor-3"));
    }

    @Test
    public void hostsOfOneChassisShareItsBmcIfEachNamesItsSystem() {
        String text = """
            host_defaults: {bmc: {driver: redfish, credentials: c}}
            hosts:
              cmp-12: {bmc: {address: 10.1.0.12, system: Node1}}
              cmp-13: {bmc: {address: 10.1.0.12, system: /redfish/v1/Systems/Node2}}
            """;
        assertThat(mistakes(text + "  cmp-14: {bmc: {address: 10.1.0.12, system: /redfish/v1/Systems/node2/}}\n"))
                .singleElement()
                .asString()
                .contains("has the BMC 10.1.0.12 with the system", "which is of host \"cmp-13\"");
        assertThat(mistakes(text + "  cmp-14: {bmc: {address: 10.1.0.12}, serial: a}\n"))
                .singleElement()
                .asString()
                .contains("which is of host \"cmp-12\"", "give each of them its \"system\"");
        assertThat(mistakes("hosts: {a: {bmc: {address: 10.1.0.12, credentials: c, system: Node1}}}\n"))
                .singleElement()
                .asString()
                .contains("\"system\" of \"bmc\" of host \"a\" is nothing that the driver ipmi uses");
        assertThat(mistakes("host_defaults: {bmc: {credentials: c, system: Node1}}\n"))
                .singleElement()
                .asString()
                .contains("each host has its own");
    }

    @Test
    public void whatFuelIsToldOfANodeHasItsForm() {
        assertThat(mistakes("""
                host_defaults: {emptied: [cinder]}
                hosts:
                  cmp-1: {rename: sure, labels: [a], node_group: [1], template: {disk: node-7}}
                  cmp-2: {labels: {rack: [3]}, template: [node-7], hostname: true, label: {}, group: 1}
                """))
                .containsExactly(
                        "pumphouse.yaml line 1, column 17: unknown key \"emptied\" in \"host_defaults\" of the"
                                + " configuration; say it for each host whose data has left",
                        "pumphouse.yaml line 3, column 19: \"rename\" of host \"cmp-1\" must be true or false, not"
                                + " \"sure\"",
                        "pumphouse.yaml line 3, column 33: \"labels\" of host \"cmp-1\" must be a map such as {rack:"
                                + " '3', owner: storage}, not a list",
                        "pumphouse.yaml line 3, column 50: \"node_group\" of host \"cmp-1\" must be text, not a list",
                        "pumphouse.yaml line 3, column 66: unknown key \"disk\" in \"template\" of host \"cmp-1\"; did"
                                + " you mean \"disks\"?",
                        "pumphouse.yaml line 4, column 26: label \"rack\" of \"labels\" of host \"cmp-2\" must be text,"
                                + " not a list",
                        "pumphouse.yaml line 4, column 42: \"template\" of host \"cmp-2\" must be a node such as node-7,"
                                + " or a map such as {disks: node-7, interfaces: node-9}, not a list",
                        "pumphouse.yaml line 4, column 52: unknown key \"hostname\" in host \"cmp-2\"; did you mean"
                                + " \"rename\"?",
                        "pumphouse.yaml line 4, column 68: unknown key \"label\" in host \"cmp-2\"; did you mean"
                                + " \"labels\"?",
                        "pumphouse.yaml line 4, column 79: unknown key \"group\" in host \"cmp-2\"; did you mean"
                                + " \"node_group\"?");
    }

    @Test
    public void aControllerCannotBeSaidToBeEmptied() {
        for (String role : List.of("controller", "primary-controller")) {
            assertThat(mistakes("hosts:\n  cmp-1: {emptied: [cinder, " + role + "]}\n"))
                    .singleElement()
                    .asString()
                    .contains("line 2, column", "host \"cmp-1\"", "the source runs on a controller");
        }
    }

    @Test
    public void oneBmcInTwoSpellingsIsOne() {
        for (String[] two : new String[][] {
            {"address: 10.1.0.12", "address: 10.1.0.12, port: 623"},
            {"address: 10.1.0.12", "address: 10.1.0.12, driver: redfish"},
            {"address: 10.1.0.12", "address: 010.001.0.12"},
            {"address: BMC-12.example.org", "address: bmc-12.Example.org."},
            {"address: \"fd00::12\"", "address: \"[FD00:0:0::0012]\""},
            {"address: 10.1.0.12", "address: \"::ffff:10.1.0.12\""},
            {"address: 10.1.0.12, port: 6231", "address: 10.1.0.12, port: 6231, driver: ipmitool"}
        }) {
            String text = "hosts:\n  cmp-12: {bmc: {" + two[0] + ", credentials: c}}\n  cmp-13: {bmc: {" + two[1]
                    + ", credentials: c}}\n";
            assertThat(mistakes(text))
                    .as(text)
                    .singleElement()
                    .asString()
                    .contains("host \"cmp-13\" has the BMC ")
                    .contains("which is of host \"cmp-12\"");
        }
    }

    @Test
    public void twoBmcsBehindOneAddressAreTwo() {
        assertThat(Configuration.parse(
                                "f",
                                "source:\n- {name: old, auth_url: \"http://h:5000\", credentials: c}\nhosts:\n"
                                        + "  cmp-12: {bmc: {address: 10.1.0.12, port: 6231, credentials: c}}\n"
                                        + "  cmp-13: {bmc: {address: 10.1.0.12, port: 6232, credentials: c}}\n")
                        .hosts()
                        .all())
                .hasSize(2);
    }

    @Test
    public void onePortOrSerialInTwoSpellingsIsOne() {
        for (String[] two : new String[][] {
            {"switch: tor-3, ports: Gi1/1", "switch: tor-3, ports: gi1/1"},
            {"switch: tor-3, ports: Gi1/0/1", "switch: tor-3, ports: GigabitEthernet1/0/1"},
            {"switch: tor-3, ports: Eth1/2", "switch: the-same, ports: Ethernet1/2"}
        }) {
            String text =
                    "switches: {tor-3: {address: 10.1.0.2, credentials: c}, the-same: {address: 10.1.0.2, port: 161,"
                            + " credentials: c}}\n"
                            + "hosts:\n"
                            + "  cmp-12:"
                            + " {" + two[0] + ", vlan: 99}\n  cmp-13: {" + two[1] + ", vlan: 99}\n";
            assertThat(mistakes(text)).as(text).singleElement().asString().contains("host \"cmp-13\" has port ");
        }
        assertThat(mistakes("hosts:\n  cmp-12: {serial: CZ3217XKL1}\n  cmp-13: {serial: cz3217xkl1}\n"))
                .singleElement()
                .asString()
                .contains("host \"cmp-13\" has the serial cz3217xkl1");
    }

    private static String shared(String what) {
        return "pumphouse.yaml line 5, column 3: host \"cmp-13\" has " + what
                + ", which is of host \"cmp-12\" in pumphouse.yaml line 4, column 3; no two hosts share it";
    }

    @Test
    public void aHostThatIsDescribedTwiceIsRefused() {
        assertThat(mistakes("hosts:\n  cmp-12: {serial: a}\n  cmp-12: {serial: b}\n"))
                .containsExactly(
                        "pumphouse.yaml line 3, column 3: host \"cmp-12\" is described twice in \"hosts\" of the"
                                + " configuration; keep one");
    }

    @Test
    public void aSwitchNeedsPortsAndAVlanOrNobodyToSetIt() {
        assertThat(mistakes("switches:\n  tor-3: {address: a, credentials: c}\nhosts:\n  cmp-12:\n    switch: tor-3\n"))
                .containsExactly(
                        "pumphouse.yaml line 5, column 5: host \"cmp-12\" has a switch but no \"ports\" on it; add it,"
                                + " or say wiring: none where no switch has to be set",
                        "pumphouse.yaml line 5, column 5: host \"cmp-12\" has a switch but no \"vlan\", the one of"
                                + " Fuel's Admin network; add it, or say wiring: none where no switch has to be set");
    }

    @Test
    public void aSwitchThatIsNotDescribedIsAnsweredWithTheNearest() {
        assertThat(mistakes("switches:\n"
                        + "  tor-3: {address: a, credentials: c}\n"
                        + "hosts:\n"
                        + "  cmp-12: {switch: tor3, ports: 1, vlan: 9}\n"))
                .containsExactly(
                        "pumphouse.yaml line 4, column 3: host \"cmp-12\" is on switch \"tor3\", which is not under"
                                + " \"switches\"; did you mean \"tor-3\"? There is: tor-3");
    }

    @Test
    public void whatOnlyOneMachineCanHaveIsNoDefault() {
        assertThat(mistakes("host_defaults:\n  macs: []\n  bmc: {address: 10.1.0.12}\n"))
                .containsExactly(
                        "pumphouse.yaml line 2, column 3: unknown key \"macs\" in \"host_defaults\" of the"
                                + " configuration; each host has its own",
                        "pumphouse.yaml line 3, column 9: unknown key \"address\" in \"bmc\" of \"host_defaults\" of"
                                + " the configuration; each host has its own");
    }

    @Test
    public void valuesThatAreNoneAreToldWithWhatWouldBeOne() {
        String text = """
            hosts:
              cmp-12:
                bmc: {driver: ilo, address: "https://10.1.0.12/", port: 0, suite: 4, credentials: c}
                macs: [00:25:90:e7:46, "01:00:5e:00:00:01"]
                vlan: 4095
                disks: {os: 64, vm: {on: sda}}
                timeouts: {discover: soon, sleep: 1m}
            """;
        assertThat(mistakes(text))
                .containsExactly(
                        at(3, 19)
                                + "\"driver\" of \"bmc\" of host \"cmp-12\" must be one of ipmi, ipmitool, redfish, not"
                                + " \"ilo\"",
                        at(3, 33)
                                + "\"address\" of \"bmc\" of host \"cmp-12\" must be a host name or an IP address;"
                                + " leave out \"http://\", paths and user names",
                        at(3, 61) + "\"port\" of \"bmc\" of host \"cmp-12\" must be a port from 1 to 65535, not \"0\"",
                        at(3, 71) + "\"suite\" of \"bmc\" of host \"cmp-12\" must be one of 3, 17, auto, not \"4\"",
                        at(4, 12)
                                + "an item of \"macs\" of host \"cmp-12\" must be a MAC address such as"
                                + " 00:25:90:e7:46:d0, not \"00:25:90:e7:46\"",
                        at(4, 28)
                                + "an item of \"macs\" of host \"cmp-12\" must be a MAC address such as"
                                + " 00:25:90:e7:46:d0; \"01:00:5e:00:00:01\" is a multicast address, which no"
                                + " interface has",
                        at(5, 11) + "\"vlan\" of host \"cmp-12\" must be a VLAN from 1 to 4094, not \"4095\"",
                        at(6, 17)
                                + "volume \"os\" of \"disks\" of host \"cmp-12\" must be a size such as 64GB or 512MB,"
                                + " or rest, not \"64\"",
                        at(6, 25) + "volume \"vm\" of \"disks\" of host \"cmp-12\" has no \"size\"; add it",
                        at(7, 26)
                                + "\"discover\" of \"timeouts\" of host \"cmp-12\" must be a time such as 30s or 5m,"
                                + " or a number of seconds (1 to 604800), not \"soon\"",
                        at(7, 32)
                                + "unknown key \"sleep\" in \"timeouts\" of host \"cmp-12\"; known are interlock,"
                                + " leave, power_off, rewire, boot, discover, assign, deploy, arrive");
    }

    @Test
    public void aBmcWithoutALoginIsRefused() {
        assertThat(mistakes("hosts:\n  cmp-12: {bmc: {address: 10.1.0.12}}\n"))
                .containsExactly(
                        "pumphouse.yaml line 2, column 17: \"bmc\" of host \"cmp-12\" says nothing to log in with; add"
                                + " \"credentials\" with the id of Jenkins credentials (or \"username\" and"
                                + " \"password\")");
    }

    @Test
    public void whatTheDriverDoesNotUseIsNotSilentlyPassedOver() {
        assertThat(mistakes("hosts:\n  cmp-12: {bmc: {address: 10.1.0.12, credentials: c, ca_cert: a.pem}}\n"))
                .containsExactly(
                        "pumphouse.yaml line 2, column 54: \"ca_cert\" of \"bmc\" of host \"cmp-12\" is nothing that"
                                + " the driver ipmi uses; take it out");
    }

    @Test
    public void theLoginOfASwitchFitsItsVersion() {
        assertThat(mistakes("switches:\n  a: {address: a, version: v2c, username: u}\n"))
                .containsExactly(
                        "pumphouse.yaml line 2, column 6: switch \"a\" says nothing to log in with; add"
                                + " \"credentials\" with the id of Jenkins credentials that hold the community as secret"
                                + " text (or \"community\")",
                        "pumphouse.yaml line 2, column 33: \"username\" of switch \"a\" belongs to SNMP v3; take it"
                                + " out, or say version: v3");
        assertThat(mistakes("switches:\n  a: {address: a, username: u, password: short}\n"))
                .containsExactly(
                        "pumphouse.yaml line 2, column 42: \"password\" of switch \"a\" must be a password of at least"
                                + " 8 characters; SNMP v3 takes none that is shorter");
    }

    @Test
    public void hostsMustBeAMapOfMaps() {
        assertThat(mistakes("hosts: [cmp-12]\n"))
                .containsExactly(
                        "pumphouse.yaml line 1, column 8: \"hosts\" of the configuration must be a map such as cmp-12:"
                                + " {bmc: {address: 10.1.0.12, credentials: bmc-rack3}}, not a list");
        assertThat(mistakes("hosts:\n  cmp-12:\n"))
                .containsExactly(
                        "pumphouse.yaml line 2, column 3: host \"cmp-12\" is empty; describe it such as cmp-12: {bmc:"
                                + " {address: 10.1.0.12, credentials: bmc-rack3}}");
    }

    private static String at(int line, int column) {
        return "pumphouse.yaml line " + line + ", column " + column + ": ";
    }

    private static List<String> mistakes(String hosts) {
        return Yaml.mistakes(hosts + Yaml.workingSourceWith());
    }
}
