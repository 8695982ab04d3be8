package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.options.Cutover;
import io.jenkins.plugins.pumphouse.migration.options.Cutovers;
import org.junit.Rule;
import org.junit.Test;

/** A router keeps its address on the external network where nobody else has it; else the old and the new are told. */
public class RouterAddressTest {
    private static final String ADDRESS = "203.0.113.200";

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aRouterKeepsItsExternalAddressWhereTheTargetHasItFree() throws Exception {
        external(clouds.source, ADDRESS);

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(shown(clouds.target)).isEqualTo(ADDRESS);
        assertThat(outcome(moved, "router", "demo-router").message())
                .isEqualTo("external address " + ADDRESS + " kept");
        Report again = clouds.move(Verb.NETWORKS);
        assertThat(again.cost().writes()).isZero();
        assertThat(outcome(again, "router", "demo-router").message()).isEmpty();
    }

    @Test
    public void aRefusalForAnotherReasonDoesNotCostTheAddress() throws Exception {
        external(clouds.source, ADDRESS);
        clouds.target.faults().on("POST", "/v2.0/routers").status(409).times(1);

        assertThat(outcome(clouds.move(Verb.NETWORKS), "router", "demo-router").end())
                .isEqualTo(Outcome.End.FAILED);

        assertThat(outcome(clouds.move(Verb.NETWORKS), "router", "demo-router").message())
                .isEqualTo("external address " + ADDRESS + " kept");
    }

    @Test
    public void anAddressThatTheTargetHasGivenAwayIsToldWithTheOldAndTheNew() throws Exception {
        external(clouds.source, ADDRESS);
        giveAwayOnTarget();

        Outcome planned = outcome(clouds.plan(Verb.NETWORKS, TwoClouds.DEMO), "router", "demo-router");
        Outcome moved = outcome(clouds.move(Verb.NETWORKS), "router", "demo-router");

        assertThat(planned.message())
                .contains(
                        "external address " + ADDRESS + " (on new it is another: it is taken by the floating address");
        String chosen = shown(clouds.target);
        assertThat(chosen).isNotEqualTo(ADDRESS);
        assertThat(moved.message()).contains("external address " + ADDRESS + " is now " + chosen);
        assertThat(outcome(clouds.move(Verb.NETWORKS), "router", "demo-router").message())
                .contains("external address " + ADDRESS + " (on new it is " + chosen + ": ", "firewalls");
    }

    @Test
    public void anAddressThatTheTargetsExternalNetworkDoesNotHaveIsTold() throws Exception {
        clouds.source.project("admin").commonNetwork("dsl", "198.51.100.0/24", true);
        clouds.target.project("admin").commonNetwork("dsl", "192.0.2.0/24", true);
        clouds.source.project("demo").router("second", "dsl");

        assertThat(outcome(clouds.move(Verb.NETWORKS), "router", "second").message())
                .contains(
                        "external address 198.51.100.", "is now 192.0.2.", "no subnet of the external network has it");
    }

    @Test
    public void aRouterKeepsItsAddressAlsoWhereTheTargetDoesNotShowWhoHasIt() throws Exception {
        external(clouds.source, ADDRESS);
        clouds.target
                .faults()
                .on("GET", "/v2.0/floatingips")
                .status(403)
                .body("{\"NeutronError\": {\"type\": \"PolicyNotAuthorized\", \"message\": \"not allowed\"}}");

        Outcome moved = outcome(clouds.move(Verb.NETWORKS), "router", "demo-router");

        assertThat(moved.end()).as(moved.message()).isEqualTo(Outcome.End.CREATED);
        assertThat(moved.message()).isEqualTo("external address " + ADDRESS + " kept");
        assertThat(shown(clouds.target)).isEqualTo(ADDRESS);
    }

    @Test
    public void aListOfPortsThatOnceIsNoneDoesNotCostTheAddress() throws Exception {
        external(clouds.source, ADDRESS);
        clouds.target
                .faults()
                .on("GET", "/v2.0/ports")
                .status(200)
                .body("{\"unexpected\": [null, 1]}")
                .times(1);

        clouds.move(Verb.NETWORKS);
        clouds.move(Verb.NETWORKS);

        assertThat(shown(clouds.target)).isEqualTo(ADDRESS);
    }

    @Test
    public void aTakenAddressIsNotExchangedWhileNobodySeesWhoHasIt() throws Exception {
        external(clouds.source, ADDRESS);
        giveAwayOnTarget();
        clouds.target.faults().on("GET", "/v2.0/floatingips").status(200).body("{\"unexpected\": [null, 1]}");

        Outcome moved = outcome(clouds.move(Verb.NETWORKS), "router", "demo-router");

        assertThat(moved.end()).isEqualTo(Outcome.End.FAILED);
        assertThat(moved.message()).contains("409", ADDRESS);
    }

