package io.jenkins.plugins.pumphouse.host.fuel.layout;

import static io.jenkins.plugins.pumphouse.host.fuel.layout.EquipmentBuilder.NETWORKS;
import static io.jenkins.plugins.pumphouse.host.fuel.layout.EquipmentBuilder.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.host.fuel.FuelNetwork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.Test;

/** Which network goes on which interface. */
public class InterfaceLayoutTest {

    private static final String[] REST = {"management", "storage", "private"};
    private static final Equipment OWN =
            node(5).nic("eth0", 1000).nic("eth1", 10000).build();
    private static final Equipment TEMPLATE = node(3).nic(
                    "eth0", 1000, "fuelweb_admin", "management", "storage", "private")
            .nic("eth1", 10000, "public")
            .build();

    private static Layout byRules(Equipment own, Map<String, List<String>> interfaces) {
        return Layout.of(own, null, null, new LayoutRules(List.of(), interfaces), NETWORKS);
    }

    private static Layout like(Equipment template, Equipment own) {
        return Layout.of(own, template, template, LayoutRules.none(), NETWORKS);
    }

    private static Map<String, List<String>> wiring(Object... namesAndNetworks) {
        Map<String, List<String>> wiring = new LinkedHashMap<>();
        for (int i = 0; i < namesAndNetworks.length; i += 2) {
            wiring.put((String) namesAndNetworks[i], List.of(((String) namesAndNetworks[i + 1]).split(" ")));
        }
        return wiring;
    }

    /** Such as {@code eth0: 1 3 4 5, eth1: 2}. */
    private static String placed(Layout layout) {
        List<String> placed = new ArrayList<>();
        for (JsonNode nic : layout.interfaces()) {
            List<String> ids = new ArrayList<>();
            nic.path("assigned_networks")
                    .forEach(network -> ids.add(network.path("id").asText()));
            placed.add(nic.path("name").asText() + ": " + String.join(" ", ids));
        }
        return String.join(", ", placed);
    }

    private static List<String> reasons(ThrowingCallable what) {
        return catchThrowableOfType(LayoutMisfit.class, what).reasons();
    }

    @Test
    public void anInterfaceIsNamedByItsNameItsMacOrItsBoot() {
        assertThat(placed(byRules(OWN, wiring("eth0", "fuelweb_admin management storage private", "eth1", "public"))))
                .isEqualTo("eth0: 1 3 4 5, eth1: 2");
        assertThat(placed(byRules(
                        OWN, wiring("pxe", "fuelweb_admin", "52:54:00:00:05:02", "public management storage private"))))
                .isEqualTo("eth0: 1, eth1: 2 3 4 5");
    }

    @Test
    public void everyFieldOfAnInterfaceIsSentBackAsSomeVersionsNeedItsName() {
        JsonNode eth1 = byRules(OWN, wiring("pxe", "fuelweb_admin", "eth1", "public management storage private"))
                .interfaces()
                .get(1);
        assertThat(eth1.path("name").asText()).isEqualTo("eth1");
        assertThat(eth1.path("mac").asText()).isEqualTo("52:54:00:00:05:02");
    }

    @Test
    public void allThatDoesNotFitIsSaidAtOnce() {
        assertThat(reasons(() -> byRules(
                        OWN, wiring("eth0", "management public", "eth1", "fuelweb_admin public x", "eth7", "storage"))))
                .containsExactly(
                        "network fuelweb_admin has to be on the interface that the machine boots from, which eth1 is"
                                + " not: move it in interfaces",
                        "network public is on both eth0 and eth1: leave it on one of them in interfaces",
                        "the environment has no network x but fuelweb_admin, management, private, public, storage:"
                                + " name one of these in interfaces",
                        "it has no interface eth7 but eth0 (52:54:00:00:05:01, 1000 Mbit/s), eth1 (52:54:00:00:05:02,"
                                + " 10000 Mbit/s): name one of these in interfaces",
                        "network private is on no interface: add it to one in interfaces");
    }

    @Test
    public void networksOfAnotherRackAreNotMistakenForThoseOfThisOne() {
        List<FuelNetwork> racks =
                new ArrayList<>(List.of(new FuelNetwork(12, "public", 7), new FuelNetwork(13, "management", 7)));
        racks.addAll(NETWORKS);
        Layout layout = Layout.of(OWN, TEMPLATE, TEMPLATE, LayoutRules.none(), racks);
        assertThat(placed(layout)).isEqualTo("eth0: 1 3 4 5, eth1: 2");
    }

