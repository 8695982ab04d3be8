package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static io.jenkins.plugins.pumphouse.migration.ReshapedLists.reshape;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import org.junit.Rule;
import org.junit.Test;

/** What an object has and its copy will not have is said in the plan, in the log and in the report. */
public class LeftBehindTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void itStandsInThePlanTheLogAndTheReport() throws Exception {
        reshape(clouds.source, "/v2.0/networks", "networks", n -> n.put("dns_domain", "demo.example.org."));
        String told = "left behind: dns_domain demo.example.org. (the target has no extension dns-integration)";

        assertThat(outcome(clouds.plan(Verb.NETWORKS, TwoClouds.DEMO), "network", "demo-net")
                        .message())
                .contains(told);
        assertThat(clouds.lines).anyMatch(line -> line.contains("demo-net") && line.contains(told));
        clouds.lines.clear();
        assertThat(outcome(clouds.move(Verb.NETWORKS), "network", "demo-net").message())
                .contains(told);
        assertThat(clouds.lines).anyMatch(line -> line.contains("demo-net") && line.contains(told));
        assertThat(outcome(clouds.move(Verb.NETWORKS), "network", "demo-net").message())
                .contains(told);
    }

    @Test
    public void whatIsAtItsDefaultIsNotTold() throws Exception {
        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(outcome(moved, "network", "demo-net").message()).isEmpty();
        assertThat(outcome(moved, "subnet", "demo-net-subnet").message()).isEmpty();
        assertThat(outcome(clouds.move(Verb.SECGROUPS), "security group", "web").message())
                .isEmpty();
        assertThat(outcome(clouds.move(Verb.TENANTS), "project", "demo").message())
                .isEmpty();
    }

    @Test
    public void aFieldThatNobodyKnowsYetIsTold() throws Exception {
        reshape(clouds.source, "/v2.0/subnets", "subnets", s -> s.put("color", "blue"));

        assertThat(outcome(clouds.move(Verb.NETWORKS), "subnet", "demo-net-subnet")
                        .message())
                .isEqualTo("left behind: color blue (not known to this version)");
    }

    @Test
    public void aRoutedNetworkIsRefusedWithTheWayOut() throws Exception {
        reshape(clouds.source, "/v2.0/networks", "networks", n -> {
            n.putArray("segments").addObject().put("provider:network_type", "vlan");
            n.withArray("/segments").addObject().put("provider:network_type", "vxlan");
            n.remove("provider:network_type");
            n.put("l2_adjacency", false);
        });

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(outcome(moved, "network", "demo-net").end()).isEqualTo(End.CONFLICT);
        assertThat(outcome(moved, "network", "demo-net").message()).contains("is routed", "mapping: networks");
        assertThat(outcome(moved, "subnet", "demo-net-subnet").message()).contains("needs network demo-net");
    }

    @Test
    public void modesOfRoutersAreTold() throws Exception {
        reshape(
                clouds.source,
                "/v2.0/routers",
                "routers",
                r -> r.put("ha", true).put("distributed", true));

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(outcome(moved, "router", "demo-router").message()).contains("ha true", "distributed true");
    }

    @Test
    public void portsOfOtherServicesAreTold() throws Exception {
        Inside source = clouds.source.inside();
        String demo = clouds.source.project("demo").id();
        String network = source.id("network", "/v2.0/networks", "networks", "demo-net");
        source.post(
                "network",
                "/v2.0/ports",
                json("{'port': {'network_id': '" + network + "', 'tenant_id': '" + demo
                        + "', 'device_owner': 'Octavia', 'device_id': 'lb-1', 'fixed_ips': [{'ip_address':"
                        + " '10.1.0.77'}]}}"));

        Outcome left = outcome(clouds.move(Verb.NETWORKS), "left behind", "demo");

        assertThat(left.end()).isEqualTo(End.SKIPPED);
        assertThat(left.message()).contains("1 port of Octavia (10.1.0.77)");
    }

    @Test
    public void extraAttributesOfAProjectComeAlong() throws Exception {
        clouds.source
                .inside()
                .patch(
                        "identity",
                        "/v3/projects/" + clouds.source.project("demo").id(),
                        json("{'project': {'cost_center': 4711}}"));

        assertThat(outcome(clouds.move(Verb.TENANTS), "project", "demo").message())
                .doesNotContain("left behind");
        assertThat(clouds.target
                        .inside()
                        .named("identity", "/v3/projects", "projects", "demo")
                        .path("cost_center")
                        .asInt())
                .isEqualTo(4711);
    }

    @Test
    public void aQuotaThatTheTargetDoesNotHaveIsTold() throws Exception {
        ObjectNode quotas = (ObjectNode) clouds.source
                .inside()
                .get("network", "/v2.0/quotas/" + clouds.source.project("demo").id());
        ((ObjectNode) quotas.path("quota")).put("bgpvpn", 7);
        clouds.source
                .faults()
                .on("GET", "/v2.0/quotas/" + clouds.source.project("demo").id())
                .status(200)
                .body(quotas.toString());

        assertThat(outcome(clouds.plan(Verb.QUOTAS, TwoClouds.DEMO), "quota", "demo")
                        .message())
                .contains("left behind: network bgpvpn 7 (new has no such quota)");
    }

    @Test
    public void aSourceWithoutOctaviaSaysSo() throws Exception {
        assertThat(clouds.move(Verb.LOAD_BALANCERS).notes())
                .singleElement()
                .asString()
                .startsWith("old has no Octavia (no load-balancer in its catalog), so there was nothing to move");
    }

    @Test
    public void aSubnetThatIsBoundToASegmentWhichTheSourceDoesNotShowIsRefused() throws Exception {
        reshape(clouds.source, "/v2.0/subnets", "subnets", subnet -> subnet.put("segment_id", "3f2a"));

        assertThat(outcome(clouds.plan(Verb.NETWORKS, TwoClouds.DEMO), "subnet", "demo-net-subnet")
                        .message())
                .contains("is bound to segment 3f2a, which old does not show to this account", "get_segment");
    }
}
