package io.jenkins.plugins.pumphouse.machines.fuel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.After;
import org.junit.Test;

/**
 * What a real Nailgun does and a client does not expect, as its source says (fuel-web 9.2 and 6.1) where nobody
 * recorded it.
 */
public class NailgunOdditiesTest {
    private static final String MAC = "52:54:00:aa:02:00";
    private static final Hardware MACHINE = Hardware.of(MAC, "52:54:00:aa:02:01", "52:54:00:aa:02:02");
    private static final Hardware OTHER = Hardware.of("52:54:00:aa:03:00", "52:54:00:aa:03:01");

    private final HttpClient http = HttpClient.newHttpClient();
    private EmbeddedFuel fuel = EmbeddedFuel.start(Edition.V9_2, false, Pace.real());
    private final int environment = fuel.environment("dst-cloud");

    @After
    public void close() {
        fuel.close();
    }

    private HttpResponse<String> send(String method, String path, Object body) throws Exception {
        byte[] bytes = WireJson.bytes(WireJson.node(body));
        return http.send(
                HttpRequest.newBuilder(URI.create(fuel.url() + "/api" + path))
                        .method(method, BodyPublishers.ofByteArray(bytes))
                        .build(),
                BodyHandlers.ofString());
    }

    private JsonNode json(String method, String path, Object body) throws Exception {
        return WireJson.parse(send(method, path, body).body().getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode get(String path) throws Exception {
        return json("GET", path, null);
    }

    private String status(int node) throws Exception {
        return get("/nodes/" + node).path("status").asText();
    }

    private void is61() {
        fuel.close();
        fuel = EmbeddedFuel.start(Edition.V6_1, false, Pace.real());
        assertThat(fuel.environment("dst-cloud")).isEqualTo(environment);
    }

    private int provisioned() throws Exception {
        int node = fuel.pending(environment, MACHINE, "compute");
        send("PUT", "/clusters/1/provision/?nodes=" + node, "");
        fuel.skip(Duration.ofMinutes(30));
        assertThat(status(node)).isEqualTo("provisioned");
        return node;
    }

    @Test
    public void aDeploymentPassesOverANodeThatIsOfflineAndEndsWell() throws Exception {
        int node = provisioned();
        fuel.silent(MAC);
        int task =
                json("PUT", "/clusters/1/deploy/?nodes=" + node, "").path("id").asInt();
        fuel.skip(Duration.ofHours(1));
        assertThat(get("/tasks/" + task).path("status").asText()).isEqualTo("ready");
        assertThat(status(node)).isEqualTo("provisioned");
    }

    @Test
    public void theStatusThatIsShownFollowsFromTheProgress() throws Exception {
        int node = provisioned();
        send("PUT", "/clusters/1/deploy/?nodes=" + node, "");
        assertThat(status(node)).isEqualTo("provisioned");
        fuel.skip(Duration.ofMinutes(4));
        assertThat(status(node)).isEqualTo("deploying");
    }

    @Test
    public void requestsOfNodesMayFailRightAfterADeletion() throws Exception {
        int node = fuel.discovered(MACHINE);
        fuel.mishaps().unsettledAfterDeletions(2);
        assertThat(send("DELETE", "/nodes/" + node, "").statusCode()).isEqualTo(200);
        assertThat(List.of(
                        send("GET", "/nodes", "").statusCode(),
                        send("GET", "/nodes", "").statusCode(),
                        send("GET", "/nodes", "").statusCode()))
                .containsExactly(500, 500, 200);
    }

    @Test
    public void aDeadlockOfTheDatabaseIsABadRequest() throws Exception {
        int node = fuel.pending(environment, MACHINE, "compute");
        fuel.mishaps().deadlocks(1);
        HttpResponse<String> answer = send("PUT", "/clusters/1/provision/?nodes=" + node, "");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("deadlock detected");
        assertThat(send("PUT", "/clusters/1/provision/?nodes=" + node, "").statusCode())
                .isEqualTo(202);
    }

    @Test
    public void changesEndWithTheirChecksAndTouchNoNode() throws Exception {
        fuel.pending(environment, MACHINE, "compute");
        fuel.silent(MAC);
        JsonNode task = json("PUT", "/clusters/1/changes", "");
        assertThat(task.path("status").asText()).isEqualTo("error");
        assertThat(task.path("message").asText())
                .isEqualTo("Nodes \"Untitled (02:00)\" are offline. Remove them from environment and try again.");
        assertThat(status(1)).isEqualTo("discover");
    }

    @Test
    public void beforeNinePointZeroChangesWantAController() throws Exception {
        is61();
        fuel.pending(environment, MACHINE, "compute");
        assertThat(json("PUT", "/clusters/1/changes", "").path("message").asText())
                .startsWith("Not enough controllers");
    }

    @Test
    public void aDeploymentThatIsStoppedLeavesTheSystemAndTheStatusStopped() throws Exception {
        int node = provisioned();
        send("PUT", "/clusters/1/deploy/?nodes=" + node, "");
        fuel.skip(Duration.ofMinutes(10));
        fuel.someoneStops(environment);
        fuel.skip(Duration.ofMinutes(5));
        assertThat(status(node)).isEqualTo("stopped");
        assertThat(get("/nodes/" + node).path("pending_addition").asBoolean()).isFalse();
        assertThat(get("/clusters/1").path("status").asText()).isEqualTo("stopped");
    }

    @Test
    public void aStopThatFailsLeavesTheNodeInErrorOfItsOwnType() throws Exception {
        int node = provisioned();
        fuel.mishaps().stopFails(MAC);
        send("PUT", "/clusters/1/deploy/?nodes=" + node, "");
        fuel.skip(Duration.ofMinutes(10));
        fuel.someoneStops(environment);
        fuel.skip(Duration.ofMinutes(5));
        assertThat(status(node)).isEqualTo("error");
        assertThat(get("/nodes/" + node).path("error_type").asText()).isEqualTo("stop_deployment");
    }

    @Test
    public void aNodeOfAnotherEnvironmentIsRefusedInPlainText() throws Exception {
        int other = fuel.environment("other");
        int node = fuel.pending(other, MACHINE, "compute");
        HttpResponse<String> answer = send(
                "POST", "/clusters/1/assignment", List.of(WireJson.object("id", node, "roles", List.of("compute"))));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("Changing cluster on the fly is not allowed");
    }

    @Test
    public void aHostnameIsDuplicateOnlyWithinAnEnvironment() throws Exception {
        int first = fuel.pending(environment, MACHINE, "compute");
        int second = fuel.discovered(OTHER);
        assertThat(send("PUT", "/nodes/" + first, WireJson.object("hostname", "cmp-12"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send("PUT", "/nodes/" + second, WireJson.object("hostname", "cmp-12"))
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> answer = send(
                "POST", "/clusters/1/assignment", List.of(WireJson.object("id", second, "roles", List.of("compute"))));
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("Nodes with hostnames [cmp-12] already exist in cluster 1.");
    }

    @Test
    public void rolesAreRestrictedByTheEnvironmentsSettings() throws Exception {
        int node = fuel.discovered(MACHINE);
        List<ObjectNode> wanted = List.of(WireJson.object("id", node, "roles", List.of("compute", "ceph-osd")));
        assertThat(send("POST", "/clusters/1/assignment", wanted).body())
                .contains("Role 'ceph-osd' restrictions mismatch: Ceph should be enabled in the environment settings.");
        fuel.setting(environment, "storage.volumes_ceph", true);
        assertThat(send("POST", "/clusters/1/assignment", wanted).statusCode()).isEqualTo(200);
    }

    @Test
    public void bondsHaveNoIdAndTakeTheNetworksOfTheirInterfaces() throws Exception {
        int node = fuel.pending(environment, MACHINE, "compute");
        ArrayNode nics = (ArrayNode) get("/nodes/" + node + "/interfaces");
        JsonNode networks = nics.get(1).path("assigned_networks").deepCopy();
        ((ObjectNode) nics.get(1)).putArray("assigned_networks");
        ObjectNode bond = WireJson.object(
                "name",
                "bond0",
                "type",
                "bond",
                "mode",
                "active-backup",
                "assigned_networks",
                networks,
                "slaves",
                List.of(WireJson.object("name", "eth1"), WireJson.object("name", "eth2")));
        nics.add(bond);
        assertThat(send("PUT", "/nodes/" + node + "/interfaces", nics).statusCode())
                .isEqualTo(200);
        assertThat(get("/nodes/" + node + "/interfaces"))
                .hasSize(4)
                .anySatisfy(nic -> assertThat(nic.path("name").asText()).isEqualTo("bond0"));
        bond.set("slaves", WireJson.array(WireJson.object("name", "eth1")));
        assertThat(send("PUT", "/nodes/" + node + "/interfaces", nics).body())
                .contains("each bond interface must have two or more slaves");
    }

    @Test
    public void aNodeGroupHasAnAdminNetworkOfItsOwnBesideThatForAll() throws Exception {
        int group = fuel.nodeGroup(environment, "rack-2", "10.21.0.");
        fuel.inRack(MAC, "10.21.0.");
        int node = fuel.pending(environment, MACHINE, "compute");
        assertThat(get("/nodes/" + node).path("group_id").asInt()).isEqualTo(group);
        assertThat(get("/clusters/1/network_configuration/neutron").path("networks"))
                .filteredOn(network -> network.path("name").asText().equals("fuelweb_admin"))
                .extracting(network -> network.path("group_id").asText())
                .containsExactlyInAnyOrder("null", String.valueOf(group));
        assertThat(get("/nodes/" + node + "/interfaces").get(0).path("assigned_networks"))
                .allSatisfy(network -> assertThat(network.path("id").asInt()).isGreaterThan(10));
    }

    @Test
    public void anAddressInTheAdminNetworkButOutsideOfItsRangesIsAnError() throws Exception {
        JsonNode node = json("POST", "/nodes/", MACHINE.report("10.20.0.7"));
        assertThat(node.path("status").asText()).isEqualTo("error");
        assertThat(node.path("error_type").asText()).isEqualTo("discover");
    }

    @Test
    public void changesKeepANodeWithDataOfCephAndADeletionDoesNot() throws Exception {
        fuel.setting(environment, "storage.images_ceph", true);
        int first = fuel.ready(environment, MACHINE, "compute", "ceph-osd");
        fuel.someoneUnassigns(environment, first);
        int task = json("PUT", "/clusters/1/changes", "").path("id").asInt();
        fuel.skip(Duration.ofHours(2));
        assertThat(get("/tasks/" + task).path("message").asText()).startsWith("Ceph data still exists on: node-1.");
        assertThat(status(first)).isEqualTo("error");
        assertThat(get("/nodes/" + first).path("error_type").isNull()).isTrue();

        send("DELETE", "/nodes/" + first, "");
        fuel.whenErased(mac -> {});
        fuel.skip(Duration.ofHours(1));
        assertThat(send("GET", "/nodes/" + first, "").statusCode()).isEqualTo(404);
    }
}
