package io.jenkins.plugins.pumphouse.host.fuel.layout;

import static io.jenkins.plugins.pumphouse.host.fuel.layout.EquipmentBuilder.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.Test;

/** Which volume goes on which disk. */
public class DiskLayoutTest {

    private static final Equipment OWN = node(5).disk("sda", 100, "os", 54, "vm", 46)
            .disk("sdb", 200, "os", 0, "vm", 200)
            .build();

    private static Layout byRules(Equipment own, DiskRule... rules) {
        return Layout.of(own, null, null, new LayoutRules(List.of(rules), Map.of()), List.of());
    }

    private static Layout like(Equipment template, Equipment own) {
        return Layout.of(own, template, template, LayoutRules.none(), List.of());
    }

    private static DiskRule rule(String volume, Integer gib, String disk) {
        return new DiskRule(volume, gib == null ? null : gib * 1024, disk);
    }

    /** Such as {@code sda os 64, sda vm 36, sdb vm 200}, in GiB and without the empty ones. */
    private static String placed(Layout layout) {
        List<String> placed = new ArrayList<>();
        for (JsonNode disk : layout.disks()) {
            for (JsonNode volume : disk.path("volumes")) {
                if (volume.path("size").asInt() > 0) {
                    placed.add(disk.path("name").asText() + " "
                            + volume.path("name").asText() + " "
                            + volume.path("size").asInt() / 1024);
                }
            }
        }
        return String.join(", ", placed);
    }

    private static List<String> reasons(ThrowingCallable what) {
        return catchThrowableOfType(LayoutMisfit.class, what).reasons();
    }

    @Test
    public void withoutRulesAndTemplateFuelsProposalStays() {
        Layout layout = Layout.of(OWN, null, null, LayoutRules.none(), List.of());
        assertThat(layout.disks()).isNull();
        assertThat(layout.interfaces()).isNull();
    }

    @Test
    public void aVolumeWithASizeGoesOnTheFirstDiskAndTheRestToTheOther() {
        assertThat(placed(byRules(OWN, rule("os", 64, null), rule("vm", null, null))))
                .isEqualTo("sda os 64, sda vm 36, sdb vm 200");
    }

    @Test
    public void aVolumeGoesOnTheLargestTheSmallestOrANamedDisk() {
        assertThat(placed(byRules(OWN, rule("os", 64, "largest"), rule("vm", null, "smallest"))))
                .isEqualTo("sda vm 100, sdb os 64");
        assertThat(placed(byRules(OWN, rule("os", 64, "sdb"), rule("vm", null, "sdb"))))
                .isEqualTo("sdb os 64, sdb vm 136");
        assertThat(placed(byRules(OWN, rule("os", 64, "pci-sdb"), rule("vm", null, "sda"))))
                .isEqualTo("sda vm 100, sdb os 64");
    }

    @Test
    public void aVolumeGoesOnTheDiskThatDoesNotRotate() {
        Equipment own = node(5).disk("sda", "a", "ST1000", 100, "os", 100)
                .disk("sdb", "b", "Samsung SSD 850", 50, "os", 0)
                .build();
        assertThat(placed(byRules(own, rule("os", 40, "ssd")))).isEqualTo("sdb os 40");
    }

    @Test
    public void theSystemThatTakesTheRestIsOnOneDiskOnly() {
        Equipment own =
                node(5).disk("sda", 100, "os", 100).disk("sdb", 200, "os", 0).build();
        assertThat(placed(byRules(own, rule("os", null, null)))).isEqualTo("sda os 100");
    }

    @Test
    public void twoThatTakeTheRestOfADiskShareIt() {
        Equipment own =
                node(5).disk("sda", 100, "os", 50, "vm", 25, "cinder", 25).build();
        assertThat(placed(byRules(own, rule("vm", null, null), rule("cinder", null, null), rule("os", 20, null))))
                .isEqualTo("sda os 20, sda vm 40, sda cinder 40");
    }

    @Test
    public void theFieldsOfThisVersionOfFuelStay() {
        JsonNode sda = byRules(OWN, rule("os", 64, null), rule("vm", null, null))
                .disks()
                .get(0);
        assertThat(sda.path("bootable").asBoolean()).isTrue();
        assertThat(sda.path("volumes").get(0).has("keep_data")).isTrue();
        assertThat(OWN.disks().get(0).path("volumes").get(0).path("size").asInt())
                .isEqualTo(54 * 1024);
    }

    @Test
    public void allThatDoesNotFitIsSaidAtOnce() {
        assertThat(reasons(
                        () -> byRules(OWN, rule("os", 300, "first"), rule("ceph", null, null), rule("vm", 10, "sdz"))))
                .containsExactly(
                        "its roles have no volume ceph but os, vm: take it out of disks",
                        "volume os needs 300.0 GiB on sda (100.0 GiB), where 100.0 GiB are left: lower a size in"
                                + " disks, or name another disk with on",
                        "volume vm shall be on sdz, which it does not have but sda (100.0 GiB), sdb (200.0 GiB):"
                                + " name one of these with on");
        assertThat(reasons(() -> byRules(OWN, rule("os", 64, null))))
                .containsExactly(
                        "its roles need a volume vm, for which disks gives no rule: add vm with its size, or rest");
        assertThat(reasons(() -> byRules(OWN, rule("os", 100, "sda"), rule("vm", null, "sda"))))
                .containsExactly("nothing is left for volume vm on sda (100.0 GiB): lower the size of another"
                        + " volume in disks, or name another disk with on");
    }

