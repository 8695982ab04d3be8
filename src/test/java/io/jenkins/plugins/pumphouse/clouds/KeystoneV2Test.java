package io.jenkins.plugins.pumphouse.clouds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Keystone v2.0 as Icehouse (2014.1) serves it: what its own source says, as no such cloud is left to ask. */
public class KeystoneV2Test {
    private final EmbeddedCloud cloud = EmbeddedCloud.v2("good_old_openstack");
    private Client client;
    private String admin;

    @Before
    public void start() throws Exception {
        cloud.start();
        client = new Client(cloud.authUrl()).login("admin", "admin", "admin");
        admin = WireJson.text(client.catalog().path(0).path("endpoints").path(0), "adminURL");
    }

    @After
    public void stop() {
        cloud.close();
    }

    @Test
    public void theVersionsSayThatThereIsOnlyV2() throws Exception {
        Client.Reply reply = client.get(cloud.url("identity") + "/");
        assertThat(reply.status()).isEqualTo(300);
        assertThat(reply.json().path("versions").path("values").findValuesAsText("id"))
                .containsExactly("v2.0");
        assertThat(client.get(cloud.url("identity") + "/v3/projects").status()).isEqualTo(404);
        assertThat(client.get(cloud.authUrl()).json().path("version").path("id").asText())
                .isEqualTo("v2.0");
    }

    @Test
    public void anAddressWithoutAVersionNamesBothWhereBothAreSpoken() throws Exception {
        try (EmbeddedCloud both = EmbeddedCloud.v2AndV3("both").start()) {
            assertThat(client.get(both.authUrl())
                            .json()
                            .path("versions")
                            .path("values")
                            .findValuesAsText("id"))
                    .containsExactlyInAnyOrder("v3.0", "v2.0");
            assertThat(new Client(both.authUrl() + "v3")
                            .login("admin", "admin", "admin")
                            .projectId())
                    .isNotNull();
            assertThat(new Client(both.authUrl() + "v2.0")
                            .login("admin", "admin", "admin")
                            .projectId())
                    .isNotNull();
        }
    }

    @Test
    public void aTokenCarriesTheCatalogWithThreeAddressesAnEndpoint() throws Exception {
        Client.Reply reply =
                client.send("POST", cloud.authUrl() + "tokens", credentials("admin", "admin", "admin"), Map.of());
        assertThat(reply.status()).isEqualTo(200);
        JsonNode access = reply.json().path("access");
        assertThat(access.path("user").path("roles").findValuesAsText("name")).contains("admin");
        assertThat(access.path("token").path("tenant").path("name").asText()).isEqualTo("admin");
        assertThat(access.path("serviceCatalog").findValuesAsText("type"))
                .containsExactly("identity", "compute", "image", "network", "volume", "volumev2");
        assertThat(access.path("serviceCatalog")
                        .path(1)
                        .path("endpoints")
                        .path(0)
                        .path("publicURL")
                        .asText())
                .endsWith(
                        "/v2/" + access.path("token").path("tenant").path("id").asText());
    }

    @Test
    public void aWrongPasswordAndAForeignTenantAreUnauthorized() throws Exception {
        assertThat(client.send("POST", cloud.authUrl() + "tokens", credentials("admin", "wrong", "admin"), Map.of())
                        .status())
                .isEqualTo(401);
        assertThat(client.send("POST", cloud.authUrl() + "tokens", credentials("admin", "admin", "service"), Map.of())
                        .status())
                .isEqualTo(401);
        assertThat(client.send("POST", cloud.authUrl() + "tokens", WireJson.object("auth", WireJson.object()), Map.of())
                        .status())
                .isEqualTo(400);
    }

    @Test
    public void aTokenIsScopedToAnotherTenantByAToken() throws Exception {
        ObjectNode unscoped = WireJson.object(
                "auth",
                WireJson.object("passwordCredentials", WireJson.object("username", "admin", "password", "admin")));
        Client.Reply first = client.send("POST", cloud.authUrl() + "tokens", unscoped, Map.of());
        assertThat(first.json().path("access").path("serviceCatalog")).isEmpty();
        Client.Reply scoped = client.send(
                "POST",
                cloud.authUrl() + "tokens",
                WireJson.object(
                        "auth",
                        WireJson.object(
                                "tenantName",
                                "admin",
                                "token",
                                WireJson.object(
                                        "id",
                                        first.json()
                                                .path("access")
                                                .path("token")
                                                .path("id")
                                                .asText()))),
                Map.of());
        assertThat(scoped.json().path("access").path("serviceCatalog")).isNotEmpty();
    }

