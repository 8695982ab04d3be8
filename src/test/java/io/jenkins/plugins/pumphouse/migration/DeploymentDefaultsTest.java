package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.ReshapedLists.reshape;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import org.junit.Rule;
import org.junit.Test;

/** What nobody chose, but follows from how a cloud was deployed, is the target's to choose. */
public class DeploymentDefaultsTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void theMtuOfATunnelIsTheTargets() throws Exception {
        reshape(
                clouds.source,
                "/v2.0/networks",
                "networks",
                n -> n.put("mtu", 1458).put("provider:network_type", "gre"));

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(outcome(moved, "network", "demo-net").message()).doesNotContain("mtu");
        assertThat(clouds.ofDemo("network", "/v2.0/networks", "networks"))
                .isNotEmpty()
                .allSatisfy(n -> assertThat(n.path("mtu").asInt()).isEqualTo(1450));
    }

    @Test
    public void anMtuThatSomebodyChoseAndThatFitsEveryTunnelIsKept() throws Exception {
        reshape(clouds.source, "/v2.0/networks", "networks", n -> n.put("mtu", 1300));

        assertThat(outcome(clouds.move(Verb.NETWORKS), "network", "demo-net").message())
                .doesNotContain("left behind: mtu");

        assertThat(clouds.ofDemo("network", "/v2.0/networks", "networks"))
                .isNotEmpty()
                .allSatisfy(n -> assertThat(n.path("mtu").asInt()).isEqualTo(1300));
    }

    @Test
    public void anMtuThatSomebodyChoseAndThatOnlyALargerTunnelHasIsTold() throws Exception {
        reshape(clouds.source, "/v2.0/networks", "networks", n -> n.put("mtu", 8000));

        assertThat(outcome(clouds.move(Verb.NETWORKS), "network", "demo-net").message())
                .contains("left behind: mtu 8000");
    }

    @Test
    public void theMtuOfAWireIsKept() throws Exception {
        reshape(
                clouds.source,
                "/v2.0/networks",
                "networks",
                n -> n.put("mtu", 1400)
                        .put("provider:network_type", "vlan")
                        .put("provider:physical_network", "physnet1")
                        .put(
                                "provider:segmentation_id",
                                100 + n.path("name").asText().length()));

        clouds.move(Verb.NETWORKS);

        assertThat(clouds.ofDemo("network", "/v2.0/networks", "networks"))
                .isNotEmpty()
                .allSatisfy(n -> assertThat(n.path("mtu").asInt()).isEqualTo(1400));
    }

    @Test
    public void aGatewayThatDoesNotTellSnatIsEqualToTheDefault() throws Exception {
        reshape(clouds.source, "/v2.0/routers", "routers", r -> {
            if (r.path("external_gateway_info").isObject()) {
                ((ObjectNode) r.get("external_gateway_info")).remove("enable_snat");
            }
        });

        assertThat(outcome(clouds.move(Verb.NETWORKS), "router", "demo-router").end())
                .isEqualTo(End.CREATED);
        assertThat(outcome(clouds.move(Verb.NETWORKS), "router", "demo-router").end())
                .isEqualTo(End.REUSED);
    }

    @Test
    public void aTargetThatLetsNobodyChooseSnatIsNotToldOfIt() throws Exception {
        withoutExtension("ext-gw-mode");
        clouds.target.journal().clear();

        assertThat(outcome(clouds.move(Verb.NETWORKS), "router", "demo-router").end())
                .isEqualTo(End.CREATED);
    }

    @Test
    public void aGatewayWithoutSnatIsRefusedWhereTheTargetCannotBeToldSo() throws Exception {
        reshape(clouds.source, "/v2.0/routers", "routers", r -> {
            if (r.path("external_gateway_info").isObject()) {
                ((ObjectNode) r.get("external_gateway_info")).put("enable_snat", false);
            }
        });
        withoutExtension("ext-gw-mode");

        assertThat(outcome(clouds.move(Verb.NETWORKS), "router", "demo-router").message())
                .contains("without SNAT", "ext-gw-mode");
    }

    @Test
    public void availabilityZonesAreTheTargetsAndThoseOfTheSourceAreTold() throws Exception {
        reshape(
                clouds.source,
                "/v2.0/networks",
                "networks",
                n -> n.putArray("availability_zone_hints").add("rack-3"));
        reshape(
                clouds.source,
                "/v2.0/routers",
                "routers",
                r -> r.putArray("availability_zone_hints").add("rack-3"));

        Report moved = clouds.move(Verb.NETWORKS);

        for (String[] each : new String[][] {{"network", "demo-net"}, {"router", "demo-router"}}) {
            assertThat(outcome(moved, each[0], each[1]).end()).isEqualTo(End.CREATED);
            assertThat(outcome(moved, each[0], each[1]).message())
                    .contains("left behind: availability_zone_hints [\"rack-3\"] (zones are the target's)");
        }
        assertThat(clouds.target.journal().writes().toString()).doesNotContain("rack-3");
    }

    @Test
    public void theOrderOfDnsServersIsKept() throws Exception {
        String subnet = clouds.source.inside().id("network", "/v2.0/subnets", "subnets", "demo-net-subnet");
        dns(subnet, "['10.0.0.53', '8.8.8.8']");
        clouds.move(Verb.NETWORKS);
        dns(subnet, "['8.8.8.8', '10.0.0.53']");

        assertThat(outcome(clouds.move(Verb.NETWORKS), "subnet", "demo-net-subnet")
                        .end())
                .isEqualTo(End.UPDATED);
        assertThat(clouds.target
                        .inside()
                        .named("network", "/v2.0/subnets", "subnets", "demo-net-subnet")
                        .path("dns_nameservers")
                        .toString())
                .isEqualTo("[\"8.8.8.8\",\"10.0.0.53\"]");
        assertThat(clouds.move(Verb.NETWORKS).changed()).isFalse();
    }

    private void dns(String subnet, String servers) throws Exception {
        clouds.source
                .inside()
                .put(
                        "network",
                        "/v2.0/subnets/" + subnet,
                        new ObjectMapper()
                                .readTree(("{'subnet': {'dns_nameservers': " + servers + "}}").replace('\'', '"')));
    }

    private void withoutExtension(String alias) {
        ObjectNode all = (ObjectNode) clouds.target.inside().get("network", "/v2.0/extensions");
        ArrayNode left = new ObjectMapper().createArrayNode();
        all.path("extensions").forEach(e -> {
            if (!e.path("alias").asText().equals(alias)) {
                left.add(e);
            }
        });
        all.set("extensions", left);
        clouds.target.faults().on("GET", "/v2.0/extensions").status(200).body(all.toString());
    }
}
