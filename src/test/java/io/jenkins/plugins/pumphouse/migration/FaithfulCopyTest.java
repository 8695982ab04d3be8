package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.FlavorFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.drift.Drift;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** Things of a migration that a tool easily gets wrong, resource by resource. */
public class FaithfulCopyTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aFlavorKeepsItsIdAndItsExtraSpecs() throws Exception {
        String id = flavor(clouds.source, "demo.small");
        FlavorFixture.extraSpec(clouds.source, "demo.small", "hw:cpu_policy", "dedicated");

        clouds.move(Verb.FLAVORS);

        assertThat(flavor(clouds.target, "demo.small")).isEqualTo(id);
        assertThat(clouds.target
                        .inside()
                        .get("compute", "/v2.1/flavors/" + id + "/os-extra_specs")
                        .path("extra_specs")
                        .path("hw:cpu_policy")
                        .asText())
                .isEqualTo("dedicated");
    }

    @Test
    public void aFlavorWhoseIdIsTakenOnTheTargetGetsAnother() throws Exception {
        String id = flavor(clouds.source, "demo.small");
        clouds.target
                .inside()
                .post(
                        "compute",
                        "/v2.1/flavors",
                        WireJson.object(
                                "flavor",
                                WireJson.object("name", "other", "ram", 64, "vcpus", 1, "disk", 1)
                                        .put("id", id)));

        Report report = clouds.move(Verb.FLAVORS);

        assertThat(outcome(report, "flavor", "demo.small").end()).isEqualTo(End.CREATED);
        assertThat(flavor(clouds.target, "demo.small")).isNotEqualTo(id);
    }

    @Test
    public void theDefaultGroupOfEachProjectIsReconciledAndNeverMadeTwice() throws Exception {
        clouds.move(Verb.SECGROUPS, TwoClouds.ALL);

        for (String project : List.of("demo", "shop")) {
            String id = clouds.target.inside().id("identity", "/v3/projects", "projects", project);
            assertThat(clouds.target.inside().list("network", "/v2.0/security-groups", "security_groups"))
                    .filteredOn(group -> group.path("tenant_id").asText().equals(id)
                            && group.path("name").asText().equals("default"))
                    .hasSize(1);
        }
        assertThat(group("default").path("security_group_rules").findValuesAsText("protocol"))
                .contains("icmp");
    }

    /** Neutron makes it when somebody lists the project's groups, which nobody has done in a new project. */
    @Test
    public void theDefaultGroupOfANewProjectIsPlannedAndReconciledThoughNobodyHasAskedForItYet() throws Exception {
        clouds.move(Verb.TENANTS);
        String demo = clouds.target.inside().id("identity", "/v3/projects", "projects", "demo");
        assertThat(clouds.target.inside().list("network", "/v2.0/security-groups", "security_groups"))
                .noneMatch(group -> group.path("tenant_id").asText().equals(demo));

        assertThat(outcome(clouds.plan(Verb.SECGROUPS, TwoClouds.DEMO), "security group", "default")
                        .end())
                .isNotEqualTo(End.CONFLICT);
        assertThat(clouds.move(Verb.SECGROUPS).failed()).isFalse();

        assertThat(group("default").path("security_group_rules").findValuesAsText("protocol"))
                .contains("icmp");
    }

    @Test
    public void theRulesThatNeutronAddsByItselfGoWhereTheSourceHasNone() throws Exception {
        clouds.move(Verb.SECGROUPS);

        assertThat(group("db").path("security_group_rules").findValuesAsText("direction"))
                .isNotEmpty()
                .containsOnly("ingress");
    }

    @Test
    public void rulesThatReferToEachOthersGroupsAndToTheirOwnReferToTheCopies() throws Exception {
        clouds.move(Verb.SECGROUPS);

        String web = group("web").path("id").asText();
        String db = group("db").path("id").asText();
        assertThat(group("db").path("security_group_rules").findValuesAsText("remote_group_id"))
                .containsExactlyInAnyOrder(web, db);
        assertThat(group("web").path("security_group_rules").findValuesAsText("remote_group_id"))
                .contains(db);
    }

    @Test
    public void anUnlimitedQuotaStaysUnlimited() throws Exception {
        clouds.move(Verb.QUOTAS);

        Drift drift = clouds.drift(TwoClouds.DEMO, "quota");

        assertThat(drift.found()).isFalse();
        String demo = clouds.target.inside().id("identity", "/v3/projects", "projects", "demo");
        assertThat(clouds.target
                        .inside()
                        .get("compute", "/v2.1/os-quota-sets/" + demo)
                        .path("quota_set")
                        .path("instances")
                        .asInt())
                .isEqualTo(-1);
    }

    @Test
    public void keypairsOfOneNameOfTwoUsersStayTwo() throws Exception {
        clouds.move(Verb.USERS);

        Report report = clouds.move(Verb.KEYPAIRS);

        assertThat(report.outcomes())
                .filteredOn(outcome ->
                        outcome.kind().equals("keypair") && outcome.name().equals("laptop"))
                .hasSize(2)
                .allSatisfy(outcome -> assertThat(outcome.end()).isEqualTo(End.CREATED));
    }

    @Test
    public void aSubnetWithoutAGatewayGetsNone() throws Exception {
        String demo = clouds.source.project("demo").id();
        String network = make("/v2.0/networks", "network", WireJson.object("name", "island", "tenant_id", demo));
        ObjectNode subnet = WireJson.object("name", "island-subnet", "tenant_id", demo, "ip_version", 4)
                .put("network_id", network)
                .put("cidr", "10.77.0.0/24");
        subnet.putNull("gateway_ip");
        make("/v2.0/subnets", "subnet", subnet);

        clouds.move(Verb.NETWORKS);

        assertThat(clouds.target
                        .inside()
                        .named("network", "/v2.0/subnets", "subnets", "island-subnet")
                        .path("gateway_ip")
                        .isNull())
                .isTrue();
    }

    @Test
    public void aSegmentThatTheTargetHasGivenToAnotherNetworkIsAConflictThatNamesIt() throws Exception {
        String demo = clouds.source.project("demo").id();
        wire(clouds.source, "wire", demo);
        wire(clouds.target, "theirs", clouds.target.project("other").id());

        Report plan = clouds.plan(Verb.NETWORKS, TwoClouds.DEMO);

        assertThat(outcome(plan, "network", "wire").end()).isEqualTo(End.CONFLICT);
        assertThat(outcome(plan, "network", "wire").message()).contains("its segment (vlan 101", "theirs");
    }

    private static void wire(EmbeddedCloud cloud, String name, String project) {
        cloud.inside()
                .make(
                        "network",
                        "/v2.0/networks",
                        "network",
                        WireJson.object("name", name, "tenant_id", project)
                                .put("provider:network_type", "vlan")
                                .put("provider:physical_network", "physnet1")
                                .put("provider:segmentation_id", 101));
    }

    private String make(String path, String key, ObjectNode wanted) {
        return clouds.source
                .inside()
                .make("network", path, key, wanted)
                .path("id")
                .asText();
    }

    private JsonNode group(String name) {
        return clouds.ofDemo("network", "/v2.0/security-groups", "security_groups").stream()
                .filter(group -> group.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String flavor(EmbeddedCloud cloud, String name) {
        return cloud.inside().id("compute", "/v2.1/flavors", "flavors", name);
    }
}
