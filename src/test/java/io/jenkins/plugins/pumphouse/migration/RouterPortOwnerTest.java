package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** An administrator may have plugged a port of another project into a tenant's router. */
public class RouterPortOwnerTest {
    private static final String INTERFACE = "second at 10.3.0.1";

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private Inside source;
    private String router;

    @Before
    public void anAdministratorsPortAtTheGatewaysAddress() {
        clouds.source.project("demo").network("branch", "10.3.0.0/24").router("second", null);
        source = clouds.source.inside();
        router = id(source.named("network", "/v2.0/routers", "routers", "second"));
        String network = id(source.named("network", "/v2.0/networks", "networks", "branch"));
        String port = id(source.make(
                "network",
                "/v2.0/ports",
                "port",
                WireJson.object(
                        "network_id",
                        network,
                        "tenant_id",
                        source.projectId(),
                        "fixed_ips",
                        WireJson.array(WireJson.object("ip_address", "10.3.0.1")))));
        source.put("network", "/v2.0/routers/" + router + "/add_router_interface", WireJson.object("port_id", port));
    }

    @Test
    public void itsInterfaceComesOnceAndItsOwnerIsTold() throws Exception {
        Outcome first = outcome(clouds.move(Verb.NETWORKS), "router interface", INTERFACE);
        Report again = clouds.move(Verb.NETWORKS);

        assertThat(first.end()).as(first.message()).isEqualTo(End.CREATED);
        assertThat(first.message())
                .contains("owner admin of its port (on the target it belongs to the router's project)");
        assertThat(outcome(again, "router interface", INTERFACE).end()).isEqualTo(End.REUSED);
        assertThat(again.failed()).as(again.outcomes().toString()).isFalse();
        assertThat(again.cost().writes()).isZero();
    }

    @Test
    public void aStaticRouteWaitsForTheInterfaceThatLeadsToItsNextHop() throws Exception {
        source.put(
                "network",
                "/v2.0/routers/" + router,
                WireJson.object(
                        "router",
                        WireJson.object(
                                "routes",
                                WireJson.array(
                                        WireJson.object("destination", "192.0.2.0/24", "nexthop", "10.3.0.9")))));
        clouds.limits(1, 1);

        Outcome routes = outcome(clouds.move(Verb.NETWORKS), "routes", "second");

        assertThat(routes.end()).as(routes.message()).isEqualTo(End.CREATED);
    }

    /** Neutron gives a port the group {@code default} of its project, which then cannot go before the router. */
    @Test
    public void anInterfaceAtAnotherAddressThanTheGatewayHasNoSecurityGroupAsIsTold() throws Exception {
        String network = id(source.named("network", "/v2.0/networks", "networks", "branch"));
        String port = id(source.make(
                "network",
                "/v2.0/ports",
                "port",
                WireJson.object(
                        "network_id",
                        network,
                        "fixed_ips",
                        WireJson.array(WireJson.object("ip_address", "10.3.0.9")))));
        clouds.source.project("demo").router("third", null);
        String third = id(source.named("network", "/v2.0/routers", "routers", "third"));
        source.put("network", "/v2.0/routers/" + third + "/add_router_interface", WireJson.object("port_id", port));

        Report moved = clouds.move(Verb.NETWORKS);

        Outcome made = outcome(moved, "router interface", "third at 10.3.0.9");
        assertThat(made.end()).as(made.message()).isEqualTo(End.CREATED);
        JsonNode copy = clouds.target
                .inside()
                .get("network", "/v2.0/ports/" + made.target())
                .path("port");
        assertThat(copy.path("security_groups")).isEmpty();
    }

    private static String id(JsonNode object) {
        return object.path("id").asText();
    }
}
