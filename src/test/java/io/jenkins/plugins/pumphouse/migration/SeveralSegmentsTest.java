package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.ArrayList;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** A network of a VLAN on each of two physical networks, and of a tunnel. */
public class SeveralSegmentsTest {
    private static final String NAME = "racks";

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private String id;

    @Before
    public void aNetworkOfThreeSegments() {
        id = network(
                clouds.source,
                NAME,
                clouds.source.project("demo").id(),
                segment("vlan", "physnet1", 161),
                segment("vlan", "physnet2", 162),
                segment("vxlan", null, 6161));
        clouds.source
                .inside()
                .make(
                        "network",
                        "/v2.0/subnets",
                        "subnet",
                        WireJson.object(
                                        "network_id",
                                        id,
                                        "name",
                                        "racks-subnet",
                                        "ip_version",
                                        4,
                                        "cidr",
                                        "10.61.0.0/24")
                                .put("tenant_id", clouds.source.project("demo").id()));
    }

    @Test
    public void itsWiresKeepTheirNumbersAndTheTargetChoosesThatOfItsTunnel() throws Exception {
        assertThat(clouds.move(Verb.NETWORKS).failed()).isFalse();

        assertThat(segments())
                .containsExactly("vlan physnet1 161", "vlan physnet2 162", "vxlan null chosen by the target");
        clouds.target.journal().clear();
        Report again = clouds.move(Verb.NETWORKS);
        assertThat(outcome(again, "network", NAME).end()).isEqualTo(End.REUSED);
        assertThat(again.cost().writes()).isZero();
        assertThat(clouds.drift(TwoClouds.DEMO, "network").found()).isFalse();
    }

    @Test
    public void itsDhcpWaitsForTheCutoverAsThatOfAnyWire() throws Exception {
        clouds.move(Verb.NETWORKS);

        assertThat(clouds.target
                        .inside()
                        .named("network", "/v2.0/subnets", "subnets", "racks-subnet")
                        .path("enable_dhcp")
                        .asBoolean())
                .isFalse();
        assertThat(outcome(clouds.move(Verb.CUTOVER), "cutover", NAME).end()).isEqualTo(End.UPDATED);
        assertThat(clouds.target
                        .inside()
                        .named("network", "/v2.0/subnets", "subnets", "racks-subnet")
                        .path("enable_dhcp")
                        .asBoolean())
                .isTrue();
    }

    @Test
    public void oneThatTheTargetHasGivenToAnotherNetworkIsAConflictThatNamesIt() throws Exception {
        network(
                clouds.target,
                "theirs",
                clouds.target.project("other").id(),
                segment("vlan", "physnet7", 7),
                segment("vlan", "physnet2", 162));

        Outcome refused = outcome(clouds.plan(Verb.NETWORKS, TwoClouds.DEMO), "network", NAME);

        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message()).contains("one of its segments (vlan 162 on physnet2) is taken", "theirs");
    }

    @Test
    public void aTunnelThatNoAgentOfTheTargetMakesIsRefusedInThePlan() throws Exception {
        clouds.target.machines().tunnels("cmp-1", "vxlan");
        network(
                clouds.source,
                "old-tunnel",
                clouds.source.project("demo").id(),
                segment("vlan", "physnet1", 171),
                segment("gre", null, 71));

        Report plan = clouds.plan(Verb.NETWORKS, TwoClouds.DEMO);

        assertThat(outcome(plan, "network", NAME).end()).isEqualTo(End.CREATED);
        assertThat(outcome(plan, "network", "old-tunnel").end()).isEqualTo(End.CONFLICT);
        assertThat(outcome(plan, "network", "old-tunnel").message())
                .contains("has a segment of gre, and new makes tunnels of vxlan only", "mapping: networks");
    }

    @Test
    public void thePlanSaysOfWhichTunnelsNothingTellsWhetherTheTargetMakesThem() throws Exception {
        network(
                clouds.source,
                "old-tunnel",
                clouds.source.project("demo").id(),
                segment("vlan", "physnet1", 171),
                segment("gre", null, 71));

        assertThat(outcome(clouds.plan(Verb.NETWORKS, TwoClouds.DEMO), "network", "old-tunnel")
                        .message())
                .contains("the check whether new makes tunnels of gre (no agent tells, as with OVN");

        network(clouds.target, "theirs", clouds.target.project("other").id(), segment("gre", null, 9));

        assertThat(outcome(clouds.plan(Verb.NETWORKS, TwoClouds.DEMO), "network", "old-tunnel")
                        .message())
                .doesNotContain("tunnels of");
    }

    @Test
    public void aTargetWithoutTheExtensionGetsNone() throws Exception {
        clouds.target.withoutExtensions("multi-provider");

        Outcome refused = outcome(clouds.move(Verb.NETWORKS), "network", NAME);

        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message())
                .contains("vlan 161 on physnet1 and vlan 162 on physnet2", "no extension multi-provider", "mapping:");
    }

    @Test
    public void anUnmarkedOneOfThatNameAndOtherSegmentsIsAConflictWithBoth() throws Exception {
        clouds.move(Verb.TENANTS);
        network(
                clouds.target,
                NAME,
                clouds.target.project("demo").id(),
                segment("vlan", "physnet1", 261),
                segment("vlan", "physnet2", 162));

        Outcome refused = outcome(clouds.move(Verb.NETWORKS), "network", NAME);

        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message()).contains("segments: vlan 161 on physnet1 and", "vlan 261 on physnet1 and");
    }

    private List<String> segments() {
        JsonNode network = clouds.target.inside().named("network", "/v2.0/networks", "networks", NAME);
        List<String> shown = new ArrayList<>();
        for (JsonNode segment : network.path("segments")) {
            String number = segment.path("provider:segmentation_id").asText();
            shown.add(segment.path("provider:network_type").asText() + " "
                    + segment.path("provider:physical_network").asText() + " "
                    + (segment.path("provider:physical_network").isNull() && !number.equals("6161")
                            ? "chosen by the target"
                            : number));
        }
        return shown;
    }

    private static String network(EmbeddedCloud cloud, String name, String project, ObjectNode... segments) {
        return cloud.inside()
                .make(
                        "network",
                        "/v2.0/networks",
                        "network",
                        WireJson.object("name", name, "tenant_id", project, "segments", List.of(segments)))
                .path("id")
                .asText();
    }

    private static ObjectNode segment(String type, String wire, int number) {
        return WireJson.object(
                "provider:network_type", type, "provider:physical_network", wire, "provider:segmentation_id", number);
    }
}
