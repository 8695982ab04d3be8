package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.ended;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.names;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * Two tenants that a mapping brings into one project: what both have under one name stays two objects, or is refused.
 */
public class MergedTenantsTest {
    private static final Selection SHOP = Selection.ofTenant("shop");

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Before
    public void bothTenantsComeIntoOneProject() {
        clouds.target.project("both");
        clouds.mapping(new Mapping(Map.of("project", Map.of("demo", "both", "shop", "both"))));
    }

    @Test
    public void addressScopesOfOneNameStayTwoInOneRunAndInTwo() throws Exception {
        String demos = scope("demo");
        String shops = scope("shop");

        Report first = clouds.move(Verb.NETWORKS, TwoClouds.DEMO);
        clouds.move(Verb.NETWORKS, SHOP);

        assertThat(outcome(first, "address scope", "routable").message())
                .contains(
                        "name (it becomes routable-" + demos.substring(0, 8),
                        "mapping brings another scope of the same name into the same project");
        assertThat(names(clouds.target.inside().list("network", "/v2.0/address-scopes", "address_scopes")))
                .containsExactlyInAnyOrder("routable-" + demos.substring(0, 8), "routable-" + shops.substring(0, 8));
        assertThat(clouds.move(Verb.NETWORKS, TwoClouds.ALL).changed()).isFalse();
    }

