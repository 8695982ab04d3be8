package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * Keystone makes no project below a disabled one, and disables none above an enabled one: a disabled family is made
 * first and disabled then, children before parents.
 */
public class DisabledProjectsTest {
    private static final Selection GRANDCHILD = Selection.ofTenant("grandchild");

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private String demo;
    private String child;
    private String grandchild;

    @Before
    public void aFamilyOfProjects() {
        demo = clouds.source.project("demo").id();
        child = make(clouds.source, WireJson.object("name", "child").put("parent_id", demo));
        grandchild = make(clouds.source, WireJson.object("name", "grandchild").put("parent_id", child));
    }

    @Test
    public void aDisabledFamilyComesWholeAndDisabled() throws Exception {
        disable(grandchild, child, demo);

        Report moved = clouds.move(Verb.TENANTS, TwoClouds.ALL);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(enabled("demo")).isFalse();
        assertThat(enabled("child")).isFalse();
        assertThat(enabled("grandchild")).isFalse();
        assertThat(clouds.move(Verb.TENANTS, TwoClouds.ALL).cost().writes()).isZero();
    }

    @Test
    public void aChildComesBelowAParentThatAnEarlierRunHasDisabled() throws Exception {
        disable(grandchild, child, demo);
        clouds.move(Verb.TENANTS);

        Report moved = clouds.move(Verb.TENANTS, GRANDCHILD);

        assertThat(outcome(moved, "project", "grandchild").end())
                .as(moved.outcomes().toString())
                .isEqualTo(End.CREATED);
        assertThat(enabled("demo")).isFalse();
        assertThat(enabled("child")).isFalse();
        assertThat(clouds.move(Verb.TENANTS, GRANDCHILD).cost().writes()).isZero();
    }

    @Test
    public void aFamilyThatIsDisabledLaterFollows() throws Exception {
        clouds.move(Verb.TENANTS, TwoClouds.ALL);
        disable(grandchild, child, demo);

        Report moved = clouds.move(Verb.TENANTS, TwoClouds.ALL);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(enabled("demo")).isFalse();
        assertThat(enabled("child")).isFalse();
    }

    @Test
    public void aParentOfTheTargetsOwnThatIsDisabledIsAConflictInThePlan() throws Exception {
        String own = make(clouds.target, WireJson.object("name", "child"));
        clouds.target.inside().patch("identity", "/v3/projects/" + own, WireJson.object("project", disabled()));
        clouds.mapping("project", "child", "child");

        Report plan = clouds.plan(Verb.TENANTS, GRANDCHILD);

        assertThat(outcome(plan, "project", "grandchild").end()).isEqualTo(End.CONFLICT);
        assertThat(outcome(plan, "project", "grandchild").message())
                .contains("cannot be made below project \"child\"", "which is disabled on new");
    }

    @Test
    public void aDomainThatTheTargetHasDisabledIsAConflictInThePlan() throws Exception {
        String onSource = domain(clouds.source);
        String onTarget = domain(clouds.target);
        make(clouds.source, WireJson.object("name", "lab", "domain_id", onSource));
        clouds.target.inside().patch("identity", "/v3/domains/" + onTarget, WireJson.object("domain", disabled()));

        Report plan = clouds.plan(Verb.TENANTS, Selection.ofTenant("lab"));

        assertThat(outcome(plan, "project", "lab").end()).isEqualTo(End.CONFLICT);
        assertThat(outcome(plan, "project", "lab").message())
                .contains("cannot be made below domain \"corp\"", "which is disabled on new");
    }

    @Test
    public void aDomainThatOnlyTheSourceHasDisabledIsTold() throws Exception {
        String onSource = domain(clouds.source);
        domain(clouds.target);
        make(clouds.source, WireJson.object("name", "lab", "domain_id", onSource));
        clouds.source.inside().patch("identity", "/v3/domains/" + onSource, WireJson.object("domain", disabled()));

        Report moved = clouds.move(Verb.TENANTS, Selection.ofTenant("lab"));

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(outcome(moved, "project", "lab").message())
                .contains("left behind: that its domain corp is disabled (on new it is enabled");
    }

    private void disable(String... projects) {
        for (String project : projects) {
            clouds.source.inside().patch("identity", "/v3/projects/" + project, WireJson.object("project", disabled()));
        }
    }

    private boolean enabled(String name) {
        return clouds.target
                .inside()
                .named("identity", "/v3/projects", "projects", name)
                .path("enabled")
                .asBoolean();
    }

    private static ObjectNode disabled() {
        return WireJson.object("enabled", false);
    }

    private static String domain(EmbeddedCloud cloud) {
        return cloud.inside()
                .make("identity", "/v3/domains", "domain", WireJson.object("name", "corp"))
                .path("id")
                .asText();
    }

    private static String make(EmbeddedCloud cloud, ObjectNode project) {
        return cloud.inside()
                .make("identity", "/v3/projects", "project", project)
                .path("id")
                .asText();
    }
}
