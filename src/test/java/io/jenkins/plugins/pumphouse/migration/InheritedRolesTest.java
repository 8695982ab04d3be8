package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * Who works in a project because of a role in its parent or its domain (OS-INHERIT) belongs to the tenant, although no
 * list of the project shows it.
 */
public class InheritedRolesTest {
    private static final Selection CHILD = Selection.ofTenant("child");

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private String member;
    private String dora;
    private String demo;

    @Before
    public void aProjectBelowDemo() {
        demo = clouds.source.project("demo").id();
        make("project", WireJson.object("name", "child").put("parent_id", demo));
        member = id(clouds.source, "roles", "member");
        dora = make("user", WireJson.object("name", "dora"));
    }

    @Test
    public void aRoleThatIsInheritedFromTheParentComesWithItsUser() throws Exception {
        inherit("/projects/" + demo + "/users/" + dora);

        clouds.move(Verb.TENANTS, CHILD);
        Report users = clouds.move(Verb.USERS, CHILD);
        Report roles = clouds.move(Verb.USER_ROLES, CHILD);

        assertThat(outcome(users, "user", "dora").end()).isEqualTo(End.CREATED);
        assertThat(outcome(roles, "assignment", "dora on demo: member (inherited)")
                        .end())
                .isEqualTo(End.CREATED);
        assertThat(effective("dora", "child")).containsExactly("member");
        assertThat(clouds.move(Verb.USER_ROLES, CHILD).cost().writes()).isZero();
    }

    @Test
    public void aRoleThatAGroupInheritsFromTheDomainComesWithItsMembers() throws Exception {
        String group = make("group", WireJson.object("name", "crew"));
        clouds.source.inside().put("identity", "/v3/groups/" + group + "/users/" + dora, null);
        inherit("/domains/default/groups/" + group);

        Report roles = clouds.move(Verb.USER_ROLES);

        assertThat(outcome(roles, "assignment", "crew on Default: member (inherited)")
                        .end())
                .as(roles.outcomes().toString())
                .isEqualTo(End.CREATED);
        assertThat(effective("dora", "demo")).containsExactly("member");
    }

    @Test
    public void aRoleThatIsInheritedElsewhereStays() throws Exception {
        inherit("/projects/" + clouds.source.project("shop").id() + "/users/" + dora);

        Report roles = clouds.move(Verb.USER_ROLES, CHILD);

        assertThat(roles.outcomes()).noneMatch(outcome -> outcome.name().contains("dora"));
    }

    @Test
    public void whatAMemberMayDoInTheDomainIsTold() throws Exception {
        String alice = id(clouds.source, "users", "alice");
        clouds.source.inside().put("identity", "/v3/domains/default/users/" + alice + "/roles/" + member, null);

        Report roles = clouds.move(Verb.USER_ROLES);

        assertThat(outcome(roles, "assignment", "alice on Default: member").end())
                .isEqualTo(End.SKIPPED);
        assertThat(outcome(roles, "assignment", "alice on Default: member").message())
                .contains("is a role in the domain", "pumpUserRoles without tenant");
    }

    @Test
    public void anAccountThatInheritsARoleInTheProjectOfServicesIsNoServiceAccount() throws Exception {
        inherit("/domains/default/users/" + dora);

        assertThat(outcome(clouds.move(Verb.USERS), "user", "dora").end()).isEqualTo(End.CREATED);
    }

    /** Two tenants came; the role is in the domain of both. */
    @Test
    public void aRollbackKeepsWhatHoldsInAnotherMovedProject() throws Exception {
        inherit("/domains/default/users/" + dora);
        clouds.move(Verb.USER_ROLES);
        clouds.move(Verb.USER_ROLES, Selection.ofTenant("shop"));

        Report back = clouds.move(Verb.ROLLBACK_RESOURCES);

        assertThat(outcome(back, "assignment", "dora on Default: member (inherited)")
                        .end())
                .isEqualTo(End.SKIPPED);
        assertThat(outcome(back, "assignment", "dora on Default: member (inherited)")
                        .message())
                .contains("it holds in project shop too");
        assertThat(effective("dora", "shop")).containsExactly("member");
    }

    private void inherit(String path) {
        clouds.source
                .inside()
                .put("identity", "/v3/OS-INHERIT" + path + "/roles/" + member + "/inherited_to_projects", null);
    }

    private String make(String kind, ObjectNode wanted) {
        return clouds.source
                .inside()
                .make("identity", "/v3/" + kind + "s", kind, wanted)
                .path("id")
                .asText();
    }

    private static String id(EmbeddedCloud cloud, String list, String name) {
        return cloud.inside().id("identity", "/v3/" + list, list, name);
    }

    /** What a user may do in a project of the target. */
    private List<String> effective(String user, String project) {
        String all = "/v3/role_assignments?effective&include_names=true&user.id=" + id(clouds.target, "users", user)
                + "&scope.project.id=" + id(clouds.target, "projects", project);
        return clouds.target.inside().list("identity", all, "role_assignments").stream()
                .map((JsonNode each) -> each.path("role").path("name").asText())
                .toList();
    }
}
