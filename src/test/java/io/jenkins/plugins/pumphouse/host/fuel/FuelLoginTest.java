package io.jenkins.plugins.pumphouse.host.fuel;

import static io.jenkins.plugins.pumphouse.http.CannedServer.answer;
import static io.jenkins.plugins.pumphouse.http.CannedServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.pumphouse.http.CannedServer;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** The versions of Keystone that a Fuel master may have. */
public class FuelLoginTest {
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
