package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Keystone's groups, who is in them, their roles; and what single users may have. */
public class GroupsTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private Inside source;
    private Inside target;
    private String group;

    @Before
    public void aGroupWithMembers() throws Exception {
        source = clouds.source.inside();
        target = clouds.target.inside();
        group = id(source.post(
                        "identity", "/v3/groups", json("{'group': {'name': 'operators', 'description': 'at night'}}"))
                .path("group"));
        for (String user : new String[] {"alice", "bob"}) {
            source.put("identity", "/v3/groups/" + group + "/users/" + user(source, user), null);
        }
    }

    @Test
    public void aGroupComesWithItsDescriptionAndItsMembers() throws Exception {
        Report moved = clouds.move(Verb.USERS, TwoClouds.ALL);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        JsonNode there = target.named("identity", "/v3/groups", "groups", "operators");
        assertThat(there.path("description").asText()).isEqualTo("at night");
        assertThat(TwoClouds.names(members(there))).containsExactlyInAnyOrder("alice", "bob");
        assertThat(clouds.move(Verb.USERS, TwoClouds.ALL).changed()).isFalse();
    }

    @Test
    public void whoLeavesOrJoinsAGroupDoesSoOnTheTarget() throws Exception {
        clouds.move(Verb.USERS, TwoClouds.ALL);
        source.delete("identity", "/v3/groups/" + group + "/users/" + user(source, "bob"));
        source.put("identity", "/v3/groups/" + group + "/users/" + user(source, "carol"), null);

        Outcome moved = outcome(clouds.move(Verb.USERS, TwoClouds.ALL), "group members", "operators");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.UPDATED);
        assertThat(TwoClouds.names(members(target.named("identity", "/v3/groups", "groups", "operators"))))
                .containsExactlyInAnyOrder("alice", "carol");
    }

    @Test
    public void whomTheTargetHasPutIntoAGroupStaysAndIsTold() throws Exception {
        clouds.move(Verb.USERS, TwoClouds.ALL);
        String there = id(target.named("identity", "/v3/groups", "groups", "operators"));
        for (String user : new String[] {"admin", "carol"}) { // one of the target's own, and one that has come
            target.put("identity", "/v3/groups/" + there + "/users/" + user(target, user), null);
        }

        Report again = clouds.move(Verb.USERS, TwoClouds.ALL);

        Outcome members = outcome(again, "group members", "operators");
        assertThat(again.cost().writes()).as(members.message()).isZero();
        assertThat(members.end()).isEqualTo(End.REUSED);
        assertThat(members.message())
                .contains("member that was put in on the target: nothing on old, " + user(target, "carol"));
    }

    @Test
    public void whomTheTargetHasRemovedFromAGroupIsNotPutInAgainForARole() throws Exception {
        String role = id(source.named("identity", "/v3/roles", "roles", "member"));
        String demo = clouds.source.project("demo").id();
        source.put("identity", "/v3/projects/" + demo + "/groups/" + group + "/roles/" + role, null);
        clouds.move(Verb.USER_ROLES);
        String there = id(target.named("identity", "/v3/groups", "groups", "operators"));
        target.delete("identity", "/v3/groups/" + there + "/users/" + user(target, "bob"));

        Report roles = clouds.move(Verb.USER_ROLES);

        assertThat(roles.cost().writes()).as(roles.outcomes().toString()).isZero();
        assertThat(outcome(roles, "group members", "operators").message()).contains("pumpUsers brings it");
        assertThat(outcome(clouds.move(Verb.USERS), "group members", "operators")
                        .message())
                .isEqualTo("1 added, 0 removed");
    }

    @Test
    public void aRoleOfAGroupInAProjectBringsTheGroupAndItsMembers() throws Exception {
        String role = id(source.named("identity", "/v3/roles", "roles", "member"));
        String demo = clouds.source.project("demo").id();
        source.put("identity", "/v3/projects/" + demo + "/groups/" + group + "/roles/" + role, null);

        Report moved = clouds.move(Verb.USER_ROLES);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        JsonNode there = target.named("identity", "/v3/groups", "groups", "operators");
        assertThat(TwoClouds.names(members(there))).contains("alice", "bob");
        assertThat(target.list("identity", "/v3/role_assignments?group.id=" + id(there), "role_assignments"))
                .hasSize(1);
        assertThat(clouds.move(Verb.USER_ROLES).changed()).isFalse();
    }

    @Test
    public void withATenantTheGroupsThatHaveARoleInItComeWithTheirMembers() throws Exception {
        String role = id(source.named("identity", "/v3/roles", "roles", "member"));
        String demo = clouds.source.project("demo").id();
        source.put("identity", "/v3/projects/" + demo + "/groups/" + group + "/roles/" + role, null);
        source.put("identity", "/v3/groups/" + group + "/users/" + user(source, "carol"), null);

        Report moved = clouds.move(Verb.USERS);

        assertThat(outcome(moved, "group", "operators").end()).isEqualTo(End.CREATED);
        assertThat(outcome(moved, "user", "carol").end()).isEqualTo(End.CREATED);
    }

    @Test
    public void anInheritedRoleOfAGroupOnADomainStaysOneAssignment() throws Exception {
        String role = id(source.named("identity", "/v3/roles", "roles", "member"));
        source.put(
                "identity",
                "/v3/OS-INHERIT/domains/default/groups/" + group + "/roles/" + role + "/inherited_to_projects",
                null);

        clouds.move(Verb.USER_ROLES, TwoClouds.ALL);

        String there = id(target.named("identity", "/v3/groups", "groups", "operators"));
        assertThat(target.list("identity", "/v3/role_assignments?group.id=" + there, "role_assignments"))
                .singleElement()
                .satisfies(assignment -> assertThat(assignment.path("scope").has("OS-INHERIT:inherited_to"))
                        .isTrue());
    }

    @Test
    public void aGroupOfThatNameThatSomebodyElseHasFilledIsAConflict() throws Exception {
        String other = id(target.post(
                        "identity", "/v3/groups", json("{'group': {'name': 'operators', 'description': 'at night'}}"))
                .path("group"));
        target.put("identity", "/v3/groups/" + other + "/users/" + user(target, "admin"), null);

        Outcome members = outcome(clouds.move(Verb.USERS, TwoClouds.ALL), "group members", "operators");

        assertThat(members.end()).isEqualTo(End.CONFLICT);
        assertThat(TwoClouds.names(members(target.named("identity", "/v3/groups", "groups", "operators"))))
                .containsExactly("admin");
    }

    @Test
    public void membersOfTheTargetsOtherGroupsAreNotAskedFor() throws Exception {
        for (int i = 0; i < 20; i++) {
            target.post("identity", "/v3/groups", json("{'group': {'name': 'other-" + i + "'}}"));
        }

        clouds.move(Verb.USERS, TwoClouds.ALL);
        clouds.target.journal().clear();
        clouds.move(Verb.USERS, TwoClouds.ALL);

        assertThat(clouds.target.journal().count("GET", "/v3/groups/*/users")).isEqualTo(1);
    }

    @Test
    public void aGroupThatCannotBeReadCostsItselfAndNotTheUsers() throws Exception {
        String role = id(source.named("identity", "/v3/roles", "roles", "member"));
        String demo = clouds.source.project("demo").id();
        source.put("identity", "/v3/projects/" + demo + "/groups/" + group + "/roles/" + role, null);
        clouds.source
                .faults()
                .on("GET", "/v3/groups/" + group + "/users")
                .status(403)
                .body("{}");

        Report moved = clouds.move(Verb.USERS);

        assertThat(outcome(moved, "user", "alice").end()).isEqualTo(End.CREATED);
        assertThat(outcome(moved, "group members", "operators").end()).isEqualTo(End.CONFLICT);
    }

    @Test
    public void quotasOfSingleUsersAreKept() throws Exception {
        String demo = clouds.source.project("demo").id();
        source.put(
                "compute",
                "/v2.1/os-quota-sets/" + demo + "?user_id=" + user(source, "alice"),
                json("{'quota_set': {'cores': 3}}"));

        Outcome early = outcome(clouds.move(Verb.QUOTAS), "user quota", "alice in demo");
        clouds.move(Verb.USER_ROLES);
        Outcome moved = outcome(clouds.move(Verb.QUOTAS), "user quota", "alice in demo");

        assertThat(early.end()).isEqualTo(End.SKIPPED);
        assertThat(early.message()).contains("Run pumpUserRoles");
        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        String there = id(target.named("identity", "/v3/projects", "projects", "demo"));
        assertThat(target.get("compute", "/v2.1/os-quota-sets/" + there + "?user_id=" + user(target, "alice"))
                        .path("quota_set")
                        .path("cores")
                        .asInt())
                .isEqualTo(3);
        assertThat(clouds.move(Verb.QUOTAS).changed()).isFalse();
    }

    private List<JsonNode> members(JsonNode there) {
        return target.list("identity", "/v3/groups/" + id(there) + "/users", "users");
    }

    private static String user(Inside cloud, String name) {
        return id(cloud.named("identity", "/v3/users", "users", name));
    }

    private static String id(JsonNode object) {
        return object.path("id").asText();
    }
}
