package io.jenkins.plugins.pumphouse.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import java.util.Arrays;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** A cloud of pumphouse.yaml without a tenant, as the target of the original's sample is one. */
@RunWith(Parameterized.class)
public class OwnProjectTest {

    @Parameters(name = "{0}")
    public static List<String> dialects() {
        return Arrays.asList("v2.0", "v3");
    }

    private final EmbeddedCloud cloud;

    public OwnProjectTest(String dialect) {
        cloud = dialect.equals("v3") ? EmbeddedCloud.v3("mira-os-1") : EmbeddedCloud.v2("mira-os-1");
    }

    @Before
    public void start() {
        cloud.start();
    }

    @After
    public void stop() {
        cloud.close();
    }

    @Test
    public void theOnlyProjectOfTheUserIsMeant() {
        try (Cloud opened = open()) {
            assertThat(opened.caller().projectName()).isEqualTo("admin");
            assertThat(opened.caller().roleNames()).contains("admin");
        }
    }

    @Test
    public void amongSeveralTheOperatorHasToChoose() {
        String role = cloud.inside().id("identity", "/v3/roles", "roles", "admin");
        cloud.inside()
                .put(
                        "identity",
                        "/v3/projects/" + cloud.project("demo").id() + "/users/"
                                + cloud.inside().userId() + "/roles/" + role,
                        null);

        assertThatThrownBy(this::open)
                .isInstanceOf(CloudException.WrongCredentials.class)
                .hasMessage(
                        "mira-os-1 has no tenant in pumphouse.yaml, and user \"admin\" has a role in several: admin,"
                                + " demo. Name the one to work in, for example tenant: admin.");
    }

    @Test
    public void aWrongPasswordIsNotTakenForAMissingTenant() {
        assertThatThrownBy(
                        () -> Cloud.open(CloudAccess.ofPassword("mira-os-1", cloud.authUrl(), "admin", "wrong", null)))
                .isInstanceOf(CloudException.WrongCredentials.class)
                .hasMessageContaining("mira-os-1 refused user \"admin\"")
                .hasMessageContaining("Check the password");
    }

    private Cloud open() {
        return Cloud.open(CloudAccess.ofPassword("mira-os-1", cloud.authUrl(), "admin", "admin", null));
    }
}
