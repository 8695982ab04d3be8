package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.ADDRESS;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.demo;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.external;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.floating;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.serverOf;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.shown;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.ended;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.Rule;
import org.junit.Test;

/** What the plan says of floating addresses, and the step that holds them. */
public class FloatingPlanTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

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
                        WireJson.object("floating_network_id", external.path("id"), "floating_ip_address", ADDRESS));

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
                        WireJson.object(
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
    public void anAddressThatOnlyNovaStillShowsRefusesItsServerWithTheCommandThatRenewsNovasRecord() throws Exception {
        clouds.source.faults().on("GET", "/v2.1/servers/detail").answersInstead(FloatingPlanTest::withStaleAddress);

        Report report = clouds.plan(Verb.INSTANCES, server("web-1"));

        assertThat(outcome(report, "server", "web-1").message())
                .contains("has floating address " + ADDRESS + ", which Nova shows and Neutron of old does not have: its"
                        + " record in Nova is stale (nova refresh-network "
                        + serverOf(clouds.source).path("id").asText() + ")");
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
    public void aRouterThatComesFirstLeavesTheSourcesFloatingAddressesFree() throws Exception {
        List<String> used = ofGateways(clouds.source);
        List<String> promised = IntStream.rangeClosed(2, 40)
                .mapToObj(i -> "203.0.113." + i)
                .filter(address -> !used.contains(address))
                .toList();
        promised.forEach(address -> floating(clouds.source, address, null));
        JsonNode external = external(clouds.target).path("id");
        used.forEach(address -> clouds.target
                .inside()
                .make(
                        "network",
                        "/v2.0/floatingips",
                        "floatingip",
                        WireJson.object("floating_network_id", external, "floating_ip_address", address)));

        Report routers = clouds.move(Verb.NETWORKS);

        assertThat(routers.failed()).as(routers.outcomes().toString()).isFalse();
        assertThat(ofGateways(clouds.target)).isNotEmpty().doesNotContainAnyElementsOf(promised);
        Report addresses = clouds.move(Verb.FLOATING_IPS);
        assertThat(addresses.failed()).as(addresses.outcomes().toString()).isFalse();
    }

    @Test
    public void aRouterThatComesFirstLeavesTheAddressFreeThatTheMappingGives() throws Exception {
        String last = "203.0.113.254"; // which a router would get beside the others
        floating(clouds.source, ADDRESS, null);
        clouds.mapping("floating address", ADDRESS, last);

        Report routers = clouds.move(Verb.NETWORKS);

        assertThat(ofGateways(clouds.target))
                .as(routers.outcomes().toString())
                .isNotEmpty()
                .doesNotContain(last);
        Report addresses = clouds.move(Verb.FLOATING_IPS);
        assertThat(addresses.failed()).as(addresses.outcomes().toString()).isFalse();
    }

    @Test
    public void aRouterIsMadeAlsoWhereFloatingAddressesCannotBeRead() throws Exception {
        clouds.source
                .faults()
                .on("GET", "/v2.0/floatingips")
                .status(403)
                .body("{\"NeutronError\": {\"type\": \"PolicyNotAuthorized\", \"message\": \"not allowed\"}}");

        Report routers = clouds.move(Verb.NETWORKS);

        assertThat(ofGateways(clouds.target)).as(routers.outcomes().toString()).isNotEmpty();
    }

    @Test
    public void severalRoutersOfOneRunGetAddressesOfTheirOwn() throws Exception {
        floating(clouds.source, ADDRESS, null);
        clouds.source.project("demo").router("second", "public").router("third", "public");

        Report routers = clouds.move(Verb.NETWORKS);

        assertThat(routers.failed()).as(routers.outcomes().toString()).isFalse();
        assertThat(ofGateways(clouds.target)).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(3);
    }

    private static List<String> ofGateways(EmbeddedCloud cloud) {
        return cloud.inside().list("network", "/v2.0/ports", "ports").stream()
                .filter(port -> port.path("device_owner").asText().equals("network:router_gateway"))
                .map(port -> port.path("fixed_ips").path(0).path("ip_address").asText())
                .toList();
    }

    private static Answer withStaleAddress(Answer answer) {
        return answer.edited(json -> {
            for (JsonNode server : json.path("servers")) {
                if (server.path("name").asText().equals("web-1")) {
                    ((ArrayNode) server.path("addresses").elements().next())
                            .addObject()
                            .put("addr", ADDRESS)
                            .put("version", 4)
                            .put("OS-EXT-IPS:type", "floating");
                }
            }
        });
    }
}
