package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.RoutedFixture.vlan;
import static io.jenkins.plugins.pumphouse.migration.RoutedFixture.vxlan;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.ProviderNetworks;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** A routed network: each of its subnets is bound to one of its segments, between which are routers. */
public class RoutedNetworkTest {
    private static final String NAME = "racks";
    private static final String SEGMENTS = "network segments";

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private RoutedFixture source;
    private RoutedFixture target;
    private String network;
    private String left;
    private String right;

    @Before
    public void aNetworkOfTwoRacks() {
        clouds.source.withExtensions(RoutedFixture.EXTENSIONS);
        clouds.target.withExtensions(RoutedFixture.EXTENSIONS);
        source = new RoutedFixture(clouds.source, "demo");
        target = new RoutedFixture(clouds.target, "other");
        network = source.network(NAME, vlan("physnet1", 161), vlan("physnet2", 162));
        left = source.segment(network, "vlan", 161);
        right = source.segment(network, "vlan", 162);
        source.subnet(network, "left", "10.61.0.0/24", left);
        source.subnet(network, "right", "10.62.0.0/24", right);
    }

    @Test
    public void itsSubnetsComeBoundToTheSegmentsOfTheSameWires() throws Exception {
        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(wireOf("left")).isEqualTo("vlan physnet1 161");
        assertThat(wireOf("right")).isEqualTo("vlan physnet2 162");
        assertThat(onTarget("networks", NAME).path("l2_adjacency").asBoolean()).isFalse();
    }

    @Test
    public void aSecondRunWritesNothingAndAVerificationFindsNoDrift() throws Exception {
        source.call(left, "rack 1", "the left one");
        clouds.move(Verb.NETWORKS);

        Report again = clouds.move(Verb.NETWORKS);

        assertThat(again.cost().writes()).as(again.outcomes().toString()).isZero();
        assertThat(outcome(again, SEGMENTS, NAME).end()).isEqualTo(End.REUSED);
        assertThat(outcome(again, "subnet", "left").end()).isEqualTo(End.REUSED);
        assertThat(clouds.drift(TwoClouds.DEMO).found())
                .as(clouds.drift(TwoClouds.DEMO).toString())
                .isFalse();
    }

