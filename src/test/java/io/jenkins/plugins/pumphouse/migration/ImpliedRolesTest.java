package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.ended;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.CreatedObject;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

/** Who has one role has another, on the target too: what a role implies comes with the roles. */
public class ImpliedRolesTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void whatARoleImpliesComesWithTheRoles() throws Exception {
        implies(clouds.source, make(clouds.source, "operator"), make(clouds.source, "auditor"));

        Report moved = clouds.move(Verb.ROLES, TwoClouds.ALL);

        assertThat(ended(moved, End.CREATED)).contains("implied role operator implies auditor");
        assertThat(rules(clouds.target)).containsExactly("operator implies auditor");
        assertThat(clouds.move(Verb.ROLES, TwoClouds.ALL).cost().writes()).isZero();
    }

    @Test
    public void aRoleOfADomainImpliesWhatItDidToo() throws Exception {
        String onSource = domain(clouds.source);
        domain(clouds.target);
        String ofDomain = make(clouds.source, WireJson.object("name", "desk", "domain_id", onSource));
        implies(clouds.source, ofDomain, make(clouds.source, "auditor"));

        Report moved = clouds.move(Verb.ROLES, TwoClouds.ALL);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(rules(clouds.target)).containsExactly("desk implies auditor");
        assertThat(clouds.move(Verb.ROLES, TwoClouds.ALL).cost().writes()).isZero();
    }

    @Test
    public void whatOnlyTheTargetsRolesImplyStays() throws Exception {
        implies(clouds.source, make(clouds.source, "operator"), make(clouds.source, "auditor"));
        implies(clouds.target, role(clouds.target, "member"), role(clouds.target, "reader"));

        clouds.move(Verb.ROLES, TwoClouds.ALL);

        assertThat(rules(clouds.target)).containsExactlyInAnyOrder("operator implies auditor", "member implies reader");
    }

    @Test
    public void anAssignedRoleBringsWhatFollowsFromIt() throws Exception {
        String operator = make(clouds.source, "operator");
        String auditor = make(clouds.source, "auditor");
        implies(clouds.source, operator, auditor);
        implies(clouds.source, auditor, make(clouds.source, "observer"));
        assign(operator);

        Report moved = clouds.move(Verb.USER_ROLES);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(rules(clouds.target))
                .containsExactlyInAnyOrder("operator implies auditor", "auditor implies observer");
    }

    /** Others of the target may have that role. */
    @Test
    public void aRoleThatTheTargetHadBeforeImpliesNothingMoreUnlessAskedFor() throws Exception {
        String operator = make(clouds.source, "operator");
        implies(clouds.source, operator, make(clouds.source, "auditor"));
        assign(operator);
        make(clouds.target, "operator");

        Report moved = clouds.move(Verb.USER_ROLES);

        assertThat(outcome(moved, "implied role", "operator implies auditor").message())
                .contains("left alone", "run pumpRoles, which brings it");
        assertThat(rules(clouds.target)).isEmpty();
        clouds.move(Verb.ROLES, TwoClouds.ALL);
        assertThat(rules(clouds.target)).containsExactly("operator implies auditor");
    }

    @Test
    public void aKeystoneBeforeMitakaIsTold() throws Exception {
        implies(clouds.source, make(clouds.source, "operator"), make(clouds.source, "auditor"));
        clouds.target.faults().on("GET", "/v3/role_inferences").status(404);

        Report moved = clouds.move(Verb.ROLES, TwoClouds.ALL);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(outcome(moved, "implied role", "operator implies auditor").message())
                .contains("new has no implied roles", "Assign the second role");
    }

    @Test
    public void anAnswerThatWasLostIsNoFailure() throws Exception {
        implies(clouds.source, make(clouds.source, "operator"), make(clouds.source, "auditor"));
        clouds.target
                .faults()
                .on("PUT", "/v3/roles/*/implies/*")
                .resetAfterwards()
                .times(1);

        Report moved = clouds.move(Verb.ROLES, TwoClouds.ALL);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(rules(clouds.target)).containsExactly("operator implies auditor");
    }

    @Test
    public void aRollbackOfTheBuildRemovesItWithTheRoles() throws Exception {
        implies(clouds.source, make(clouds.source, "operator"), make(clouds.source, "auditor"));
        Report moved = clouds.move(Verb.ROLES, TwoClouds.ALL);
        List<CreatedObject> created = moved.outcomes().stream()
                .filter(outcome -> outcome.end() == End.CREATED)
                .map(outcome -> new CreatedObject(
                        outcome.kind(), outcome.name(), outcome.source(), outcome.target(), Map.of(), Map.of()))
                .toList();

        Report back = clouds.move(Verb.ROLLBACK_RESOURCES, Selection.ofCreated(created));

        assertThat(back.failed()).as(back.outcomes().toString()).isFalse();
        assertThat(rules(clouds.target)).isEmpty();
        assertThat(TwoClouds.names(clouds.target.inside().list("identity", "/v3/roles", "roles")))
                .doesNotContain("operator", "auditor");
    }

    private void assign(String role) {
        clouds.source
                .inside()
                .put(
                        "identity",
                        "/v3/projects/" + clouds.source.project("demo").id() + "/users/"
                                + clouds.source.inside().id("identity", "/v3/users", "users", "alice")
                                + "/roles/" + role,
                        null);
    }

    private static String domain(EmbeddedCloud cloud) {
        return cloud.inside()
                .make("identity", "/v3/domains", "domain", WireJson.object("name", "corp"))
                .path("id")
                .asText();
    }

    private static String make(EmbeddedCloud cloud, String name) {
        return make(cloud, WireJson.object("name", name));
    }

    private static String make(EmbeddedCloud cloud, ObjectNode role) {
        return cloud.inside()
                .make("identity", "/v3/roles", "role", role)
                .path("id")
                .asText();
    }

    private static String role(EmbeddedCloud cloud, String name) {
        return cloud.inside().id("identity", "/v3/roles", "roles", name);
    }

    private static void implies(EmbeddedCloud cloud, String prior, String implied) {
        cloud.inside().put("identity", "/v3/roles/" + prior + "/implies/" + implied, null);
    }

    private static List<String> rules(EmbeddedCloud cloud) {
        List<String> rules = new ArrayList<>();
        for (JsonNode rule : cloud.inside().list("identity", "/v3/role_inferences", "role_inferences")) {
            for (JsonNode implied : rule.path("implies")) {
                rules.add(rule.path("prior_role").path("name").asText() + " implies "
                        + implied.path("name").asText());
            }
        }
        return rules;
    }
}
