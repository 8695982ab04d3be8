package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
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
        boot(
                "half",
                port("demo-backend", demo(), "10.2.0.99"),
                port("demo-net", clouds.source.inside().projectId(), "10.1.0.99"));

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
        boot(
                "half",
                port("demo-backend", demo(), "10.2.0.99"),
                port("demo-net", clouds.source.inside().projectId(), "10.1.0.99"));
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
    public void theDhcpOptionsOfACardComeAlongAndItsOwnNameInDnsIsTold() throws Exception {
        clouds.source.withExtensions("dns-integration", "extra_dhcp_opt");
        clouds.target.withExtensions("dns-integration", "extra_dhcp_opt");
        ObjectNode option = WireJson.object("opt_name", "tftp-server", "opt_value", "10.1.0.9", "ip_version", 4);
        JsonNode card = card(clouds.source, "db-1");
        clouds.source
                .inside()
                .put(
                        "network",
                        "/v2.0/ports/" + card.path("id").asText(),
                        WireJson.object(
                                "port",
                                WireJson.object("dns_name", "billing", "extra_dhcp_opts", WireJson.array(option))));
        String told = "dns_name billing of card " + card.path("mac_address").asText();
        assertThat(outcome(clouds.plan(Verb.INSTANCES, server("db-1")), "server", "db-1")
                        .message())
                .contains(told);

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(moved.message()).contains(told);
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
                late[0] = port("demo-net", demo(), "10.1.0.77");
                JsonNode port = json(
                        "{'port': {'device_id': '" + id(clouds.source, "db-1") + "', 'device_owner': 'compute:nova'}}");
                clouds.source.inside().put("network", "/v2.0/ports/" + late[0], port);
            }
        });

        Outcome failed = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(failed.end()).isEqualTo(End.FAILED);
        assertThat(failed.message()).contains("10.1.0.77", "on old", "does not count as moved");
        assertThat(source("db-1").path("metadata").has("pumphouse_target")).isFalse();
        clouds.onLine(line -> {});
        Outcome again = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");
        assertThat(again.end())
                .as("a verification that failed is not forgotten")
                .isEqualTo(End.FAILED);
        assertThat(again.message()).contains("10.1.0.77");
        assertThat(outcome(clouds.move(Verb.CLEANUP, server("db-1")), "server", "db-1")
                        .message())
                .isEqualTo("its move is not finished");

        clouds.source.inside().delete("network", "/v2.0/ports/" + late[0]);
        assertThat(outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1")
                        .end())
                .isEqualTo(End.UPDATED);
        assertThat(source("db-1").path("metadata").path("pumphouse_target").asText())
                .isEqualTo("new/" + id(clouds.target, "db-1"));
    }

    @Test
    public void cardsOfOneNetworkWithAnotherBetweenThemKeepTheirOrder() throws Exception {
        boot(
                "router",
                port("demo-net", demo(), "10.1.0.91"),
                port("demo-backend", demo(), "10.2.0.92"),
                port("demo-net", demo(), "10.1.0.93"));
        List<String> cards = cards(clouds.source, "router");

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("router")), "server", "router");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(cards(clouds.target, "router")).isEqualTo(cards).hasSize(3);
    }

    @Test
    public void aCopyWhoseCardsAreInAnotherOrderDoesNotCountAsMoved() throws Exception {
        boot(
                "router",
                port("demo-net", demo(), "10.1.0.91"),
                port("demo-backend", demo(), "10.2.0.92"),
                port("demo-net", demo(), "10.1.0.93"));
        List<String> macs = cards(clouds.source, "router");
        clouds.target
                .faults()
                .on("GET", "/v2.1/servers/*/diagnostics")
                .status(200)
                .body(json("{'nic_details': [{'mac_address': '" + macs.get(0) + "'}, {'mac_address': '" + macs.get(2)
                                + "'}, {'mac_address': '" + macs.get(1) + "'}]}")
                        .toString());

        Outcome failed = outcome(clouds.move(Verb.INSTANCES, server("router")), "server", "router");

        assertThat(failed.end()).isEqualTo(End.FAILED);
        assertThat(failed.message())
                .contains(
                        "order of network cards: " + String.join(", ", macs) + " on old",
                        "accept: ['router: order of network cards']");
        clouds.accepting("router: order of network cards");
        assertThat(outcome(clouds.move(Verb.INSTANCES, server("router")), "server", "router")
                        .end())
                .isEqualTo(End.UPDATED);
    }

    @Test
    public void anOrderThatTheSourceDoesNotTellIsNamedAsLost() throws Exception {
        boot(
                "router",
                port("demo-net", demo(), "10.1.0.91"),
                port("demo-backend", demo(), "10.2.0.92"),
                port("demo-net", demo(), "10.1.0.93"));
        List<String> macs = cards(clouds.source, "router");
        stop("router");
        clouds.source
                .faults()
                .on("GET", "/v2.1/servers/*/os-interface")
                .status(200)
                .body("{\"interfaceAttachments\": ["
                        + macs.stream()
                                .map(mac -> "{\"port_id\": \"" + (9 - macs.indexOf(mac)) + "\", \"mac_addr\": \"" + mac
                                        + "\"}")
                                .collect(java.util.stream.Collectors.joining(", "))
                        + "]}");

        String planned = outcome(clouds.plan(Verb.INSTANCES, server("router")), "server", "router")
                .message();

        assertThat(planned)
                .contains(
                        "order of network cards (old tells it only in part: " + macs.get(0) + ", " + macs.get(2) + ", "
                                + macs.get(1),
                        "start the server before its move");
    }

    @Test
    public void ofARunningServerWhoseHypervisorDoesNotTellTheOrderIsLeftToBeCompared() throws Exception {
        boot(
                "router",
                port("demo-net", demo(), "10.1.0.91"),
                port("demo-backend", demo(), "10.2.0.92"),
                port("demo-net", demo(), "10.1.0.93"));
        clouds.source.faults().on("GET", "/v2.1/servers/*/diagnostics").status(501);

        String planned = outcome(clouds.plan(Verb.INSTANCES, server("router")), "server", "router")
                .message();

        assertThat(planned).contains("compare it inside the server with that of its copy");
    }

    @Test
    public void anOrderThatTheAddressesTellIsKnownOfAStoppedServerToo() throws Exception {
        boot(
                "router",
                port("demo-net", demo(), "10.1.0.91"),
                port("demo-backend", demo(), "10.2.0.92"),
                port("demo-backend", demo(), "10.2.0.93"));
        stop("router");

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("router")), "server", "router");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(moved.message()).doesNotContain("order of network cards");
    }

    @Test
    public void aRunThatWasInterruptedAfterTheStopLeavesTheOrderForTheNext() throws Exception {
        boot(
                "router",
                port("demo-net", demo(), "10.1.0.91"),
                port("demo-backend", demo(), "10.2.0.92"),
                port("demo-net", demo(), "10.1.0.93"));
        List<String> cards = cards(clouds.source, "router");
        Thread runs = Thread.currentThread();
        clouds.onLine(line -> {
            if (line.contains("is off")) {
                runs.interrupt();
            }
        });
        clouds.move(Verb.INSTANCES, server("router"));
        assertThat(Thread.interrupted()).isTrue();
        clouds.onLine(line -> {});

        Outcome resumed = outcome(clouds.move(Verb.INSTANCES, server("router")), "server", "router");

        assertThat(resumed.end()).as(resumed.message()).isIn(End.CREATED, End.UPDATED);
        assertThat(resumed.message()).doesNotContain("order of network cards");
        assertThat(cards(clouds.target, "router")).isEqualTo(cards);
    }

    private void stop(String server) throws Exception {
        clouds.source
                .inside()
                .post("compute", "/v2.1/servers/" + id(clouds.source, server) + "/action", json("{'os-stop': null}"));
        clouds.source.skip(java.time.Duration.ofSeconds(5));
    }

    /** The MACs in the order of the cards of a running server. */
    private static List<String> cards(EmbeddedCloud cloud, String server) {
        return cloud.inside()
                .get("compute", "/v2.1/servers/" + id(cloud, server) + "/diagnostics")
                .findValuesAsText("mac_address");
    }

    private String demo() {
        return clouds.source.inside().id("identity", "/v3/projects", "projects", "demo");
    }

    private String port(String network, String project, String address) {
        String net = clouds.source.inside().id("network", "/v2.0/networks", "networks", network);
        return clouds.source
                .inside()
                .post(
                        "network",
                        "/v2.0/ports",
                        json("{'port': {'network_id': '" + net + "', 'tenant_id': '" + project
                                + "', 'fixed_ips': [{'ip_address': '" + address + "'}]}}"))
                .path("port")
                .path("id")
                .asText();
    }

    /** A server of demo on these ports, which an administrator boots, as nobody else may use another project's port. */
    private void boot(String name, String... ports) {
        Inside admin = clouds.source.inside();
        String role = admin.id("identity", "/v3/roles", "roles", "admin");
        admin.put("identity", "/v3/projects/" + demo() + "/users/" + admin.userId() + "/roles/" + role, null);
        List<String> networks = new ArrayList<>();
        for (String port : ports) {
            networks.add("{'port': '" + port + "'}");
        }
        String image = admin.id("image", "/v2/images", "images", "cirros");
        String flavor = admin.id("compute", "/v2.1/flavors", "flavors", "m1.tiny");
        clouds.source
                .inside("admin", "demo")
                .post(
                        "compute",
                        "/v2.1/servers",
                        json("{'server': {'name': '" + name + "', 'imageRef': '" + image + "', 'flavorRef': '" + flavor
                                + "', 'networks': [" + String.join(", ", networks) + "]}}"));
        clouds.source.skip(Duration.ofSeconds(5));
    }

    private JsonNode source(String name) {
        return named(clouds.source, name);
    }

    private static String id(EmbeddedCloud cloud, String name) {
        return named(cloud, name).path("id").asText();
    }

    private static JsonNode named(EmbeddedCloud cloud, String name) {
        return cloud.inside().server(name);
    }

    private static List<String> addresses(EmbeddedCloud cloud, String server) {
        List<String> addresses = new ArrayList<>();
        named(cloud, server)
                .path("addresses")
                .forEach(network ->
                        network.forEach(a -> addresses.add(a.path("addr").asText())));
        return addresses;
    }
}
