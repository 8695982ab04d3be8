package io.jenkins.plugins.pumphouse.host.fuel;

import static io.jenkins.plugins.pumphouse.http.CannedServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.pumphouse.http.CannedServer;
import io.jenkins.plugins.pumphouse.remedy.Recovery;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** JSON that answers well and is not what Fuel sends: it is told, asked for again, and never believed. */
public class FuelShapeTest {
    private CannedServer server;
    private Fuel fuel;

    @Before
    public void start() {
        server = CannedServer.start();
        server.on("GET /api/version", json(200, "{\"release\": \"6.0\", \"auth_required\": false}"));
        fuel = Fuel.open(Access.to(server.url()));
    }

    @After
    public void close() {
        fuel.close();
        server.close();
    }

    @Test
    public void nodesWithoutANumberOrAStatusAreNoNodes() {
        answers("GET /api/nodes", "[{\"id\": 1, \"status\": \"ready\"}, {\"id\": null, \"status\": null}]");

        assertThat(refusal(() -> fuel.nodes()))
                .hasMessage("mira-os-1: Fuel: GET /nodes -> 200 OK, but its entry 2 has no number \"id\", which Fuel"
                        + " always sends. Check that " + server.url()
                        + " is the address of the Fuel master and not of a proxy.");
    }

    @Test
    public void anObjectInPlaceOfAListIsNoEmptyList() {
        answers("GET /api/clusters", "{\"unexpected\": [null, 1]}");

        assertThat(refusal(() -> fuel.environments()))
                .hasMessageContaining("GET /clusters -> 200 OK, but it is no list");
    }

    @Test
    public void environmentsWithoutANameAreNotCalledNull() {
        answers("GET /api/clusters", "[{\"id\": 1, \"name\": null, \"status\": \"new\", \"release_id\": 2}]");

        assertThat(refusal(() -> fuel.environment("prod"))).hasMessageContaining("its entry 1 has no text \"name\"");
    }

    @Test
    public void aNodeInAnotherShapeIsNotMissing() {
        answers("GET /api/nodes/7", "{\"id\": \"seven\", \"status\": 7}");

        assertThat(refusal(() -> fuel.node(7))).hasMessageContaining("GET /nodes/7 -> 200 OK, but it has no number");
    }

    @Test
    public void theAnswerToABeginningIsNotBelievedWithoutATask() {
        answers("PUT /api/clusters/2/changes", "{\"id\": 4, \"name\": null, \"status\": \"running\"}");

        assertThat(refusal(() -> fuel.deployments().applyChanges(2))).hasMessageContaining("it has no text \"name\"");
    }

    @Test
    public void disksAndTheirVolumesHaveNamesAndSizes() {
        answers("GET /api/nodes/7/disks", "[{\"id\": \"sda\", \"size\": 9, \"volumes\": [{\"name\": null}]}]");
        assertThat(refusal(() -> fuel.setup(7).disks()))
                .hasMessageContaining("its entry 1 has in \"volumes\" an entry 1 that has no number \"size\"");

        answers("GET /api/nodes/7/disks", "{\"unexpected\": [null, 1]}");
        assertThat(refusal(() -> fuel.setup(7).disks())).hasMessageContaining("it is no list");
    }

    @Test
    public void aNodeThatWasNeverNamedIsCalledByItsNumberOnly() {
        answers("GET /api/nodes/7", "{\"id\": 7, \"name\": null, \"status\": \"discover\"}");

        assertThat(fuel.node(7).orElseThrow()).hasToString("node 7 \"\"");
    }

    private void answers(String call, String body) {
        server.on(call, json(200, body));
    }

    private static FuelException refusal(ThrowingCallable call) {
        FuelException refusal = catchThrowableOfType(FuelException.class, call);
        assertThat(refusal).isInstanceOf(FuelException.Fault.class);
        assertThat(refusal.recovery()).isEqualTo(Recovery.WAIT);
        return refusal;
    }
}
