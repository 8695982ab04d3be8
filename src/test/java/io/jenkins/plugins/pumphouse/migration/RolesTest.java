package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.fields;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.Rule;
import org.junit.Test;

/** Roles, and who has which of them in a project. */
public class RolesTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aRoleComesWithItsDescription() throws Exception {
        clouds.source
                .inside()
                .make("identity", "/v3/roles", "role", fields("'name': 'auditor', 'description': 'Reads all'"));

        Report report = clouds.move(Verb.ROLES);

        assertThat(outcome(report, "role", "auditor").end()).isEqualTo(End.CREATED);
        assertThat(clouds.target
                        .inside()
                        .named("identity", "/v3/roles", "roles", "auditor")
                        .path("description")
                        .asText())
                .isEqualTo("Reads all");
        assertThat(clouds.move(Verb.ROLES).cost().writes()).isZero();
    }

    @Test
    public void everyUserOfAProjectHasTheSameRolesInItAndNobodyElseHasAny() throws Exception {
        clouds.source.project("demo").user("carol", "reader", "operator-x").user("alice", "reader");

        Report report = clouds.move(Verb.USER_ROLES);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(assigned(clouds.target))
                .containsExactlyInAnyOrderElementsOf(assigned(clouds.source))
                .contains("carol: operator-x", "carol: reader", "alice: reader", "alice: member", "bob: operator-x");
        assertThat(clouds.move(Verb.USER_ROLES).cost().writes()).isZero();
    }

    private static List<String> assigned(EmbeddedCloud cloud) {
        Inside admin = cloud.inside();
        Map<String, String> users = names(admin, "users");
        Map<String, String> roles = names(admin, "roles");
        String demo = admin.named("identity", "/v3/projects", "projects", "demo")
                .path("id")
                .asText();
        return admin.list("identity", "/v3/role_assignments?scope.project.id=" + demo, "role_assignments").stream()
                .map(one -> users.get(one.path("user").path("id").asText()) + ": "
                        + roles.get(one.path("role").path("id").asText()))
                .toList();
    }

    private static Map<String, String> names(Inside admin, String kind) {
        return admin.list("identity", "/v3/" + kind, kind).stream()
                .collect(Collectors.toMap(
                        one -> one.path("id").asText(), one -> one.path("name").asText()));
    }
}