    @Test
    public void onOneWireTheRouterOfTheTargetTakesAnAddressThatNoRouterOfTheSourceHas() throws Exception {
        external(clouds.source, ADDRESS);
        clouds.source.project("demo").router("second", "public");
        String second = address(clouds.source, "second");
        for (EmbeddedCloud cloud : new EmbeddedCloud[] {clouds.source, clouds.target}) {
            FloatingFixture.flat(cloud);
        }

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(shown(clouds.target)).isNotEqualTo(ADDRESS).isNotEqualTo(second);
        assertThat(address(clouds.target, "second")).isNotEqualTo(ADDRESS).isNotEqualTo(second);
        assertThat(outcome(moved, "router", "demo-router").message())
                .contains(
                        "routers of both clouds would answer at it on one wire",
                        "openstack router unset --external-gateway",
                        "--fixed-ip ip-address=" + ADDRESS);
    }

    @Test
    public void aGatewayThatTheSourcesRouterGaveUpStaysOnTheTarget() throws Exception {
        external(clouds.source, ADDRESS);
        FloatingFixture.flat(clouds.source);
        FloatingFixture.flat(clouds.target);
        clouds.move(Verb.NETWORKS);
        clouds.source
                .inside()
                .put(
                        "network",
                        "/v2.0/routers/"
                                + router(clouds.source, "demo-router")
                                        .path("id")
                                        .asText(),
                        WireJson.object("router", WireJson.object("external_gateway_info", null)));
        external(clouds.target, ADDRESS);

        Report again = clouds.move(Verb.NETWORKS);

        assertThat(again.cost().writes()).as(again.outcomes().toString()).isZero();
        assertThat(shown(clouds.target)).isEqualTo(ADDRESS);
        assertThat(outcome(again, "router", "demo-router").message())
                .contains("no external gateway (new keeps the one of its router", "unset --external-gateway");
    }

    @Test
    public void onOneWireTheOperatorMayHaveItKeptAtOnce() throws Exception {
        external(clouds.source, ADDRESS);
        FloatingFixture.flat(clouds.source);
        FloatingFixture.flat(clouds.target);

        clouds.cutovers(Cutovers.all(Cutover.NOW)).move(Verb.NETWORKS);

        assertThat(shown(clouds.target)).isEqualTo(ADDRESS);
    }

    @Test
    public void aRouterThatCannotKeepItsAddressTakesNoneThatAnotherIsToKeep() throws Exception {
        String last = "203.0.113.254"; // which it would get else
        external(clouds.source, ADDRESS);
        giveAwayOnTarget();
        clouds.source.project("demo").router("second", "public");
        change(clouds.source, "second", last);

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(address(clouds.target, "second")).isEqualTo(last);
    }

    @Test
    public void norAFloatingAddressThatIsToComeAlsoWhereTheSourceOnceSaysThatItHasNone() throws Exception {
        String last = "203.0.113.254"; // which it would get else
        external(clouds.source, ADDRESS);
        giveAwayOnTarget();
        FloatingFixture.floating(
                clouds.source, last, null, WireJson.node(clouds.source.inside().projectId()));
        clouds.source.faults().on("GET", "/v2.0/floatingips").status(404).times(1);

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(shown(clouds.target)).isNotEqualTo(last);
    }

    private static void external(EmbeddedCloud cloud, String address) {
        change(cloud, "demo-router", address);
    }

    private static void change(EmbeddedCloud cloud, String router, String address) {
        cloud.inside()
                .put(
                        "network",
                        "/v2.0/routers/" + router(cloud, router).path("id").asText(),
                        WireJson.object(
                                "router",
                                WireJson.object(
                                        "external_gateway_info",
                                        WireJson.object(
                                                "network_id",
                                                FloatingFixture.external(cloud).path("id"),
                                                "external_fixed_ips",
                                                WireJson.array(WireJson.object("ip_address", address))))));
    }

    private static JsonNode router(EmbeddedCloud cloud, String name) {
        return cloud.inside().named("network", "/v2.0/routers", "routers", name);
    }

    private static String address(EmbeddedCloud cloud, String router) {
        return router(cloud, router)
                .path("external_gateway_info")
                .path("external_fixed_ips")
                .path(0)
                .path("ip_address")
                .asText();
    }

    /** As a floating address, to the administrator's project. */
    private void giveAwayOnTarget() {
        FloatingFixture.floating(
                clouds.target,
                ADDRESS,
                null,
                WireJson.node(clouds.target.inside().projectId()));
    }

    private static String shown(EmbeddedCloud cloud) {
        return address(cloud, "demo-router");
    }
}
