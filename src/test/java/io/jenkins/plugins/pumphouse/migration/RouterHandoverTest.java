package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * Where the external network is one wire of both clouds, too, the target's router gets the external address of the
 * source's when the last of their networks is switched over, and never both have it.
 */
public class RouterHandoverTest {
    private static final String ROUTER = "wire-router";

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private String address;

    @Before
    public void aRouterBetweenAVlanAndAnExternalNetworkThatBothCloudsShare() throws Exception {
        FloatingFixture.flat(clouds.source);
        FloatingFixture.flat(clouds.target);
        clouds.source.project("demo").vlanNetwork("wire", "10.9.0.0/24", 101).router(ROUTER, "public", "wire");
        address = external(clouds.source);
    }

    @Test
    public void theTargetsRouterTakesTheAddressAndTheSourcesHasNone() throws Exception {
        clouds.move(Verb.NETWORKS);
        assertThat(external(clouds.target)).isNotEmpty().isNotEqualTo(address);

        Outcome over = cutover("wire");

        assertThat(over.end()).as(over.message()).isEqualTo(End.UPDATED);
        assertThat(over.message())
                .contains("router " + ROUTER + " has external address " + address + " on new, and none on old");
        assertThat(external(clouds.target)).isEqualTo(address);
        assertThat(external(clouds.source)).isEmpty();
        assertThat(router(clouds.target).path("tags").toString()).doesNotContain("pumphouse_external");
        assertThat(clouds.move(Verb.CUTOVER, networks("wire")).cost().writes()).isZero();
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void aRouterOfSeveralNetworksGoesWithTheLast() throws Exception {
        second();
        clouds.move(Verb.NETWORKS);

        cutover("wire");
        assertThat(external(clouds.source)).isEqualTo(address);
        cutover("wire-2");

        assertThat(external(clouds.source)).isEmpty();
        assertThat(external(clouds.target)).isEqualTo(address);
    }

    @Test
    public void aRouterOfSeveralNetworksThatAreSwitchedOverTogetherGoesWithThem() throws Exception {
        second();
        clouds.move(Verb.NETWORKS);

        Report over = clouds.move(Verb.CUTOVER, networks("wire", "wire-2"));

        assertThat(over.failed()).as(over.outcomes().toString()).isFalse();
        assertThat(external(clouds.source)).isEmpty();
        assertThat(external(clouds.target)).isEqualTo(address);
    }

    @Test
    public void whenTheTargetRefusesTheSourcesRouterHasItsAddressAgainAndTheNextRunTakesItOver() throws Exception {
        clouds.move(Verb.NETWORKS);
        clouds.target
                .faults()
                .on("PUT", "/v2.0/routers/*")
                .containing(address)
                .status(409)
                .times(1);

        Outcome over = cutover("wire");

        assertThat(over.end()).isEqualTo(End.FAILED);
        assertThat(over.message())
                .contains("The network is switched over, but router ", "does not get external address " + address)
                .contains(" of old has it again");
        assertThat(external(clouds.source)).isEqualTo(address);
        assertThat(router(clouds.target).path("tags").toString()).doesNotContain("pumphouse_external");

        Outcome again = cutover("wire");

        assertThat(again.end()).as(again.message()).isEqualTo(End.UPDATED);
        assertThat(external(clouds.source)).isEmpty();
        assertThat(external(clouds.target)).isEqualTo(address);
    }

    @Test
    public void anInterruptBetweenTheCloudsIsResumedByTheNextRun() throws Exception {
        clouds.move(Verb.NETWORKS);
        Thread runner = Thread.currentThread();
        clouds.source
                .faults()
                .on("PUT", "/v2.0/routers/*")
                .containing("external_gateway_info")
                .times(1)
                .answersInstead(answer -> {
                    runner.interrupt();
                    return answer;
                });
        clouds.target.faults().on("PUT", "/v2.0/routers/*").containing(address).status(503);
        clouds.move(Verb.CUTOVER, networks("wire"));
        Thread.interrupted();
        clouds.target.faults().clear();
        assertThat(external(clouds.target)).isNotEqualTo(address);

        Outcome over = cutover("wire");

        assertThat(over.end()).as(over.message()).isEqualTo(End.UPDATED);
        assertThat(external(clouds.target)).isEqualTo(address);
        assertThat(external(clouds.source)).isEmpty();
        assertThat(clouds.move(Verb.CUTOVER, networks("wire")).cost().writes()).isZero();
    }

    @Test
    public void aRouterThatFloatingAddressesLeadThroughKeepsItsAddressAndThatIsTold() throws Exception {
        FloatingFixture.port(clouds.source, "wire", "10.9.0.77", "", "");
        FloatingFixture.floating(clouds.source, FloatingFixture.ADDRESS, "10.9.0.77");
        clouds.move(Verb.NETWORKS);

        Outcome over = cutover("wire");

        assertThat(over.end()).as(over.message()).isEqualTo(End.UPDATED);
        assertThat(over.message())
                .contains("router " + ROUTER + " keeps its external address " + address + " on old: ")
                .contains("is required by one or more floating IPs");
        assertThat(external(clouds.source)).isEqualTo(address);
    }

    private void second() {
        clouds.source.project("demo").vlanNetwork("wire-2", "10.10.0.0/24", 102);
        JsonNode subnet = clouds.source.inside().named("network", "/v2.0/subnets", "subnets", "wire-2-subnet");
        clouds.source
                .inside()
                .put(
                        "network",
                        "/v2.0/routers/" + router(clouds.source).path("id").asText() + "/add_router_interface",
                        WireJson.object("subnet_id", subnet.path("id")));
    }

    private Outcome cutover(String network) throws Exception {
        return outcome(clouds.move(Verb.CUTOVER, networks(network)), "cutover", network);
    }

    private static Selection networks(String... names) {
        return new Selection("demo", null, List.of(), null, false, List.of(names));
    }

    private static JsonNode router(EmbeddedCloud cloud) {
        return cloud.inside().named("network", "/v2.0/routers", "routers", ROUTER);
    }

    /** Empty for none. */
    private static String external(EmbeddedCloud cloud) {
        return router(cloud)
                .path("external_gateway_info")
                .path("external_fixed_ips")
                .path(0)
                .path("ip_address")
                .asText();
    }
}
