package io.jenkins.plugins.pumphouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import io.jenkins.plugins.pumphouse.host.fuel.FuelAccess;
import io.jenkins.plugins.pumphouse.host.wiring.AuthProtocol;
import io.jenkins.plugins.pumphouse.host.wiring.PrivProtocol;
import io.jenkins.plugins.pumphouse.host.wiring.SwitchAccess;
import io.jenkins.plugins.pumphouse.login.Login;
import io.jenkins.plugins.pumphouse.login.Trust;
import org.junit.Test;

/** The services around a host's move: a cloud's Fuel and a rack's switch. */
public class FuelAndSwitchTest {

    @Test
    public void aFuelWithoutALoginNeedsNone() {
        FuelAccess fuel =
                Yaml.parsedSource("fuel_url: http://10.20.0.2:8000/api/").fuel();
        assertThat(fuel.login()).isNull();
        FuelAccess access = ResolvedAccess.of(fuel, null, null);
        assertThat(access.username()).isNull();
        assertThat(access.tenant()).isEqualTo("admin");
    }

    @Test
    public void aFuelMayHaveItsOwnLoginEnvironmentAndAuthority() {
        FuelAccess fuel = Yaml.parsedSource(
                        "fuel_url: https://10.20.0.2:8443",
                        "fuel_credentials: fuel-admin",
                        "fuel_tenant: services",
                        "fuel_environment: mos-prod",
                        "fuel_ca_cert: certs/fuel.pem")
                .fuel();
        assertThat(fuel)
                .isEqualTo(new FuelAccess(
                        "old",
                        "https://10.20.0.2:8443",
                        Login.stored("fuel-admin"),
                        "services",
                        "mos-prod",
                        new Trust("certs/fuel.pem", false),
                        null));
        assertThat(fuel.trust().caCertPath()).contains("certs/fuel.pem");
        assertThatThrownBy(() -> ResolvedAccess.of(fuel, Login.withToken("t"), null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("\"fuel_credentials\" of cloud \"old\" (\"fuel-admin\") are a secret text");
    }

    @Test
    public void halfALoginAndKeysOfNoFuelAreMistakes() {
        assertThat(Yaml.mistakes(Yaml.workingSourceWith("fuel_url: http://10.20.0.2:8000", "fuel_username: admin")))
                .containsExactly("pumphouse.yaml line 6, column 3: source cloud \"old\" has a \"fuel_username\" but no"
                        + " \"fuel_password\"; add it, or better, write \"fuel_credentials\" with the id of"
                        + " a user name and password that Jenkins keeps");
        assertThat(Yaml.mistakes(Yaml.workingSourceWith("fuel_environment: mos-prod")))
                .containsExactly("pumphouse.yaml line 5, column 3: source cloud \"old\" has \"fuel_environment\" but no"
                        + " \"fuel_url\"; add it");
    }

    @Test
    public void aPasswordOfFuelIsASecretOfItsCloud() {
        Configuration configuration = Configuration.parse(
                "pumphouse.yaml",
                Yaml.workingSourceWith(
                        "fuel_url: http://10.20.0.2:8000", "fuel_username: admin", "fuel_password: hush"));
        assertThat(configuration.holdersOfLiteralSecrets()).isEqualTo("old");
        assertThat(configuration.warnings()).hasSize(1);
        assertThat(configuration.source(null).toString()).doesNotContain("hush");
    }

    @Test
    public void aFuelThatTrustsAnyoneIsWarnedOf() {
        Configuration configuration = Configuration.parse(
                "pumphouse.yaml", Yaml.workingSourceWith("fuel_url: https://10.20.0.2:8443", "fuel_insecure: true"));
        assertThat(configuration.warnings()).hasSize(1).first().asString().contains("is \"fuel_insecure\"");
    }

    @Test
    public void theCommunityOfASwitchComesFromASecretText() {
        SwitchAccess tor = tor("{address: 10.1.0.2, credentials: tor-3}");
        assertThat(tor.login().isStored()).isTrue();
        SwitchAccess access = ResolvedAccess.of(tor, Login.withToken("write"), null);
        assertThat(access.version()).isEqualTo(SwitchAccess.Version.V2C);
        assertThat(access.community()).isEqualTo("write");
        assertThat(access.port()).isEqualTo(161);
        assertThatThrownBy(() -> ResolvedAccess.of(tor, Login.withPassword("u", "p"), null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("SNMP v2c needs a secret text with the community");
    }

    @Test
    public void aSwitchWithVersion3EncryptsWithThePasswordThatSignsUnlessItHasAnother() {
        SwitchAccess tor = tor("{address: 10.1.0.2, version: v3, credentials: tor-3, authentication: sha256}");
        SwitchAccess same = ResolvedAccess.of(tor, Login.withPassword("pump", "signs-well-enough"), null);
        SwitchAccess separate =
                tor("{address: 10.1.0.2, version: v3, credentials: tor-3, privacy_credentials: tor-3-hides}");
        assertThat(same.authentication()).isEqualTo(AuthProtocol.SHA256);
        assertThat(same.privacy()).isEqualTo(PrivProtocol.AES128);
        assertThat(same.privPassword()).isEqualTo("signs-well-enough");
        assertThat(ResolvedAccess.of(
                                separate,
                                Login.withPassword("pump", "signs-well-enough"),
                                Login.withToken("hides-well-enough"))
                        .privPassword())
                .isEqualTo("hides-well-enough");
        assertThatThrownBy(() -> ResolvedAccess.of(tor, Login.withPassword("pump", "short"), null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("at least 8 characters");
    }

    @Test
    public void keysOfVersion3MakeASwitchOne() {
        assertThat(tor("{address: a, username: u, password: long-enough, privacy: none}")
                        .version())
                .isEqualTo(SwitchAccess.Version.V3);
        assertThat(tor("{address: a, community: c}").version()).isEqualTo(SwitchAccess.Version.V2C);
    }

    private static SwitchAccess tor(String described) {
        return HostSettingsIndexTest.parse("switches:\n  tor-3: " + described + "\n")
                .hosts()
                .switchNamed("tor-3")
                .access();
    }
}
