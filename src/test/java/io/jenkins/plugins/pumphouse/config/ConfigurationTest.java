package io.jenkins.plugins.pumphouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import io.jenkins.plugins.pumphouse.config.yaml.Mistake;
import io.jenkins.plugins.pumphouse.config.yaml.Position;
import io.jenkins.plugins.pumphouse.login.AccountScope;
import io.jenkins.plugins.pumphouse.login.Login;
import io.jenkins.plugins.pumphouse.login.Secret;
import io.jenkins.plugins.pumphouse.login.Trust;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import io.jenkins.plugins.pumphouse.openstack.EndpointChoice;
import io.jenkins.plugins.pumphouse.openstack.Interface;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class ConfigurationTest {
    private static final String TWO_OF_EACH = """
        source:
          - {name: grizzly, auth_url: "https://10.10.10.10:5000/v2.0/", credentials: a}
          - {name: havana, auth_url: "https://10.10.10.11:5000", credentials: b}
        target:
          - {name: mira-os-1, auth_url: "https://10.0.1.1:5000/v3", credentials: c}
          - {name: mira-os-2, auth_url: "https://10.0.1.2:5000/v3", credentials: d}
        """;

    @Test
    public void theSampleOfTheOriginalWorksAsItIs() {
        Configuration configuration = Configuration.parse("pumphouse.yaml", Yaml.SAMPLE);

        CloudSettings source = configuration.source("good_old_openstack");
        assertThat(source.authUrl()).isEqualTo("http://10.0.0.1:5000/v2.0/");
        assertThat(source.access().project()).isEqualTo("admin");
        assertThat(source.access().login()).isEqualTo(Login.withPassword("admin", "admin"));
        assertThat(source.fuel()).isNull();
        assertThat(source.position()).isEqualTo(new Position(3, 7));

        CloudSettings target = configuration.target("mira-os-1");
        assertThat(target.authUrl()).isEqualTo("http://api.endpoint.com:5000/v2.0/");
        assertThat(target.fuel().url()).isEqualTo("http://127.0.0.1:8000/api/");
        assertThat(target.access().login()).isEqualTo(Login.withPassword("admin", "admin"));
        assertThat(target.access().project()).isNull();
    }

    @Test
    public void theSamplesTokenIsAPlaceholderThatNobodyHearsOf() {
        Configuration configuration = Configuration.parse("pumphouse.yaml", Yaml.SAMPLE);
        assertThat(configuration.source(null).access().token()).isNull();
        assertThat(configuration.warnings()).extracting(Mistake::message).noneMatch(text -> text.contains("token\""));
    }

    @Test
    public void whatIsNotGivenHasADefault() {
        CloudSettings cloud = Yaml.parsedSource();
        assertThat(cloud.access().scope().userDomain()).isEqualTo("Default");
        assertThat(cloud.access().scope().projectDomain()).isEqualTo("Default");
        assertThat(cloud.access().endpoints().type()).isEqualTo(Interface.PUBLIC);
        assertThat(cloud.access().trust().insecure()).isFalse();
        assertThat(cloud.access().timeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(cloud.access().endpoints().region()).isNull();
        assertThat(cloud.access().trust().caCert()).isNull();
        assertThat(cloud.access().project()).isNull();
    }

    @Test
    public void everyKeyArrivesInItsField() {
        CloudSettings cloud = Yaml.parsedSource(
                "tenant: ops",
                "region: RegionTwo",
                "user_domain: ldap",
                "project_domain: heat",
                "endpoint_type: internalURL",
                "ca_cert: certs/ca.pem",
                "insecure: no",
                "timeout: 5m");
        assertThat(cloud.access().login().credentials()).isEqualTo("old-cloud");
        assertThat(cloud.access().login().isStored()).isTrue();
        assertThat(cloud.access().project()).isEqualTo("ops");
        assertThat(cloud.access().endpoints().region()).isEqualTo("RegionTwo");
        assertThat(cloud.access().scope().userDomain()).isEqualTo("ldap");
        assertThat(cloud.access().scope().projectDomain()).isEqualTo("heat");
        assertThat(cloud.access().endpoints().type()).isEqualTo(Interface.INTERNAL);
        assertThat(cloud.access().trust().caCertPath()).contains("certs/ca.pem");
        assertThat(cloud.access().trust().insecure()).isFalse();
        assertThat(cloud.access().timeout()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    public void aCloudAndALoginMakeAnAccess() {
        CloudSettings cloud = Yaml.parsedSource(
                "tenant: ops",
                "region: RegionTwo",
                "user_domain: ldap",
                "project_domain: heat",
                "endpoint_type: admin",
                "insecure: true",
                "timeout: 90");
        CloudAccess access = ResolvedAccess.of(cloud.access(), Login.withPassword("admin", "hunter2"), null);
        assertThat(access)
                .isEqualTo(new CloudAccess(
                        "old",
                        "http://10.0.0.1:5000/v3",
                        new Login("old-cloud", "admin", Secret.of("hunter2")),
                        null,
                        new AccountScope("ops", "ldap", "heat"),
                        new EndpointChoice("RegionTwo", Interface.ADMIN, null),
                        new Trust(null, true),
                        Duration.ofSeconds(90)));
        assertThat(ResolvedAccess.of(cloud.access(), Login.withToken("3f1c"), null))
                .extracting(CloudAccess::username, CloudAccess::password, CloudAccess::token)
                .containsExactly(null, null, "3f1c");
    }

    @Test
    public void addressesOfServicesMayBeGiven() {
        CloudSettings cloud = Yaml.parsedSource(
                "endpoints: {identity: \"http://10.0.0.1:35357/v2.0\", compute: \"http://10.0.0.1:8774\"}");
        assertThat(cloud.access().endpoints().given())
                .isEqualTo(Map.of(
                        Service.IDENTITY, "http://10.0.0.1:35357/v2.0", Service.COMPUTE, "http://10.0.0.1:8774"));
        assertThat(Yaml.mistakes(Yaml.workingSourceWith("endpoints: {nova: \"http://10.0.0.1:8774\"}")))
                .singleElement()
                .asString()
                .contains("unknown key \"nova\" in \"endpoints\" of source cloud \"old\"; known are identity, compute");
    }

    @Test
    public void aValueIsWhatItsAuthorTypedAndNotWhatYamlMakesOfIt() {
        Configuration configuration = Configuration.parse(
                "pumphouse.yaml",
                Yaml.sourceWith("username: on", "password: 0123", "tenant: 1e3", "region: 2026-01-01"));
        CloudSettings cloud = configuration.source(null);
        assertThat(cloud.access().login()).isEqualTo(Login.withPassword("on", "0123"));
        assertThat(cloud.access().project()).isEqualTo("1e3");
        assertThat(cloud.access().endpoints().region()).isEqualTo("2026-01-01");
    }

    @Test
    public void aKeyWithoutAValueCountsAsNotGiven() {
        CloudSettings cloud = Yaml.parsedSource("password:", "token: ~", "tenant: null");
        assertThat(cloud.hasLiteralSecret()).isFalse();
        assertThat(cloud.access().project()).isNull();
    }

    @Test
    public void cloudsCanShareTheirDefaults() {
        Configuration configuration = Configuration.parse("pumphouse.yaml", """
            source:
              - &old
                name: old-1
                auth_url: http://10.0.0.1:5000/v2.0
                credentials: admins
                timeout: 2m
              - <<: *old
                name: old-2
                auth_url: http://10.0.0.2:5000/v2.0
            """);
        CloudSettings second = configuration.source("old-2");
        assertThat(second.authUrl()).isEqualTo("http://10.0.0.2:5000/v2.0");
        assertThat(second.access().login().credentials()).isEqualTo("admins");
        assertThat(second.access().timeout()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    public void windowsLineEndsAndAByteOrderMarkDoNotMatter() {
        Configuration configuration =
                Configuration.parse("pumphouse.yaml", "\uFEFF" + Yaml.SAMPLE.replace("\n", "\r\n"));
        assertThat(configuration.source(null).access().project()).isEqualTo("admin");
    }

    @Test
    public void aCloudIsPickedByName() {
        Configuration configuration = Configuration.parse("pumphouse.yaml", TWO_OF_EACH);
        assertThat(configuration.source("havana").access().login().credentials())
                .isEqualTo("b");
        assertThat(configuration.target("mira-os-1").access().login().credentials())
                .isEqualTo("c");
    }

    @Test
    public void aSingleCloudNeedsNoName() {
        Configuration configuration = Configuration.parse("pumphouse.yaml", Yaml.SAMPLE);
        assertThat(configuration.source(null).name()).isEqualTo("good_old_openstack");
        assertThat(configuration.target(" ").name()).isEqualTo("mira-os-1");
    }

    @Test
    public void oneOfSeveralNeedsAName() {
        Configuration configuration = Configuration.parse("pumphouse.yaml", TWO_OF_EACH);
        assertThatThrownBy(() -> configuration.source(null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("pumphouse.yaml has several source clouds: grizzly, havana. Say which, for example source:"
                        + " 'grizzly'.");
    }

    @Test
    public void anUnknownCloudIsAnsweredWithTheOnesThereAre() {
        Configuration configuration = Configuration.parse("pumphouse.yaml", TWO_OF_EACH);
        assertThatThrownBy(() -> configuration.target("mira"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("No cloud \"mira\" among the targets of pumphouse.yaml. There are: mira-os-1, mira-os-2.");
    }

    @Test
    public void aCloudOfTheOtherSideIsRecognised() {
        Configuration configuration = Configuration.parse("pumphouse.yaml", Yaml.SAMPLE);
        assertThatThrownBy(() -> configuration.target("good_old_openstack"))
                .hasMessage("No cloud \"good_old_openstack\" among the targets of "
                        + "pumphouse.yaml. There is: mira-os-1. It is listed on the other side only.");
    }

    @Test
    public void aSideWithoutCloudsIsMissedWhenItIsNeeded() {
        Configuration configuration = Configuration.parse("pumphouse.yaml", Yaml.workingSourceWith());
        assertThatThrownBy(() -> configuration.target(null))
                .hasMessage("pumphouse.yaml has no target cloud. List at least one under \"target\".");
    }

    @Test
    public void literalSecretsAreOneWarningForTheFileThatNamesTheBetterWay() {
        Configuration configuration = Configuration.parse("pumphouse.yaml", Yaml.SAMPLE);
        assertThat(configuration.hasLiteralSecrets()).isTrue();
        assertThat(configuration.warnings()).hasSize(1);
        assertThat(configuration.warnings().get(0))
                .hasToString(
                        "pumphouse.yaml line 3, column 7: holds passwords or tokens of good_old_openstack, mira-os-1"
                                + " for everyone who can read it; keep them in Jenkins and name them in this file: credentials:"
                                + " <id>");
    }

    @Test
    public void credentialsInJenkinsAreNoLiteralSecretsAndNoWarning() {
        Configuration configuration = Configuration.parse("pumphouse.yaml", TWO_OF_EACH);
        assertThat(configuration.hasLiteralSecrets()).isFalse();
        assertThat(configuration.warnings()).isEmpty();
    }

    @Test
    public void anInsecureConnectionIsAWarning() {
        Configuration configuration = Configuration.parse("pumphouse.yaml", Yaml.workingSourceWith("insecure: true"));
        assertThat(configuration.source(null).access().trust().insecure()).isTrue();
        assertThat(configuration.warnings())
                .singleElement()
                .hasToString(
                        "pumphouse.yaml line 5, column 3: source cloud \"old\" is \"insecure\": anyone on the network path"
                                + " can read and change everything; name the cloud's own authority instead: ca_cert:"
                                + " <file>");
    }

    @Test
    public void nothingPrintsASecret() {
        Configuration configuration =
                Configuration.parse("pumphouse.yaml", Yaml.sourceWith("username: admin", "password: hunter2"));
        CloudSettings cloud = configuration.source(null);
        Configuration withToken = Configuration.parse("pumphouse.yaml", Yaml.sourceWith("token: hunter2"));
        assertThat(cloud.toString()).contains("user admin").doesNotContain("hunter2");
        assertThat(withToken.source(null).toString()).contains("token").doesNotContain("hunter2");
        assertThat(cloud.access().login().toString()).contains("admin").doesNotContain("hunter2");
        assertThat(withToken.source(null).access().login().toString()).doesNotContain("hunter2");
        assertThat(configuration + " " + withToken + configuration.warnings() + withToken.warnings())
                .doesNotContain("hunter2");
    }

    @Test
    public void oneCloudInTwoSpellingsIsOne() {
        for (String other : List.of(
                "HTTP://Keystone.Example.org.:5000/v2.0/",
                "https://keystone.example.org:35357/v3",
                "http://keystone.example.org:5000/v3/auth/tokens",
                "http://keystone.example.org:5000//v3/",
                "http://keystone.example.org:5000")) {
            assertThat(oneCloud("http://keystone.example.org:5000/v3", other))
                    .as(other)
                    .isTrue();
        }
        assertThat(oneCloud("https://h/identity/v3", "https://h:443/identity")).isTrue();
        assertThat(oneCloud("http://[fd00::1]:5000/v3", "http://[FD00:0::1]:5000/v3"))
                .isTrue();
        assertThat(oneCloud("http://h/identity", "http://h/keystone")).isFalse();
        assertThat(oneCloud("http://h:5000/v3", "http://h:5001/v3")).isFalse();
    }

    private static boolean oneCloud(String one, String other) {
        Configuration both = Configuration.parse(
                "f",
                "source:\n- {name: a, auth_url: \"" + one + "\", credentials: c, region: R}\ntarget:\n- {name: b,"
                        + " auth_url: \"" + other + "\", credentials: c}\n");
        return both.source(null).isSamePlaceAs(both.target(null));
    }

    @Test
    public void aCloudMayBeTheTargetOfOneMigrationAndTheSourceOfTheNext() {
        Configuration configuration = Configuration.parse("pumphouse.yaml", """
            source:
              - {name: middle, auth_url: "http://10.0.0.1:5000/v2.0/", credentials: a}
            target:
              - {name: middle, auth_url: "http://10.0.0.1:5000/v3", credentials: a, fuel_url: "http://10.20.0.2:8000"}
            """);
        assertThat(configuration.source("middle").isSamePlaceAs(configuration.target("middle")))
                .isTrue();
    }
}
