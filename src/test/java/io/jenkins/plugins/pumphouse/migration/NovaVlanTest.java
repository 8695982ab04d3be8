package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.DEMO;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.names;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.NovaNetworkFixture;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** From a cloud of 2014 with nova-network and a VLAN of each project. */
public class NovaVlanTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.fromNovaNetwork(NovaNetworkFixture::vlan);

    private JsonNode ofDemo(String kind) {
        List<JsonNode> all = clouds.ofDemo("network", "/v2.0/" + kind, kind);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test
    public void aProjectsVlanBecomesItsOwnNetworkAndWithoutAWordOnTheWireASegmentOfTheTarget() throws Exception {
        Report report = clouds.move(Verb.NETWORKS);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        JsonNode network = ofDemo("networks");
        assertThat(network.path("name").asText()).isEqualTo("private_0");
        assertThat(network.path("provider:network_type").asText()).isNotEqualTo("vlan");
        assertThat(ofDemo("subnets").path("allocation_pools").toString())
                .isEqualTo("[{\"start\":\"10.1.0.3\",\"end\":\"10.1.0.254\"}]");
        assertThat(outcome(report, "network", "private_0").message())
                .contains("wire VLAN 101 on eth1")
                .contains("vpn 10.1.0.2 at 192.0.2.10:1101 (the VPN of nova-network has no counterpart)");
    }

    @Test
    public void onANamedPhysicalNetworkTheVlanIsKeptAndItsDhcpWaitsForTheCutover() throws Exception {
        clouds.mapping("physical network", "eth1", "physnet1");

        Report report = clouds.move(Verb.NETWORKS);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        JsonNode network = ofDemo("networks");
        assertThat(network.path("provider:network_type").asText()).isEqualTo("vlan");
        assertThat(network.path("provider:segmentation_id").asInt()).isEqualTo(101);
        assertThat(network.path("provider:physical_network").asText()).isEqualTo("physnet1");
        assertThat(ofDemo("subnets").path("enable_dhcp").asBoolean()).isFalse();
        assertThat(outcome(report, "router interface", "private_0 at 10.1.0.1").end())
                .isEqualTo(End.SKIPPED);
        assertThat(outcome(report, "router interface", "private_0 at 10.1.0.1").message())
                .contains("vlan 101 on physnet1");
    }

    @Test
    public void theCutoverIsRefusedWhileNovaNetworkRunsAndNothingIsWritten() throws Exception {
        clouds.mapping("physical network", "eth1", "physnet1");
        clouds.move(Verb.INSTANCES);
        clouds.move(Verb.NETWORKS);

        Report report = clouds.move(Verb.CUTOVER);

        assertThat(outcome(report, "cutover", "private_0").end()).isEqualTo(End.FAILED);
        assertThat(outcome(report, "cutover", "private_0").message())
                .contains("On controller: stop the service nova-network")
                .contains("10.1.0.1");
        assertThat(report.cost().writes()).isZero();
    }

    @Test
    public void theCutoverBringsGatewayAndDhcpWhenNovaNetworkHasStoppedAndASecondRunWritesNothing() throws Exception {
        clouds.mapping("physical network", "eth1", "physnet1");
        clouds.move(Verb.INSTANCES);
        clouds.move(Verb.NETWORKS);
        clouds.source.machines().stopped("nova-network", "controller");

        Report first = clouds.move(Verb.CUTOVER);
        Report second = clouds.move(Verb.CUTOVER);

        assertThat(first.failed()).as(first.outcomes().toString()).isFalse();
        assertThat(ofDemo("subnets").path("enable_dhcp").asBoolean()).isTrue();
        assertThat(clouds.target.inside().list("network", "/v2.0/ports", "ports"))
                .anySatisfy(port -> {
                    assertThat(port.path("device_owner").asText()).isEqualTo("network:router_interface");
                    assertThat(port.path("fixed_ips").path(0).path("ip_address").asText())
                            .isEqualTo("10.1.0.1");
                });
        assertThat(second.changed()).as(second.outcomes().toString()).isFalse();
        assertThat(second.cost().writes()).isZero();
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void aVlanThatNoProjectHasStaysAndIsNamed() throws Exception {
        Report report = clouds.move(Verb.NETWORKS, TwoClouds.ALL);

        assertThat(outcome(report, "network", "private_2").end()).isEqualTo(End.SKIPPED);
        assertThat(outcome(report, "network", "private_2").message()).contains("has given to no project");
        assertThat(names(clouds.target.inside().list("network", "/v2.0/networks", "networks")))
                .contains("private_0", "private_1")
                .doesNotContain("private_2");
    }

    @Test
    public void anInventoryListsAllOfIt() throws Exception {
        SourceInventory inventory = clouds.inventory(DEMO);

        assertThat(inventory.rows())
                .filteredOn(row -> row.fate() == SourceInventory.Fate.UNREAD)
                .isEmpty();
        assertThat(inventory.rows())
                .extracting(SourceInventory.Row::kind)
                .contains("network", "subnet", "router", "security group", "port", "server");
    }
}
