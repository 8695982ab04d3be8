package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.ADDRESS;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.floating;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.serverOf;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.shown;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.wire;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.DEMO;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** A server that is taken back into a network that was switched over comes into one that nobody answers for. */
public class RollbackAfterCutoverTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Before
    public void aVlanOfBothClouds() {
        wire(clouds.source);
    }

    @Test
    public void thePlanAndTheOutcomeSayWhatIsOffOnTheSourceAndWhatSwitchesItOn() throws Exception {
        clouds.move(Verb.INSTANCES, DEMO);
        clouds.move(Verb.CUTOVER);
        JsonNode subnet = clouds.source.inside().named("network", "/v2.0/subnets", "subnets", "demo-net-subnet");
        String off =
                "network demo-net was switched over to new, and on old its gateway 10.1.0.1 and DHCP of 10.1.0.0/24"
                        + " are off";

        Outcome planned = outcome(clouds.plan(Verb.ROLLBACK, server("web-2")), "server", "web-2");
        Outcome back = outcome(clouds.move(Verb.ROLLBACK, server("web-2")), "server", "web-2");

        assertThat(back.end()).as(back.message()).isEqualTo(End.RESTORED);
        for (Outcome outcome : new Outcome[] {planned, back}) {
            assertThat(outcome.message())
                    .contains(off, "openstack port set --enable ")
                    .contains("openstack subnet set --dhcp " + subnet.path("id").asText());
        }
    }

    @Test
    public void aNetworkThatWasNotSwitchedOverIsNotToldOf() throws Exception {
        clouds.move(Verb.INSTANCES, DEMO);

        assertThat(outcome(clouds.plan(Verb.ROLLBACK, server("web-2")), "server", "web-2")
                        .message())
                .doesNotContain("switched over");
    }

    @Test
    public void anAddressThatNoRouterOfTheSourceLeadsToAnyMoreKeepsTheCopyRunning() throws Exception {
        floating(clouds.source, ADDRESS, "10.1.0.11");
        clouds.move(Verb.INSTANCES, DEMO);
        clouds.move(Verb.CUTOVER);
        JsonNode router = clouds.source.inside().named("network", "/v2.0/routers", "routers", "demo-router");
        clouds.source
                .inside()
                .put(
                        "network",
                        "/v2.0/routers/" + router.path("id").asText(),
                        WireJson.object("router", WireJson.object("external_gateway_info", null)));
        clouds.target.journal().clear();

        Outcome kept = outcome(clouds.move(Verb.ROLLBACK, server(web1())), "server", "web-1");

        assertThat(kept.end()).isEqualTo(End.SKIPPED);
        assertThat(kept.message())
                .contains(
                        "floating address " + ADDRESS + " cannot go back, as router demo-router on old has no gateway")
                .contains("openstack router set --external-gateway ");
        assertThat(clouds.target.journal().writes()).isEmpty();
        assertThat(shown(clouds.target, ADDRESS).path("fixed_ip_address").asText())
                .isEqualTo("10.1.0.11");
    }

    private String web1() {
        return serverOf(clouds.source).path("id").asText();
    }
}
