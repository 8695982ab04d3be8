package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * An administrator whose role is not called admin has, in the projects where servers boot, all roles of the own token
 * for the time of a run, and keeps there what was there before.
 */
public class TemporaryRolesTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private Inside target;

    @Before
    public void theTargetCallsItsAdministratorsOtherwise() {
        clouds.mover("mover", "auditor", "backup", "cloud_admin", "member", "observer", "operator", "support");
        target = clouds.target.inside();
    }

    @Test
    public void theAccountHasTheRolesOfItsTokenWhereItsServersBoot() throws Exception {
        Report report = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(outcome(report, "server", "db-1").end())
                .as(report.outcomes().toString())
                .isEqualTo(End.CREATED);
        assertThat(clouds.target.journal().entries().stream()
                        .filter(entry -> entry.method().equals("PUT"))
                        .filter(entry -> entry.path().startsWith(project() + "/users/" + mover() + "/roles/")))
                .hasSize(7);
        assertThat(roles()).isEmpty();
        assertThat(demo().path("tags")).isEmpty();
    }

    @Test
    public void aRoleThatTheAccountHadBeforeStays() throws Exception {
        clouds.move(Verb.TENANTS);
        grant("observer");

        Report report = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(outcome(report, "server", "db-1").end())
                .as(report.outcomes().toString())
                .isEqualTo(End.CREATED);
        assertThat(roles()).containsExactly("observer");
        assertThat(demo().path("tags")).isEmpty();
    }

    @Test
    public void whatAnInterruptedRunHasLeftGoesAndNothingElse() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        grant("observer");
        grant("support");
        target.put("identity", project() + "/tags/pumphouse_guest=" + role("support"), null);

        clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(roles()).containsExactly("observer");
        assertThat(demo().path("tags")).isEmpty();
    }

    @Test
    public void anAccountThatCannotGiveItselfRolesIsRefusedBeforeAnythingIsStopped() throws Exception {
        clouds.target.faults().on("GET", "/v3/projects/*/users/*/roles").status(403);

        Report plan = clouds.plan(Verb.INSTANCES, server("db-1"));

        assertThat(outcome(plan, "server", "db-1").end()).isEqualTo(End.CONFLICT);
        assertThat(outcome(plan, "server", "db-1").message())
                .contains("needs temporary roles in its project, which user mover cannot give itself");
        Report report = clouds.move(Verb.INSTANCES, server("db-1"));
        assertThat(outcome(report, "server", "db-1").end()).isEqualTo(End.CONFLICT);
        assertThat(clouds.source.inside().servers())
                .filteredOn(server -> server.path("name").asText().equals("db-1"))
                .allMatch(server -> server.path("status").asText().equals("ACTIVE"));
    }

    private void grant(String role) {
        target.put("identity", project() + "/users/" + mover() + "/roles/" + role(role), null);
    }

    private List<String> roles() {
        return TwoClouds.names(target.list("identity", project() + "/users/" + mover() + "/roles", "roles"));
    }

    private String mover() {
        return target.id("identity", "/v3/users", "users", "mover");
    }

    private String role(String name) {
        return target.id("identity", "/v3/roles", "roles", name);
    }

    private JsonNode demo() {
        return target.named("identity", "/v3/projects", "projects", "demo");
    }

    private String project() {
        return "/v3/projects/" + demo().path("id").asText();
    }
}