    @Test
    public void aMachineWithoutDisksIsSaidToHaveNone() {
        assertThat(reasons(() -> byRules(node(5).build(), rule("os", 64, null))))
                .containsExactly("it has no disk");
    }

    @Test
    public void theMessageNamesTheNodeAndTheWayOut() {
        assertThatThrownBy(() -> byRules(OWN, rule("os", 300, "first"), rule("vm", null, "sdb")))
                .hasMessage(
                        "node 5 \"cmp-5\" does not fit: volume os needs 300.0 GiB on sda (100.0 GiB), where 100.0 GiB"
                                + " are left: lower a size in disks, or name another disk with on. Correct this host in"
                                + " pumphouse.yaml. Nothing was sent to Fuel.");
    }

    @Test
    public void aLikeMachineIsLaidOutAlikeWhateverItsDisksAreCalled() {
        Equipment template = node(3).disk("sda", "p1", "HDD", 100, "os", 60, "vm", 40)
                .disk("sdb", "p2", "HDD", 200, "vm", 200)
                .build();
        Equipment own = node(5).disk("sda", "p2", "HDD", 200, "os", 54, "vm", 146)
                .disk("sdb", "p1", "HDD", 100, "os", 0, "vm", 100)
                .build();
        assertThat(placed(like(template, own))).isEqualTo("sda vm 200, sdb os 60, sdb vm 40");
    }

    @Test
    public void disksAreMatchedBySizeWhereTheyAreAtOtherPorts() {
        Equipment template = node(3).disk("sda", "p1", "SSD", 100, "os", 100)
                .disk("sdb", "p2", "HDD", 200, "vm", 200)
                .build();
        Equipment own = node(5).disk("sdx", "q1", "HDD", 201, "os", 54, "vm", 147)
                .disk("sdy", "q2", "SSD", 100, "os", 0, "vm", 100)
                .build();
        assertThat(placed(like(template, own))).isEqualTo("sdx vm 201, sdy os 100");
    }

    @Test
    public void onlyTheVolumeOfInstancesGrowsAndShrinks() {
        Equipment template = node(3).disk("sda", 100, "os", 60, "vm", 40).build();
        assertThat(placed(like(
                        template, node(5).disk("sda", 300, "os", 54, "vm", 246).build())))
                .isEqualTo("sda os 60, sda vm 240");
        assertThat(placed(like(
                        template, node(5).disk("sda", 70, "os", 54, "vm", 16).build())))
                .isEqualTo("sda os 60, sda vm 10");
    }

    @Test
    public void whatATemplateLeavesFreeIsLeftFree() {
        Equipment template = node(3).disk("sda", 100, "os", 60, "vm", 20).build();
        assertThat(placed(like(
                        template, node(5).disk("sda", 300, "os", 54, "vm", 246).build())))
                .isEqualTo("sda os 60, sda vm 220");
    }

    @Test
    public void aDiskThatIsTooSmallIsAReason() {
        Equipment template = node(3).disk("sda", 100, "os", 60, "vm", 40).build();
        assertThat(reasons(() -> like(
                        template, node(5).disk("sda", 60, "os", 54, "vm", 6).build())))
                .containsExactly(
                        "disk sda (60.0 GiB) is too small to be like sda (100.0 GiB) of node 3 \"cmp-3\", which holds"
                                + " os 60.0 GiB, vm 40.0 GiB" + LayoutMisfit.OTHER_DISKS);
    }

    @Test
    public void aDiskThatIsMissingIsAReason() {
        Equipment template =
                node(3).disk("sda", 100, "os", 100).disk("sdb", 200, "vm", 200).build();
        assertThat(reasons(() -> like(
                        template, node(5).disk("sda", 100, "os", 54, "vm", 46).build())))
                .hasSize(1)
                .first()
                .asString()
                .contains("of node 3 \"cmp-3\" has no counterpart, as this node has sda (100.0 GiB): choose another"
                        + " template node, or give disks for this host");
    }

    @Test
    public void aDiskMoreThanTheTemplateStaysEmptyAndIsRemarked() {
        Equipment template = node(3).disk("sda", 100, "os", 60, "vm", 40).build();
        Layout layout = like(template, OWN);
        assertThat(placed(layout)).isEqualTo("sda os 60, sda vm 40");
        assertThat(layout.remarks())
                .containsExactly("disk sdb (200.0 GiB) has no counterpart in node 3 \"cmp-3\" and stays empty");
    }

    @Test
    public void aVolumeThatTheTemplateLacksIsAReason() {
        Equipment template = node(3).disk("sda", 100, "os", 100).build();
        assertThat(reasons(() -> like(
                        template, node(5).disk("sda", 100, "os", 54, "vm", 46).build())))
                .containsExactly("node 3 \"cmp-3\" has no volume vm, which the roles of this node need"
                        + LayoutMisfit.OTHER_DISKS);
    }

    @Test
    public void aVolumeThatTheRolesOfTheNodeLackIsNotCopied() {
        Equipment template =
                node(3).disk("sda", 100, "os", 50, "image", 20, "vm", 30).build();
        assertThat(placed(like(
                        template, node(5).disk("sda", 100, "os", 54, "vm", 46).build())))
                .isEqualTo("sda os 50, sda vm 50");
    }
}
