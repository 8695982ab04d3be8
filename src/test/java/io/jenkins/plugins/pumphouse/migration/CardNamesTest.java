package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.DEMO;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * The name in DNS that somebody has given to a server's card, in place of the server's hostname, which Nova gives it:
 * Nova boots no server with such a port, so that it is written when the copy is up.
 */
public class CardNamesTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Before
    public void extensions() {
        clouds.source.withExtensions("dns-integration", "dns-domain-ports");
        clouds.target.withExtensions("dns-integration", "dns-domain-ports");
        name(clouds.source, "billing");
    }

    @Test
    public void isKeptWithItsDomain() throws Exception {
        change(clouds.source, "dns_domain", "example.org.");

        Outcome planned = outcome(clouds.plan(Verb.INSTANCES, server("db-1")), "server", "db-1");
        Outcome moved = move();

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(planned.message() + moved.message()).doesNotContain("dns_name", "dns_domain");
        assertThat(card(clouds.target).path("dns_name").asText()).isEqualTo("billing");
        assertThat(card(clouds.target).path("dns_domain").asText()).isEqualTo("example.org.");
        assertThat(ledger(moved)).containsEntry("hostname", "kept");
    }

    @Test
    public void aSecondRunFindsNothingToDo() throws Exception {
        move();

        Report again = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(outcome(again, "server", "db-1").end()).isEqualTo(End.REUSED);
        assertThat(ledger(outcome(again, "server", "db-1"))).containsEntry("hostname", "kept");
        assertThat(again.cost().writes()).isZero();
    }

    /** A zone of the project, which Neutron finds with a token of the project only. */
    @Test
    public void isPublishedInAZoneOfItsProject() throws Exception {
        change(clouds.source, "dns_domain", "example.org.");
        clouds.move(Verb.TENANTS, DEMO);
        clouds.target
                .dns()
                .zone("example.org.", clouds.target.inside().id("identity", "/v3/projects", "projects", "demo"));

        move();

        assertThat(clouds.target.dns().records())
                .containsEntry(
                        "billing.example.org.",
                        card(clouds.target)
                                .path("fixed_ips")
                                .path(0)
                                .path("ip_address")
                                .asText());
    }

    @Test
    public void isWrittenByTheNextRunWhereThisOneEndsBeforeIt() throws Exception {
        Thread runner = Thread.currentThread();
        clouds.onLine(line -> {
            if (line.contains("boots on new")) {
                runner.interrupt();
            }
        });
        move();
        Thread.interrupted(); // taken, so that the next run has none
        clouds.onLine(line -> {});
        clouds.target.skip(Duration.ofSeconds(10));
        assertThat(card(clouds.target).path("dns_name").asText()).isEqualTo("db-1");

        Outcome next = move();

        assertThat(next.end()).as(next.message()).isEqualTo(End.UPDATED);
        assertThat(card(clouds.target).path("dns_name").asText()).isEqualTo("billing");
        assertThat(ledger(next)).containsEntry("hostname", "kept");
    }

    /** Nova could not take it away with the copy, as its DNS was out of order. */
    @Test
    public void oneThatIsLeftOnThePortOfACopyThatIsGoneBarsNoBoot() throws Exception {
        move();
        JsonNode port = card(clouds.target);
        clouds.target
                .inside()
                .delete(
                        "compute",
                        "/v2.1/servers/"
                                + clouds.target
                                        .inside()
                                        .server("db-1")
                                        .path("id")
                                        .asText());
        clouds.target.skip(Duration.ofSeconds(10));
        put(clouds.target, port.path("id").asText(), "dns_name", "billing");

        Outcome again = move();

        assertThat(again.end()).as(again.message()).isEqualTo(End.CREATED);
        assertThat(card(clouds.target).path("id")).isEqualTo(port.path("id"));
        assertThat(card(clouds.target).path("dns_name").asText()).isEqualTo("billing");
    }

    @Test
    public void oneThatNeutronRefusesIsToldAndTheServerCountsAsMoved() throws Exception {
        clouds.target
                .faults()
                .on("PUT", "/v2.0/ports/*")
                .containing("\"dns_name\":\"billing\"")
                .status(400)
                .body("{\"NeutronError\": {\"type\": \"HTTPBadRequest\", \"message\": \"'billing' is too long\"}}");

        Outcome moved = move();

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(moved.message())
                .contains("without dns_name billing of card " + mac(), "'billing' is too long", "--dns-name billing");
        String told = "changed (dns_name billing of card " + mac() + " -> db-1)";
        assertThat(ledger(moved)).containsEntry("hostname", told);
        assertThat(ledger(move())).containsEntry("hostname", told);
    }

    /** As one does whose neutron.conf has no dns_domain of its own. */
    @Test
    public void oneThatNeutronDoesNotKeepIsTold() throws Exception {
        clouds.target
                .faults()
                .on("PUT", "/v2.0/ports/*")
                .containing("\"dns_name\":\"billing\"")
                .answersInstead(answer -> answer.replacing("billing", ""));

        assertThat(move().message())
                .contains("Neutron of new takes it and keeps none: see dns_domain in its neutron.conf");
    }

    @Test
    public void whereTheTargetHasNoSuchNamesThePlanTellsTheLoss() throws Exception {
        clouds.target.withoutExtensions("dns-integration", "dns-domain-ports");
        String told = "dns_name billing of card " + mac() + " (new has no extension dns-integration)";

        assertThat(outcome(clouds.plan(Verb.INSTANCES, server("db-1")), "server", "db-1")
                        .message())
                .contains(told);
        assertThat(ledger(move()).get("hostname")).isEqualTo("lost (" + told + ")");
    }

    /** Neutron writes it in lower case. */
    @Test
    public void theHostnameInAnotherCaseIsNoOtherName() throws Exception {
        name(clouds.source, "DB-1");

        Outcome moved = move();

        assertThat(moved.message()).doesNotContain("dns_name");
        assertThat(ledger(moved)).doesNotContainKey("hostname");
        assertThat(card(clouds.target).path("dns_name").asText()).isEqualTo("db-1");
    }

    private static void name(EmbeddedCloud cloud, String name) {
        change(cloud, "dns_name", name);
    }

    private static void change(EmbeddedCloud cloud, String field, String value) {
        put(cloud, card(cloud).path("id").asText(), field, value);
    }

    private static void put(EmbeddedCloud cloud, String port, String field, String value) {
        cloud.inside().put("network", "/v2.0/ports/" + port, WireJson.object("port", WireJson.object(field, value)));
    }

    private String mac() {
        return card(clouds.source).path("mac_address").asText();
    }

    private static JsonNode card(EmbeddedCloud cloud) {
        String id = cloud.inside().server("db-1").path("id").asText();
        return cloud.inside()
                .list("network", "/v2.0/ports?device_id=" + id, "ports")
                .get(0);
    }

    private Outcome move() throws Exception {
        return outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> ledger(Outcome outcome) {
        return (Map<String, String>) outcome.facts().get("ledger");
    }
}
