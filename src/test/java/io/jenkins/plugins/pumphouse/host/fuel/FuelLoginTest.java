package io.jenkins.plugins.pumphouse.host.fuel;

import static io.jenkins.plugins.pumphouse.http.CannedServer.answer;
import static io.jenkins.plugins.pumphouse.http.CannedServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.pumphouse.http.CannedServer;
import io.jenkins.plugins.pumphouse.login.Login;
import io.jenkins.plugins.pumphouse.remedy.Remedy;
import io.jenkins.plugins.pumphouse.remedy.WayOut;
import java.time.Duration;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Whether a Fuel is given a login, of which version of Keystone, and what is said of one that it refuses. */
public class FuelLoginTest {
    private static final String TOKEN = "{\"access\": {\"token\": {\"id\": \"t%s\"}}}";

    private CannedServer server;
    private Fuel fuel;

    @Before
    public void start() {
        server = CannedServer.start();
        fuel = Fuel.open(Access.to(server.url()));
    }

    @After
    public void close() {
        fuel.close();
        server.close();
    }

    private void openAs(String username, String password) {
        fuel = Fuel.open(new FuelAccess(
                Access.NAME,
                server.url(),
                Login.of(null, username, password),
                null,
                null,
                null,
                Duration.ofSeconds(5)));
    }

    @Test
    public void aFuelThatSaysSoIsGivenALogin() {
        server.on("GET /api/version", json(200, "{\"release\": \"7.0\", \"auth_required\": true}"))
                .on("POST /keystone/v2.0/tokens", json(200, String.format(TOKEN, 1)))
                .on("GET /api/nodes", json(200, "[]"));
        fuel.nodes();
        assertThat(server.seen()).hasToString("[GET /api/version, POST /keystone/v2.0/tokens, GET /api/nodes]");
        assertThat(server.seen().get(1).body())
                .isEqualTo(
                        "{\"auth\":{\"tenantName\":\"admin\",\"passwordCredentials\":{\"username\":\"admin\",\"password\":\"admin\"}}}");
        assertThat(server.seen().get(2).header("X-Auth-Token")).isEqualTo("t1");
    }

    @Test
    public void aFuelThatHidesItsVersionIsGivenALogin() {
        server.on(
                        "GET /api/version",
                        answer(401, "text/html", ""),
                        json(200, "{\"release\": \"9.2\", \"auth_required\": true}"))
                .on("POST /keystone/v2.0/tokens", json(200, String.format(TOKEN, 1)));
        assertThat(fuel.version()).isEqualTo(new FuelVersion("9.2", true));
    }

    @Test
    public void aLoginThatIsMissingIsSaid() {
        openAs(null, null);
        server.on("GET /api/version", answer(401, "text/html", ""));
        assertThatThrownBy(() -> fuel.version())
                .satisfies(WayOut.is(Remedy.WRONG_CREDENTIALS))
                .hasMessage(
                        "mira-os-1: Fuel asks for a login, and none is given. Give the credentials of a user of Fuel"
                                + " (not of OpenStack).");
    }

    @Test
    public void aWrongPasswordIsSaidWithoutTheSecret() {
        openAs("admin", "hidden-word");
        server.on("GET /api/version", answer(401, "text/html", ""))
                .on("POST /keystone/v2.0/tokens", json(401, "{\"message\": \"\", \"errors\": []}"));
        assertThatThrownBy(() -> fuel.version())
                .satisfies(WayOut.is(Remedy.WRONG_CREDENTIALS))
                .hasMessageContaining("the login of user \"admin\" in tenant \"admin\" was refused (401 Unauthorized)")
                .hasMessageNotContaining("hidden-word");
        assertThat(new FuelAccess("x", "http://x", Login.of(null, "admin", "hidden-word"), null, null, null, null)
                        .toString())
                .doesNotContain("hidden-word");
    }

    @Test
    public void aTokenThatIsRefusedTwiceIsNotAskedForAThirdTime() {
        server.on("GET /api/version", json(200, "{\"release\": \"7.0\", \"auth_required\": true}"))
                .on(
                        "POST /keystone/v2.0/tokens",
                        json(200, String.format(TOKEN, 1)),
                        json(200, String.format(TOKEN, 2)))
                .on("GET /api/nodes", answer(401, "text/html", ""));
        assertThatThrownBy(() -> fuel.nodes())
                .satisfies(WayOut.is(Remedy.WRONG_CREDENTIALS))
                .hasMessageContaining("a token that it has just given");
        assertThat(server.seen())
                .filteredOn(seen -> seen.method().equals("POST"))
                .hasSize(2);
    }

    @Test
    public void aFuelWhoseKeystoneHasNoVersion2IsGivenALoginByVersion3() {
        server.on("GET /api/version", json(200, "{\"release\": \"11.0\", \"auth_required\": true}"))
                .on("POST /keystone/v2.0/tokens", json(404, "{\"error\": {\"code\": 404, \"title\": \"Not Found\"}}"))
                .on(
                        "POST /keystone/v3/auth/tokens",
                        json(401, "{\"error\": {\"code\": 401}}"),
                        answer(201, "application/json", "{\"token\": {}}", "X-Subject-Token", "t3"))
                .on("GET /api/nodes", json(200, "[]"));
        fuel.nodes();
        assertThat(server.seen().get(2).body()).contains("\"domain\":{\"id\":\"default\"}");
        assertThat(server.seen().get(3).body())
                .contains("\"user\":{\"name\":\"admin\",\"password\":\"admin\",\"domain\":{\"name\":\"fuel\"}}")
                .contains("\"project\":{\"name\":\"admin\",\"domain\":{\"name\":\"fuel\"}}");
        assertThat(server.seen().get(4).header("X-Auth-Token")).isEqualTo("t3");
    }

    /** A proxy's 404 is no proof that v2.0 is gone, so both answers are told. */
    @Test
    public void aLoginThatBothVersionsRefuseTellsWhatEachHasAnswered() {
        server.on("GET /api/version", json(200, "{\"release\": \"9.2\", \"auth_required\": true}"))
                .on("POST /keystone/v2.0/tokens", json(404, "{}"))
                .on("POST /keystone/v3/auth/tokens", json(401, "{}"));

        assertThatThrownBy(fuel::nodes)
                .hasMessageContaining("401 Unauthorized by Keystone v3; v2.0 answered 404 Not Found");
    }
}
