package io.jenkins.plugins.pumphouse.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

/** A secret is told to nobody but to the service that asks for it. */
public class SecretTest {

    @Test
    public void aSecretPrintsAsThreeStars() {
        assertThat(Secret.of("hunter2")).hasToString("***");
        assertThat(Secret.of("hunter2").text()).isEqualTo("hunter2");
    }

    @Test
    public void aLoginSaysWhoAndNeverHow() {
        assertThat(Login.withPassword("admin", "hunter2").toString())
                .contains("admin")
                .doesNotContain("hunter2");
        assertThat(Login.withToken("hunter2")).hasToString("a token");
        assertThat(Login.stored("old-cloud").found(Login.withPassword("admin", "hunter2")))
                .hasToString("credentials old-cloud");
    }

    @Test
    public void aStoredLoginHasNoSecretUntilItIsFound() {
        Login stored = Login.stored("old-cloud");
        assertThat(stored.isStored()).isTrue();
        assertThat(stored.password()).isNull();
        assertThat(stored.token()).isNull();

        Login found = stored.found(Login.withToken("3f1c"));
        assertThat(found.isStored()).isFalse();
        assertThat(found.token()).isEqualTo("3f1c");
        assertThat(found.credentials()).isEqualTo("old-cloud");
    }

    @Test
    public void aPathOfACertificateIsNoCertificate() {
        Trust byPath = new Trust("certs/ca.pem", false);
        assertThat(byPath.caCertPath()).contains("certs/ca.pem");
        assertThat(byPath.found("-----BEGIN CERTIFICATE-----\n").caCertPath()).isEmpty();
        assertThat(Trust.JVM.caCertPath()).isEmpty();
    }
}
