package io.jenkins.plugins.pumphouse.host.fuel;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.value;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Test;

/** What restricts a role, in Fuel's own language. */
public class ConditionTest {
    private static final Map<String, JsonNode> MODELS = Map.of(
            "settings",
                    value("{\"storage\": {\"volumes_ceph\": {\"value\": false}, \"volumes_lvm\": {\"value\": true},"
                            + " \"osd_pool_size\": {\"value\": \"3\"}}}"),
            "cluster", value("{\"mode\": \"ha_compact\"}"),
            "version", value("{\"feature_groups\": [\"advanced\"]}"));

    private static void holds(String condition) {
        assertThat(Condition.holds(condition, MODELS)).as(condition).contains(true);
    }

    private static void holdsNot(String condition) {
        assertThat(Condition.holds(condition, MODELS)).as(condition).contains(false);
    }

    private static void isUndecided(String condition) {
        assertThat(Condition.holds(condition, MODELS)).as(condition).isEmpty();
    }

    @Test
    public void settingsAreCompared() {
        holds("settings:storage.volumes_ceph.value == false");
        holdsNot("settings:storage.volumes_lvm.value == false");
        holds("settings:storage.osd_pool_size.value == '3'");
        holds("cluster:mode != 'multinode'");
    }

    @Test
    public void comparisonsAreJoined() {
        holds("settings:storage.volumes_ceph.value == false and settings:storage.volumes_lvm.value == true");
        holds("settings:storage.volumes_ceph.value == true or (not settings:storage.volumes_ceph.value)");
        holdsNot("not ('advanced' in version:feature_groups)");
        holds("not ('experimental' in version:feature_groups)");
    }

    @Test
    public void whatNobodyKnowsLeavesItUndecidedUnlessTheRestDecides() {
        isUndecided("settings:storage.made_up.value == false");
        isUndecided("networking_parameters:segmentation_type == 'vlan'");
        holdsNot("settings:storage.made_up.value == false and settings:storage.volumes_ceph.value == true");
        holds("settings:storage.made_up.value == false or settings:storage.volumes_ceph.value == false");
        holds("settings:storage.made_up.value? == null");
    }

    @Test
    public void whatIsNoConditionIsUndecided() {
        List.of(
                        "",
                        "   ",
                        "and",
                        "(",
                        "settings:storage.volumes_ceph.value ==",
                        "true true",
                        "(true",
                        "not",
                        "x".repeat(3000))
                .forEach(ConditionTest::isUndecided);
    }

    @Test
    public void whatSpeaksAgainstRolesIsSaidInFuelsWords() {
        List<Role> roles = List.of(
                Role.of(value("{\"name\": \"compute\", \"meta\": {}}")),
                Role.of(value("{\"name\": \"controller\", \"meta\": {\"conflicts\": [\"compute\"]}}")),
                Role.of(value("{\"name\": \"standalone\", \"meta\": {\"conflicts\": \"*\"}}")),
                Role.of(value("{\"name\": \"ceph-osd\", \"meta\": {\"restrictions\": [{\"condition\":"
                        + " \"settings:storage.volumes_ceph.value == false\", \"message\": \"Ceph should be"
                        + " enabled in the environment settings.\"}]}}")),
                Role.of(value("{\"name\": \"old\", \"meta\": {\"restrictions\": [\"cluster:mode == 'ha_compact'\","
                        + " {\"cluster:mode == 'x'\": \"never\"}]}}")));
        assertThat(Role.objections(Set.of("compute"), roles, MODELS)).isEmpty();
        assertThat(Role.objections(Set.of("computer"), roles, MODELS))
                .containsExactly("it knows no role computer but ceph-osd, compute, controller, old, standalone");
        assertThat(Role.objections(Set.of("compute", "controller"), roles, MODELS))
                .containsExactly("its role controller conflicts with compute");
        assertThat(Role.objections(Set.of("compute", "standalone"), roles, MODELS))
                .containsExactly("its role standalone conflicts with compute");
        assertThat(Role.objections(Set.of("ceph-osd"), roles, MODELS))
                .containsExactly(
                        "it does not allow the role ceph-osd: Ceph should be enabled in the environment settings");
        assertThat(Role.objections(Set.of("old"), roles, MODELS))
                .containsExactly("it does not allow the role old: cluster:mode == 'ha_compact'");
    }
}
