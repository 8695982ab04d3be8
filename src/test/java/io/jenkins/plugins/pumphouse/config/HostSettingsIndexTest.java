package io.jenkins.plugins.pumphouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.jenkins.plugins.pumphouse.config.host.HostSettings;
import io.jenkins.plugins.pumphouse.config.host.HostSettingsIndex;
import io.jenkins.plugins.pumphouse.config.host.WiringSettings.By;
import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import io.jenkins.plugins.pumphouse.config.yaml.Position;
import io.jenkins.plugins.pumphouse.host.fuel.layout.DiskRule;
import io.jenkins.plugins.pumphouse.host.model.LayoutPlan;
import io.jenkins.plugins.pumphouse.host.power.BmcAccess;
import io.jenkins.plugins.pumphouse.host.power.BootDevice.Firmware;
import io.jenkins.plugins.pumphouse.host.power.Driver;
import io.jenkins.plugins.pumphouse.login.Login;
import io.jenkins.plugins.pumphouse.login.Trust;
import java.time.Duration;
import org.junit.Test;

/** What the file says of hosts, with what they need not say. */
public class HostSettingsIndexTest {

    @Test
    public void everythingThatCanBeSaidOfAHostIsKept() {
        HostSettings host = host("""
                switches:
                  tor-3: {address: 10.1.0.2, credentials: tor-3}
                hosts:
                  cmp-12:
                    bmc: {driver: redfish, address: bmc-12.example.com, port: 8443, credentials: bmc, timeout: 1m}
                    firmware: UEFI
                    persistent_pxe: true
                    macs: [00:25:90:E7:46:D0, 0025.90e7.46d1, 00-25-90-e7-46-d2, 002590e746d3]
                    serial: 0123
                    switch: tor-3
                    ports: [ge-0/0/17, 18]
                    vlan: 99
                    roles: [compute, ceph-osd]
                    environment: mos-prod
                    template: node-7
                    disks: {os: {size: 64GB, on: first}, vm: rest, image: 512mib}
                    interfaces: {eth0: [fuelweb_admin, management], eth1: public}
                    aggregates: ssd
                    zone: az-2
                    timeouts: {discover: 20m, deploy: 3h}
                """, "cmp-12");

        assertThat(host.machine().bmc())
                .isEqualTo(new BmcAccess(
                                "cmp-12",
                                Driver.REDFISH,
                                "bmc-12.example.com",
                                8443,
                                Login.stored("bmc"),
                                0,
                                Trust.JVM,
                                Duration.ofMinutes(1))
                        .ofMachine(host.machine().serial(), host.machine().macs()));
        assertThat(host.machine().firmware()).isEqualTo(Firmware.UEFI);
        assertThat(host.machine().persistentPxe()).isTrue();
        assertThat(host.machine().macs())
                .containsExactly("00:25:90:e7:46:d0", "00:25:90:e7:46:d1", "00:25:90:e7:46:d2", "00:25:90:e7:46:d3");
        assertThat(host.machine().serial()).isEqualTo("0123");
        assertThat(host.wiring().by()).isEqualTo(By.SWITCH);
        assertThat(host.wiring().ports()).containsExactly("ge-0/0/17", "18");
        assertThat(host.wiring().vlan()).isEqualTo(99);
        assertThat(host.node().roles()).containsExactly("compute", "ceph-osd");
        assertThat(host.node().environment()).isEqualTo("mos-prod");
        assertThat(host.node().layout())
                .extracting(LayoutPlan::disksLike, LayoutPlan::interfacesLike)
                .containsExactly("node-7", "node-7");
        assertThat(host.node().layout().rules().disks())
                .containsExactly(
                        new DiskRule("os", 65_536, "first"),
                        new DiskRule("vm", null, null),
                        new DiskRule("image", 512, null));
        assertThat(host.node().layout().rules().interfaces().get("eth0"))
                .containsExactly("fuelweb_admin", "management");
        assertThat(host.node().layout().rules().interfaces().get("eth1")).containsExactly("public");
        assertThat(host.place().aggregates()).containsExactly("ssd");
        assertThat(host.place().zone()).isEqualTo("az-2");
        assertThat(host.timeouts())
                .containsOnly(entry("discover", Duration.ofMinutes(20)), entry("deploy", Duration.ofHours(3)));
        assertThat(host.position()).isEqualTo(new Position(4, 3));
    }

