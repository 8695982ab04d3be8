package io.jenkins.plugins.pumphouse.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.pumphouse.login.ApplicationCredential;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** How a user gets in, and what is said to one who does not. */
public class LoginTest {

    private static final FakeAnswer REFUSED = FakeAnswer.json(
            401,
            "{\"error\": {\"code\": 401, \"title\": \"Unauthorized\", \"message\": \"The request you have made"
                    + " requires authentication.\"}}");

    private FakeCloud fake;

    @Before
    public void start() {
        fake = FakeCloud.start("good_old_openstack");
    }

    @After
    public void stop() {
        fake.close();
    }

    @Test
    public void aUserIsKnownByNamePasswordAndProject() {
        try (Cloud cloud = fake.access().project("demo").open()) {
            assertThat(cloud.caller().userName()).isEqualTo("admin");
            assertThat(cloud.caller().projectId()).isEqualTo(FakeCloud.PROJECT);
            assertThat(cloud.caller().roleNames()).containsExactly("admin");
            assertThat(cloud.identityV2()).isFalse();
        }
        assertThat(fake.logins().get(0).body().replaceAll("\\s", ""))
                .contains("\"methods\":[\"password\"]")
                .contains(
                        "\"user\":{\"name\":\"admin\",\"domain\":{\"name\":\"Default\"},\"password\":\"s3cret-password\"}")
                .contains("\"project\":{\"name\":\"demo\",\"domain\":{\"name\":\"Default\"}}");
    }

    @Test
    public void aDomainIsFoundByItsIdToo() {
        fake.access().domain("default").open().close();
        assertThat(fake.logins().get(0).body().replaceAll("\\s", ""))
                .contains("\"domain\":{\"id\":\"default\"}")
                .doesNotContain("\"domain\":{\"name\"");
    }

    @Test
    public void aProjectIsFoundByItsIdToo() {
        fake.access().project(FakeCloud.PROJECT).open().close();
        assertThat(fake.logins().get(0).body().replaceAll("\\s", ""))
                .contains("\"project\":{\"id\":\"" + FakeCloud.PROJECT + "\"}");
    }

    @Test
    public void whatLooksLikeAnIdMayBeAName() {
        fake.on(
                "POST",
                "/v3/auth/tokens",
                REFUSED,
                FakeAnswer.json(
                                201,
                                "{\"token\": {\"user\": {\"id\": \"u\", \"name\": \"n\"}, \"roles\": [],"
                                        + " \"project\": {\"id\": \"p\", \"name\": \"" + FakeCloud.PROJECT
                                        + "\"}, \"catalog\": []}}")
                        .header("X-Subject-Token", "t"));
        try (Cloud cloud = fake.access().project(FakeCloud.PROJECT).open()) {
            assertThat(cloud.caller().projectName()).isEqualTo(FakeCloud.PROJECT);
        }
        assertThat(fake.logins().get(1).body().replaceAll("\\s", ""))
                .contains("\"name\":\"" + FakeCloud.PROJECT + "\"");
    }

    @Test
    public void aTokenIsEnough() {
        fake.access().token("given-token").open().close();
        assertThat(fake.logins().get(0).body().replaceAll("\\s", ""))
                .contains("\"token\":{\"id\":\"given-token\"}")
                .contains("\"methods\":[\"token\"]")
                .contains("\"name\":\"admin\"");
    }

    @Test
    public void aWrongPasswordIsOneSentenceWithWhatToCheck() {
        fake.on("POST", "/v3/auth/tokens", REFUSED);
        assertThatThrownBy(() -> fake.access().project("demo").open())
                .isInstanceOf(CloudException.WrongCredentials.class)
                .hasMessageStartingWith("good_old_openstack refused user \"admin\" at " + fake.url()
                        + "/v3 (401 Unauthorized). Check the password and the" + " tenant \"demo\"")
                .hasMessageContaining("user_domain \"Default\"")
                .hasMessageNotContaining("s3cret-password");
        assertThat(fake.logins())
                .as("a wrong password must not lock the account by repetition")
                .hasSize(1);
    }

    @Test
    public void anExpiredGivenTokenAsksForANewOne() {
        fake.on("POST", "/v3/auth/tokens", REFUSED);
        assertThatThrownBy(() -> fake.access().token("given-token").open())
                .isInstanceOf(CloudException.WrongCredentials.class)
                .hasMessageContaining("refused the token")
                .hasMessageContaining("give a new one")
                .hasMessageNotContaining("given-token");
    }

