package io.jenkins.plugins.pumphouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.pumphouse.config.yaml.ConfigurationException;
import io.jenkins.plugins.pumphouse.login.Login;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.Test;

/** A cloud's own authority: its certificate beside the configuration, or in it. */
public class CaCertTest {
    private static final Login LOGIN = Login.withToken("3f1c");

    @Test
    public void aPathIsLeftToTheCallerToRead() throws IOException {
        CloudSettings cloud = Yaml.parsedSource("ca_cert: certs/ca.pem");
        assertThat(cloud.access().trust().caCertPath()).contains("certs/ca.pem");
        assertThat(ResolvedAccess.of(cloud.access(), LOGIN, certificate())
                        .trust()
                        .caCert())
                .isEqualTo(certificate());
    }

    @Test
    public void theTextItselfMayStandInTheConfiguration() throws IOException {
        CloudSettings cloud = Yaml.parsedSource("ca_cert: |", certificate().indent(2));
        assertThat(cloud.access().trust().caCertPath()).isEmpty();
        assertThat(cloud.access().trust().caCert()).isEqualTo(certificate());
        assertThat(ResolvedAccess.of(
                                cloud.access(), LOGIN, cloud.access().trust().caCert())
                        .trust()
                        .caCert())
                .isEqualTo(certificate());
        assertThat(cloud.toString()).contains("trusts PEM").doesNotContain("BEGIN");
    }

    @Test
    public void withoutOneTheTrustOfTheJvmDecides() {
        assertThat(ResolvedAccess.of(Yaml.parsedSource().access(), LOGIN, null)
                        .trust()
                        .caCert())
                .isNull();
    }

    @Test
    public void aTextThatIsNoCertificateIsAMistakeAtItsPlace() throws IOException {
        String key = "-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----\n";
        String cut = certificate().replaceFirst("(?s)(BEGIN CERTIFICATE-----\n.{20}).*(-----END)", "$1\n$2");
        for (String wrong : new String[] {key, cut}) {
            assertThat(Yaml.mistakes(Yaml.workingSourceWith("ca_cert: |", wrong.indent(2))))
                    .singleElement()
                    .asString()
                    .startsWith(
                            "pumphouse.yaml line 5, column 12: \"ca_cert\" of source cloud \"old\" holds no readable"
                                    + " certificate")
                    .doesNotContain("hunter2");
        }
    }

    @Test
    public void aFileThatIsNoCertificateIsNamed() {
        CloudSettings cloud = Yaml.parsedSource("ca_cert: certs/ca.pem");
        assertThatThrownBy(() -> ResolvedAccess.of(cloud.access(), LOGIN, "hunter2"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(
                        "\"ca_cert\" of cloud \"old\": certs/ca.pem holds no readable certificate in PEM")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    public void severalLinesThatAreNoPemAreNeitherPathNorText() {
        assertThat(Yaml.mistakes(Yaml.workingSourceWith("ca_cert: |", "  a", "  b")))
                .containsExactly(
                        "pumphouse.yaml line 5, column 12: \"ca_cert\" of source cloud \"old\" must be the path of a"
                                + " PEM file relative to the configuration, or the PEM text itself behind \"|\"; this is"
                                + " neither");
    }

    private static String certificate() throws IOException {
        try (InputStream pem = CaCertTest.class.getResourceAsStream("ca.pem")) {
            return new String(pem.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
