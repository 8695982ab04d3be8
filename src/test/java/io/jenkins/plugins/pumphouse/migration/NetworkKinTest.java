package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * What stands beside networks and groups: address scopes, subnet pools, QoS policies, RBAC policies, address groups.
 */
public class NetworkKinTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private Inside source;
    private Inside target;
    private String demo;

    @Before
    public void inside() {
        source = clouds.source.inside();
        target = clouds.target.inside();
        demo = clouds.source.project("demo").id();
    }

    @Test
    public void aSubnetKeepsItsPoolAndThePoolItsAddressScope() throws Exception {
        pooled(demo);

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        JsonNode scope = named("address-scopes", "address_scopes", "routable");
        JsonNode pool = named("subnetpools", "subnetpools", "offices");
        JsonNode subnet = named("subnets", "subnets", "desks");
        assertThat(scope.path("ip_version").asInt()).isEqualTo(4);
        assertThat(pool.path("address_scope_id")).isEqualTo(scope.path("id"));
        assertThat(pool.path("prefixes").toString()).isEqualTo("[\"10.90.0.0/16\"]");
        assertThat(subnet.path("subnetpool_id")).isEqualTo(pool.path("id"));
        assertThat(subnet.path("cidr").asText()).isEqualTo("10.90.7.0/24");
        assertThat(clouds.move(Verb.NETWORKS).changed()).isFalse();
    }

    @Test
    public void aSubnetOfAnotherProjectsPoolComesWithoutItAndThatIsTold() throws Exception {
        pooled(source.projectId());

        Outcome subnet = outcome(clouds.move(Verb.NETWORKS), "subnet", "desks");

        assertThat(subnet.end()).as(subnet.message()).isEqualTo(End.CREATED);
        assertThat(subnet.message()).contains("left behind: subnet pool offices (not on new)");
        assertThat(clouds.move(Verb.NETWORKS).changed()).isFalse();
    }

    @Test
    public void twoAddressScopesOfOneNameStayTwo() throws Exception {
        String one = post("address-scopes", "address_scope", "'name': 'routable', 'ip_version': 4", demo);
        String other = post("address-scopes", "address_scope", "'name': 'routable', 'ip_version': 4", demo);
        for (String scope : List.of(one, other)) {
            post(
                    "subnetpools",
                    "subnetpool",
                    "'name': 'of " + scope + "', 'prefixes': ['10.90.0.0/16'], 'address_scope_id': '" + scope + "'",
                    demo);
        }

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        JsonNode first = named("address-scopes", "address_scopes", "routable-" + one.substring(0, 8));
        JsonNode second = named("address-scopes", "address_scopes", "routable-" + other.substring(0, 8));
        assertThat(named("subnetpools", "subnetpools", "of " + one).path("address_scope_id"))
                .isEqualTo(first.path("id"));
        assertThat(named("subnetpools", "subnetpools", "of " + other).path("address_scope_id"))
                .isEqualTo(second.path("id"));
        assertThat(outcome(moved, "address scope", "routable").message())
                .contains("name (it becomes routable-", "another scope of the same name");
        assertThat(clouds.move(Verb.NETWORKS).changed()).isFalse();
    }

    @Test
    public void anAddressScopeIsRefusedWhereTheTargetHasNone() throws Exception {
        pooled(demo);
        clouds.target.withoutExtensions("address-scope");

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(outcome(moved, "address scope", "routable").message())
                .contains("cannot be made on new, which has no extension address-scope");
        assertThat(outcome(moved, "subnet pool", "offices").message()).contains("needs address scope routable");
    }

    @Test
    public void aNetworkAndAPortKeepTheirQosPolicyWithAllItsRules() throws Exception {
        String policy = policy();

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        JsonNode there = named("qos/policies", "policies", "slow");
        assertThat(there.path("description").asText()).isEqualTo("for tests");
        assertThat(there.path("rules").findValuesAsText("max_kbps")).containsExactly("1000");
        assertThat(there.path("rules").findValuesAsText("dscp_mark")).containsExactly("10");
        assertThat(named("networks", "networks", "demo-net").path("qos_policy_id"))
                .isEqualTo(there.path("id"));
        assertThat(clouds.move(Verb.NETWORKS).changed()).isFalse();
        assertThat(policy).isNotEqualTo(there.path("id").asText());
    }

    @Test
    public void aRuleOfAQosPolicyThatIsOtherwiseIsReplaced() throws Exception {
        String policy = policy();
        clouds.move(Verb.NETWORKS);
        String rule = source.get("network", "/v2.0/qos/policies/" + policy)
                .path("policy")
                .path("rules")
                .findParents("dscp_mark")
                .get(0)
                .path("id")
                .asText();
        source.delete("network", "/v2.0/qos/policies/" + policy + "/dscp_marking_rules/" + rule);
        rule(policy, "dscp_marking", "{'dscp_mark': 26}");

        Outcome rules = outcome(clouds.move(Verb.NETWORKS), "QoS rules", "slow");

        assertThat(rules.end()).as(rules.message()).isEqualTo(End.UPDATED);
        assertThat(named("qos/policies", "policies", "slow").path("rules").findValuesAsText("dscp_mark"))
                .containsExactly("26");
    }

    @Test
    public void aBandwidthLimitOfANeutronBeforePikeIsOneOfTheTrafficThatLeaves() throws Exception {
        policy();
        beforePike(clouds.source);

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(named("qos/policies", "policies", "slow").path("rules").findValuesAsText("direction"))
                .containsExactly("egress");
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void aNeutronBeforePikeIsNotAskedForADirectionThatItHasAnyway() throws Exception {
        policy();
        beforePike(clouds.target);

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    /** Bandwidth limits neither show nor take a direction. */
    private static void beforePike(EmbeddedCloud cloud) {
        cloud.faults().on("GET", "/v2.0/qos/policies**").answersInstead(answer -> {
            try (InputStream in = answer.body().open()) {
                JsonNode shown = WireJson.parse(in.readAllBytes());
                shown.findParents("max_kbps").forEach(limit -> ((ObjectNode) limit).remove("direction"));
                return Answer.of(answer.status(), shown);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        cloud.faults()
                .on("POST", "/v2.0/qos/policies/*/bandwidth_limit_rules")
                .containing("direction")
                .status(400)
                .body("{\"NeutronError\": {\"type\": \"HTTPBadRequest\","
                        + " \"message\": \"Unrecognized attribute(s) 'direction'\"}}");
    }

    @Test
    public void aRuleThatTheTargetCannotHaveIsRefusedInThePlanAndNamesWhy() throws Exception {
        policy();
        clouds.source
                .faults()
                .on("GET", "/v2.0/qos/policies")
                .answersInstead(answer -> answer.replacing("\"dscp_mark\":10", "\"dscp_mark\":10,\"colour\":\"red\""))
                .times(1);

        assertThat(rules(clouds.plan(Verb.NETWORKS, TwoClouds.DEMO)).message())
                .startsWith("the rule \"dscp_marking colour red dscp_mark 10\" has the field colour (red), which this"
                        + " version does not know and cannot leave out. Remove it from the policy");
        clouds.target.withoutExtensions("qos-bw-limit-direction");
        String policy = id(named(source, "qos/policies", "policies", "slow"));
        rule(policy, "bandwidth_limit", "{'max_kbps': 9000, 'direction': 'ingress'}");
        assertThat(rules(clouds.move(Verb.NETWORKS)).message())
                .contains("cannot be made on new, which has no extension qos-bw-limit-direction");
        assertThat(outcome(clouds.plan(Verb.NETWORKS, TwoClouds.DEMO), "network", "demo-net")
                        .end())
                .isEqualTo(End.CONFLICT);
    }

    private static Outcome rules(Report report) {
        return outcome(report, "QoS rules", "slow");
    }

    @Test
    public void aServersPortTakesItsQosPolicyAlong() throws Exception {
        String policy = policy();
        source.put("network", "/v2.0/ports/" + portOf("web-1"), json("{'port': {'qos_policy_id': '" + policy + "'}}"));

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, TwoClouds.server("web-1")), "server", "web-1");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        JsonNode there = named("qos/policies", "policies", "slow");
        assertThat(there.path("rules")).hasSize(2);
        assertThat(target.list("network", "/v2.0/ports", "ports"))
                .anyMatch(port -> port.path("qos_policy_id").equals(there.path("id")));
    }

    @Test
    public void aServerBootsWithAPortThatIsGuaranteedBandwidth() throws Exception {
        String policy = post("qos/policies", "policy", "'name': 'sure'", demo);
        rule(policy, "minimum_bandwidth", "{'min_kbps': 1000}");
        source.put("network", "/v2.0/ports/" + portOf("web-1"), json("{'port': {'qos_policy_id': '" + policy + "'}}"));

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, TwoClouds.server("web-1")), "server", "web-1");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
    }

    @Test
    public void aNetworkThatIsSharedWithAProjectIsSharedWithItOnTheTarget() throws Exception {
        String shop = clouds.source.project("shop").id();
        String network = id(named(source, "networks", "networks", "demo-net"));
        post(
                "rbac-policies",
                "rbac_policy",
                "'object_type': 'network', 'object_id': '" + network
                        + "', 'action': 'access_as_shared', 'target_tenant': '" + shop + "'",
                demo);

        Outcome early = outcome(clouds.move(Verb.NETWORKS), "RBAC policy", "demo-net with shop");
        clouds.move(Verb.TENANTS, TwoClouds.ALL);
        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(early.end()).isEqualTo(End.SKIPPED);
        assertThat(early.message()).contains("not on the target yet");
        assertThat(outcome(moved, "RBAC policy", "demo-net with shop").end()).isEqualTo(End.CREATED);
        JsonNode there = target.list("network", "/v2.0/rbac-policies", "rbac_policies").stream()
                .filter(policy -> !policy.path("target_tenant").asText().equals("*"))
                .findFirst()
                .orElseThrow();
        assertThat(there.path("object_id"))
                .isEqualTo(named("networks", "networks", "demo-net").path("id"));
        assertThat(there.path("target_tenant").asText())
                .isEqualTo(id(target.named("identity", "/v3/projects", "projects", "shop")));
        assertThat(clouds.move(Verb.NETWORKS).changed()).isFalse();
    }

    @Test
    public void aRuleWithARemoteAddressGroupMovesWithTheGroup() throws Exception {
        String offices = post(
                "address-groups",
                "address_group",
                "'name': 'offices', 'description': 'all of them', "
                        + "'addresses': ['192.0.2.0/28', '198.51.100.7/32']",
                demo);
        String web = id(source.named("network", "/v2.0/security-groups?tenant_id=" + demo, "security_groups", "web"));
        post(
                "security-group-rules",
                "security_group_rule",
                "'direction': 'ingress', 'security_group_id': '" + web + "', 'remote_address_group_id': '" + offices
                        + "'",
                demo);

        Report moved = clouds.move(Verb.SECGROUPS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        JsonNode there = named("address-groups", "address_groups", "offices");
        assertThat(there.path("description").asText()).startsWith("all of them pumphouse_source=old/");
        assertThat(target.list("network", "/v2.0/security-group-rules", "security_group_rules"))
                .filteredOn(rule -> rule.path("remote_address_group_id").equals(there.path("id")))
                .hasSize(1);
        assertThat(clouds.move(Verb.SECGROUPS).changed()).isFalse();

        source.put(
                "network",
                "/v2.0/address-groups/" + offices + "/add_addresses",
                json("{'addresses': ['203.0.113.9/32']}"));
        source.put(
                "network",
                "/v2.0/address-groups/" + offices + "/remove_addresses",
                json("{'addresses': ['192.0.2.0/28']}"));

        assertThat(outcome(clouds.move(Verb.SECGROUPS), "address group", "offices")
                        .end())
                .isEqualTo(End.UPDATED);
        assertThat(named("address-groups", "address_groups", "offices")
                        .path("addresses")
                        .toString())
                .isEqualTo("[\"198.51.100.7/32\",\"203.0.113.9/32\"]");
    }

    private void pooled(String owner) throws Exception {
        String scope = post("address-scopes", "address_scope", "'name': 'routable', 'ip_version': 4", owner);
        String pool = post(
                "subnetpools",
                "subnetpool",
                "'name': 'offices', 'prefixes': ['10.90.0.0/16'], " + "'address_scope_id': '" + scope + "'",
                owner);
        String network = post("networks", "network", "'name': 'floor'", demo);
        post(
                "subnets",
                "subnet",
                "'name': 'desks', 'network_id': '" + network + "', 'ip_version': 4, "
                        + "'cidr': '10.90.7.0/24', 'subnetpool_id': '" + pool + "'",
                demo);
    }

    private String policy() throws Exception {
        String policy = post("qos/policies", "policy", "'name': 'slow', 'description': 'for tests'", demo);
        rule(policy, "bandwidth_limit", "{'max_kbps': 1000, 'max_burst_kbps': 200}");
        rule(policy, "dscp_marking", "{'dscp_mark': 10}");
        source.put(
                "network",
                "/v2.0/networks/" + id(named(source, "networks", "networks", "demo-net")),
                json("{'network': {'qos_policy_id': '" + policy + "'}}"));
        return policy;
    }

    private void rule(String policy, String sort, String fields) throws Exception {
        source.post(
                "network",
                "/v2.0/qos/policies/" + policy + "/" + sort + "_rules",
                json("{'" + sort + "_rule': " + fields + "}"));
    }

    private String portOf(String server) {
        String id = source.servers().stream()
                .filter(s -> s.path("name").asText().equals(server)
                        && s.path("tenant_id").asText().equals(demo))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
        return id(source.list("network", "/v2.0/ports?device_id=" + id, "ports").get(0));
    }

    private String post(String path, String key, String fields, String owner) throws Exception {
        return id(source.post(
                        "network",
                        "/v2.0/" + path,
                        json("{'" + key + "': {" + fields + ", 'tenant_id': '" + owner + "'}}"))
                .path(key));
    }

    private JsonNode named(String path, String plural, String name) {
        return named(target, path, plural, name);
    }

    private static JsonNode named(Inside cloud, String path, String plural, String name) {
        return cloud.named("network", "/v2.0/" + path, plural, name);
    }

    private static String id(JsonNode object) {
        return object.path("id").asText();
    }
}
