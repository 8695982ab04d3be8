package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.DEMO;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.ended;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.Json;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.model.Selection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.Rule;
import org.junit.Test;

/** Floating addresses keep their value, and no two clouds announce one. */
public class FloatingAddressTest {
    private static final String ADDRESS = "203.0.113.77";

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aServersFloatingAddressKeepsItsValueAndLeadsToTheSameFixedAddress() throws Exception {
        floating(clouds.source, ADDRESS, "10.1.0.11");

        Report report = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(outcome(report, "server", "web-1").message()).contains("floating address " + ADDRESS + " kept");
        JsonNode there = shown(clouds.target, ADDRESS);
        assertThat(there.path("fixed_ip_address").asText()).isEqualTo("10.1.0.11");
        assertThat(there.path("port_details").path("mac_address").asText()).isEqualTo("fa:16:3e:aa:00:11");
        assertThat(report.outcomes().toString()).contains("floating address");
    }

    @Test
    public void theSourceKeepsTheAddressInItsProjectBoundToNothingAndSaysWhereItIs() throws Exception {
        String id = floating(clouds.source, ADDRESS, "10.1.0.11");

        clouds.move(Verb.INSTANCES, server("web-1"));

        JsonNode here = shown(clouds.source, ADDRESS);
        assertThat(here.path("id").asText()).isEqualTo(id);
        assertThat(here.path("port_id").isNull()).isTrue();
        assertThat(here.path("description").asText())
                .isEqualTo("bought in 2014 pumphouse_moved=new/"
                        + shown(clouds.target, ADDRESS).path("id").asText() + " was 10.1.0.11");
        assertThat(shown(clouds.target, ADDRESS).path("description").asText()).isEqualTo("bought in 2014");
        assertThat(clouds.source.journal().writes())
                .noneMatch(
                        write -> write.method().equals("DELETE") && write.path().contains("floatingips"));
    }

    @Test
    public void theTargetHoldsTheAddressBeforeTheStopAndBindsItOnlyWhenNoRouterOfTheSourceAnnouncesIt()
            throws Exception {
        floating(clouds.source, ADDRESS, "10.1.0.11");
        List<String> atStop = new CopyOnWriteArrayList<>();
        List<String> atBind = new CopyOnWriteArrayList<>();
        clouds.onLine(line -> {
            if (line.contains("is off") && line.contains("web-1")) {
                atStop.add(shown(clouds.target, ADDRESS).path("port_id").asText("null") + " "
                        + shown(clouds.source, ADDRESS).path("status").asText());
            }
        });
        clouds.target
                .faults()
                .on("PUT", "/v2.0/floatingips/*")
                .containing("fixed_ip_address")
                .answersInstead(answer -> {
                    atBind.add(shown(clouds.source, ADDRESS).path("status").asText());
                    return answer;
                });

        clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(atStop).containsExactly("null ACTIVE");
        assertThat(atBind).containsExactly("DOWN");
    }

    @Test
    public void aSecondRunWritesNothing() throws Exception {
        floating(clouds.source, ADDRESS, "10.1.0.11");
        clouds.move(Verb.INSTANCES, server("web-1"));

        Report second = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(second.changed()).as(second.outcomes().toString()).isFalse();
        assertThat(second.cost().writes()).isZero();
    }

    @Test
    public void anAddressThatTheTargetDoesNotBindIsGivenBackToTheSourcesServerWhichRunsAgain() throws Exception {
        floating(clouds.source, ADDRESS, "10.1.0.11");
        clouds.target
                .faults()
                .on("PUT", "/v2.0/floatingips/*")
                .containing("fixed_ip_address")
                .status(409)
                .body("{\"NeutronError\": {\"type\": \"Conflict\", \"message\": \"No.\", \"detail\": \"\"}}");

        Report report = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(report.failed()).isTrue();
        assertThat(clouds.lines).anyMatch(line -> line.contains("has floating address " + ADDRESS + " on old again"));
        assertThat(shown(clouds.source, ADDRESS).path("fixed_ip_address").asText())
                .isEqualTo("10.1.0.11");
        assertThat(shown(clouds.source, ADDRESS).path("description").asText()).isEqualTo("bought in 2014");
        assertThat(shown(clouds.target, ADDRESS).path("port_id").isNull()).isTrue();
        assertThat(serverOf(clouds.source).path("status").asText()).isEqualTo("ACTIVE");
        assertThat(serverOf(clouds.source).path("metadata").toString()).doesNotContain("pumphouse_floating");
        assertThat(clouds.target.inside().servers()).isEmpty();
    }