    @Test
    public void aWrongVersionInTheAddressIsSaid() {
        assertThatThrownBy(() -> new AccessBuilder("mira", fake.url() + "/nowhere/v3").open())
                .isInstanceOf(CloudException.NotFound.class)
                .hasMessageContaining("there is no Keystone v3 at " + fake.url() + "/nowhere/v3");
    }

    @Test
    public void keystoneV2IsAnotherDialect() {
        fake.catalog(FakeCatalog.v2(List.of(
                FakeCatalog.serviceV2("identity", fake.url() + "/v2.0", fake.url() + "/operators/v2.0"),
                FakeCatalog.serviceV2("compute", fake.url() + "/compute/v2/" + FakeCloud.PROJECT, fake.url() + "/x"))));
        fake.on(
                "GET",
                "/operators/v2.0/tenants",
                FakeAnswer.json("{\"tenants\": [{\"id\": \"1\"}], \"tenants_links\": []}"));
        fake.on("GET", "/compute/v2/" + FakeCloud.PROJECT + "/servers", FakeAnswer.json("{\"servers\": []}"));
        try (Cloud cloud = new AccessBuilder("old", fake.url() + "/v2.0/").open()) {
            assertThat(cloud.identityV2()).isTrue();
            assertThat(cloud.caller().projectName()).isEqualTo("admin");
            assertThat(cloud.caller().roleNames()).containsExactly("admin");
            assertThat(cloud.list(Service.IDENTITY, "/tenants", "tenants"))
                    .as("only the operators' address lists all tenants")
                    .hasSize(1);
            assertThat(cloud.list(Service.COMPUTE, "/servers", "servers")).isEmpty();
        }
        assertThat(fake.logins().get(0).body().replaceAll("\\s", ""))
                .contains("\"passwordCredentials\":{\"username\":\"admin\",\"password\":\"s3cret-password\"}")
                .contains("\"tenantName\":\"admin\"");
    }

    @Test
    public void keystoneV2TakesATokenAndAnotherTenant() {
        fake.catalog(FakeCatalog.v2(List.of()));
        try (Cloud cloud = new AccessBuilder("old", fake.url() + "/v2.0")
                .token("given-token")
                .open()) {
            cloud.as("another").caller();
        }
        assertThat(fake.logins().get(0).body().replaceAll("\\s", ""))
                .contains("\"token\":{\"id\":\"given-token\"}")
                .contains("\"tenantName\":\"admin\"");
        assertThat(fake.logins().get(1).body().replaceAll("\\s", "")).contains("\"tenantId\":\"another\"");
    }

    @Test
    public void aWrongPasswordAtKeystoneV2DoesNotSpeakOfDomains() {
        fake.on("POST", "/v2.0/tokens", REFUSED);
        assertThatThrownBy(() -> new AccessBuilder("good_old_openstack", fake.url() + "/v2.0/").open())
                .hasMessage("good_old_openstack refused user \"admin\" at " + fake.url()
                        + "/v2.0/ (401 Unauthorized). Check the password and the tenant" + " \"admin\".");
    }

    @Test
    public void aWebPageInPlaceOfATokenIsSaid() {
        fake.on(
                "POST",
                "/v3/auth/tokens",
                FakeAnswer.text(200, "text/html", "<!DOCTYPE html><html><body>Sign in</body></html>"));
        assertThatThrownBy(() -> fake.access().open())
                .isInstanceOf(CloudException.ServiceFault.class)
                .hasMessageContaining("is not an answer of Keystone")
                .hasMessageContaining("text/html")
                .hasMessageContaining("auth_url")
                .hasMessageNotContaining("Sign in")
                .hasMessageNotContaining("fasterxml");
    }

