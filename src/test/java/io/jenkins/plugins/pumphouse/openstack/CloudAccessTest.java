package io.jenkins.plugins.pumphouse.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import org.junit.Test;

/** The way into a cloud as a value. */
public class CloudAccessTest {

    @Test
    public void whatIsLeftOutHasADefault() {
        CloudAccess access = CloudAccess.ofPassword("mira", "http://h/v3", "admin", "s3cret", "demo");
        assertThat(access.scope().userDomain()).isEqualTo("Default");
        assertThat(access.scope().projectDomain()).isEqualTo("Default");
        assertThat(access.endpoints().type()).isEqualTo(Interface.PUBLIC);
        assertThat(access.timeout()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    public void itTravelsToAnAgent() throws Exception {
        CloudAccess access = CloudAccess.ofPassword("mira", "http://h/v3", "admin", "s3cret", "demo");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(access);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(access);
        }
    }

    @Test
    public void itsTextHasNoSecret() {
        assertThat(CloudAccess.ofPassword("mira", "http://h/v3", "admin", "s3cret", "demo")
                        .toString())
                .contains("mira", "admin")
                .doesNotContain("s3cret");
        assertThat(new AccessBuilder("mira", "http://h/v3")
                        .token("t0ken")
                        .build()
                        .toString())
                .doesNotContain("t0ken");
    }

    @Test
    public void itNeedsAPasswordOrAToken() {
        assertThatThrownBy(() -> CloudAccess.ofPassword("mira", "http://h/v3", "admin", null, "demo"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mira: give username and password, token, or an application credential");
        assertThatThrownBy(() -> new AccessBuilder("mira", "http://h/v3")
                        .timeout(Duration.ZERO)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("timeout must be positive");
    }
}