    @Test
    public void theAdminNetworkOfItsOwnRackGoesBeforeThatForAll() {
        List<FuelNetwork> racks = new ArrayList<>(NETWORKS);
        racks.add(new FuelNetwork(21, "fuelweb_admin", 1));
        assertThat(placed(Layout.of(OWN, TEMPLATE, TEMPLATE, LayoutRules.none(), racks)))
                .isEqualTo("eth0: 21 3 4 5, eth1: 2");
    }

    @Test
    public void aTemplateMayBeForTheInterfacesAlone() {
        Layout layout = Layout.of(OWN, null, TEMPLATE, LayoutRules.none(), NETWORKS);
        assertThat(placed(layout)).isEqualTo("eth0: 1 3 4 5, eth1: 2");
        assertThat(layout.disks()).isNull();
        assertThat(Layout.of(OWN, TEMPLATE, null, LayoutRules.none(), NETWORKS).interfaces())
                .isNull();
    }

    @Test
    public void aLikeMachineIsWiredAlike() {
        Layout layout = like(TEMPLATE, OWN);
        assertThat(placed(layout)).isEqualTo("eth0: 1 3 4 5, eth1: 2");
        assertThat(layout.interfaces().get(0).path("id").asInt()).isEqualTo(51);
        assertThat(layout.remarks()).isEmpty();
    }

    @Test
    public void theAdminNetworkFollowsTheBootAndTheOthersTheSpeed() {
        Equipment own =
                node(5).nic("enp1", 1000).nic("enp2", 1000).nic("enp3", 10000).build();
        Layout layout = like(TEMPLATE, own);
        assertThat(placed(layout)).isEqualTo("enp1: 1 3 4 5, enp2: , enp3: 2");
        assertThat(layout.remarks()).contains("interface enp3 is wired like eth1 of node 3 \"cmp-3\"");
    }

    @Test
    public void aSlowerInterfaceIsTakenWhereThereIsNoOtherAndRemarked() {
        Layout layout =
                like(TEMPLATE, node(5).nic("eth0", 1000).nic("eth1", 100).build());
        assertThat(placed(layout)).isEqualTo("eth0: 1 3 4 5, eth1: 2");
        assertThat(layout.remarks()).containsExactly("interface eth1 has 100 Mbit/s, eth1 of node 3 \"cmp-3\" 10000");
    }

    @Test
    public void aMissingInterfaceIsAReason() {
        assertThat(reasons(() -> like(TEMPLATE, node(5).nic("eth0", 1000).build())))
                .containsExactly("interface eth1 of node 3 \"cmp-3\" (public) has no counterpart, as this node has eth0"
                        + " (52:54:00:00:05:01, 1000 Mbit/s)" + LayoutMisfit.OTHER_INTERFACES);
    }

    @Test
    public void anInterfaceThatCarriesNothingNeedsNoCounterpart() {
        Equipment template = node(3).nic("eth0", 1000, "fuelweb_admin", "management", "storage", "private", "public")
                .nic("eth1", 1000)
                .build();
        assertThat(placed(like(template, node(5).nic("eth0", 1000).build()))).isEqualTo("eth0: 1 3 4 5 2");
    }

    @Test
    public void aBondIsMadeOverTheCounterpartsOfItsSlaves() {
        Equipment template = node(3).nic("eth0", 1000, "fuelweb_admin")
                .nic("eth1", 10000)
                .nic("eth2", 10000)
                .bond("bond0", List.of("eth1", "eth2"), "public", REST[0], REST[1], REST[2])
                .build();
        Layout layout = like(
                template,
                node(5).nic("p0", 1000).nic("p1", 10000).nic("p2", 10000).build());
        assertThat(placed(layout)).isEqualTo("p0: 1, p1: , p2: , bond0: 2 3 4 5");
        JsonNode bond = layout.interfaces().get(3);
        assertThat(bond.path("slaves"))
                .extracting(slave -> slave.path("name").asText())
                .containsExactly("p1", "p2");
        assertThat(bond.path("mode").asText()).isEqualTo("active-backup");
        assertThat(bond.has("id")).isFalse();
        assertThat(bond.has("mac")).isFalse();
    }

    @Test
    public void aNodeThatIsWiredAlreadyIsWiredTheSameAgain() {
        Equipment wired = node(5).nic("eth0", 1000, "fuelweb_admin", "management", "storage", "private")
                .nic("eth1", 10000, "public")
                .build();
        assertThat(like(TEMPLATE, wired).interfaces()).isEqualTo(wired.interfaces());
    }
}
