package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Cutover;
import io.jenkins.plugins.pumphouse.migration.options.Cutovers;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.ArrayList;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** A VLAN that both clouds share: nobody hears two routers at one address, or two DHCP servers. */
public class CutoverTest {
    private static final String GATEWAY = "10.9.0.1";
    private static final Selection WIRE = new Selection("demo", null, List.of(), null, false, List.of("wire"));

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private Inside source;
    private String network;

    @Before
    public void aTenantsVlanBehindARouter() {
        source = clouds.source.inside();
        String demo = source.id("identity", "/v3/projects", "projects", "demo");
        network = source.make(
                        "network",
                        "/v2.0/networks",
                        "network",
                        WireJson.object(
                                "name",
                                "wire",
                                "tenant_id",
                                demo,
                                "provider:network_type",
                                "vlan",
                                "provider:physical_network",
                                "physnet1",
                                "provider:segmentation_id",
                                101))
                .path("id")
                .asText();
        String subnet = source.make(
                        "network",
                        "/v2.0/subnets",
                        "subnet",
                        WireJson.object(
                                "network_id",
                                network,
                                "tenant_id",
                                demo,
                                "name",
                                "wire-subnet",
                                "ip_version",
                                4,
                                "cidr",
                                "10.9.0.0/24"))
                .path("id")
                .asText();
        String router = source.make(
                        "network", "/v2.0/routers", "router", WireJson.object("name", "wire-router", "tenant_id", demo))
                .path("id")
                .asText();
        source.put(
                "network", "/v2.0/routers/" + router + "/add_router_interface", WireJson.object("subnet_id", subnet));
    }

    @Test
    public void portsOfManyWiresAreReadTogether() throws Exception {
        clouds.move(Verb.NETWORKS);
        clouds.source.journal().clear();
        clouds.plan(Verb.CUTOVER, TwoClouds.DEMO);
        int ofOne = clouds.source.journal().count("GET", "/v2.0/ports");
        String demo = source.get("network", "/v2.0/networks/" + network)
                .path("network")
                .path("tenant_id")
                .asText();
        for (int vlan = 102; vlan < 112; vlan++) {
            source.make(
                    "network",
                    "/v2.0/networks",
                    "network",
                    WireJson.object(
                            "name",
                            "wire-" + vlan,
                            "tenant_id",
                            demo,
                            "provider:network_type",
                            "vlan",
                            "provider:physical_network",
                            "physnet1",
                            "provider:segmentation_id",
                            vlan));
        }
        clouds.move(Verb.NETWORKS);
        clouds.source.journal().clear();

        Report plan = clouds.plan(Verb.CUTOVER, TwoClouds.DEMO);

        assertThat(plan.outcomes())
                .filteredOn(outcome -> outcome.name().startsWith("wire"))
                .hasSize(11);
        assertThat(clouds.source.journal().count("GET", "/v2.0/ports")).isEqualTo(ofOne);
    }

