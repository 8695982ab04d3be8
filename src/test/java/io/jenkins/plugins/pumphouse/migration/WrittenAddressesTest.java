package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/**
 * A Neutron of 2014 keeps MACs and addresses of IPv6 as somebody has typed them, and today's writes them in its way.
 */
public class WrittenAddressesTest {
    private static final String MAC = "FA:16:3E:AB:CD:EF";

    @Rule
    public final TwoClouds clouds = TwoClouds.fromIcehouse();

    @Test
    public void aPortKeepsItsMacAndItsPairsHoweverTheyAreWritten() throws Exception {
        port(
                "vip",
                WireJson.array(WireJson.object("ip_address", "10.1.0.77")),
                WireJson.object("ip_address", "2001:DB8:0:0::9", "mac_address", "FA:16:3E:00:00:AA"));

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(ofTarget("/v2.0/ports", "ports", "vip").path("mac_address").asText())
                .isEqualTo("fa:16:3e:ab:cd:ef");
        nothingIsLeftToDo(Verb.NETWORKS, "network", "subnet", "port");
    }

    @Test
    public void aSubnetKeepsItsRangeGatewayAndPoolsAndAPortInItItsAddress() throws Exception {
        Inside source = clouds.source.inside();
        ObjectNode subnet = WireJson.object(
                "network_id",
                network(),
                "tenant_id",
                clouds.source.project("demo").id(),
                "name",
                "six",
                "ip_version",
                6,
                "cidr",
                "2001:DB8:0:1::/64",
                "gateway_ip",
                "2001:0DB8:0:1::1");
        subnet.set(
                "allocation_pools",
                WireJson.array(WireJson.object("start", "2001:DB8:0:1::A", "end", "2001:DB8:0:1::FF")));
        source.make("network", "/v2.0/subnets", "subnet", subnet);
        port("vip", WireJson.array(WireJson.object("ip_address", "2001:DB8:0:1::F0")), null);

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        JsonNode copy = ofTarget("/v2.0/subnets", "subnets", "six");
        assertThat(copy.path("cidr").asText()).isEqualTo("2001:db8:0:1::/64");
        assertThat(copy.path("gateway_ip").asText()).isEqualTo("2001:db8:0:1::1");
        nothingIsLeftToDo(Verb.NETWORKS, "network", "subnet", "port");
    }

    @Test
    public void aServerKeepsTheMacOfItsCard() throws Exception {
        clouds.source
                .project("demo")
                .server("typed")
                .image("debian-demo")
                .flavor("m1.tiny")
                .nic("demo-net", "10.1.0.78", MAC)
                .groups("web")
                .owner("alice", null)
                .boot();

        Report moved = clouds.move(Verb.INSTANCES, server("typed"));

        assertThat(outcome(moved, "server", "typed").end())
                .as(moved.outcomes().toString())
                .isEqualTo(End.CREATED);
        assertThat(clouds.move(Verb.INSTANCES, server("typed")).cost().writes()).isZero();
        assertThat(clouds.drift(TwoClouds.DEMO, "server").lines()).noneMatch(line -> line.contains("typed"));
        assertThat(outcome(clouds.move(Verb.CLEANUP, server("typed")), "server", "typed")
                        .end())
                .isEqualTo(End.DELETED);
    }

    @Test
    public void aRuleKeepsItsRange() throws Exception {
        clouds.source.project("demo").rules("web", rules -> rules.ingress("tcp", 22, 22, "2001:DB8:0:0::/48"));

        Report moved = clouds.move(Verb.SECGROUPS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        nothingIsLeftToDo(Verb.SECGROUPS, "security group", "rules");
    }

    private void nothingIsLeftToDo(Verb verb, String... types) throws InterruptedException {
        assertThat(clouds.move(verb).cost().writes()).isZero();
        assertThat(clouds.drift(TwoClouds.DEMO, types).lines()).isEmpty();
    }

    private String network() {
        return clouds.source
                .inside()
                .named("network", "/v2.0/networks", "networks", "demo-net")
                .path("id")
                .asText();
    }

    /** @param pair null for none */
    private void port(String name, JsonNode addresses, ObjectNode pair) {
        ObjectNode port = WireJson.object(
                "network_id",
                network(),
                "tenant_id",
                clouds.source.project("demo").id(),
                "name",
                name,
                "mac_address",
                MAC);
        port.set("fixed_ips", addresses);
        if (pair != null) {
            port.set("allowed_address_pairs", WireJson.array(pair));
        }
        clouds.source.inside().make("network", "/v2.0/ports", "port", port);
    }

    private JsonNode ofTarget(String path, String list, String name) {
        List<JsonNode> found = clouds.ofDemo("network", path, list).stream()
                .filter(one -> one.path("name").asText().equals(name))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
