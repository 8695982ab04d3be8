package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** All network cards of a server move with it, whoever owns their ports, and a server that lacks one is no copy. */
public class ServerCardsTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aCardWhosePortBelongsToAnotherProjectComesAlongAndStaysThatProjects() throws Exception {
        CardFixture.boot(
                clouds,
                "half",
                CardFixture.port(clouds, "demo-backend", CardFixture.demo(clouds), "10.2.0.99"),
                CardFixture.port(clouds, "demo-net", clouds.source.inside().projectId(), "10.1.0.99"));

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("half")), "server", "half");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(addresses(clouds.target, "half")).containsExactlyInAnyOrder("10.1.0.99", "10.2.0.99");
        JsonNode foreign = clouds.target.inside().list("network", "/v2.0/ports", "ports").stream()
                .filter(port -> port.path("fixed_ips")
                        .path(0)
                        .path("ip_address")
                        .asText()
                        .equals("10.1.0.99"))
                .findFirst()
                .orElseThrow();
        assertThat(foreign.path("tenant_id").asText())
                .isEqualTo(clouds.target.inside().projectId());
    }

    @Test
    public void theCleanUpKeepsAServerWhoseCopyLacksACardOfAnotherProject() throws Exception {
        CardFixture.boot(
                clouds,
                "half",
                CardFixture.port(clouds, "demo-backend", CardFixture.demo(clouds), "10.2.0.99"),
                CardFixture.port(clouds, "demo-net", clouds.source.inside().projectId(), "10.1.0.99"));
        clouds.move(Verb.INSTANCES, server("half"));
        String lost = clouds.target.inside().list("network", "/v2.0/ports", "ports").stream()
                .filter(port -> port.path("fixed_ips")
                        .path(0)
                        .path("ip_address")
                        .asText()
                        .equals("10.1.0.99"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
        clouds.target.inside().delete("network", "/v2.0/ports/" + lost);

        Outcome kept = outcome(clouds.move(Verb.CLEANUP, server("half")), "server", "half");

        assertThat(kept.end()).isEqualTo(End.SKIPPED);
        assertThat(kept.message()).contains("10.1.0.99", "on old, but port ", "on new");
        assertThat(addresses(clouds.source, "half")).hasSize(2);
    }

    @Test
    public void theDhcpOptionsOfACardComeAlong() throws Exception {
        clouds.source.withExtensions("extra_dhcp_opt");
        clouds.target.withExtensions("extra_dhcp_opt");
        ObjectNode option = WireJson.object("opt_name", "tftp-server", "opt_value", "10.1.0.9", "ip_version", 4);
        clouds.source
                .inside()
                .put(
                        "network",
                        "/v2.0/ports/" + card(clouds.source, "db-1").path("id").asText(),
                        WireJson.object("port", WireJson.object("extra_dhcp_opts", WireJson.array(option))));

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(card(clouds.target, "db-1").path("extra_dhcp_opts")).containsExactly(option);
    }

    private static JsonNode card(EmbeddedCloud cloud, String server) {
        String id = DiskFixture.shown(cloud, server).path("id").asText();
        return cloud.inside()
                .list("network", "/v2.0/ports?device_id=" + id, "ports")
                .get(0);
    }

    @Test
    public void aServerWithoutCardsGetsNone() throws Exception {
        clouds.source
                .project("demo")
                .server("no-nic")
                .image("cirros")
                .flavor("m1.tiny")
                .owner("alice", null)
                .boot();

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("no-nic")), "server", "no-nic");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(addresses(clouds.target, "no-nic")).isEmpty();
    }

    @Test
    public void aServerWhoseCopyLacksACardDoesNotCountAsMovedUntilTheCardIsThere() throws Exception {
        String[] late = new String[1];
        clouds.onLine(line -> {
            if (line.contains("boots on new")) { // a card that somebody adds while the server moves
                late[0] = CardFixture.port(clouds, "demo-net", CardFixture.demo(clouds), "10.1.0.77");
                JsonNode port = json("{'port': {'device_id': '" + CardFixture.id(clouds.source, "db-1")
                        + "', 'device_owner': 'compute:nova'}}");
                clouds.source.inside().put("network", "/v2.0/ports/" + late[0], port);
            }
        });

        Outcome failed = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(failed.end()).isEqualTo(End.FAILED);
        assertThat(failed.message()).contains("10.1.0.77", "on old", "does not count as moved");
        assertThat(clouds.source.inside().server("db-1").path("metadata").has("pumphouse_target"))
                .isFalse();
        clouds.onLine(line -> {});
        Outcome again = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");
        assertThat(again.end())
                .as("a verification that failed is not forgotten")
                .isEqualTo(End.FAILED);
        assertThat(again.message()).contains("10.1.0.77");
        assertThat(outcome(clouds.move(Verb.CLEANUP, server("db-1")), "server", "db-1")
                        .message())
                .startsWith("its move is not finished: run pumpInstances");

        clouds.source.inside().delete("network", "/v2.0/ports/" + late[0]);
        assertThat(outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1")
                        .end())
                .isEqualTo(End.UPDATED);
        assertThat(clouds.source
                        .inside()
                        .server("db-1")
                        .path("metadata")
                        .path("pumphouse_target")
                        .asText())
                .isEqualTo("new/" + CardFixture.id(clouds.target, "db-1"));
    }

    private static List<String> addresses(EmbeddedCloud cloud, String server) {
        List<String> addresses = new ArrayList<>();
        cloud.inside()
                .server(server)
                .path("addresses")
                .forEach(network ->
                        network.forEach(a -> addresses.add(a.path("addr").asText())));
        return addresses;
    }
}