    @Test
    public void aTokenOfAnotherShapeIsSaid() {
        for (String body : List.of(
                "{}",
                "{\"token\": 1}",
                "{\"token\": []}",
                "{\"token\": {\"user\": {\"id\": \"u\", \"name\": \"n\"}}}",
                "[]",
                "{\"token\": {\"project\": {\"id\": \"p\"}}}",
                "{\"token\": {\"user\": \"u\", \"project\": \"p\"}}",
                "{\"token\": {\"user\": {\"id\": \"u\"}, \"project\": {\"id\": \"p\"}, \"expires_at\": \"tomorrow\"}}",
                "{\"token\": {\"user\": {\"id\": \"u\"}, \"project\": {\"id\": \"p\"}, \"roles\": 5}}")) {
            fake.on("POST", "/v3/auth/tokens", FakeAnswer.json(201, body).header("X-Subject-Token", "t"));
            assertThatThrownBy(() -> fake.access().open())
                    .as(body)
                    .isInstanceOf(CloudException.ServiceFault.class)
                    .hasMessageContaining("is not an answer of Keystone")
                    .hasMessageNotContaining("fasterxml");
        }
        fake.on(
                "POST",
                "/v3/auth/tokens",
                FakeAnswer.json(201, "{\"token\": {\"user\": {\"id\": \"u\"}, \"project\": {\"id\": \"p\"}}}"));
        assertThatThrownBy(() -> fake.access().open())
                .isInstanceOf(CloudException.ServiceFault.class)
                .hasMessageContaining("X-Subject-Token");
        for (String body : List.of(
                "{}",
                "{\"access\": {}}",
                "{\"access\": {\"token\": {\"id\": \"t\"}}}",
                "{\"access\": {\"token\": {\"id\": \"t\", \"tenant\": {\"id\": \"p\"}}}}")) {
            fake.on("POST", "/v2.0/tokens", FakeAnswer.json(200, body));
            assertThatThrownBy(() -> new AccessBuilder("old", fake.url() + "/v2.0").open())
                    .as(body)
                    .isInstanceOf(CloudException.ServiceFault.class)
                    .hasMessageContaining("is not an answer of Keystone");
        }
    }

    @Test
    public void aTokenWithoutRolesOrCatalogIsOne() {
        fake.on(
                "POST",
                "/v3/auth/tokens",
                FakeAnswer.json(201, "{\"token\": {\"user\": {\"id\": \"u\"}, \"project\": {\"id\": \"p\"}}}")
                        .header("X-Subject-Token", "t"));
        try (Cloud cloud = fake.access().open()) {
            assertThat(cloud.caller().roleNames()).isEmpty();
        }
    }

    @Test
    public void anApplicationCredentialBringsItsProject() {
        try (Cloud cloud = fake.access()
                .applicationCredential(new ApplicationCredential("ac1", null, null), "s3cret-app")
                .open()) {
            assertThat(cloud.caller().projectName()).isEqualTo("admin");
            assertThat(cloud.as(FakeCloud.PROJECT).caller().projectId()).isEqualTo(FakeCloud.PROJECT);
            assertThatThrownBy(() -> cloud.as("another").caller())
                    .isInstanceOf(CloudException.MissingRight.class)
                    .hasMessageContaining("application credential \"ac1\" works in project \"admin\" only")
                    .hasMessageNotContaining("s3cret");
        }
        assertThat(fake.logins().get(0).body().replaceAll("\\s", ""))
                .isEqualTo("{\"auth\":{\"identity\":{\"methods\":[\"application_credential\"],"
                        + "\"application_credential\":{\"id\":\"ac1\",\"secret\":\"s3cret-app\"}}}}");
    }

    @Test
    public void anApplicationCredentialIsKnownByItsNameAndUserToo() {
        fake.access()
                .domain("ldap")
                .applicationCredential(new ApplicationCredential(null, "jenkins", "admin"), "s3cret-app")
                .open()
                .close();
        assertThat(fake.logins().get(0).body().replaceAll("\\s", ""))
                .contains("\"application_credential\":{\"name\":\"jenkins\",\"user\":{\"name\":\"admin\","
                        + "\"domain\":{\"name\":\"ldap\"}},\"secret\":\"s3cret-app\"}");
    }

    @Test
    public void aRefusedApplicationCredentialIsNamed() {
        fake.on("POST", "/v3/auth/tokens", REFUSED);
        assertThatThrownBy(() -> fake.access()
                        .applicationCredential(new ApplicationCredential("ac1", null, null), "s3cret-app")
                        .open())
                .isInstanceOf(CloudException.WrongCredentials.class)
                .hasMessageContaining("refused the application credential \"ac1\"")
                .hasMessageContaining("has not expired");
        assertThatThrownBy(() -> new AccessBuilder("old", fake.url() + "/v2.0")
                        .applicationCredential(new ApplicationCredential("ac1", null, null), "x")
                        .open())
                .isInstanceOf(CloudException.WrongCredentials.class)
                .hasMessageContaining("needs Keystone v3");
    }

    @Test
    public void keystoneMayPassThroughATroubleDuringLogin() {
        fake.on("POST", "/v3/auth/tokens", FakeAnswer.status(503), REFUSED);
        assertThatThrownBy(() -> fake.access().open()).isInstanceOf(CloudException.WrongCredentials.class);
        assertThat(fake.logins()).hasSize(2);
    }
}