    @Test
    public void theGatewayAndDhcpWaitForTheCutover() throws Exception {
        Report plan = clouds.plan(Verb.NETWORKS, TwoClouds.DEMO);
        Report report = clouds.move(Verb.NETWORKS);

        assertThat(TwoClouds.outcome(plan, "router interface", "wire-router at " + GATEWAY)
                        .message())
                .contains("vlan 101 on physnet1", "on both clouds", "pumpCutover networks: ['wire']");
        assertThat(clouds.lines).anyMatch(line -> line.contains("10.9.0.0/24, without DHCP until pumpCutover"));
        assertThat(TwoClouds.ended(report, End.SKIPPED)).containsExactly("router interface wire-router at " + GATEWAY);
        assertThat(dhcp(clouds.target.inside())).isFalse();
        assertThat(routers(clouds.target.inside())).isEmpty();
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void theCutoverSilencesTheSourceAndThenLetsTheTargetAnswer() throws Exception {
        clouds.move(Verb.NETWORKS);

        Report report = clouds.move(Verb.CUTOVER, WIRE);

        assertThat(TwoClouds.outcome(report, "cutover", "wire").end())
                .as(report.outcomes().toString())
                .isEqualTo(End.UPDATED);
        assertThat(dhcp(source)).isFalse();
        assertThat(answering(source)).isEmpty();
        assertThat(dhcp(clouds.target.inside())).isTrue();
        assertThat(answering(clouds.target.inside())).containsExactly(GATEWAY);
    }

    @Test
    public void aSecondCutoverAndASecondMigrationWriteNothing() throws Exception {
        clouds.move(Verb.NETWORKS);
        clouds.move(Verb.CUTOVER, WIRE);

        assertThat(clouds.move(Verb.CUTOVER, WIRE).cost().writes()).isZero();
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
        assertThat(clouds.cutovers(Cutovers.all(Cutover.NOW))
                        .move(Verb.NETWORKS)
                        .cost()
                        .writes())
                .isZero();
        assertThat(dhcp(clouds.target.inside())).isTrue();
    }

    @Test
    public void aServerThatHasNotMovedKeepsItsGateway() throws Exception {
        aServerOnTheWire();
        clouds.move(Verb.NETWORKS);

        Report report = clouds.move(Verb.CUTOVER, WIRE);

        assertThat(TwoClouds.outcome(report, "cutover", "wire").end()).isEqualTo(End.CONFLICT);
        assertThat(report.conflicts())
                .anyMatch(conflict -> conflict.contains("web-1 (") && conflict.contains("force: true"));
        assertThat(answering(source)).containsExactly(GATEWAY);
        assertThat(clouds.cutovers(Cutovers.DEFAULT.withForce(true))
                        .move(Verb.CUTOVER, WIRE)
                        .failed())
                .isFalse();
    }

    @Test
    public void whenTheTargetRefusesTheSourceAnswersAgain() throws Exception {
        clouds.move(Verb.NETWORKS);
        clouds.target.faults().on("PUT", "/v2.0/routers/*/add_router_interface").status(500);

        Report report = clouds.move(Verb.CUTOVER, WIRE);

        assertThat(TwoClouds.outcome(report, "cutover", "wire").end()).isEqualTo(End.FAILED);
        assertThat(dhcp(source)).isTrue();
        assertThat(answering(source)).containsExactly(GATEWAY);
        assertThat(answering(clouds.target.inside())).isEmpty();
        assertThat(dhcp(clouds.target.inside())).isFalse();
    }

    @Test
    public void anotherAddressIsOneThatNoPortOfEitherCloudHas() throws Exception {
        clouds.cutovers(Cutovers.all(Cutover.ADDRESS));
        source.make(
                "network",
                "/v2.0/ports",
                "port",
                WireJson.object(
                        "network_id",
                        network,
                        "fixed_ips",
                        WireJson.array(WireJson.object("ip_address", "10.9.0.254"))));

        Report report = clouds.move(Verb.NETWORKS);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(answering(clouds.target.inside())).containsExactly("10.9.0.253");
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
        clouds.move(Verb.CUTOVER, WIRE);
        assertThat(answering(clouds.target.inside())).containsExactly(GATEWAY);
    }

    @Test
    public void whenTheTargetRefusesItsRouterHasTheInterfaceAgainThatTheCutoverHadTaken() throws Exception {
        clouds.cutovers(Cutovers.all(Cutover.ADDRESS)).move(Verb.NETWORKS);
        JsonNode before = routers(clouds.target.inside()).get(0);
        clouds.target
                .faults()
                .on("PUT", "/v2.0/routers/*/add_router_interface")
                .status(400)
                .times(1);

        Report report = clouds.move(Verb.CUTOVER, WIRE);

        assertThat(TwoClouds.outcome(report, "cutover", "wire").end()).isEqualTo(End.FAILED);
        assertThat(answering(source)).containsExactly(GATEWAY);
        assertThat(routers(clouds.target.inside())).singleElement().satisfies(again -> {
            assertThat(again.path("fixed_ips")).isEqualTo(before.path("fixed_ips"));
            assertThat(again.path("mac_address")).isEqualTo(before.path("mac_address"));
        });
        assertThat(clouds.lines).anyMatch(line -> line.endsWith("old answers again"));
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void nowBringsBothAtOnceAndSaysSo() throws Exception {
        clouds.cutovers(Cutovers.all(Cutover.NOW)).move(Verb.NETWORKS);

        assertThat(answering(clouds.target.inside())).containsExactly(GATEWAY);
        assertThat(dhcp(clouds.target.inside())).isTrue();
    }

    @Test
    public void aTunnelIsNoSharedWire() {
        assertThatThrownBy(() -> clouds.move(
                        Verb.CUTOVER, new Selection("demo", null, List.of(), null, false, List.of("demo-net"))))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("demo-net")
                .hasMessageContaining("vxlan")
                .hasMessageContaining("VLAN or flat");
    }

    private void aServerOnTheWire() {
        String demo = source.id("identity", "/v3/projects", "projects", "demo");
        source.make(
                "network",
                "/v2.0/ports",
                "port",
                WireJson.object(
                        "network_id",
                        network,
                        "tenant_id",
                        demo,
                        "device_owner",
                        "compute:nova",
                        "device_id",
                        source.servers().stream()
                                .findFirst()
                                .orElseThrow()
                                .path("id")
                                .asText()));
    }

    private static boolean dhcp(Inside cloud) {
        return cloud.named("network", "/v2.0/subnets", "subnets", "wire-subnet")
                .path("enable_dhcp")
                .asBoolean();
    }

    private static List<JsonNode> routers(Inside cloud) {
        String wire = cloud.id("network", "/v2.0/networks", "networks", "wire");
        return cloud.list("network", "/v2.0/ports", "ports").stream()
                .filter(port -> wire.equals(port.path("network_id").asText()))
                .filter(port -> port.path("device_owner").asText().startsWith("network:router_interface"))
                .toList();
    }

    /** The addresses at which routers of the cloud answer on the wire. */
    private static List<String> answering(Inside cloud) {
        List<String> addresses = new ArrayList<>();
        routers(cloud).stream()
                .filter(port -> port.path("admin_state_up").asBoolean())
                .forEach(port -> port.path("fixed_ips")
                        .forEach(ip -> addresses.add(ip.path("ip_address").asText())));
        return addresses;
    }

    @Test
    public void aLoadBalancerThatNoRunMovesKeepsItsGateway() throws Exception {
        clouds.move(Verb.NETWORKS);
        source.make(
                "network",
                "/v2.0/ports",
                "port",
                WireJson.object("network_id", network, "device_owner", "Octavia", "device_id", "lb-7"));

        Report report = clouds.move(Verb.CUTOVER, WIRE);

        assertThat(TwoClouds.outcome(report, "cutover", "wire").end()).isEqualTo(End.CONFLICT);
        assertThat(report.conflicts())
                .anyMatch(conflict -> conflict.contains(" of Octavia lb-7") && conflict.contains("force: true"));
        assertThat(answering(source)).containsExactly(GATEWAY);
    }
}