    @Test
    public void aBindingWhoseAnswerIsLostIsLookedAtAndCounts() throws Exception {
        floating(clouds.source, ADDRESS, "10.1.0.11");
        clouds.target
                .faults()
                .on("PUT", "/v2.0/floatingips/*")
                .containing("fixed_ip_address")
                .resetAfterwards();

        Report report = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(shown(clouds.target, ADDRESS).path("fixed_ip_address").asText())
                .isEqualTo("10.1.0.11");
    }

    @Test
    public void aRunThatEndedBetweenTheTwoCloudsIsTakenUpByTheNext() throws Exception {
        floating(clouds.source, ADDRESS, "10.1.0.11");
        Thread runner = Thread.currentThread();
        clouds.source.faults().on("PUT", "/v2.0/floatingips/*").times(1).answersInstead(answer -> {
            runner.interrupt();
            return answer;
        });
        clouds.target
                .faults()
                .on("PUT", "/v2.0/floatingips/*")
                .containing("fixed_ip_address")
                .status(503);
        clouds.move(Verb.INSTANCES, server("web-1"));
        Thread.interrupted();
        clouds.target.faults().clear();
        assertThat(shown(clouds.source, ADDRESS).path("port_id").isNull()).isTrue();

        Report second = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(second.failed()).as(second.outcomes().toString()).isFalse();
        assertThat(shown(clouds.target, ADDRESS).path("fixed_ip_address").asText())
                .isEqualTo("10.1.0.11");
    }

    @Test
    public void anAddressThatTheTargetHasGivenToSomebodyElseRefusesTheServerBeforeItIsStopped() throws Exception {
        floating(clouds.source, ADDRESS, "10.1.0.11");
        JsonNode external = external(clouds.target);
        clouds.target
                .inside()
                .make(
                        "network",
                        "/v2.0/floatingips",
                        "floatingip",
                        Json.object("floating_network_id", external.path("id"), "floating_ip_address", ADDRESS));

        Report report = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(outcome(report, "floating address", ADDRESS).message())
                .contains(ADDRESS + " is taken on new by the floating address", "of project admin");
        assertThat(ended(report, End.CONFLICT)).contains("server web-1");
        assertThat(serverOf(clouds.source).path("status").asText()).isEqualTo("ACTIVE");
    }

    @Test
    public void anAddressThatTheTargetsExternalNetworkDoesNotHaveIsRefusedUnlessTheOperatorAcceptsAnother()
            throws Exception {
        clouds.source.project("admin").commonNetwork("dsl", "198.51.100.0/24", true);
        clouds.target.project("admin").commonNetwork("dsl", "192.0.2.0/24", true);
        String id = clouds.source
                .inside()
                .make(
                        "network",
                        "/v2.0/floatingips",
                        "floatingip",
                        Json.object(
                                "floating_network_id",
                                clouds.source
                                        .inside()
                                        .named("network", "/v2.0/networks", "networks", "dsl")
                                        .path("id"),
                                "floating_ip_address",
                                "198.51.100.9",
                                "tenant_id",
                                demo(clouds.source)))
                .path("id")
                .asText();
        Report refused = clouds.move(Verb.FLOATING_IPS);
        assertThat(outcome(refused, "floating address", "198.51.100.9").message())
                .contains(
                        "198.51.100.9 is in no subnet of network dsl on new (192.0.2.0/24)",
                        "floating_addresses: {198.51.100.9: any}");

        Report accepted =
                clouds.mapping("floating address", "198.51.100.9", "any").move(Verb.FLOATING_IPS);

        assertThat(accepted.failed()).as(accepted.outcomes().toString()).isFalse();
        assertThat(outcome(accepted, "floating address", "198.51.100.9").message())
                .containsPattern("198\\.51\\.100\\.9 becomes 192\\.0\\.2\\.\\d+, as mapped");
        assertThat(clouds.move(Verb.FLOATING_IPS).cost().writes()).isZero();
        assertThat(id).isNotEmpty();
    }