    @Test
    public void whatNobodySaidIsNothing() {
        HostSettings host = host("hosts:\n  cmp-12: {serial: x}\n", "cmp-12");
        assertThat(host.machine().bmc()).isNull();
        assertThat(host.machine().firmware()).isNull();
        assertThat(host.wiring().by()).isEqualTo(By.NONE);
        assertThat(host.wiring().vlan()).isNull();
        assertThat(host.machine().macs()).isEmpty();
        assertThat(host.node().layout().rules().disks()).isEmpty();
    }

    @Test
    public void aKeyOfTheHostWinsOverTheDefaultAlsoWithinMaps() {
        String text = """
                host_defaults:
                  bmc: {driver: ipmitool, credentials: rack3, suite: 3, timeout: 30s}
                  roles: [compute]
                  timeouts: {discover: 20m, deploy: 3h}
                hosts:
                  cmp-12: {bmc: {address: 10.1.0.12}}
                  cmp-13: {bmc: {address: 10.1.0.13, suite: 17}, roles: [cinder], timeouts: {deploy: 4h}}
                """;
        HostSettings plain = host(text, "cmp-12");
        assertThat(plain.machine().bmc().driver()).isEqualTo(Driver.IPMITOOL);
        assertThat(plain.machine().bmc().login().credentials()).isEqualTo("rack3");
        assertThat(plain.machine().bmc().suite()).isEqualTo(3);
        assertThat(plain.node().roles()).containsExactly("compute");
        HostSettings own = host(text, "cmp-13");
        assertThat(own.machine().bmc().suite()).isEqualTo(17);
        assertThat(own.machine().bmc().timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(own.node().roles()).containsExactly("cinder");
        assertThat(own.timeouts())
                .containsOnly(entry("discover", Duration.ofMinutes(20)), entry("deploy", Duration.ofHours(4)));
    }

    @Test
    public void aLoginComesFromOnePlaceAndNeverHalfFromEach() {
        String text = """
                host_defaults:
                  bmc: {credentials: rack3}
                hosts:
                  cmp-12: {bmc: {address: 10.1.0.12, username: ADMIN, password: secret}}
                """;
        BmcAccess bmc = host(text, "cmp-12").machine().bmc();
        assertThat(bmc.login().credentials()).isNull();
        assertThat(bmc.login()).isEqualTo(Login.withPassword("ADMIN", "secret"));
    }

    @Test
    public void anAuthorityOfTheHostWinsOverDefaultsThatTrustAnyone() {
        String text = """
                host_defaults:
                  bmc: {driver: redfish, credentials: rack3, insecure: true}
                hosts:
                  cmp-12: {bmc: {address: 10.1.0.12, ca_cert: rack3.pem}}
                """;
        BmcAccess bmc = host(text, "cmp-12").machine().bmc();
        assertThat(bmc.trust().insecure()).isFalse();
        assertThat(bmc.trust().caCertPath()).contains("rack3.pem");
    }

    @Test
    public void anchorsAndMergesAreSharedAsInAnyYaml() {
        String text = """
                hosts:
                  cmp-12: &first
                    bmc: &bmc {address: 10.1.0.12, credentials: rack3}
                    roles: [compute]
                  cmp-13:
                    <<: *first
                    bmc: {<<: *bmc, address: 10.1.0.13}
                """;
        assertThat(host(text, "cmp-13").machine().bmc().address()).isEqualTo("10.1.0.13");
        assertThat(host(text, "cmp-13").machine().bmc().login().credentials()).isEqualTo("rack3");
        assertThat(host(text, "cmp-13").node().roles()).containsExactly("compute");
    }

    @Test
    public void aSwitchThatOnlyABlockUsesNeedNotBeDescribed() {
        HostSettings host = host("hosts:\n  cmp-12: {wiring: none, switch: patch-panel, ports: [B7]}\n", "cmp-12");
        assertThat(host.wiring().by()).isEqualTo(By.NONE);
        assertThat(host.wiring().switchName()).isEqualTo("patch-panel");
        assertThat(host.wiring().ports()).containsExactly("B7");
    }

    @Test
    public void hostsInOneTextAreOneNameAndTheErrorSaysHowToWriteAList() {
        HostSettingsIndex hosts = hosts("hosts:\n  cmp-12: {serial: a}\n  cmp-13: {serial: b}\n");
        assertThatThrownBy(() -> hosts.host("cmp-12, cmp-13"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("; several are a list: ['cmp-12', 'cmp-13']");
    }

    @Test
    public void anUnknownHostIsAnsweredWithTheNearestName() {
        HostSettingsIndex hosts = hosts("hosts:\n  cmp-12: {serial: a}\n  cmp-13: {serial: b}\n");
        assertThatThrownBy(() -> hosts.host("cmp12"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("No host \"cmp12\" under \"hosts\" of pumphouse.yaml; did you mean \"cmp-12\"?"
                        + " There are: cmp-12, cmp-13.");
        assertThatThrownBy(() -> hosts.switchNamed("tor-3"))
                .hasMessage(
                        "pumphouse.yaml describes no switch. Add \"tor-3\" under \"switches\", or name the file that"
                                + " does: inventory: <file>.");
    }

    @Test
    public void whatABmcNeedsToBeReachedIsMadeFromTheFileAndTheLogin() {
        BmcAccess bmc = host("hosts:\n  cmp-12: {bmc: {address: 10.1.0.12, credentials: rack3}}\n", "cmp-12")
                .machine()
                .bmc();
        assertThat(bmc.login().isStored()).isTrue();
        BmcAccess access = ResolvedAccess.of(bmc, Login.withPassword("ADMIN", "secret"), null);
        assertThat(access.host()).isEqualTo("cmp-12");
        assertThat(access.port()).isEqualTo(623);
        assertThat(access.password()).isEqualTo("secret");
        assertThatThrownBy(() -> ResolvedAccess.of(bmc, Login.withToken("t"), null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "Credentials \"rack3\" of the BMC of host \"cmp-12\" are a secret text; a BMC needs a user name"
                                + " and a password.");
    }

    @Test
    public void theOneWarningNamesWhosePasswordsStandInTheFile() {
        Configuration configuration = parse("""
                switches:
                  tor-3: {address: 10.1.0.2, community: secret}
                hosts:
                  cmp-12: {bmc: {address: 10.1.0.12, username: ADMIN, password: secret}}
                """);
        assertThat(configuration.hasLiteralSecrets()).isTrue();
        assertThat(configuration.holdersOfLiteralSecrets()).isEqualTo("tor-3, cmp-12");
        assertThat(configuration.warnings())
                .hasSize(1)
                .first()
                .satisfies(warning ->
                        assertThat(warning.message()).contains("tor-3, cmp-12").doesNotContain("secret"));
        assertThat(configuration.hosts().all().toString()
                        + configuration.hosts().switches())
                .contains("10.1.0.12")
                .doesNotContain("secret");
    }

    static Configuration parse(String hosts) {
        return Configuration.parse("pumphouse.yaml", hosts + Yaml.workingSourceWith());
    }

    private static HostSettingsIndex hosts(String text) {
        return parse(text).hosts();
    }

    private static HostSettings host(String text, String name) {
        return hosts(text).host(name);
    }
}
