package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.migration.drift.Drift;
import io.jenkins.plugins.pumphouse.migration.drift.Drift.State;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** What the source takes away after the move and bears no mark on the target stays there, and is told. */
public class RevokedTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private Inside source;
    private String demo;

    @Before
    public void inside() {
        source = clouds.source.inside();
        demo = clouds.source.project("demo").id();
    }

    @Test
    public void aRoleThatWasTakenFromAUserIsTold() throws Exception {
        move(Verb.TENANTS, Verb.USERS, Verb.USER_ROLES);
        assertThat(told()).isEmpty();
        String bob = id("identity", "/v3/users", "users", "bob");

        source.delete(
                "identity",
                "/v3/projects/" + demo + "/users/" + bob + "/roles/"
                        + id("identity", "/v3/roles", "roles", "operator-x"));

        assertThat(told())
                .singleElement()
                .asString()
                .startsWith(
                        "assignments only on new: bob on demo: operator-x. Removed on old since the move, or added");

        source.delete(
                "identity",
                "/v3/projects/" + demo + "/users/" + bob + "/roles/" + id("identity", "/v3/roles", "roles", "member"));

        assertThat(told()).singleElement().asString().contains("bob on demo: operator-x", "bob on demo: member");
    }

    @Test
    public void whatTheTargetsOwnPeopleHaveInTheProjectIsNot() throws Exception {
        move(Verb.TENANTS, Verb.USERS, Verb.USER_ROLES);

        clouds.target.project("demo").user("operator-of-new", "member");

        assertThat(told()).isEmpty();
    }

    @Test
    public void aKeyThatWasDeletedIsTold() throws Exception {
        clouds.source.project("demo").keypair("bob", "stolen");
        move(Verb.TENANTS, Verb.USERS, Verb.KEYPAIRS);
        assertThat(told()).isEmpty();

        clouds.source.inside("bob", "demo").delete("compute", "/v2.1/os-keypairs/stolen");

        assertThat(told()).singleElement().asString().startsWith("keypairs only on new: stolen of bob. ");
    }

    @Test
    public void aNetworkThatIsSharedNoMoreIsTold() throws Exception {
        clouds.move(Verb.TENANTS, TwoClouds.ALL);
        ObjectNode policy = (ObjectNode) json("{'object_type': 'network', 'object_id': '"
                + id("network", "/v2.0/networks", "networks", "demo-net")
                + "', 'action': 'access_as_shared', 'target_tenant': '"
                + clouds.source.project("shop").id() + "'}");
        String made = source.make("network", "/v2.0/rbac-policies", "rbac_policy", policy)
                .path("id")
                .asText();
        policy.put("target_tenant", clouds.source.project("admin").id());
        source.make("network", "/v2.0/rbac-policies", "rbac_policy", policy);
        move(Verb.NETWORKS);
        assertThat(told()).isEmpty();

        source.delete("network", "/v2.0/rbac-policies/" + made);

        assertThat(told()).singleElement().asString().startsWith("RBAC policies only on new: demo-net with shop. ");
    }

    @Test
    public void aNetworkThatTheSourceHasTakenFromARouterIsTold() throws Exception {
        move(Verb.NETWORKS);
        assertThat(told()).isEmpty();

        source.put(
                "network",
                "/v2.0/routers/" + id("network", "/v2.0/routers", "routers", "demo-router")
                        + "/remove_router_interface",
                json("{'subnet_id': '" + id("network", "/v2.0/subnets", "subnets", "demo-backend-subnet") + "'}"));

        assertThat(told())
                .singleElement()
                .asString()
                .startsWith("router interfaces only on new: demo-router at 10.2.0.1. ");
    }

    @Test
    public void aProjectThatWasDeletedAndMadeAnewIsNoSilence() throws Exception {
        clouds.source.project("lab").group("web", "", rules -> {});
        Selection lab = Selection.ofTenant("lab");
        clouds.move(Verb.SECGROUPS, lab);
        source.delete(
                "network",
                "/v2.0/security-groups/" + groupOf(clouds.source.project("lab").id()));
        source.delete("identity", "/v3/projects/" + clouds.source.project("lab").id());
        clouds.source.project("lab").group("web", "", rules -> {});

        Drift drift = clouds.drift(lab);

        assertThat(drift.found()).isTrue();
        assertThat(drift.rows()).singleElement().satisfies(row -> {
            assertThat(row.kind()).isEqualTo("project");
            assertThat(row.state()).isEqualTo(State.UNKNOWN);
            assertThat(row.message()).contains("is on new already", "which was created for");
        });
        assertThat(drift.notes())
                .anyMatch(note -> note.startsWith("security groups: 2 cannot be compared: security group "))
                .noneMatch(note -> note.contains("none was moved yet"));
    }

    /** Which have routers, users and keys of their own, and one user in both. */
    @Test
    public void whatAnotherTenantHasMovedIsNoMore() throws Exception {
        for (Verb verb :
                List.of(Verb.TENANTS, Verb.USERS, Verb.USER_ROLES, Verb.KEYPAIRS, Verb.SECGROUPS, Verb.NETWORKS)) {
            clouds.move(verb, TwoClouds.ALL);
        }

        assertThat(told()).isEmpty();
        assertThat(clouds.drift(TwoClouds.ALL).notes()).noneMatch(note -> note.contains(" only on new"));
    }

    @Test
    public void norIsWhatAMappingBringsIntoTheSameProject() throws Exception {
        clouds.mapping(new Mapping(Map.of("project", Map.of("demo", "both", "shop", "both"))));
        for (String tenant : List.of("demo", "shop")) {
            for (Verb verb : List.of(Verb.TENANTS, Verb.USERS, Verb.USER_ROLES, Verb.NETWORKS)) {
                clouds.move(verb, Selection.ofTenant(tenant));
            }
        }

        assertThat(told()).isEmpty();
    }

    private String groupOf(String project) {
        return source.list("network", "/v2.0/security-groups", "security_groups").stream()
                .filter(group -> group.path("tenant_id").asText().equals(project)
                        && group.path("name").asText().equals("web"))
                .map(group -> group.path("id").asText())
                .findFirst()
                .orElseThrow();
    }

    private void move(Verb... verbs) throws Exception {
        for (Verb verb : verbs) {
            assertThat(clouds.move(verb).failed()).as(verb.step()).isFalse();
        }
    }

    private List<String> told() throws Exception {
        Drift drift = clouds.drift(TwoClouds.DEMO);
        assertThat(drift.lines()).isEmpty();
        return drift.notes().stream()
                .filter(note -> note.contains(" only on new"))
                .toList();
    }

    private String id(String service, String path, String list, String name) {
        return source.id(service, path, list, name);
    }
}