    @Test
    public void theQuotaOfFloatingAddressesIsInThePlan() throws Exception {
        floating(clouds.source, ADDRESS, "10.1.0.11");
        clouds.move(Verb.TENANTS);
        clouds.target.project("demo").quota("network", "floatingip", 0);

        Report report = clouds.plan(Verb.INSTANCES, server("web-1"));

        assertThat(outcome(report, "floating address", ADDRESS).message()).contains("network floatingip 1 more");
        assertThat(ended(report, End.CONFLICT)).contains("server web-1");
    }

    @Test
    public void freeAndBoundAddressesOfAProjectAreHeldByAStepOfTheirOwn() throws Exception {
        floating(clouds.source, ADDRESS, "10.1.0.11");
        floating(clouds.source, "203.0.113.78", null);

        Report report = clouds.move(Verb.FLOATING_IPS, Selection.ofTenant("demo"));

        assertThat(ended(report, End.CREATED)).contains("floating address " + ADDRESS, "floating address 203.0.113.78");
        assertThat(clouds.ofDemo("network", "/v2.0/floatingips", "floatingips"))
                .allMatch(ip -> ip.path("port_id").isNull())
                .hasSize(2);
        assertThat(shown(clouds.source, ADDRESS).path("fixed_ip_address").asText())
                .isEqualTo("10.1.0.11");
        assertThat(clouds.move(Verb.FLOATING_IPS).cost().writes()).isZero();
    }

    @Test
    public void aCleanUpKeepsAServerWhoseAddressTheTargetHasLost() throws Exception {
        floating(clouds.source, ADDRESS, "10.1.0.11");
        clouds.move(Verb.INSTANCES, server("web-1"));
        String copy = shown(clouds.target, ADDRESS).path("id").asText();
        clouds.target
                .inside()
                .put("network", "/v2.0/floatingips/" + copy, Json.object("floatingip", Json.object("port_id", null)));

        Report report = clouds.move(Verb.CLEANUP, server("web-1"));

        assertThat(outcome(report, "server", "web-1").message())
                .contains("floating address " + ADDRESS + " to 10.1.0.11 is not bound to its copy on new");
    }

    @Test
    public void anAddressOfAnotherProjectAtAServersPortComesTooAndStaysThatProjects() throws Exception {
        String foreign = floating(
                clouds.source,
                ADDRESS,
                "10.1.0.12",
                clouds.source
                        .inside()
                        .named("identity", "/v3/projects", "projects", "shop")
                        .path("id"));

        Report report = clouds.move(Verb.INSTANCES, server("web-2"));

        assertThat(foreign).isNotEmpty();
        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(shown(clouds.target, ADDRESS).path("fixed_ip_address").asText())
                .isEqualTo("10.1.0.12");
        assertThat(shown(clouds.target, ADDRESS).path("tenant_id"))
                .isEqualTo(clouds.target
                        .inside()
                        .named("identity", "/v3/projects", "projects", "shop")
                        .path("id"));
    }

    @Test
    public void aServerThatPortsOfAFloatingAddressAreForwardedToIsRefusedWithTheWayOut() throws Exception {
        clouds.source
                .faults()
                .on("GET", "/v2.0/floatingips")
                .status(200)
                .body(Json.object(
                                "floatingips",
                                Json.array(Json.object(
                                        "id",
                                        "f",
                                        "tenant_id",
                                        demo(clouds.source),
                                        "floating_ip_address",
                                        ADDRESS,
                                        "floating_network_id",
                                        external(clouds.source).path("id"),
                                        "port_id",
                                        null,
                                        "port_forwardings",
                                        Json.array(Json.object(
                                                "protocol",
                                                "tcp",
                                                "external_port",
                                                2222,
                                                "internal_port",
                                                22,
                                                "internal_ip_address",
                                                "10.1.0.12")))))
                        .toString());

        Report report = clouds.plan(Verb.INSTANCES, server("web-2"));

        assertThat(ended(report, End.CONFLICT)).contains("server web-2");
        assertThat(outcome(report, "server", "web-2").message())
                .contains("floating address " + ADDRESS + " forwards port 2222 to it", "remove the forwarding");
    }

