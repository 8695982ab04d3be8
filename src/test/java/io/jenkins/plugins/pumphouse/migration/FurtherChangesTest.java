package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.migration.drift.Drift;
import io.jenkins.plugins.pumphouse.migration.drift.Drift.Row;
import io.jenkins.plugins.pumphouse.migration.drift.Drift.State;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Changes of the target in types of which {@link TwentyChangesTest} has none: each is found by a comparison. */
public class FurtherChangesTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private Inside source;
    private Inside target;
    private String demo;

    @Before
    public void everythingIsMoved() throws Exception {
        source = clouds.source.inside();
        target = clouds.target.inside();
        demo = clouds.source.project("demo").id();
        String group = id(source.post("identity", "/v3/groups", json("{'group': {'name': 'operators'}}"))
                .path("group"));
        source.put("identity", "/v3/groups/" + group + "/users/" + user(source, "alice"), null);
        source.put(
                "identity",
                "/v3/projects/" + demo + "/groups/" + group + "/roles/"
                        + id(source.named("identity", "/v3/roles", "roles", "member")),
                null);
        String policy = make("qos/policies", "policy", "'name': 'slow'");
        source.post(
                "network",
                "/v2.0/qos/policies/" + policy + "/bandwidth_limit_rules",
                json("{'bandwidth_limit_rule': {'max_kbps': 1000, 'direction': 'egress'}}"));
        make("address-groups", "address_group", "'name': 'offices', 'addresses': ['203.0.113.9/32']");
        String scope = make("address-scopes", "address_scope", "'name': 'scope', 'ip_version': 4");
        make(
                "subnetpools",
                "subnetpool",
                "'name': 'pool', 'prefixes': ['10.77.0.0/16'], 'address_scope_id': '" + scope + "'");
        make("address-scopes", "address_scope", "'name': 'other', 'ip_version': 4");
        for (String network : List.of("demo-net", "demo-backend")) {
            make(
                    "rbac-policies",
                    "rbac_policy",
                    "'object_type': 'network', 'object_id': '"
                            + id(source.named("network", "/v2.0/networks", "networks", network))
                            + "', 'action': 'access_as_shared', 'target_tenant': '" + demo + "'");
        }
        source.put(
                "network",
                "/v2.0/routers/" + id(source.named("network", "/v2.0/routers", "routers", "demo-router")),
                json("{'router': {'routes': [{'destination': '10.50.0.0/16', 'nexthop': '10.1.0.254'}]}}"));
        for (Verb verb : List.of(
                Verb.ROLES, Verb.TENANTS, Verb.USERS, Verb.USER_ROLES, Verb.FLAVORS, Verb.SECGROUPS, Verb.NETWORKS)) {
            Report report = clouds.move(verb);
            assertThat(report.failed())
                    .as("%s: %s", verb.step(), report.outcomes())
                    .isFalse();
        }
        assertThat(clouds.drift(TwoClouds.DEMO).lines()).isEmpty();
    }

    @Test
    public void eachOfThemIsFound() throws Exception {
        String group = id(target.named("identity", "/v3/groups", "groups", "operators"));
        target.delete("identity", "/v3/groups/" + group + "/users/" + user(target, "alice"));
        target.patch("identity", "/v3/groups/" + group, json("{'group': {'description': 'changed'}}"));
        JsonNode policy = target.named("network", "/v2.0/qos/policies", "policies", "slow");
        target.put("network", "/v2.0/qos/policies/" + id(policy), json("{'policy': {'description': 'changed'}}"));
        target.delete(
                "network",
                "/v2.0/qos/policies/" + id(policy) + "/bandwidth_limit_rules/"
                        + id(policy.path("rules").path(0)));
        change("address-groups", "address_groups", "offices", "{'address_group': {'name': 'renamed'}}");
        change("address-scopes", "address_scopes", "scope", "{'address_scope': {'name': 'renamed'}}");
        change("subnetpools", "subnetpools", "pool", "{'subnetpool': {'default_quota': 7}}");
        change("routers", "routers", "demo-router", "{'router': {'routes': []}}");
        String network = id(target.named("network", "/v2.0/networks", "networks", "demo-net"));
        for (JsonNode shared : target.list("network", "/v2.0/rbac-policies", "rbac_policies")) {
            if (shared.path("object_id").asText().equals(network)) {
                target.delete("network", "/v2.0/rbac-policies/" + id(shared));
            }
        }

        Drift drift = clouds.drift(TwoClouds.DEMO);

        finds(drift, "group", "operators");
        finds(drift, "group members", "operators");
        finds(drift, "QoS policy", "slow");
        finds(drift, "QoS rules", "slow");
        finds(drift, "address group", "offices");
        finds(drift, "address scope", "scope");
        finds(drift, "subnet pool", "pool");
        finds(drift, "routes", "demo-router");
        finds(drift, "RBAC policy", "");
    }

    private static void finds(Drift drift, String kind, String name) {
        assertThat(drift.rows())
                .as(kind + " in " + drift.lines())
                .anyMatch(row -> row.kind().equals(kind) && row.name().contains(name) && isFound(row));
    }

    private static boolean isFound(Row row) {
        return row.state() == State.DIFFERS || row.state() == State.MISSING;
    }

    private void change(String path, String list, String name, String body) throws Exception {
        target.put(
                "network",
                "/v2.0/" + path + "/" + id(target.named("network", "/v2.0/" + path, list, name)),
                json(body));
    }

    private String make(String path, String key, String fields) throws Exception {
        return id(source.post(
                        "network",
                        "/v2.0/" + path,
                        json("{'" + key + "': {" + fields + ", 'tenant_id': '" + demo + "'}}"))
                .path(key));
    }

    private static String user(Inside cloud, String name) {
        return id(cloud.named("identity", "/v3/users", "users", name));
    }

    private static String id(JsonNode object) {
        return object.path("id").asText();
    }
}