    @Test
    public void aScopeOfThePlainNameIsTakenForNobodysAsNoMarkTellsWhoseItIs() throws Exception {
        scope("demo");
        scope("shop");
        String both = project("both");
        clouds.target
                .inside()
                .make(
                        "network",
                        "/v2.0/address-scopes",
                        "address_scope",
                        WireJson.object("name", "routable", "ip_version", 4, "tenant_id", both));

        Outcome refused = outcome(clouds.move(Verb.NETWORKS, SHOP), "address scope", "routable");

        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message())
                .contains("is on new already as address scope \"routable\"", "mapping: address_scopes");
    }

    /** The other tenant goes into the project of the first, whose own keep their names. */
    @Test
    public void theTenantThatTheProjectIsNamedAfterKeepsItsNames() throws Exception {
        clouds.mapping(new Mapping(Map.of("project", Map.of("shop", "demo"))));
        scope("demo");
        String shops = scope("shop");

        clouds.move(Verb.NETWORKS, TwoClouds.DEMO);
        clouds.move(Verb.NETWORKS, SHOP);

        assertThat(names(clouds.target.inside().list("network", "/v2.0/address-scopes", "address_scopes")))
                .containsExactlyInAnyOrder("routable", "routable-" + shops.substring(0, 8));
        assertThat(clouds.move(Verb.NETWORKS, TwoClouds.ALL).changed()).isFalse();
    }

    @Test
    public void whatCarriesTheMarkOfAnotherTenantsObjectIsNoMatch() throws Exception {
        for (String tenant : List.of("demo", "shop")) {
            make(
                    tenant,
                    "/v2.0/subnetpools",
                    "subnetpool",
                    WireJson.object("name", "offices", "prefixes", List.of("10.9.0.0/16")));
            make(tenant, "/v2.0/qos/policies", "policy", WireJson.object("name", "slow"));
            make(tenant, "/v2.0/networks", "network", WireJson.object("name", "same"));
            make(tenant, "/v2.0/routers", "router", WireJson.object("name", "same"));
            make(
                    tenant,
                    "/v2.0/address-groups",
                    "address_group",
                    WireJson.object("name", "offices", "addresses", List.of("192.0.2.0/28")));
        }

        clouds.move(Verb.NETWORKS, TwoClouds.DEMO);
        clouds.move(Verb.NETWORKS, SHOP);
        clouds.move(Verb.SECGROUPS, TwoClouds.DEMO);
        clouds.move(Verb.SECGROUPS, SHOP);

        assertThat(called("/v2.0/subnetpools", "subnetpools", "offices")).hasSize(2);
        assertThat(called("/v2.0/qos/policies", "policies", "slow")).hasSize(2);
        assertThat(called("/v2.0/networks", "networks", "same")).hasSize(2);
        assertThat(called("/v2.0/routers", "routers", "same")).hasSize(2);
        assertThat(called("/v2.0/address-groups", "address_groups", "offices")).hasSize(2);
        assertThat(called("/v2.0/security-groups", "security_groups", "web")).hasSize(2);
    }

    @Test
    public void whatIsMadeInOneRunForTwoTenantsStaysTwo() throws Exception {
        for (String tenant : List.of("demo", "shop")) {
            make(tenant, "/v2.0/networks", "network", WireJson.object("name", "same"));
            scope(tenant);
        }

        Report moved = clouds.move(Verb.NETWORKS, TwoClouds.ALL);

        assertThat(ended(moved, End.CREATED)).filteredOn("network same"::equals).hasSize(2);
        assertThat(called("/v2.0/networks", "networks", "same")).hasSize(2);
        assertThat(clouds.target.inside().list("network", "/v2.0/address-scopes", "address_scopes"))
                .hasSize(2);
        assertThat(clouds.move(Verb.NETWORKS, TwoClouds.ALL).changed()).isFalse();
    }

    @Test
    public void theGroupDefaultGetsTheRulesOfNoneWhereTheyDiffer() throws Exception {
        clouds.mapping(new Mapping(Map.of("project", Map.of("demo", "all", "shop", "all"))));
        clouds.move(Verb.TENANTS, TwoClouds.DEMO); // Pumphouse has created it, so the group's rules are its to change
        clouds.move(Verb.SECGROUPS, SHOP);

        Outcome rules = outcome(clouds.move(Verb.SECGROUPS, TwoClouds.DEMO), "rules", "default");

        assertThat(rules.end()).isEqualTo(End.CONFLICT);
        assertThat(rules.message())
                .contains(
                        "mapping brings project shop into the same project, whose group default has other rules on old");
    }

    @Test
    public void groupsDefaultWithTheSameRulesAreOne() throws Exception {
        clouds.mapping(new Mapping(Map.of("project", Map.of("demo", "one", "shop", "one"))));
        clouds.source.project("shop").rules("default", rules -> rules.ingress("icmp", 8, 0, "0.0.0.0/0"));

        Report first = clouds.move(Verb.SECGROUPS, TwoClouds.ALL);
        Report second = clouds.move(Verb.SECGROUPS, TwoClouds.ALL);

        assertThat(first.failed()).as(first.outcomes().toString()).isFalse();
        assertThat(second.failed()).as(second.outcomes().toString()).isFalse();
        assertThat(second.cost().writes()).isZero();
    }

    @Test
    public void quotasThatDifferAreSetForNone() throws Exception {
        clouds.source.project("shop").quota("compute", "cores", 11);

        Outcome quota = outcome(clouds.move(Verb.QUOTAS, SHOP), "quota", "shop");

        assertThat(quota.end()).isEqualTo(End.CONFLICT);
        assertThat(quota.message()).contains("mapping brings project demo into the same project, and its quotas");
    }

    /** The same project, once by its name and once by its id. */
    @Test
    public void aProjectThatIsNamedOnceByItsIdIsTheSame() throws Exception {
        clouds.mapping(new Mapping(Map.of("project", Map.of("demo", "both", "shop", project("both")))));
        clouds.source.project("shop").quota("compute", "cores", 11);
        String demos = scope("demo");
        String shops = scope("shop");

        Outcome quota = outcome(clouds.move(Verb.QUOTAS, SHOP), "quota", "shop");
        clouds.move(Verb.NETWORKS, TwoClouds.DEMO);
        clouds.move(Verb.NETWORKS, SHOP);

        assertThat(quota.end()).isEqualTo(End.CONFLICT);
        assertThat(quota.message()).contains("mapping brings project demo into the same project");
        assertThat(names(clouds.target.inside().list("network", "/v2.0/address-scopes", "address_scopes")))
                .containsExactlyInAnyOrder("routable-" + demos.substring(0, 8), "routable-" + shops.substring(0, 8));
    }

    @Test
    public void quotasOfAUserThatDifferAreSetForNone() throws Exception {
        String alice = clouds.source.inside().id("identity", "/v3/users", "users", "alice");
        for (String tenant : List.of("demo", "shop")) {
            clouds.source
                    .inside()
                    .put(
                            "compute",
                            "/v2.1/os-quota-sets/"
                                    + clouds.source.project(tenant).id() + "?user_id=" + alice,
                            WireJson.object("quota_set", WireJson.object("cores", tenant.equals("demo") ? 3 : 4)));
        }
        clouds.move(Verb.USER_ROLES, TwoClouds.ALL);

        for (Selection tenant : List.of(TwoClouds.DEMO, SHOP)) {
            Outcome quota = outcome(clouds.move(Verb.QUOTAS, tenant), "user quota", "alice in " + tenant.tenant());

            assertThat(quota.end()).isEqualTo(End.CONFLICT);
            assertThat(quota.message()).contains("into the same project, where the user has other quotas");
        }
    }

    @Test
    public void serverGroupsOfOneNameAndPolicyStayTwo() throws Exception {
        for (String tenant : List.of("demo", "shop")) {
            Inside alice = clouds.source.inside("alice", tenant);
            String group = alice.make(
                            "compute",
                            "/v2.1/os-server-groups",
                            "server_group",
                            WireJson.object("name", "front", "policy", "anti-affinity"))
                    .path("id")
                    .asText();
            ObjectNode server = WireJson.object("name", "front-" + tenant, "networks", "none");
            server.set(
                    "imageRef",
                    alice.named("image", "/v2/images", "images", "cirros").path("id"));
            server.set(
                    "flavorRef",
                    alice.named("compute", "/v2.1/flavors", "flavors", "m1.tiny")
                            .path("id"));
            ObjectNode body = WireJson.object("server", server);
            body.set("os:scheduler_hints", WireJson.object("group", group));
            alice.post("compute", "/v2.1/servers", body);
        }
        clouds.source.skip(Duration.ofSeconds(5));

        clouds.move(Verb.INSTANCES, new Selection("demo", null, List.of("front-demo"), null));
        clouds.move(Verb.INSTANCES, new Selection("shop", null, List.of("front-shop"), null));

        assertThat(clouds.target.inside().list("compute", "/v2.1/os-server-groups?all_projects=1", "server_groups"))
                .hasSize(2)
                .allMatch(group -> group.path("name").asText().startsWith("front-"))
                .allMatch(group -> group.path("members").size() == 1);
    }

    @Test
    public void whatBothTenantsShareWithAThirdIsSharedByTwoPolicies() throws Exception {
        clouds.source.project("third");
        clouds.target.project("third");
        for (String tenant : List.of("demo", "shop")) {
            String network = make(tenant, "/v2.0/networks", "network", WireJson.object("name", "same"));
            make(
                    tenant,
                    "/v2.0/rbac-policies",
                    "rbac_policy",
                    WireJson.object("object_type", "network", "object_id", network, "action", "access_as_shared")
                            .put("target_tenant", clouds.source.project("third").id()));
        }

        clouds.move(Verb.NETWORKS, TwoClouds.DEMO);
        clouds.move(Verb.NETWORKS, SHOP);

        assertThat(clouds.target.inside().list("network", "/v2.0/rbac-policies", "rbac_policies"))
                .filteredOn(policy -> policy.path("target_tenant").asText().equals(project("third")))
                .extracting(policy -> policy.path("object_id").asText())
                .hasSize(2)
                .doesNotHaveDuplicates();
        assertThat(clouds.move(Verb.NETWORKS, TwoClouds.ALL).changed()).isFalse();
    }

    /** One person with one role in both is the same assignment. */
    @Test
    public void aRoleInBothProjectsIsOneAssignmentAndNoConflict() throws Exception {
        clouds.move(Verb.USER_ROLES, TwoClouds.ALL);

        Report again = clouds.move(Verb.USER_ROLES, TwoClouds.ALL);

        assertThat(again.conflicts()).isEmpty();
        assertThat(again.changed()).isFalse();
    }

    private String scope(String tenant) {
        return make(
                tenant, "/v2.0/address-scopes", "address_scope", WireJson.object("name", "routable", "ip_version", 4));
    }

    private String make(String tenant, String path, String key, ObjectNode wanted) {
        wanted.put("tenant_id", clouds.source.project(tenant).id());
        return clouds.source
                .inside()
                .make("network", path, key, wanted)
                .path("id")
                .asText();
    }

    private List<JsonNode> called(String path, String key, String name) {
        return clouds.target.inside().list("network", path, key).stream()
                .filter(object -> object.path("name").asText().equals(name))
                .toList();
    }

    private String project(String name) {
        return clouds.target.inside().id("identity", "/v3/projects", "projects", name);
    }
}