    @Test
    public void theRoutesToOtherSegmentsThatTheTargetsNeutronAddsAreNoDifference() throws Exception {
        clouds.source.withoutExtensions("segments-peer-subnet-host-routes");
        String late = source.network("late", vlan("physnet1", 171), vlan("physnet2", 172));
        source.subnet(late, "late left", "10.71.0.0/24", source.segment(late, "vlan", 171));
        source.subnet(late, "late right", "10.72.0.0/24", source.segment(late, "vlan", 172));

        clouds.move(Verb.NETWORKS);

        assertThat(onTarget("subnets", "late left").path("host_routes").toString())
                .isEqualTo("[{\"destination\":\"10.72.0.0/24\",\"nexthop\":\"10.71.0.1\"}]");
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void aRouteOfItsOwnComesBesideThoseOfNeutron() throws Exception {
        change("subnets", "subnet", "left", "host_routes", List.of(route("192.0.2.0/24", "10.61.0.9")));
        clouds.move(Verb.NETWORKS);

        change("subnets", "subnet", "left", "host_routes", List.of(route("198.51.100.0/24", "10.61.0.9")));
        Report changed = clouds.move(Verb.NETWORKS);

        assertThat(outcome(changed, "subnet", "left").end()).isEqualTo(End.UPDATED);
        assertThat(onTarget("subnets", "left").path("host_routes").findValuesAsText("destination"))
                .contains("198.51.100.0/24")
                .doesNotContain("192.0.2.0/24");
    }

    private static JsonNode route(String destination, String hop) {
        return WireJson.object("destination", destination, "nexthop", hop);
    }

    @Test
    public void theWordsOfASegmentComeAndFollowTheSource() throws Exception {
        source.call(left, "rack 1", "the left one");
        clouds.move(Verb.NETWORKS);
        assertThat(segmentOf("left").path("name").asText()).isEqualTo("rack 1");
        assertThat(segmentOf("left").path("description").asText()).isEqualTo("the left one");
        assertThat(segmentOf("right").path("name").isNull()).isTrue();

        source.call(left, "rack 7", "");
        Outcome updated = outcome(clouds.move(Verb.NETWORKS), SEGMENTS, NAME);

        assertThat(updated.end()).isEqualTo(End.UPDATED);
        assertThat(updated.message())
                .contains("name of vlan 161 on physnet1: rack 1 -> rack 7", "description of vlan 161 on physnet1");
        assertThat(segmentOf("left").path("name").asText()).isEqualTo("rack 7");
        assertThat(segmentOf("left").path("description").asText()).isEmpty();
    }

    @Test
    public void aVerificationFindsAnotherNameOnTheTarget() throws Exception {
        source.call(left, "rack 1", "");
        clouds.move(Verb.NETWORKS);
        target.call(segmentOf("left").path("id").asText(), "renamed", "");

        assertThat(clouds.drift(TwoClouds.DEMO).toString()).contains(SEGMENTS, "rack 1", "renamed");
    }

    @Test
    public void aRollbackRemovesTheNetworkWithItsSegments() throws Exception {
        source.call(left, "rack 1", "");
        clouds.move(Verb.NETWORKS);
        String moved = onTarget("networks", NAME).path("id").asText();

        Report back = clouds.move(Verb.ROLLBACK_RESOURCES);

        assertThat(outcome(back, "network", NAME).end())
                .as(back.outcomes().toString())
                .isEqualTo(End.DELETED);
        assertThat(target.segments(moved)).isEmpty();
    }

    @Test
    public void aTunnelWhoseNumberTheTargetChoosesIsFoundByItsOrder() throws Exception {
        target.network("theirs", vxlan(6161));
        String tunnels = source.network("tunnels", vxlan(6162), vlan("physnet1", 163), vxlan(6161));
        source.subnet(tunnels, "first", "10.63.0.0/24", source.segment(tunnels, "vxlan", 6162));
        source.subnet(tunnels, "wired", "10.64.0.0/24", source.segment(tunnels, "vlan", 163));
        source.subnet(tunnels, "second", "10.65.0.0/24", source.segment(tunnels, "vxlan", 6161));

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        JsonNode list = onTarget("networks", "tunnels").path("segments");
        assertThat(wireOf("first")).isEqualTo(shown(list.get(0))).startsWith("vxlan null");
        assertThat(wireOf("wired")).isEqualTo("vlan physnet1 163");
        assertThat(wireOf("second")).isEqualTo(shown(list.get(2))).startsWith("vxlan null");
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void aNetworkOfOneSegmentToWhichItsSubnetsAreBoundIsRoutedToo() throws Exception {
        String single = source.network("single", vxlan(6164));
        source.subnet(single, "alone", "10.66.0.0/24", source.segment(single, "vxlan", 6164));

        clouds.move(Verb.NETWORKS);

        assertThat(onTarget("subnets", "alone").path("segment_id").isNull()).isFalse();
        assertThat(onTarget("networks", "single").path("l2_adjacency").asBoolean())
                .isFalse();
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void withProviderNetworksKeepTheTunnelOfASegmentKeepsItsNumber() throws Exception {
        String tunnels = source.network("tunnels", vxlan(6162), vxlan(6161));
        source.subnet(tunnels, "first", "10.63.0.0/24", source.segment(tunnels, "vxlan", 6162));
        source.subnet(tunnels, "second", "10.65.0.0/24", source.segment(tunnels, "vxlan", 6161));

        clouds.providers(ProviderNetworks.KEEP).move(Verb.NETWORKS);

        assertThat(wireOf("first")).isEqualTo("vxlan null 6162");
        assertThat(wireOf("second")).isEqualTo("vxlan null 6161");
    }

    @Test
    public void withProviderNetworksChooseOneSegmentIsBoundAndSeveralAreRefused() throws Exception {
        String single = source.network("single", vlan("physnet1", 164));
        source.subnet(single, "alone", "10.66.0.0/24", source.segment(single, "vlan", 164));

        Report report = clouds.providers(ProviderNetworks.CHOOSE).move(Verb.NETWORKS);

        assertThat(onTarget("subnets", "alone").path("segment_id").isNull()).isFalse();
        assertThat(wireOf("alone")).startsWith("vxlan");
        assertThat(outcome(report, "network", NAME).end()).isEqualTo(End.CONFLICT);
        assertThat(outcome(report, "network", NAME).message())
                .contains("new gives it a single one, as providerNetworks is choose", "mapping: networks");
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void aTargetWithoutTheExtensionIsAConflictThatSaysWhatToDo() throws Exception {
        clouds.target.withoutExtensions(RoutedFixture.EXTENSIONS);

        Report plan = clouds.plan(Verb.NETWORKS, TwoClouds.DEMO);

        assertThat(outcome(plan, "network", NAME).end()).isEqualTo(End.CONFLICT);
        assertThat(outcome(plan, "network", NAME).message())
                .contains("is routed", "new has no extension segment", "Add segments to service_plugins", "mapping:");
        assertThat(outcome(plan, "subnet", "left").end()).isEqualTo(End.CONFLICT);
        assertThat(outcome(plan, "network", "demo-net").end()).isEqualTo(End.CREATED);
    }

    @Test
    public void segmentsThatTheAccountMayNotSeeKeepTheNetworkAndSaySo() throws Exception {
        clouds.source.faults().on("GET", "/v2.0/segments").status(403);

        Report plan = clouds.plan(Verb.NETWORKS, TwoClouds.DEMO);

        assertThat(outcome(plan, "network", NAME).end()).isEqualTo(End.CONFLICT);
        assertThat(outcome(plan, "network", NAME).message()).contains("does not show its segments", "get_segment");
        assertThat(outcome(plan, "network", "demo-net").end()).isEqualTo(End.CREATED);
    }

    @Test
    public void namesAloneAreToldToATargetThatHasNoPlaceForThem() throws Exception {
        String plain = source.network("plain", vlan("physnet1", 165));
        source.subnet(plain, "plain", "10.67.0.0/24", null);
        source.call(source.segment(plain, "vlan", 165), "rack 5", "");
        clouds.target.withoutExtensions(RoutedFixture.EXTENSIONS);

        Report report = clouds.move(Verb.NETWORKS);

        assertThat(outcome(report, "network", "plain").end()).isEqualTo(End.CREATED);
        assertThat(outcome(report, SEGMENTS, "plain").end()).isEqualTo(End.SKIPPED);
        assertThat(outcome(report, SEGMENTS, "plain").message()).contains("new has no extension segment");
    }

    @Test
    public void aSubnetThatIsBoundLaterFollowsWhereNeutronTakesThatAndIsAConflictElsewhere() throws Exception {
        String single = source.network("single", vxlan(6164));
        String alone = source.subnet(single, "alone", "10.66.0.0/24", null);
        clouds.move(Verb.NETWORKS);
        bind(alone, source.segment(single, "vxlan", 6164));

        Report report = clouds.move(Verb.NETWORKS);

        assertThat(outcome(report, "subnet", "alone").end())
                .as(report.outcomes().toString())
                .isEqualTo(End.UPDATED);
        assertThat(onTarget("subnets", "alone").path("segment_id").isNull()).isFalse();

        clouds.target.withoutExtensions("subnet-segmentid-writable");
        String other = source.network("other", vxlan(6165));
        String further = source.subnet(other, "further", "10.68.0.0/24", null);
        clouds.move(Verb.NETWORKS);
        bind(further, source.segment(other, "vxlan", 6165));
        Outcome refused = outcome(clouds.move(Verb.NETWORKS), "subnet", "further");
        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message()).contains("bound otherwise", "pumpRollback");
    }

    private void bind(String subnet, String segment) {
        clouds.source
                .inside()
                .put(
                        "network",
                        "/v2.0/subnets/" + subnet,
                        WireJson.object("subnet", WireJson.object("segment_id", segment)));
    }

    @Test
    public void aMappedNetworkWithoutTheSegmentIsAConflictThatNamesIt() throws Exception {
        clouds.move(Verb.TENANTS);
        RoutedFixture own = new RoutedFixture(clouds.target, "demo");
        String theirs = own.network("floor", vlan("physnet1", 161), vlan("physnet2", 199));
        own.subnet(theirs, "their left", "10.61.0.0/24", own.segment(theirs, "vlan", 161));
        clouds.mapping("network", NAME, "floor");

        Report plan = clouds.plan(Verb.NETWORKS, TwoClouds.DEMO);

        assertThat(outcome(plan, "subnet", "right").end()).isEqualTo(End.CONFLICT);
        assertThat(outcome(plan, "subnet", "right").message())
                .contains("bound to a segment (vlan 162 on physnet2) that network \"floor\"", "does not have on new");
    }

    @Test
    public void aPortThatGetsItsAddressOnItsHostWaitsForItOnTheTargetToo() throws Exception {
        ObjectNode port = WireJson.object("network_id", network, "name", "waiting")
                .put("tenant_id", clouds.source.project("demo").id());
        clouds.source.inside().make("network", "/v2.0/ports", "port", port);

        clouds.move(Verb.NETWORKS);

        assertThat(onTarget("ports", "waiting").path("ip_allocation").asText()).isEqualTo("deferred");
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void thePlanNamesTheRequestsThatAreSent() throws Exception {
        source.call(left, "rack 1", "the left one");

        SentRequests sent = SentRequests.of(clouds, Verb.NETWORKS, TwoClouds.DEMO);
        assertThat(sent.differences()).as(sent.toString()).isEmpty();
        assertThat(sent.toString()).contains("PUT /v2.0/segments/{id}");

        source.call(right, "rack 2", "");
        sent = SentRequests.of(clouds, Verb.NETWORKS, TwoClouds.DEMO);
        assertThat(sent.differences()).as(sent.toString()).isEmpty();
        assertThat(sent.toString()).contains("PUT /v2.0/segments/{id}");
    }

    private JsonNode segmentOf(String subnet) {
        String id = onTarget("subnets", subnet).path("segment_id").asText();
        return clouds.target.inside().get("network", "/v2.0/segments/" + id).path("segment");
    }

    private String wireOf(String subnet) {
        JsonNode segment = segmentOf(subnet);
        return segment.path("network_type").asText()
                + ' '
                + segment.path("physical_network").asText()
                + ' '
                + segment.path("segmentation_id").asText();
    }

    private static String shown(JsonNode segment) {
        return segment.path("provider:network_type").asText()
                + ' '
                + segment.path("provider:physical_network").asText()
                + ' '
                + segment.path("provider:segmentation_id").asText();
    }

    private JsonNode onTarget(String list, String name) {
        return clouds.target.inside().named("network", "/v2.0/" + list, list, name);
    }

    private void change(String list, String single, String name, String field, Object value) {
        String id = clouds.source
                .inside()
                .named("network", "/v2.0/" + list, list, name)
                .path("id")
                .asText();
        clouds.source
                .inside()
                .put("network", "/v2.0/" + list + "/" + id, WireJson.object(single, WireJson.object(field, value)));
    }
}