    @Test
    public void usersAndAllTenantsAreAtTheAdminAddressOnly() throws Exception {
        cloud.project("demo");
        assertThat(client.get(cloud.authUrl() + "users").status()).isEqualTo(404);
        assertThat(client.get(cloud.authUrl() + "tenants")
                        .json()
                        .path("tenants")
                        .findValuesAsText("name"))
                .containsExactly("admin");
        assertThat(client.get(admin + "/tenants").json().path("tenants").findValuesAsText("name"))
                .containsExactly("admin", "service", "demo");
        assertThat(client.get(admin + "/users").json().path("users").findValuesAsText("username"))
                .containsExactly("admin");
    }

    @Test
    public void aUserWithoutTheAdminRoleIsForbiddenThere() throws Exception {
        cloud.project("demo").user("alice");
        Client alice = new Client(cloud.authUrl()).login("alice", "alice-password", "demo");
        assertThat(alice.get(admin + "/users").status()).isEqualTo(403);
    }

    @Test
    public void tenantsUsersRolesAndGrantsAreMadeInTheirOwnWords() throws Exception {
        JsonNode tenant = made("/tenants", "tenant", WireJson.object("name", "t", "description", "d", "colour", "red"));
        assertThat(tenant.properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("id", "name", "description", "enabled", "colour");
        JsonNode user = made(
                "/users",
                "user",
                WireJson.object(
                        "name",
                        "u",
                        "password",
                        "p",
                        "email",
                        "u@example.org",
                        "tenantId",
                        tenant.path("id").asText()));
        assertThat(user.path("tenantId").asText()).isEqualTo(tenant.path("id").asText());
        assertThat(user.has("password")).isFalse();
        JsonNode role = made("/OS-KSADM/roles", "role", WireJson.object("name", "r"));
        String grants = admin + "/tenants/" + tenant.path("id").asText() + "/users/"
                + user.path("id").asText() + "/roles";
        assertThat(client.get(grants).json().path("roles").findValuesAsText("name"))
                .containsExactly("_member_");
        String grant = grants + "/OS-KSADM/" + role.path("id").asText();
        assertThat(client.send("PUT", grant, null, Map.of()).status()).isEqualTo(200);
        assertThat(client.send("PUT", grant, null, Map.of()).status()).isEqualTo(409);
        assertThat(client.get(grants).json().path("roles").findValuesAsText("name"))
                .containsExactly("_member_", "r");
        assertThat(client.get(admin + "/tenants/" + tenant.path("id").asText() + "/users")
                        .json()
                        .path("users")
                        .findValuesAsText("name"))
                .containsExactly("u");
        assertThat(client.send("DELETE", grant, null, Map.of()).status()).isEqualTo(204);
        assertThat(client.send(
                                "POST",
                                admin + "/tenants",
                                WireJson.object("tenant", WireJson.object("name", "t")),
                                Map.of())
                        .status())
                .isEqualTo(409);
    }

    private JsonNode made(String path, String key, ObjectNode wanted) throws Exception {
        Client.Reply reply = client.send("POST", admin + path, WireJson.object(key, wanted), Map.of());
        assertThat(reply.status()).isEqualTo(200);
        return reply.json().path(key);
    }

    @Test
    public void aListAskedByNameAnswersTheOneObject() throws Exception {
        assertThat(client.get(admin + "/tenants?name=admin")
                        .json()
                        .path("tenant")
                        .path("name")
                        .asText())
                .isEqualTo("admin");
        assertThat(client.get(admin + "/tenants?name=none").status()).isEqualTo(404);
    }

    @Test
    public void theOtherServicesAreAsOld() throws Exception {
        Fixture.demo(cloud);
        assertThat(client.get(client.endpoint("compute") + "/servers/detail?all_tenants=1")
                        .json()
                        .path("servers"))
                .hasSize(4);
        assertThat(client.get(cloud.url("compute"))
                        .json()
                        .path("versions")
                        .path(0)
                        .has("min_version"))
                .isFalse();
        assertThat(client.get(client.endpoint("image") + "/v2/images")
                        .json()
                        .path("images")
                        .path(0)
                        .has("os_hash_value"))
                .isFalse();
        JsonNode port = client.get(client.endpoint("network") + "/v2.0/ports")
                .json()
                .path("ports")
                .path(0);
        assertThat(port.has("tags") || port.has("description") || port.has("project_id"))
                .isFalse();
        assertThat(client.send(
                                "POST",
                                client.endpoint("network") + "/v2.0/networks",
                                WireJson.object("network", WireJson.object("description", "x")),
                                Map.of())
                        .status())
                .isEqualTo(400);
        // The trap of the time: a filter that the service does not know is ignored, and everything comes.
        assertThat(client.get(client.endpoint("network") + "/v2.0/networks?project_id=nobody")
                        .json()
                        .path("networks"))
                .isNotEmpty();
    }

    private static ObjectNode credentials(String user, String password, String tenant) {
        return WireJson.object(
                "auth",
                WireJson.object(
                        "tenantName",
                        tenant,
                        "passwordCredentials",
                        WireJson.object("username", user, "password", password)));
    }
}
