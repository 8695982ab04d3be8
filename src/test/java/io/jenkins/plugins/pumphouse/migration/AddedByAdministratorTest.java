package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.ended;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** A network is moved with what an administrator has added to it, which belongs to the administrator's project. */
public class AddedByAdministratorTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private Inside source;
    private String network;

    @Before
    public void aNetworkWithoutARouter() {
        source = clouds.source.inside();
        clouds.source.project("demo").network("plain", "10.77.0.0/24");
        network = id(source, "networks", "networks", "plain");
    }

    @Test
    public void itsRouterAndItsInterfaceInTheNetworkCome() throws Exception {
        router("of-operators", "");

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(ended(moved, End.CREATED))
                .contains("router of-operators", "router interface of-operators at 10.77.0.1");
        Inside target = clouds.target.inside();
        assertThat(target.named("network", "/v2.0/routers", "routers", "of-operators")
                        .path("tenant_id")
                        .asText())
                .isEqualTo(target.projectId());
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
        assertThat(clouds.drift(TwoClouds.DEMO).lines()).isEmpty();
    }

    @Test
    public void theRoutesOfARouterThatHasNoOtherNetworksCome() throws Exception {
        String router = router("of-operators", "");
        source.put(
                "network",
                "/v2.0/routers/" + router,
                json("{'router': {'routes': [{'destination': '10.99.0.0/24', 'nexthop': '10.77.0.9'}]}}"));

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(clouds.target
                        .inside()
                        .named("network", "/v2.0/routers", "routers", "of-operators")
                        .path("routes")
                        .findValuesAsText("destination"))
                .containsExactly("10.99.0.0/24");
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void soDoesARouterThatHasAPortOfTheTenantsOwn() throws Exception {
        String port = make(
                "ports",
                "port",
                "'network_id': '" + network + "', 'fixed_ips': [{'ip_address': '10.77.0.7'}], 'tenant_id': '"
                        + clouds.source.project("demo").id() + "'");
        String router = make("routers", "router", "'name': 'of-operators'");
        source.put("network", "/v2.0/routers/" + router + "/add_router_interface", json("{'port_id': '" + port + "'}"));

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(ended(moved, End.CREATED)).contains("router interface of-operators at 10.77.0.7");
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void itsVirtualAddressComes() throws Exception {
        make(
                "ports",
                "port",
                "'network_id': '" + network + "', 'name': 'vip', 'fixed_ips': [{'ip_address': '10.77.0.50'}]");

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(ended(moved, End.CREATED)).contains("port vip");
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void whatAnotherTenantHasAddedToASharedNetworkMovesWithThatTenant() throws Exception {
        source.put("network", "/v2.0/networks/" + network, json("{'network': {'shared': true}}"));
        String shop = clouds.source.project("shop").id();
        router("of-shop", ", 'tenant_id': '" + shop + "'");
        make("ports", "port", "'network_id': '" + network + "', 'name': 'vip', 'tenant_id': '" + shop + "'");

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.outcomes()).extracting(one -> one.name()).doesNotContain("of-shop", "vip", "shop");
    }

    @Test
    public void allOfItGoesAgainWithTheTenant() throws Exception {
        router("of-operators", "");
        make(
                "ports",
                "port",
                "'network_id': '" + network + "', 'name': 'vip', 'fixed_ips': [{'ip_address': '10.77.0.50'}]");
        clouds.move(Verb.NETWORKS);

        Report back = clouds.move(Verb.ROLLBACK_RESOURCES);

        assertThat(back.failed()).as(back.outcomes().toString()).isFalse();
        Inside target = clouds.target.inside();
        assertThat(TwoClouds.names(target.list("network", "/v2.0/networks", "networks")))
                .doesNotContain("plain");
        assertThat(TwoClouds.names(target.list("network", "/v2.0/routers", "routers")))
                .doesNotContain("of-operators");
        assertThat(TwoClouds.names(target.list("identity", "/v3/projects", "projects")))
                .doesNotContain("demo");
    }

    private String router(String name, String fields) {
        String router = make("routers", "router", "'name': '" + name + "'" + fields);
        source.put(
                "network",
                "/v2.0/routers/" + router + "/add_router_interface",
                json("{'subnet_id': '" + id(source, "subnets", "subnets", "plain-subnet") + "'}"));
        return router;
    }

    private String make(String path, String key, String fields) {
        return source.make("network", "/v2.0/" + path, key, (ObjectNode) json("{" + fields + "}"))
                .path("id")
                .asText();
    }

    private static String id(Inside cloud, String path, String list, String name) {
        return cloud.id("network", "/v2.0/" + path, list, name);
    }
}
