package io.jenkins.plugins.pumphouse.clouds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class EmbeddedCloudTest {
    private final EmbeddedCloud cloud = EmbeddedCloud.v3("cloud");
    private Client client;

    @Before
    public void start() throws Exception {
        cloud.start();
        client = new Client(cloud.authUrl()).login("admin", "admin", "admin");
    }

    @After
    public void stop() {
        cloud.close();
    }

    @Test
    public void aFaultStrikesAsOftenAsItIsToldAndThenTheServiceAnswers() throws Exception {
        cloud.faults().on("POST", "/v2.0/networks").status(503).retryAfter(2).times(2);
        String networks = cloud.url("network") + "/v2.0/networks";
        JsonNode wanted = WireJson.object("network", WireJson.object("name", "n"));
        Client.Reply first = client.send("POST", networks, wanted, Map.of());
        assertThat(first.status()).isEqualTo(503);
        assertThat(first.header("Retry-After")).isEqualTo("2");
        assertThat(first.json().path("NeutronError").path("message").asText()).isNotEmpty();
        assertThat(client.send("POST", networks, wanted, Map.of()).status()).isEqualTo(503);
        assertThat(client.send("POST", networks, wanted, Map.of()).status()).isEqualTo(201);
        assertThat(cloud.journal().count("POST", "/v2.0/networks")).isEqualTo(3);
    }

    @Test
    public void aConnectionResetAfterwardsHasDoneTheWork() {
        cloud.faults().on("POST", "/v2.0/networks").resetAfterwards().times(1);
        assertThatThrownBy(() -> client.send(
                        "POST",
                        cloud.url("network") + "/v2.0/networks",
                        WireJson.object("network", WireJson.object("name", "n")),
                        Map.of()))
                .isInstanceOf(IOException.class);
        assertThat(cloud.inside().named("network", "/v2.0/networks", "networks", "n"))
                .isNotNull();
    }

    @Test
    public void aConnectionResetLeavesTheRequestUndone() {
        cloud.faults().on("POST", "/v2.0/networks").reset().times(1);
        assertThatThrownBy(() -> client.send(
                        "POST",
                        cloud.url("network") + "/v2.0/networks",
                        WireJson.object("network", WireJson.object("name", "n")),
                        Map.of()))
                .isInstanceOf(IOException.class);
        assertThat(cloud.inside().list("network", "/v2.0/networks", "networks")).isEmpty();
    }

    @Test
    public void aTruncatedBodyEndsBeforeTheLengthThatItAnnounced() throws Exception {
        Fixture.target(cloud);
        cloud.faults().on("GET", "/v2/images/*/file").truncateAfter(1000).times(1);
        assertThatThrownBy(() -> client.get(file())).isInstanceOf(IOException.class);
        assertThat(client.get(file()).text()).hasSize(1 << 20);
    }

    @Test
    public void aStalledBodyStaysOpenUntilTheCloudIsKilled() throws Exception {
        Fixture.target(cloud);
        cloud.faults().on("GET", "/v2/images/*/file").stallAfter(1000);
        List<Throwable> seen = new ArrayList<>();
        String file = file();
        Thread reader = new Thread(() -> {
            try {
                client.get(file);
            } catch (IOException | InterruptedException e) {
                seen.add(e);
            }
        });
        reader.start();
        reader.join(300);
        assertThat(reader.isAlive()).isTrue();
        cloud.kill();
        reader.join(5_000);
        assertThat(seen).hasSize(1).first().isInstanceOf(IOException.class);
    }

    private String file() {
        return cloud.url("image") + "/v2/images/"
                + WireJson.text(
                        cloud.inside().list("image", "/v2/images", "images").get(0), "id") + "/file";
    }

    @Test
    public void aDelayedAnswerComesLater() throws Exception {
        cloud.faults().on("GET", "/v2.1/**").delay(Duration.ofMillis(200));
        long before = System.nanoTime();
        assertThat(client.get(cloud.url("compute") + "/v2.1/servers").status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    public void aKilledCloudRefusesConnectionsAndComesBackWithWhatItHad() throws Exception {
        client.send(
                "POST",
                cloud.url("network") + "/v2.0/networks",
                WireJson.object("network", WireJson.object("name", "n")),
                Map.of());
        String networks = cloud.url("network") + "/v2.0/networks";
        cloud.kill();
        assertThatThrownBy(() -> client.get(networks)).isInstanceOf(IOException.class);
        cloud.revive();
        assertThat(client.get(networks).json().path("networks")).hasSize(1);
    }

    @Test
    public void anExpiredTokenIsRefusedByEveryService() throws Exception {
        cloud.expireTokens();
        assertThat(client.get(cloud.url("network") + "/v2.0/networks").status()).isEqualTo(401);
        assertThat(client.get(cloud.url("image") + "/v2/images").status()).isEqualTo(401);
        assertThat(client.get(cloud.url("compute") + "/v2.1/servers").status()).isEqualTo(401);
        assertThat(client.get(cloud.url("identity") + "/v3/projects").status()).isEqualTo(401);
    }

    @Test
    public void rulesOfTwoGroupsAreNotTakenInOneRequest() throws Exception {
        var rules = WireJson.array(
                WireJson.object("security_group_id", "a", "direction", "ingress"),
                WireJson.object("security_group_id", "b", "direction", "ingress"));
        assertThat(client.send(
                                "POST",
                                cloud.url("network") + "/v2.0/security-group-rules",
                                WireJson.object("security_group_rules", rules),
                                Map.of())
                        .json()
                        .path("NeutronError")
                        .path("type")
                        .asText())
                .isEqualTo("SecurityGroupNotSingleGroupRules");
    }

    @Test
    public void aTokenEndsWhenItsLifeIsOver() throws Exception {
        cloud.skip(Duration.ofMinutes(61));
        assertThat(client.get(cloud.url("network") + "/v2.0/networks").status()).isEqualTo(401);
    }

    @Test
    public void everyListComesInPagesOfTheSizeThatIsSet() throws Exception {
        Fixture.demo(cloud);
        int rules = cloud.inside()
                .list("network", "/v2.0/security-group-rules", "security_group_rules")
                .size();
        cloud.behaviour().pages("network", 2).pages("compute", 2).pages("image", 2);
        assertThat(follow(cloud.url("network") + "/v2.0/security-group-rules", "security_group_rules"))
                .hasSize(rules);
        assertThat(follow(cloud.url("compute") + "/v2.1/servers?all_tenants=1", "servers"))
                .hasSize(4);
        assertThat(follow(cloud.url("image") + "/v2/images", "images")).hasSize(4);
    }

    private List<String> follow(String url, String key) throws Exception {
        List<String> ids = new ArrayList<>();
        for (String next = url; next != null; ) {
            JsonNode page = client.get(next).json();
            assertThat(page.path(key).size()).isLessThanOrEqualTo(2);
            page.path(key).forEach(row -> ids.add(WireJson.text(row, "id")));
            String image = WireJson.text(page, "next");
            next = image != null ? cloud.url("image") + image : null;
            for (JsonNode link : page.path(key + "_links")) {
                next = "next".equals(WireJson.text(link, "rel")) ? WireJson.text(link, "href") : next;
            }
        }
        assertThat(ids).doesNotHaveDuplicates();
        return ids;
    }

    @Test
    public void aBootThatIsToldToFailEndsInErrorWithTheReason() throws Exception {
        Fixture.target(cloud);
        cloud.behaviour().bootsFail("bad-*", "No valid host was found.");
        cloud.project("admin")
                .server("bad-1")
                .image("cirros")
                .flavor("m1.tiny")
                .nic("private", null, null)
                .boot();
        JsonNode server = cloud.inside().servers().get(0);
        assertThat(WireJson.text(server, "status")).isEqualTo("ERROR");
        // Nova's list hides the words that the detail of one server has.
        JsonNode detail = cloud.inside()
                .get("compute", "/v2.1/servers/" + WireJson.text(server, "id"))
                .path("server");
        assertThat(detail.path("fault").path("message").asText()).isEqualTo("No valid host was found.");
    }

    @Test
    public void aSnapshotThatIsToldToFailDisappears() throws Exception {
        Fixture.demo(cloud);
        cloud.behaviour().snapshotsFail("snap").snapshot(Duration.ofMinutes(10));
        String server = WireJson.text(cloud.inside().servers().get(0), "id");
        Client.Reply reply = client.send(
                "POST",
                cloud.url("compute") + "/v2.1/servers/" + server + "/action",
                WireJson.object("createImage", WireJson.object("name", "snap")),
                Map.of("X-OpenStack-Nova-API-Version", "2.45"));
        String image = cloud.url("image") + "/v2/images/" + WireJson.text(reply.json(), "image_id");
        assertThat(client.get(image).status()).isEqualTo(200);
        cloud.skip(Duration.ofMinutes(10));
        cloud.skip(Duration.ofMinutes(10));
        assertThat(client.get(image).status()).isEqualTo(404);
    }

    @Test
    public void aSnapshotHoldsWhatTheServerWroteAndNotWhatItsImageWas() throws Exception {
        Fixture.demo(cloud);
        JsonNode server = cloud.inside().servers().stream()
                .filter(row -> WireJson.text(row, "name").equals("db-1"))
                .findFirst()
                .orElseThrow();
        Client.Reply reply = client.send(
                "POST",
                cloud.url("compute") + "/v2.1/servers/" + WireJson.text(server, "id") + "/action",
                WireJson.object("createImage", WireJson.object("name", "snap")),
                Map.of("X-OpenStack-Nova-API-Version", "2.45"));
        cloud.skip(Duration.ofSeconds(1));
        cloud.skip(Duration.ofSeconds(1));
        String bytes = client.get(
                        cloud.url("image") + "/v2/images/" + WireJson.text(reply.json(), "image_id") + "/file")
                .text();
        assertThat(bytes).hasSize(1 << 20);
        assertThat(bytes.substring(512)).startsWith("db-1 was here");
    }

    @Test
    public void anUploadThatBreaksLeavesTheImageQueued() throws Exception {
        Client.Reply made = client.send(
                "POST",
                cloud.url("image") + "/v2/images",
                WireJson.object("name", "i", "disk_format", "raw", "container_format", "bare"),
                Map.of());
        String image = cloud.url("image") + "/v2/images/" + WireJson.text(made.json(), "id");
        try (Socket socket = new Socket("127.0.0.1", URI.create(image).getPort())) {
            socket.getOutputStream()
                    .write(("PUT " + URI.create(image + "/file").getPath()
                                    + " HTTP/1.1\r\nHost: x\r\nX-Auth-Token: " + client.token()
                                    + "\r\n"
                                    + "Content-Type: application/octet-stream\r\n"
                                    + "Content-Length: 1000\r\n\r\n"
                                    + "only this")
                            .getBytes(StandardCharsets.US_ASCII));
        }
        for (long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
                cloud.journal().count("PUT", "/v2/images/*/file") == 0 && System.nanoTime() < end; ) {
            Thread.onSpinWait();
        }
        assertThat(WireJson.text(client.get(image).json(), "status")).isEqualTo("queued");
        Client.Reply upload = client.send(
                "PUT", image + "/file", TextNode.valueOf("bytes"), Map.of("Content-Type", "application/octet-stream"));
        assertThat(upload.status()).isEqualTo(204);
    }

    @Test
    public void theJournalKnowsWritesFromReadsAndCountsNoToken() throws Exception {
        client.get(cloud.url("network") + "/v2.0/networks");
        assertThat(cloud.journal().writes()).isEmpty();
        client.send(
                "POST",
                cloud.url("network") + "/v2.0/networks",
                WireJson.object("network", WireJson.object("name", "n")),
                Map.of());
        assertThat(cloud.journal().writes()).singleElement().hasToString("network POST /v2.0/networks -> 201");
        assertThat(cloud.journal().entries().toString()).doesNotContain(client.token());
    }
}
