package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** What projects and users are beside their names. */
public class ProjectCopyTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aDisabledProjectComesDisabledWithWhatItHas() throws Exception {
        String demo = clouds.source.project("demo").id();
        clouds.source.inside().patch("identity", "/v3/projects/" + demo, WireJson.object("project", disabled()));

        for (Verb verb : List.of(
                Verb.TENANTS, Verb.USERS, Verb.USER_ROLES, Verb.QUOTAS, Verb.SECGROUPS, Verb.NETWORKS, Verb.IMAGES)) {
            assertThat(clouds.move(verb).failed()).as(verb.step()).isFalse();
        }

        assertThat(named(clouds.target, "projects", "demo").path("enabled").asBoolean())
                .isFalse();
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void aDisabledUserStaysDisabled() throws Exception {
        String bob = named(clouds.source, "users", "bob").path("id").asText();
        clouds.source.inside().patch("identity", "/v3/users/" + bob, WireJson.object("user", disabled()));

        clouds.move(Verb.USERS);

        assertThat(named(clouds.target, "users", "bob").path("enabled").asBoolean())
                .isFalse();
    }

    @Test
    public void aNestedProjectBringsItsParentAndComesUnderIt() throws Exception {
        String demo = clouds.source.project("demo").id();
        clouds.source
                .inside()
                .post(
                        "identity",
                        "/v3/projects",
                        WireJson.object(
                                "project", WireJson.object("name", "child").put("parent_id", demo)));

        Report report = clouds.move(Verb.TENANTS, Selection.ofTenant("child"));

        assertThat(outcome(report, "project", "demo").end()).isEqualTo(End.CREATED);
        assertThat(named(clouds.target, "projects", "child").path("parent_id").asText())
                .isEqualTo(named(clouds.target, "projects", "demo").path("id").asText());
    }

    @Test
    public void theNotesThatAnInterruptedRunHasLeftOnTheSourceStayThere() throws Exception {
        tag(clouds.source, "pumphouse_guest", "pumphouse_key=laptop", "gold", "pumphouse-team");

        Report report = clouds.move(Verb.TENANTS);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(tags()).containsExactlyInAnyOrder("gold", "pumphouse-team");
        assertThat(clouds.move(Verb.TENANTS).cost().writes()).isZero();
    }

    @Test
    public void tagsThatHaveChangedOnTheSourceLeaveTheTargetItsNotesOfTemporaryAccess() throws Exception {
        clouds.move(Verb.TENANTS);
        tag(clouds.target, "pumphouse_guest");
        tag(clouds.source, "gold");

        assertThat(outcome(clouds.move(Verb.TENANTS), "project", "demo").end()).isEqualTo(End.UPDATED);

        assertThat(tags()).containsExactlyInAnyOrder("gold", "pumphouse_guest");
    }

    private static void tag(EmbeddedCloud cloud, String... tags) {
        String demo = named(cloud, "projects", "demo").path("id").asText();
        for (String tag : tags) {
            cloud.inside().put("identity", "/v3/projects/" + demo + "/tags/" + tag, null);
        }
    }

    private List<String> tags() {
        List<String> tags = new ArrayList<>();
        named(clouds.target, "projects", "demo").path("tags").forEach(tag -> tags.add(tag.asText()));
        return tags;
    }

    private static ObjectNode disabled() {
        return WireJson.object("enabled", false);
    }

    private static JsonNode named(EmbeddedCloud cloud, String list, String name) {
        return cloud.inside().named("identity", "/v3/" + list, list, name);
    }
}