    @Test
    public void anAddressBehindAGatewayThatIsHeldStaysOnTheSourceUntilTheCutover() throws Exception {
        wire(clouds.source);
        floating(clouds.source, ADDRESS, "10.1.0.11");

        Report report = clouds.move(Verb.INSTANCES, DEMO);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(outcome(report, "server", "web-1").message())
                .contains("floating address " + ADDRESS + " stays on old until pumpCutover");
        assertThat(shown(clouds.source, ADDRESS).path("fixed_ip_address").asText())
                .isEqualTo("10.1.0.11");
        assertThat(shown(clouds.target, ADDRESS).path("port_id").isNull()).isTrue();

        Report over = clouds.move(Verb.CUTOVER);

        assertThat(over.failed()).as(over.outcomes().toString()).isFalse();
        assertThat(shown(clouds.source, ADDRESS).path("port_id").isNull()).isTrue();
        assertThat(shown(clouds.target, ADDRESS).path("fixed_ip_address").asText())
                .isEqualTo("10.1.0.11");
    }

    /** The network becomes one wire of both clouds. */
    private static void wire(EmbeddedCloud cloud) {
        JsonNode network = cloud.inside().named("network", "/v2.0/networks", "networks", "demo-net");
        cloud.inside()
                .put(
                        "network",
                        "/v2.0/networks/" + network.path("id").asText(),
                        Json.object(
                                "network",
                                Json.object(
                                        "provider:network_type",
                                        "vlan",
                                        "provider:physical_network",
                                        "physnet1",
                                        "provider:segmentation_id",
                                        101)));
    }

    private JsonNode serverOf(EmbeddedCloud cloud) {
        return cloud.inside().servers().stream()
                .filter(server -> server.path("name").asText().equals("web-1")
                        && !server.path("metadata").path("role").isMissingNode())
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode external(EmbeddedCloud cloud) {
        return cloud.inside().named("network", "/v2.0/networks", "networks", "public");
    }

    private static JsonNode demo(EmbeddedCloud cloud) {
        return cloud.inside()
                .named("identity", "/v3/projects", "projects", "demo")
                .path("id");
    }

    /** @param fixed the address of a port of demo; null for a free one */
    private static String floating(EmbeddedCloud cloud, String address, String fixed) {
        return floating(cloud, address, fixed, demo(cloud));
    }

    private static String floating(EmbeddedCloud cloud, String address, String fixed, JsonNode owner) {
        ObjectNode wanted = Json.object(
                "floating_network_id",
                external(cloud).path("id"),
                "floating_ip_address",
                address,
                "tenant_id",
                owner,
                "description",
                "bought in 2014");
        if (fixed != null) {
            JsonNode port = cloud.inside().list("network", "/v2.0/ports", "ports").stream()
                    .filter(p -> p.path("tenant_id").equals(demo(cloud))
                            && fixed.equals(p.path("fixed_ips")
                                    .path(0)
                                    .path("ip_address")
                                    .asText()))
                    .findFirst()
                    .orElseThrow();
            wanted.set("port_id", port.path("id"));
            wanted.put("fixed_ip_address", fixed);
        }
        return cloud.inside()
                .make("network", "/v2.0/floatingips", "floatingip", wanted)
                .path("id")
                .asText();
    }

    private static JsonNode shown(EmbeddedCloud cloud, String address) {
        return cloud.inside().list("network", "/v2.0/floatingips", "floatingips").stream()
                .filter(ip -> ip.path("floating_ip_address").asText().equals(address))
                .findFirst()
                .orElseThrow();
    }
}
