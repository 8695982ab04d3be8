package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.array;
import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.object;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.DEMO;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.CreatedObject;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * Objects of Neutron that others of the target use by now: the plan of a rollback tells it, and nothing asks for them.
 */
public class SharedPartsRollbackTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private String demo;

    @Before
    public void demo() {
        demo = clouds.source.inside().id("identity", "/v3/projects", "projects", "demo");
    }

    @Test
    public void anAddressGroupStaysThatARuleOfSomebodyElsesGroupNames() throws Exception {
        make("address-groups", "address_group", object("name", "offices", "addresses", array("192.0.2.0/24")));
        clouds.move(Verb.SECGROUPS);
        String theirs = onTarget("security-groups", "security_group", object("name", "theirs"));
        onTarget(
                "security-group-rules",
                "security_group_rule",
                object(
                        "security_group_id",
                        theirs,
                        "direction",
                        "ingress",
                        "remote_address_group_id",
                        copy("address-groups", "address_groups", "offices")));

        stays("address group", "offices", "a rule of security group theirs names it");
    }

    @Test
    public void aQosPolicyStaysThatSomebodyElsesNetworkHas() throws Exception {
        make("qos/policies", "policy", object("name", "slow"));
        clouds.move(Verb.NETWORKS);
        onTarget(
                "networks",
                "network",
                object("name", "theirs", "qos_policy_id", copy("qos/policies", "policies", "slow")));

        stays("QoS policy", "slow", "network theirs has it");
    }

    @Test
    public void aSubnetPoolStaysThatSomebodyElsesSubnetIsOf() throws Exception {
        make(
                "subnetpools",
                "subnetpool",
                object("name", "pool", "prefixes", array("10.90.0.0/16"), "default_prefixlen", 24));
        clouds.move(Verb.NETWORKS);
        String theirs = onTarget("networks", "network", object("name", "theirs"));
        onTarget(
                "subnets",
                "subnet",
                object(
                        "name",
                        "of-them",
                        "network_id",
                        theirs,
                        "ip_version",
                        4,
                        "cidr",
                        "10.90.7.0/24",
                        "subnetpool_id",
                        copy("subnetpools", "subnetpools", "pool")));

        stays("subnet pool", "pool", "subnet of-them is of it");
    }

    @Test
    public void theDefaultGroupOfAProjectOfTheBuildGoesBeforeWhatItsRulesName() throws Exception {
        make("address-groups", "address_group", object("name", "offices", "addresses", array("192.0.2.0/24")));
        Inside source = clouds.source.inside();
        String offices = source.id("network", "/v2.0/address-groups", "address_groups", "offices");
        String group = source.id("network", "/v2.0/security-groups?tenant_id=" + demo, "security_groups", "default");
        make(
                "security-group-rules",
                "security_group_rule",
                object("security_group_id", group, "direction", "ingress", "remote_address_group_id", offices));
        List<CreatedObject> created = new ArrayList<>();
        for (Verb verb : List.of(Verb.TENANTS, Verb.SECGROUPS)) {
            clouds.move(verb).outcomes().stream()
                    .filter(one -> one.end() == End.CREATED)
                    .map(one ->
                            new CreatedObject(one.kind(), one.name(), one.source(), one.target(), Map.of(), Map.of()))
                    .forEach(created::add);
        }

        Report rollback = clouds.move(Verb.ROLLBACK_RESOURCES, Selection.ofCreated(created));

        assertThat(outcome(rollback, "address group", "offices").end())
                .as(rollback.outcomes().toString())
                .isEqualTo(End.DELETED);
        assertThat(outcome(rollback, "project", "demo").end()).isEqualTo(End.DELETED);
    }

    @Test
    public void aPortGoesAlthoughItsSecurityGroupStays() throws Exception {
        UnboundPortFixture.vip(clouds.source, "10.1.0.77");
        clouds.move(Verb.NETWORKS);
        String theirs = onTarget("security-groups", "security_group", object("name", "theirs"));
        String web = UnboundPortFixture.shown(clouds.target)
                .path("security_groups")
                .path(0)
                .asText();
        onTarget(
                "security-group-rules",
                "security_group_rule",
                object("security_group_id", theirs, "direction", "ingress", "remote_group_id", web));

        Report rollback = clouds.move(Verb.ROLLBACK_RESOURCES, DEMO);

        assertThat(outcome(rollback, "port", "vip").end())
                .as(rollback.outcomes().toString())
                .isEqualTo(End.DELETED);
        assertThat(rollback.outcomes())
                .filteredOn(one -> one.message().contains("a rule of security group theirs refers to it"))
                .hasSize(1);
    }

    /** A policy of RBAC carries no mark: it goes with what it shares, which does. */
    @Test
    public void aNetworkAndAGroupThatAreSharedWithAnotherProjectGoWithTheirTenant() throws Exception {
        Inside source = clouds.source.inside();
        String shop = source.id("identity", "/v3/projects", "projects", "shop");
        clouds.move(Verb.TENANTS, Selection.ofTenant("shop"));
        for (String group : List.of("web", "default")) {
            share(
                    "security_group",
                    source.id("network", "/v2.0/security-groups?tenant_id=" + demo, "security_groups", group),
                    shop);
        }
        share("network", source.id("network", "/v2.0/networks", "networks", "demo-net"), shop);
        for (Verb verb : List.of(Verb.TENANTS, Verb.SECGROUPS, Verb.NETWORKS)) {
            assertThat(clouds.move(verb).failed()).isFalse();
        }
        assertThat(clouds.target.inside().list("network", "/v2.0/rbac-policies", "rbac_policies"))
                .filteredOn(policy -> !policy.path("target_tenant").asText().equals("*"))
                .hasSize(3);

        Report rollback = clouds.move(Verb.ROLLBACK_RESOURCES, DEMO);

        assertThat(outcome(rollback, "network", "demo-net").end())
                .as(rollback.outcomes().toString())
                .isEqualTo(End.DELETED);
        assertThat(outcome(rollback, "project", "demo").end())
                .as(outcome(rollback, "project", "demo").message())
                .isEqualTo(End.DELETED);
    }

    /** Neutron keeps no tags of address scopes. */
    @Test
    public void anAddressScopeGoesWithTheProjectThatTheMigrationHasMade() throws Exception {
        make("address-scopes", "address_scope", object("name", "scope", "ip_version", 4));
        for (Verb verb : List.of(Verb.TENANTS, Verb.NETWORKS)) {
            assertThat(clouds.move(verb).failed()).isFalse();
        }

        Report rollback = clouds.move(Verb.ROLLBACK_RESOURCES, DEMO);

        assertThat(outcome(rollback, "address scope", "scope").end()).isEqualTo(End.DELETED);
        assertThat(outcome(rollback, "project", "demo").end()).isEqualTo(End.DELETED);
    }

    /**
     * The project of a build stays as another's default group, which stays, names a group of it: then its own stays,
     * too.
     */
    @Test
    public void theDefaultGroupOfAProjectThatStaysAfterAllStays() throws Exception {
        Inside source = clouds.source.inside();
        String shop = source.id("identity", "/v3/projects", "projects", "shop");
        String list = "/v2.0/security-groups?tenant_id=";
        String own = source.id("network", list + demo, "security_groups", "default");
        String named = source.id("network", list + shop, "security_groups", "web");
        make(
                "security-group-rules",
                "security_group_rule",
                object("security_group_id", own, "direction", "ingress", "remote_group_id", named));
        clouds.move(Verb.TENANTS);
        List<CreatedObject> created = new ArrayList<>();
        for (String tenant : List.of("shop", "demo")) {
            clouds.move(Verb.SECGROUPS, Selection.ofTenant(tenant)).outcomes().stream()
                    .filter(one -> one.end() == End.CREATED || one.source().equals(own))
                    .map(one ->
                            new CreatedObject(one.kind(), one.name(), one.source(), one.target(), Map.of(), Map.of()))
                    .forEach(created::add);
        }

        Report rollback = clouds.move(Verb.ROLLBACK_RESOURCES, Selection.ofCreated(created));

        assertThat(outcome(rollback, "project", "shop").end()).isEqualTo(End.SKIPPED);
        assertThat(rollback.outcomes())
                .filteredOn(one -> one.name().equals("default") && one.end() == End.DELETED)
                .isEmpty();
    }

    private void share(String type, String id, String project) {
        make(
                "rbac-policies",
                "rbac_policy",
                object("object_type", type, "object_id", id, "action", "access_as_shared", "target_tenant", project));
    }

    /** In the plan and in the run, which asks for no deletion that Neutron would refuse. */
    private void stays(String kind, String name, String why) throws Exception {
        Outcome planned = outcome(clouds.plan(Verb.ROLLBACK_RESOURCES, DEMO), kind, name);
        assertThat(planned.end()).isEqualTo(End.SKIPPED);
        assertThat(planned.message()).isEqualTo("stays: " + why);
        clouds.move(Verb.ROLLBACK_RESOURCES, DEMO);
        assertThat(clouds.move(Verb.ROLLBACK_RESOURCES, DEMO).cost().writes()).isZero();
    }

    private void make(String path, String key, ObjectNode fields) {
        clouds.source.inside().make("network", "/v2.0/" + path, key, fields.put("tenant_id", demo));
    }

    private String onTarget(String path, String key, ObjectNode fields) {
        return clouds.target
                .inside()
                .make("network", "/v2.0/" + path, key, fields)
                .path("id")
                .asText();
    }

    private String copy(String path, String list, String name) {
        Inside target = clouds.target.inside();
        return target.id("network", "/v2.0/" + path, list, name);
    }
}
