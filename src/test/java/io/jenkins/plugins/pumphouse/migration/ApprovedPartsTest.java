package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.wire.Journal;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.options.ApprovedPlan;
import io.jenkins.plugins.pumphouse.report.html.PlanFile;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** An approved plan of what has no mark of its own: keys, roles, and the parts of groups, routers and images. */
public class ApprovedPartsTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private Inside source;
    private Inside target;

    @Before
    public void usersAreThere() throws Exception {
        source = clouds.source.inside();
        target = clouds.target.inside();
        clouds.move(Verb.TENANTS);
        clouds.move(Verb.USERS);
    }

    @Test
    public void aKeyThatWentCameOrChangedOnTheSourceIsNamed() throws Exception {
        ApprovedPlan plan = plan(Verb.KEYPAIRS);
        clouds.source.project("demo").keypair("alice", "desktop");
        refused(plan, Verb.KEYPAIRS, "keypair desktop is new: would be created");
        clouds.source.inside("alice", "demo").delete("compute", "/v2.1/os-keypairs/desktop");

        clouds.source.inside("alice", "demo").delete("compute", "/v2.1/os-keypairs/laptop");
        refused(plan, Verb.KEYPAIRS, "keypair laptop is not planned any more");

        key(clouds.source.inside("alice", "demo"), "AAAAB3NzaC1yc2EAAAADAQABAAAAAAAAAA==");
        refused(plan, Verb.KEYPAIRS, "keypair laptop has changed on the source since the plan was made");
    }

    @Test
    public void anotherKeyOfThatNameOnTheTargetIsNamedAndAnEqualOneIsWhatWasApproved() throws Exception {
        ApprovedPlan plan = plan(Verb.KEYPAIRS);
        Inside alice = clouds.target.inside("alice", "demo");
        key(alice, "AAAAB3NzaC1yc2EAAAADAQABAAAAAAAAAA==");
        refused(plan, Verb.KEYPAIRS, "keypair laptop was to be created, and would now be conflict");

        alice.delete("compute", "/v2.1/os-keypairs/laptop");
        String own = clouds.source
                .inside("alice", "demo")
                .get("compute", "/v2.1/os-keypairs/laptop")
                .path("keypair")
                .path("public_key")
                .asText();
        alice.post(
                "compute",
                "/v2.1/os-keypairs",
                json("{'keypair': {'name': 'laptop', 'public_key': '" + own.strip() + "'}}"));

        Report applied = clouds.approved(plan).move(Verb.KEYPAIRS);
        assertThat(applied.failed()).as(applied.outcomes().toString()).isFalse();
    }

    @Test
    public void whoseUserIsAnotherOnTheTargetByNowIsNamed() throws Exception {
        ApprovedPlan plan = plan(Verb.KEYPAIRS);
        target.delete("identity", "/v3/users/" + user(target, "alice"));

        refused(plan, Verb.KEYPAIRS, "user alice");
    }

    @Test
    public void aRoleThatWasGivenOrTakenOnTheSourceIsNamed() throws Exception {
        ApprovedPlan plan = plan(Verb.USER_ROLES);
        String demo = id(source.named("identity", "/v3/projects", "projects", "demo"));
        String reader = id(source.named("identity", "/v3/roles", "roles", "reader"));
        String path = "/v3/projects/" + demo + "/users/" + user(source, "alice") + "/roles/" + reader;
        source.put("identity", path, null);
        refused(plan, Verb.USER_ROLES, "is new: would be created");

        ApprovedPlan with = plan(Verb.USER_ROLES);
        source.delete("identity", path);
        refused(with, Verb.USER_ROLES, "is not planned any more");
    }

    @Test
    public void aRoleThatIsAnotherByNowIsNamed() throws Exception {
        ApprovedPlan plan = plan(Verb.USER_ROLES);
        String role = id(source.named("identity", "/v3/roles", "roles", "operator-x"));
        source.patch("identity", "/v3/roles/" + role, json("{'role': {'name': 'operator-y'}}"));

        refused(plan, Verb.USER_ROLES, "role operator-y has changed on the source");
    }

    @Test
    public void whatSomebodyHasGivenOnTheTargetIsWhatWasApproved() throws Exception {
        clouds.move(Verb.ROLES);
        ApprovedPlan plan = plan(Verb.USER_ROLES);
        String demo = id(target.named("identity", "/v3/projects", "projects", "demo"));
        String role = id(target.named("identity", "/v3/roles", "roles", "operator-x"));
        target.put("identity", "/v3/projects/" + demo + "/users/" + user(target, "bob") + "/roles/" + role, null);

        Report applied = clouds.approved(plan).move(Verb.USER_ROLES);

        assertThat(applied.failed()).as(applied.outcomes().toString()).isFalse();
        assertThat(clouds.move(Verb.USER_ROLES).cost().writes()).isZero();
    }

    @Test
    public void aRoleThatIsAnotherOneOnTheTargetByNowIsNamed() throws Exception {
        clouds.move(Verb.ROLES);
        ApprovedPlan plan = plan(Verb.USER_ROLES);
        target.delete("identity", "/v3/roles/" + id(target.named("identity", "/v3/roles", "roles", "operator-x")));

        refused(plan, Verb.USER_ROLES, "role operator-x");
    }

    @Test
    public void aRuleThatSomebodyHasAddedSinceIsNotTakenAwayUnseen() throws Exception {
        clouds.move(Verb.SECGROUPS);
        rule(source, "web", 8443);
        ApprovedPlan plan = plan(Verb.SECGROUPS);
        rule(target, "web", 9443);

        refused(plan, Verb.SECGROUPS, "rules web has changed on the target since the plan was made");
    }

    @Test
    public void aRuleThatSomebodyHasTakenAwaySinceIsNotBroughtBackUnseen() throws Exception {
        clouds.move(Verb.SECGROUPS);
        rule(source, "web", 8443);
        ApprovedPlan plan = plan(Verb.SECGROUPS);
        String group = id(target.named("network", "/v2.0/security-groups", "security_groups", "web"));
        for (JsonNode rule : target.list("network", "/v2.0/security-group-rules", "security_group_rules")) {
            if (rule.path("security_group_id").asText().equals(group)
                    && rule.path("port_range_min").asInt() == 443) {
                target.delete("network", "/v2.0/security-group-rules/" + id(rule));
            }
        }

        refused(plan, Verb.SECGROUPS, "rules web has changed on the target since the plan was made");
    }

    @Test
    public void theGroupOfRulesThatIsGoneByNowIsNamed() throws Exception {
        clouds.move(Verb.SECGROUPS);
        rule(source, "db", 8443);
        ApprovedPlan plan = plan(Verb.SECGROUPS);
        String group = id(target.named("network", "/v2.0/security-groups", "security_groups", "db"));
        for (JsonNode rule : target.list("network", "/v2.0/security-group-rules", "security_group_rules")) {
            if (rule.path("remote_group_id").asText().equals(group)) {
                target.delete("network", "/v2.0/security-group-rules/" + id(rule));
            }
        }
        target.delete("network", "/v2.0/security-groups/" + group);

        refused(plan, Verb.SECGROUPS, "security group db");
    }

    @Test
    public void aRouteThatSomebodyHasAddedOrChangedSinceIsNamed() throws Exception {
        clouds.move(Verb.NETWORKS);
        routes(source, "{'destination': '10.50.0.0/16', 'nexthop': '10.1.0.254'}");
        ApprovedPlan plan = plan(Verb.NETWORKS);
        routes(target, "{'destination': '10.60.0.0/16', 'nexthop': '10.1.0.253'}");
        refused(plan, Verb.NETWORKS, "routes demo-router has changed on the target since the plan was made");

        routes(target, "");
        routes(source, "{'destination': '10.50.0.0/16', 'nexthop': '10.1.0.253'}");
        refused(plan, Verb.NETWORKS, "routes demo-router has changed on the source since the plan was made");

        routes(source, "");
        refused(plan, Verb.NETWORKS, "routes demo-router is not planned any more");
    }

    @Test
    public void aMemberWhoJoinedOrLeftSinceIsNamed() throws Exception {
        String group = id(source.post("identity", "/v3/groups", json("{'group': {'name': 'operators'}}"))
                .path("group"));
        String members = "/v3/groups/" + group + "/users/";
        source.put("identity", members + user(source, "alice"), null);
        String role = id(source.named("identity", "/v3/roles", "roles", "member"));
        String demo = id(source.named("identity", "/v3/projects", "projects", "demo"));
        source.put("identity", "/v3/projects/" + demo + "/groups/" + group + "/roles/" + role, null);
        ApprovedPlan plan = plan(Verb.USER_ROLES);
        source.put("identity", members + user(source, "bob"), null);
        refused(plan, Verb.USER_ROLES, "group members operators has changed on the source since the plan was made");

        source.delete("identity", members + user(source, "bob"));
        clouds.approved(plan).move(Verb.USER_ROLES);
        clouds.approved(null);
        source.put("identity", members + user(source, "bob"), null);
        ApprovedPlan update = plan(Verb.USER_ROLES);
        String copy = id(target.named("identity", "/v3/groups", "groups", "operators"));
        target.delete("identity", "/v3/groups/" + copy + "/users/" + user(target, "alice"));
        refused(
                update,
                Verb.USER_ROLES,
                "group members operators was to be updated, and would now stay as it is: member: "
                        + user(target, "alice") + " on old");
    }

    @Test
    public void aMemberOfAnImageWhoCameSinceIsNamed() throws Exception {
        String golden = id(source.named("image", "/v2/images", "images", "golden"));
        String shop = id(source.named("identity", "/v3/projects", "projects", "shop"));
        clouds.move(Verb.TENANTS, TwoClouds.ALL);
        ApprovedPlan plan = plan(Verb.IMAGES);
        source.patch(
                "image",
                "/v2/images/" + golden,
                value("[{'op': 'replace', 'path': '/visibility', 'value': 'shared'}]"));
        source.post("image", "/v2/images/" + golden + "/members", json("{'member': '" + shop + "'}"));

        refused(plan, Verb.IMAGES, "image golden has changed on the source since the plan was made");
    }

    private void key(Inside user, String body) {
        user.post(
                "compute",
                "/v2.1/os-keypairs",
                json("{'keypair': {'name': 'laptop', 'public_key': 'ssh-rsa " + body + " other'}}"));
    }

    private static void rule(Inside cloud, String group, int port) {
        cloud.post(
                "network",
                "/v2.0/security-group-rules",
                json("{'security_group_rule': {'security_group_id': '" + demos(cloud, group)
                        + "', 'direction': 'ingress', 'protocol': 'tcp', 'port_range_min': " + port
                        + ", 'port_range_max': " + port + "}}"));
    }

    private static String demos(Inside cloud, String group) {
        String demo = id(cloud.named("identity", "/v3/projects", "projects", "demo"));
        return cloud.list("network", "/v2.0/security-groups", "security_groups").stream()
                .filter(one -> one.path("name").asText().equals(group))
                .filter(one -> one.path("tenant_id").asText().equals(demo))
                .map(ApprovedPartsTest::id)
                .findFirst()
                .orElseThrow();
    }

    private static void routes(Inside cloud, String routes) {
        cloud.put(
                "network",
                "/v2.0/routers/" + id(cloud.named("network", "/v2.0/routers", "routers", "demo-router")),
                json("{'router': {'routes': [" + routes + "]}}"));
    }

    private static String user(Inside cloud, String name) {
        return id(cloud.named("identity", "/v3/users", "users", name));
    }

    private static String id(JsonNode object) {
        return object.path("id").asText();
    }

    private void refused(ApprovedPlan plan, Verb verb, String why) throws Exception {
        clouds.target.journal().clear();
        clouds.approved(plan);
        assertThatThrownBy(() -> clouds.move(verb))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("plan.json cannot be applied")
                .hasMessageContaining(why)
                .hasMessageContaining("Nothing was changed");
        assertThat(clouds.target.journal().writes())
                .extracting(Journal.Entry::path)
                .allMatch(path -> path.endsWith("/tokens"));
        clouds.approved(null);
    }

    private ApprovedPlan plan(Verb verb) throws Exception {
        String text = PlanFile.of(verb.step(), clouds.plan(verb, TwoClouds.DEMO));
        return PlanFile.read("plan.json", text, verb.step(), "old", "new");
    }
}
