package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.ProviderNetworks;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** The segments of networks by the operator's word: kept, left to the target to choose, or the network is refused. */
public class ProviderNetworksTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Before
    public void aWireAndATunnel() {
        clouds.source.project("demo").vlanNetwork("wire", "10.9.0.0/24", 101);
        tunnel(clouds.source, "demo", "tunnel", "vxlan", 6161);
    }

    @Test
    public void withKeepATunnelKeepsItsNumberAndASecondRunWritesNothing() throws Exception {
        clouds.providers(ProviderNetworks.KEEP);

        assertThat(clouds.move(Verb.NETWORKS).failed()).isFalse();

        assertThat(segment("tunnel")).isEqualTo("vxlan null 6161");
        assertThat(segment("wire")).isEqualTo("vlan physnet1 101");
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void withKeepATunnelThatTheTargetHasGivenToAnotherIsAConflictThatNamesIt() throws Exception {
        tunnel(clouds.target, "other", "theirs", "vxlan", 6161);
        assertThat(end("tunnel")).isEqualTo(End.CREATED);

        clouds.providers(ProviderNetworks.KEEP);

        Outcome refused = outcome(clouds.move(Verb.NETWORKS), "network", "tunnel");
        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message()).contains("its segment (vxlan 6161) is taken on new", "theirs");
    }

    @Test
    public void withKeepATunnelOfAKindThatNoAgentOfTheTargetMakesIsAConflict() throws Exception {
        clouds.target.machines().tunnels("cmp-1", "vxlan");
        tunnel(clouds.source, "demo", "old-tunnel", "gre", 71);
        clouds.providers(ProviderNetworks.KEEP);

        Outcome refused = outcome(clouds.plan(Verb.NETWORKS, TwoClouds.DEMO), "network", "old-tunnel");

        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message()).contains("has a segment of gre, and new makes tunnels of vxlan only");
    }

    @Test
    public void aTunnelThatHasGotAnotherNumberBeforeStaysWithItAndIsAConflict() throws Exception {
        tunnel(clouds.target, "other", "theirs", "vxlan", 6161);
        clouds.move(Verb.NETWORKS);
        String chosen = segment("tunnel");
        clouds.target.journal().clear();

        Outcome refused = outcome(clouds.providers(ProviderNetworks.KEEP).move(Verb.NETWORKS), "network", "tunnel");

        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message()).contains("6161", "in another segment than providerNetworks says");
        assertThat(segment("tunnel")).isEqualTo(chosen);
    }

    @Test
    public void withChooseNoProviderAttributeIsSentAndThePlanSaysOfEachNetworkThatItsSegmentIsAnother()
            throws Exception {
        clouds.providers(ProviderNetworks.CHOOSE);
        Outcome planned = outcome(clouds.plan(Verb.NETWORKS, TwoClouds.DEMO), "network", "wire");
        assertThat(planned.message())
                .contains("segment vlan 101 on physnet1 (new chooses another, as providerNetworks is choose");

        assertThat(clouds.move(Verb.NETWORKS).failed()).isFalse();

        assertThat(segment("wire")).isNotEqualTo("vlan physnet1 101");
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void withChooseNothingWaitsForACutoverAsNoWireIsShared() throws Exception {
        clouds.providers(ProviderNetworks.CHOOSE).move(Verb.NETWORKS);

        JsonNode subnet = clouds.target.inside().list("network", "/v2.0/subnets", "subnets").stream()
                .filter(each -> each.path("cidr").asText().equals("10.9.0.0/24"))
                .findFirst()
                .orElseThrow();
        assertThat(subnet.path("enable_dhcp").asBoolean()).isTrue();
        assertThat(clouds.move(Verb.CUTOVER).outcomes()).isEmpty();
        Selection wire = new Selection("demo", null, List.of(), null, false, List.of("wire"));
        assertThatThrownBy(() -> clouds.move(Verb.CUTOVER, wire))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("none where provider_networks is choose");
    }

    @Test
    public void aWireThatHasMovedWithItsSegmentIsNotTakenForAnother() throws Exception {
        clouds.move(Verb.NETWORKS);
        clouds.target.journal().clear();

        Report report = clouds.providers(ProviderNetworks.CHOOSE).move(Verb.NETWORKS);

        Outcome refused = outcome(report, "network", "wire");
        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message()).contains("vlan 101 on physnet1", "the word with which it was moved");
        assertThat(clouds.target.journal().writes())
                .as("no DHCP is switched on beside the source's")
                .isEmpty();
    }

    @Test
    public void withFailATunnelOfWhichNothingTellsWhetherTheTargetMakesItIsRefused() throws Exception {
        tunnel(clouds.source, "demo", "old-tunnel", "gre", 71);
        clouds.providers(ProviderNetworks.KEEP);
        assertThat(end("old-tunnel")).isEqualTo(End.CREATED);
        clouds.providers(ProviderNetworks.FAIL);

        Outcome refused = outcome(clouds.plan(Verb.NETWORKS, TwoClouds.DEMO), "network", "old-tunnel");
        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message()).contains("cannot be proved to keep its segment", "makes tunnels of gre");

        clouds.target.machines().tunnels("cmp-1", "gre", "vxlan");
        assertThat(clouds.move(Verb.NETWORKS).failed()).isFalse();
        assertThat(segment("old-tunnel")).isEqualTo("gre null 71");
        assertThat(segment("tunnel")).isEqualTo("vxlan null 6161");
    }

    private End end(String network) throws InterruptedException {
        return outcome(clouds.plan(Verb.NETWORKS, TwoClouds.DEMO), "network", network)
                .end();
    }

    private String segment(String name) {
        JsonNode network = clouds.target.inside().named("network", "/v2.0/networks", "networks", name);
        return network.path("provider:network_type").asText()
                + ' '
                + network.path("provider:physical_network").asText()
                + ' '
                + network.path("provider:segmentation_id").asText();
    }

    private static void tunnel(EmbeddedCloud cloud, String project, String name, String type, int number) {
        cloud.inside()
                .make(
                        "network",
                        "/v2.0/networks",
                        "network",
                        WireJson.object(
                                "name",
                                name,
                                "tenant_id",
                                cloud.project(project).id(),
                                "provider:network_type",
                                type,
                                "provider:segmentation_id",
                                number));
    }
}
