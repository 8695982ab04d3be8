package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** Network cards keep their order, and an order that nobody knows is told as lost. */
public class CardOrderTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void cardsOfOneNetworkWithAnotherBetweenThemKeepTheirOrder() throws Exception {
        CardFixture.boot(
                clouds,
                "router",
                CardFixture.port(clouds, "demo-net", CardFixture.demo(clouds), "10.1.0.91"),
                CardFixture.port(clouds, "demo-backend", CardFixture.demo(clouds), "10.2.0.92"),
                CardFixture.port(clouds, "demo-net", CardFixture.demo(clouds), "10.1.0.93"));
        List<String> cards = cards(clouds.source, "router");

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("router")), "server", "router");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(cards(clouds.target, "router")).isEqualTo(cards).hasSize(3);
    }

    @Test
    public void aCopyWhoseCardsAreInAnotherOrderDoesNotCountAsMoved() throws Exception {
        CardFixture.boot(
                clouds,
                "router",
                CardFixture.port(clouds, "demo-net", CardFixture.demo(clouds), "10.1.0.91"),
                CardFixture.port(clouds, "demo-backend", CardFixture.demo(clouds), "10.2.0.92"),
                CardFixture.port(clouds, "demo-net", CardFixture.demo(clouds), "10.1.0.93"));
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
        CardFixture.boot(
                clouds,
                "router",
                CardFixture.port(clouds, "demo-net", CardFixture.demo(clouds), "10.1.0.91"),
                CardFixture.port(clouds, "demo-backend", CardFixture.demo(clouds), "10.2.0.92"),
                CardFixture.port(clouds, "demo-net", CardFixture.demo(clouds), "10.1.0.93"));
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
        CardFixture.boot(
                clouds,
                "router",
                CardFixture.port(clouds, "demo-net", CardFixture.demo(clouds), "10.1.0.91"),
                CardFixture.port(clouds, "demo-backend", CardFixture.demo(clouds), "10.2.0.92"),
                CardFixture.port(clouds, "demo-net", CardFixture.demo(clouds), "10.1.0.93"));
        clouds.source.faults().on("GET", "/v2.1/servers/*/diagnostics").status(501);

        String planned = outcome(clouds.plan(Verb.INSTANCES, server("router")), "server", "router")
                .message();

        assertThat(planned).contains("compare it inside the server with that of its copy");
    }

    @Test
    public void anOrderThatTheAddressesTellIsKnownOfAStoppedServerToo() throws Exception {
        CardFixture.boot(
                clouds,
                "router",
                CardFixture.port(clouds, "demo-net", CardFixture.demo(clouds), "10.1.0.91"),
                CardFixture.port(clouds, "demo-backend", CardFixture.demo(clouds), "10.2.0.92"),
                CardFixture.port(clouds, "demo-backend", CardFixture.demo(clouds), "10.2.0.93"));
        stop("router");

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("router")), "server", "router");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(moved.message()).doesNotContain("order of network cards");
    }

    @Test
    public void aRunThatWasInterruptedAfterTheStopLeavesTheOrderForTheNext() throws Exception {
        CardFixture.boot(
                clouds,
                "router",
                CardFixture.port(clouds, "demo-net", CardFixture.demo(clouds), "10.1.0.91"),
                CardFixture.port(clouds, "demo-backend", CardFixture.demo(clouds), "10.2.0.92"),
                CardFixture.port(clouds, "demo-net", CardFixture.demo(clouds), "10.1.0.93"));
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
                .post(
                        "compute",
                        "/v2.1/servers/" + CardFixture.id(clouds.source, server) + "/action",
                        json("{'os-stop': null}"));
        clouds.source.skip(java.time.Duration.ofSeconds(5));
    }

    /** The MACs in the order of the cards of a running server. */
    private static List<String> cards(EmbeddedCloud cloud, String server) {
        return cloud.inside()
                .get("compute", "/v2.1/servers/" + CardFixture.id(cloud, server) + "/diagnostics")
                .findValuesAsText("mac_address");
    }
}
