package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.demo;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.external;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.ServerFixture;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** A server with twenty cards, a floating address on the second fixed address of one, and two volumes of one name. */
public class CrowdedServerTest {
    private static final String NAME = "crowd";
    private static final int CARDS = 20;
    private static final String ADDRESS = "203.0.113.99";
    private static final String SECOND = "10.1.0.200";

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Before
    public void theServer() {
        ServerFixture crowd = clouds.source
                .project("demo")
                .server(NAME)
                .image("cirros")
                .flavor("m1.tiny")
                .owner("alice", null)
                .volume(new VolumeFixture(clouds.source, "demo", "data", 1, "one").make(), false)
                .volume(new VolumeFixture(clouds.source, "demo", "data", 1, "two").make(), true);
        for (int card = 0; card < CARDS; card++) {
            boolean front = card % 3 != 1;
            crowd.nic(
                    front ? "demo-net" : "demo-backend",
                    (front ? "10.1.0." : "10.2.0.") + (100 + card),
                    "fa:16:3e:cc:00:%02x".formatted(CARDS - card));
        }
        crowd.boot();
        JsonNode first = ports(clouds.source).stream()
                .filter(port -> port.findValuesAsText("ip_address").contains("10.1.0.100"))
                .findFirst()
                .orElseThrow();
        clouds.source
                .inside()
                .put(
                        "network",
                        "/v2.0/ports/" + first.path("id").asText(),
                        WireJson.object(
                                "port",
                                WireJson.object(
                                        "fixed_ips",
                                        WireJson.array(
                                                WireJson.object("ip_address", "10.1.0.100"),
                                                WireJson.object("ip_address", SECOND)))));
        clouds.source
                .inside()
                .make(
                        "network",
                        "/v2.0/floatingips",
                        "floatingip",
                        WireJson.object(
                                "floating_network_id",
                                external(clouds.source).path("id"),
                                "floating_ip_address",
                                ADDRESS,
                                "tenant_id",
                                demo(clouds.source),
                                "port_id",
                                first.path("id"),
                                "fixed_ip_address",
                                SECOND));
    }

    @Test
    public void allOfItMovesASecondRunWritesNothingAndARollbackBringsAllOfItBack() throws Exception {
        JsonNode before = DiskFixture.shown(clouds.source, NAME);
        List<String> disks = DiskFixture.disks(clouds.source, before);

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server(NAME)), "server", NAME);

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        JsonNode copy = DiskFixture.shown(clouds.target, NAME);
        assertThat(cards(clouds.target, copy))
                .isEqualTo(cards(clouds.source, before))
                .hasSize(CARDS);
        assertThat(DiskFixture.disks(clouds.target, copy)).isEqualTo(disks).hasSize(2);
        assertThat(FloatingFixture.shown(clouds.target, ADDRESS)
                        .path("fixed_ip_address")
                        .asText())
                .isEqualTo(SECOND);
        assertThat(clouds.move(Verb.INSTANCES, server(NAME)).cost().writes()).isZero();

        Outcome back = outcome(clouds.move(Verb.ROLLBACK, server(NAME)), "server", NAME);

        clouds.target.skip(Duration.ofMinutes(1));
        assertThat(back.end()).as(back.message()).isEqualTo(End.RESTORED);
        JsonNode after = DiskFixture.shown(clouds.source, NAME);
        assertThat(after.path("metadata")).isEqualTo(before.path("metadata"));
        assertThat(after.path("status").asText()).isEqualTo("ACTIVE");
        assertThat(FloatingFixture.shown(clouds.source, ADDRESS)
                        .path("fixed_ip_address")
                        .asText())
                .isEqualTo(SECOND);
        assertThat(DiskFixture.volumes(clouds.target)).isEmpty();
        assertThat(ports(clouds.target)).isEmpty();
    }

    private static List<JsonNode> ports(EmbeddedCloud cloud) {
        return cloud.inside().list("network", "/v2.0/ports", "ports").stream()
                .filter(port -> port.path("mac_address").asText().startsWith("fa:16:3e:cc:00:"))
                .toList();
    }

    /** MAC and addresses of each card; Nova lists them in no order, and the move itself compares that. */
    private static List<String> cards(EmbeddedCloud cloud, JsonNode server) {
        List<String> cards = new ArrayList<>();
        cloud.inside()
                .list(
                        "compute",
                        "/v2.1/servers/" + server.path("id").asText() + "/os-interface",
                        "interfaceAttachments")
                .forEach(card -> cards.add(card.path("mac_addr").asText() + " "
                        + card.path("fixed_ips").findValuesAsText("ip_address")));
        cards.sort(null);
        return cards;
    }
}
