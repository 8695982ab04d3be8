package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.fit.FitRow;
import io.jenkins.plugins.pumphouse.migration.fit.FitRow.State;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** A card on a physical network needs a hypervisor of the target that is connected to it: the plan says if none is. */
public class PhysicalNetworkFitTest {
    private static final String OVS = "Open vSwitch agent";

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Before
    public void aServerHasACardOnAPhysicalNetwork() {
        clouds.source
                .project("demo")
                .vlanNetwork("wired", "10.9.0.0/24", 77)
                .server("guest")
                .image("cirros")
                .flavor("m1.tiny")
                .nic("wired", "10.9.0.5", null)
                .owner("alice", null)
                .boot();
    }

    @Test
    public void aHypervisorThatIsConnectedIsEnough() throws Exception {
        maps(OVS, "compute-1", "bridge_mappings", "physnet9");
        maps(OVS, "compute-2", "bridge_mappings", "physnet1");

        assertThat(rows()).singleElement().satisfies(row -> {
            assertThat(row.state()).isEqualTo(State.FITS);
            assertThat(row.needed()).isEqualTo(1);
        });
    }

    @Test
    public void whereNoHypervisorIsConnectedTheRowNamesThoseThatAre() throws Exception {
        maps(OVS, "compute-1", "bridge_mappings", "physnet9");
        maps(OVS, "compute-2", "bridge_mappings", "physnet1");
        clouds.target.machines().agents("compute-2", false);

        assertThat(rows()).singleElement().satisfies(row -> {
            assertThat(row.state()).isEqualTo(State.SHORT);
            assertThat(row.where()).isEqualTo("new");
            assertThat(row.sentence())
                    .startsWith("physical network physnet1: 1 needed, 0 free")
                    .contains("only to physnet9", "a server with a card in it gets no host", "bridge_mappings");
        });
    }

    /** It has the physical networks of routers and DHCP servers, and boots no server. */
    @Test
    public void aNetworkNodeIsNoHypervisor() throws Exception {
        maps(OVS, "compute-1", "bridge_mappings", "physnet9");
        maps(OVS, "network-1", "bridge_mappings", "physnet1");

        assertThat(rows()).extracting(FitRow::state).containsExactly(State.SHORT);
    }

    @Test
    public void linuxBridgeAndOvnNameTheirsInTheirOwnWay() throws Exception {
        clouds.target
                .machines()
                .agent("Linux bridge agent", "compute-1", mappings("interface_mappings", "physnet1"))
                .agent(
                        "OVN Controller agent",
                        "compute-2",
                        WireJson.object("bridge-mappings", "physnet8:br-ex, physnet9:br-9"));

        assertThat(rows()).extracting(FitRow::state).containsExactly(State.FITS);
        clouds.target.machines().agents("compute-1", false);
        assertThat(rows()).extracting(FitRow::text).first().asString().contains("only to physnet8, physnet9");
    }

    /** A plugin without agents, or one of another kind: nobody knows, and nothing is said. */
    @Test
    public void whereNoAgentNamesAnyNothingIsSaid() throws Exception {
        clouds.target.machines().agent("L3 agent", "compute-1");

        assertThat(rows()).isEmpty();
    }

    @Test
    public void anAccountThatMayNotListAgentsIsToldSo() throws Exception {
        clouds.target.faults().on("GET", "/v2.0/agents").status(403);

        assertThat(rows()).singleElement().satisfies(row -> {
            assertThat(row.state()).isEqualTo(State.UNKNOWN);
            assertThat(row.text()).contains("403");
        });
    }

    /** Another segment of its network is of no use to it. */
    @Test
    public void aCardOfARoutedNetworkNeedsTheWireOfItsOwnSegment() throws Exception {
        aServerIsInTheRackOnTheRight();
        maps(OVS, "compute-1", "bridge_mappings", "physnet1");

        assertThat(rows("racked"))
                .singleElement()
                .extracting(FitRow::sentence)
                .asString()
                .startsWith("physical network physnet2: 1 needed, 0 free");
    }

    private void aServerIsInTheRackOnTheRight() {
        clouds.source.withExtensions(RoutedFixture.EXTENSIONS);
        clouds.target.withExtensions(RoutedFixture.EXTENSIONS);
        RoutedFixture routed = new RoutedFixture(clouds.source, "demo");
        String network =
                routed.network("racks", RoutedFixture.vlan("physnet1", 161), RoutedFixture.vlan("physnet2", 162));
        routed.subnet(network, "left", "10.61.0.0/24", routed.segment(network, "vlan", 161));
        routed.subnet(network, "right", "10.62.0.0/24", routed.segment(network, "vlan", 162));
        clouds.source
                .project("demo")
                .server("racked")
                .image("cirros")
                .flavor("m1.tiny")
                .nic("racks", "10.62.0.5", null)
                .owner("alice", null)
                .boot();
    }

    private List<FitRow> rows() throws Exception {
        return rows("guest");
    }

    private List<FitRow> rows(String server) throws Exception {
        return clouds.plan(Verb.INSTANCES, TwoClouds.server(server)).fit().rows().stream()
                .filter(row -> row.what().startsWith("physical network"))
                .toList();
    }

    private void maps(String agent, String host, String key, String physicalNetwork) {
        clouds.target.machines().agent(agent, host, mappings(key, physicalNetwork));
    }

    private static ObjectNode mappings(String key, String physicalNetwork) {
        return WireJson.object(key, WireJson.object(physicalNetwork, "br-" + physicalNetwork));
    }
}
