package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * What is shared with some is shared with these on the target, and with all only where it was. The field {@code shared}
 * says no more than that whoever asks may use an object.
 */
public class SharingTest {
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
    public void aNetworkThatTheAccountsProjectMayUseIsNotOpenedToAll() throws Exception {
        String network = id(source, "networks", "networks", "demo-net");
        share("network", network, source.projectId());
        String policy = make("qos/policies", "policy", "'name': 'gold'");
        share("qos_policy", policy, source.projectId());
        source.put("network", "/v2.0/networks/" + network, json("{'network': {'qos_policy_id': '" + policy + "'}}"));
        assertThat(source.named("network", "/v2.0/networks", "networks", "demo-net")
                        .path("shared")
                        .asBoolean())
                .isTrue();

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(sharedWith("network", id(target, "networks", "networks", "demo-net")))
                .containsExactly(target.projectId());
        assertThat(sharedWith("qos_policy", id(target, "qos/policies", "policies", "gold")))
                .containsExactly(target.projectId());
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
        assertThat(clouds.drift(TwoClouds.DEMO).lines()).isEmpty();
    }

    @Test
    public void aNetworkThatIsSharedWithAllStaysSo() throws Exception {
        String network = id(source, "networks", "networks", "demo-net");
        source.put("network", "/v2.0/networks/" + network, json("{'network': {'shared': true}}"));

        clouds.move(Verb.NETWORKS);

        assertThat(sharedWith("network", id(target, "networks", "networks", "demo-net")))
                .containsExactly("*");
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    /** Liberty shared networks alone by policies; pools and scopes came with Ussuri. */
    @Test
    public void whatAnOldNeutronSharesByTheFieldItselfStaysSharedWithAll() throws Exception {
        clouds.source.withoutExtensions("network-ip-availability", "rbac-subnetpool", "rbac-address-scope");
        make("address-scopes", "address_scope", "'name': 'routed', 'ip_version': 4, 'shared': true");
        make("subnetpools", "subnetpool", "'name': 'pool', 'prefixes': ['10.40.0.0/16'], 'shared': true");
        make("qos/policies", "policy", "'name': 'gold', 'shared': true");

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(sharedWith("address_scope", id(target, "address-scopes", "address_scopes", "routed")))
                .containsExactly("*");
        assertThat(sharedWith("subnetpool", id(target, "subnetpools", "subnetpools", "pool")))
                .containsExactly("*");
        assertThat(sharedWith("qos_policy", id(target, "qos/policies", "policies", "gold")))
                .containsExactly("*");
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void groupsThatAreSharedWithAllStaySo() throws Exception {
        String group = make("security-groups", "security_group", "'name': 'everybodys'");
        String addresses = make("address-groups", "address_group", "'name': 'offices', 'addresses': ['192.0.2.0/28']");
        share("security_group", group, "*");
        share("address_group", addresses, "*");

        Report moved = clouds.move(Verb.SECGROUPS);

        assertThat(outcome(moved, "RBAC policy of groups", "everybodys with *").end())
                .isEqualTo(End.CREATED);
        assertThat(sharedWith("security_group", id(target, "security-groups", "security_groups", "everybodys")))
                .containsExactly("*");
        assertThat(sharedWith("address_group", id(target, "address-groups", "address_groups", "offices")))
                .containsExactly("*");
        assertThat(clouds.move(Verb.SECGROUPS).cost().writes()).isZero();
    }

    /** A policy belongs to whoever has made it; an administrator is in a project of their own. */
    @Test
    public void whatAnAdministratorHasSharedForTheProjectIsShared() throws Exception {
        clouds.move(Verb.TENANTS, TwoClouds.ALL);
        String shop = clouds.source.project("shop").id();
        shareAsAdministrator("network", id(source, "networks", "networks", "demo-net"), shop);
        shareAsAdministrator("security_group", id(source, "security-groups", "security_groups", "db"), shop);

        clouds.move(Verb.NETWORKS);
        clouds.move(Verb.SECGROUPS);

        String shopOnTarget = clouds.target.project("shop").id();
        assertThat(sharedWith("network", id(target, "networks", "networks", "demo-net")))
                .containsExactly(shopOnTarget);
        assertThat(sharedWith("security_group", id(target, "security-groups", "security_groups", "db")))
                .containsExactly(shopOnTarget);
        for (Verb verb : List.of(Verb.NETWORKS, Verb.SECGROUPS)) {
            assertThat(clouds.move(verb).cost().writes()).isZero();
            Report whole = clouds.plan(verb, TwoClouds.ALL);
            assertThat(whole.outcomes())
                    .filteredOn(outcome -> outcome.kind().startsWith("RBAC policy"))
                    .singleElement()
                    .satisfies(policy -> assertThat(policy.end()).isEqualTo(End.REUSED));
        }
        assertThat(clouds.drift(TwoClouds.DEMO).lines()).isEmpty();
    }

    /** The project would keep its port, and could make no other in that network of the target. */
    @Test
    public void whatIsSharedWithAProjectComesWithTheObjectThatUsesIt() throws Exception {
        String network = ofShop("networks", "network", "'name': 'lent'");
        ofShop("subnets", "subnet", "'network_id': '" + network + "', 'ip_version': 4, 'cidr': '10.77.0.0/24'");
        String group = ofShop("security-groups", "security_group", "'name': 'lent'");
        shareAsAdministrator("network", network, demo);
        shareAsAdministrator("security_group", group, demo);
        make(
                "ports",
                "port",
                "'network_id': '" + network + "', 'name': 'virtual', 'security_groups': ['" + group + "']");

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertSharedWithDemo("network", id(target, "networks", "networks", "lent"));
        assertSharedWithDemo("security_group", id(target, "security-groups", "security_groups", "lent"));
        assertThat(target.list("network", "/v2.0/rbac-policies", "rbac_policies"))
                .filteredOn(policy -> policy.path("target_tenant")
                        .asText()
                        .equals(clouds.target.project("demo").id()))
                .extracting(policy -> policy.path("tenant_id").asText())
                .containsOnly(clouds.target.project("shop").id());
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void aGroupThatARuleNamesIsSharedWithTheRulesProject() throws Exception {
        String group = ofShop("security-groups", "security_group", "'name': 'lent'");
        shareAsAdministrator("security_group", group, demo);
        make(
                "security-group-rules",
                "security_group_rule",
                "'security_group_id': '" + id(source, "security-groups", "security_groups", "db")
                        + "', 'direction': 'ingress', 'remote_group_id': '" + group + "'");

        Report moved = clouds.move(Verb.SECGROUPS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertSharedWithDemo("security_group", id(target, "security-groups", "security_groups", "lent"));
    }

    @Test
    public void aNetworkThatARouterLeadsToIsSharedWithTheRoutersProject() throws Exception {
        String network = ofShop("networks", "network", "'name': 'lent'");
        String subnet =
                ofShop("subnets", "subnet", "'network_id': '" + network + "', 'ip_version': 4, 'cidr': '10.77.0.0/24'");
        shareAsAdministrator("network", network, demo);
        String router = make("routers", "router", "'name': 'to-lent'");
        source.put(
                "network",
                "/v2.0/routers/" + router + "/add_router_interface",
                json("{'subnet_id': '" + subnet + "'}"));

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertSharedWithDemo("network", id(target, "networks", "networks", "lent"));
    }

    private void assertSharedWithDemo(String type, String object) {
        assertThat(sharedWith(type, object))
                .containsExactly(clouds.target.project("demo").id());
    }

    private String ofShop(String path, String key, String fields) {
        return made(clouds.source.project("shop").id(), path, key, fields);
    }

    @Test
    public void policiesAreListedOnceARun() throws Exception {
        String network = id(source, "networks", "networks", "demo-net");
        share("network", network, source.projectId());
        make("qos/policies", "policy", "'name': 'gold', 'shared': true");
        make("subnetpools", "subnetpool", "'name': 'pool', 'prefixes': ['10.40.0.0/16'], 'shared': true");
        make("address-scopes", "address_scope", "'name': 'routed', 'ip_version': 4, 'shared': true");
        clouds.source.journal().clear();

        clouds.plan(Verb.NETWORKS, TwoClouds.DEMO);

        assertThat(clouds.source.journal().of("GET", "/v2.0/rbac-policies")).hasSize(1);
    }

    private void shareAsAdministrator(String type, String object, String with) {
        source.make("network", "/v2.0/rbac-policies", "rbac_policy", (ObjectNode) json("{'object_type': '" + type
                + "', 'object_id': '" + object + "', 'action': 'access_as_shared', 'target_tenant': '" + with + "'}"));
    }

    private void share(String type, String object, String with) {
        make(
                "rbac-policies",
                "rbac_policy",
                "'object_type': '" + type + "', 'object_id': '" + object
                        + "', 'action': 'access_as_shared', 'target_tenant': '" + with + "'");
    }

    private String make(String path, String key, String fields) {
        return made(demo, path, key, fields);
    }

    private String made(String owner, String path, String key, String fields) {
        ObjectNode wanted = (ObjectNode) json("{" + fields + "}");
        return source.make("network", "/v2.0/" + path, key, wanted.put("tenant_id", owner))
                .path("id")
                .asText();
    }

    private static String id(Inside cloud, String path, String list, String name) {
        return cloud.id("network", "/v2.0/" + path, list, name);
    }

    private List<String> sharedWith(String type, String object) {
        return target.list("network", "/v2.0/rbac-policies", "rbac_policies").stream()
                .filter(policy -> policy.path("object_type").asText().equals(type)
                        && policy.path("object_id").asText().equals(object))
                .map((JsonNode policy) -> policy.path("target_tenant").asText())
                .toList();
    }
}
