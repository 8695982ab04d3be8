package io.jenkins.plugins.pumphouse.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** The version of Keystone, where the address has none. */
public class DiscoveryTest {

    private FakeCloud fake;

    @Before
    public void start() {
        fake = FakeCloud.start("mira");
    }

    @After
    public void stop() {
        fake.close();
    }

    private static String version(String id, String status) {
        return "{\"id\": \"" + id + "\", \"status\": \"" + status
                + "\", \"links\": [{\"rel\": \"self\", \"href\": \"http://inside.invalid:5000/" + id.substring(0, 2)
                + "/\"}]}";
    }

    private static FakeAnswer versions(String... versions) {
        return FakeAnswer.json(300, "{\"versions\": {\"values\": [" + String.join(", ", versions) + "]}}");
    }

    @Test
    public void v3IsTakenWhereThereIsOne() {
        fake.on("GET", "/", versions(version("v3.14", "stable"), version("v2.0", "deprecated")));
        try (Cloud cloud = new AccessBuilder("mira", fake.url()).open()) {
            assertThat(cloud.identityV2()).isFalse();
        }
    }

    @Test
    public void v2IsTakenWhereThereIsNothingElse() {
        fake.on("GET", "/", versions(version("v2.0", "stable"))).catalog("[]");
        try (Cloud cloud = new AccessBuilder("mira", fake.url() + "/").open()) {
            assertThat(cloud.identityV2()).isTrue();
        }
    }

    @Test
    public void aV3ThatIsNotFinishedIsLeftAlone() {
        fake.on("GET", "/", versions(version("v3.0", "beta"), version("v2.0", "stable")))
                .catalog("[]");
        try (Cloud cloud = new AccessBuilder("mira", fake.url()).open()) {
            assertThat(cloud.identityV2()).isTrue();
        }
    }

    @Test
    public void theAddressInTheDocumentIsNotFollowed() {
        fake.on("GET", "/", versions(version("v3.14", "stable")));
        fake.on("GET", "/v3/projects", FakeAnswer.json("{\"projects\": [], \"links\": {\"next\": null}}"));
        try (Cloud cloud = new AccessBuilder("mira", fake.url()).open()) {
            assertThat(cloud.list(Service.IDENTITY, "/projects", "projects"))
                    .as("inside.invalid would not answer")
                    .isEmpty();
        }
    }

    @Test
    public void keystoneIsCalledWhereTheOperatorSaysThoughItsCatalogNamesAnotherAddress() {
        fake.catalog(FakeCatalog.v3(FakeCatalog.service(
                "identity", FakeCatalog.endpoint("public", "RegionOne", "http://inside.invalid:5000/v2.0"))));
        fake.on("GET", "/v3/projects", FakeAnswer.json("{\"projects\": [], \"links\": {\"next\": null}}"));
        try (Cloud cloud = fake.access().open()) {
            assertThat(cloud.list(Service.IDENTITY, "/projects", "projects")).isEmpty();
        }
    }

    @Test
    public void aVersionInTheAddressNeedsNoQuestion() {
        fake.access().open().close();
        assertThat(fake.seen()).isEmpty();
    }

    @Test
    public void aPageThatIsNoKeystoneIsSaid() {
        fake.on("GET", "/", FakeAnswer.text(200, "text/html", "<html><body>Welcome to nginx!</body></html>"));
        assertThatThrownBy(() -> new AccessBuilder("mira", fake.url()).open())
                .isInstanceOf(CloudException.ServiceFault.class)
                .hasMessageContaining("mira")
                .hasMessageContaining("text/html")
                .hasMessageContaining("not of a web page");
    }

    @Test
    public void anotherServicesVersionsAreSaid() {
        fake.on("GET", "/", FakeAnswer.json("{\"versions\": [{\"id\": \"v1.0\", \"status\": \"CURRENT\"}]}"));
        assertThatThrownBy(() -> new AccessBuilder("mira", fake.url()).open())
                .isInstanceOf(CloudException.ServiceFault.class)
                .hasMessageContaining("is not the address of a Keystone")
                .hasMessageContaining("v1.0");
    }

    @Test
    public void aRedirectIsNotFollowedButTold() {
        fake.on("GET", "/", FakeAnswer.status(301).header("Location", "https://mira.example/identity/"));
        assertThatThrownBy(() -> new AccessBuilder("mira", fake.url()).open())
                .isInstanceOf(CloudException.Rejected.class)
                .hasMessageContaining("use the address https://mira.example/identity/");
    }

    @Test
    public void whoWantsALoginForTheVersionsIsNotAsked() {
        fake.on("GET", "/", FakeAnswer.json(401, "{\"error\": {\"code\": 401, \"message\": \"auth required\"}}"));
        assertThatThrownBy(() -> new AccessBuilder("mira", fake.url()).open())
                .hasMessage("mira: GET " + fake.url()
                        + "/ -> 401 Unauthorized: auth required. It does not tell which versions of Keystone it has."
                        + " Correct auth_url, or write the version at its end: " + fake.url() + "/v3, or " + fake.url()
                        + "/v2.0 for a cloud up to Mitaka.");
    }

    @Test
    public void theAddressOfTheTokensIsTakenForWhatIsInFrontOfIt() {
        fake.catalog("[]");
        new AccessBuilder("mira", fake.url() + "/v3/auth/tokens").open().close();
        new AccessBuilder("old", fake.url() + "/v2.0/tokens/").open().close();
        assertThat(fake.logins()).extracting(FakeCloud.Seen::path).containsExactly("/v3/auth/tokens", "/v2.0/tokens");
    }

    @Test
    public void theSchemeMayBeInUpperCase() {
        new AccessBuilder("mira", fake.url().replace("http", "HTTP") + "/v3")
                .open()
                .close();
    }

    @Test
    public void aHostThatJavaCannotUseIsSaid() {
        assertThatThrownBy(() -> new AccessBuilder("mira", "http://key_stone:5000/v3").open())
                .isInstanceOf(CloudException.class)
                .hasMessageContaining("a host name must not have \"_\" in it");
    }

    @Test
    public void whatIsNoAddressIsSaid() {
        assertThatThrownBy(() -> new AccessBuilder("mira", "10.0.0.1:5000/v3").open())
                .isInstanceOf(CloudException.class)
                .hasMessageContaining("\"10.0.0.1:5000/v3\" is not an address");
    }
}
