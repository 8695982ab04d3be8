package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.CreatedObject;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** The quotas that a build has set become what they were before, unless somebody has changed them since. */
public class QuotaRollbackTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private final List<CreatedObject> created = new ArrayList<>();
    private String demo;

    @Before
    public void quotasOfTheTarget() throws Exception {
        clouds.move(Verb.TENANTS);
        demo = clouds.target.inside().id("identity", "/v3/projects", "projects", "demo");
        set("compute", "/v2.1/os-quota-sets/", "quota_set", "cores", 1);
    }

    @Test
    public void theDefaultsOfAllProjectsAreSetWhenTheOperatorSaysSoAndBecomeWhatTheyWere() throws Exception {
        defaults(clouds.source, "cores", 77);
        assertThat(clouds.plan(Verb.QUOTAS, TwoClouds.DEMO).outcomes())
                .noneMatch(outcome -> outcome.kind().equals("default quota"));
        clouds.quotaDefaults();

        Report plan = clouds.plan(Verb.QUOTAS, TwoClouds.DEMO);
        assertThat(outcome(plan, "default quota", "compute").message()).contains("cores: 77 on old, 20 on new");
        assertThat(defaults("cores")).isEqualTo(20);
        run(Verb.QUOTAS);

        assertThat(defaults("cores")).isEqualTo(77);
        assertThat(clouds.move(Verb.QUOTAS).cost().writes()).isZero();
        Report back = clouds.move(Verb.ROLLBACK_RESOURCES, Selection.ofCreated(created));
        assertThat(outcome(back, "default quota", "compute").message()).contains("cores 77 -> 20");
        assertThat(defaults("cores")).isEqualTo(20);
    }

    @Test
    public void defaultsThatSomebodyHasChangedSinceStay() throws Exception {
        defaults(clouds.source, "cores", 77);
        clouds.quotaDefaults();
        run(Verb.QUOTAS);
        defaults(clouds.target, "cores", 78);

        Report back = clouds.move(Verb.ROLLBACK_RESOURCES, Selection.ofCreated(created));

        assertThat(back.failed()).isFalse();
        assertThat(clouds.lines).anyMatch(line -> line.contains("compute cores stays 78: that build has set it to 77"));
        assertThat(defaults("cores")).isEqualTo(78);
    }

    @Test
    public void anAccountThatMayNotSetDefaultsFailsWithThemAlone() throws Exception {
        defaults(clouds.source, "cores", 77);
        clouds.quotaDefaults();
        clouds.target.faults().on("PUT", "/v2.1/os-quota-class-sets/default").status(403);

        Report report = clouds.move(Verb.QUOTAS);

        assertThat(outcome(report, "default quota", "compute").end()).isEqualTo(End.FAILED);
        assertThat(outcome(report, "quota", "demo").end()).isEqualTo(End.UPDATED);
    }

    private static void defaults(EmbeddedCloud cloud, String key, int value) {
        cloud.inside()
                .put(
                        "compute",
                        "/v2.1/os-quota-class-sets/default",
                        WireJson.object("quota_class_set", WireJson.object(key, value)));
    }

    private int defaults(String key) {
        return clouds.target
                .inside()
                .get("compute", "/v2.1/os-quota-class-sets/default")
                .path("quota_class_set")
                .path(key)
                .asInt();
    }

    @Test
    public void theyBecomeWhatTheyWere() throws Exception {
        run(Verb.QUOTAS);
        assertThat(compute("cores")).isEqualTo(42);

        Report plan = clouds.plan(Verb.ROLLBACK_RESOURCES, Selection.ofCreated(created));
        assertThat(outcome(plan, "quota", "demo").message())
                .contains("compute cores 42 -> 1", "compute instances -1 -> 10");
        assertThat(compute("cores")).isEqualTo(42);
        Report report = clouds.move(Verb.ROLLBACK_RESOURCES, Selection.ofCreated(created));

        assertThat(outcome(report, "quota", "demo").end())
                .as(report.outcomes().toString())
                .isEqualTo(End.UPDATED);
        assertThat(outcome(report, "quota", "demo").message()).contains("compute cores 42 -> 1");
        assertThat(compute("cores")).isEqualTo(1);
        assertThat(compute("instances")).isEqualTo(10);
        assertThat(report.failed()).isFalse();
        Report again = clouds.move(Verb.ROLLBACK_RESOURCES, Selection.ofCreated(created));
        assertThat(again.cost().writes()).isZero();
        assertThat(again.outcomes()).noneMatch(outcome -> outcome.kind().equals("quota"));
    }

    @Test
    public void oneThatSomebodyHasChangedSinceStays() throws Exception {
        run(Verb.QUOTAS);
        set("compute", "/v2.1/os-quota-sets/", "quota_set", "cores", 50);

        Report report = clouds.move(Verb.ROLLBACK_RESOURCES, Selection.ofCreated(created));

        assertThat(outcome(report, "quota", "demo").message()).doesNotContain("compute cores 42");
        assertThat(clouds.lines)
                .anyMatch(line -> line.contains("compute cores stays 50: that build has set it to 42, and somebody"));
        assertThat(compute("cores")).isEqualTo(50);
        assertThat(compute("instances")).isEqualTo(10);
    }

    @Test
    public void oneBelowWhichTheProjectUsesMoreStays() throws Exception {
        run(Verb.QUOTAS);
        clouds.move(Verb.INSTANCES, server("db-1"));
        clouds.move(Verb.INSTANCES, server("web-1"));

        Report report = clouds.move(Verb.ROLLBACK_RESOURCES, Selection.ofCreated(created));

        assertThat(outcome(report, "quota", "demo").message())
                .contains("the project uses more: compute cores 1, and 2 are used");
        assertThat(compute("cores")).isEqualTo(42);
        assertThat(report.failed()).isFalse();
    }

    @Test
    public void thoseOfAUserFollowTheProjectsAgainBeforeTheProjectsGoBack() throws Exception {
        ofAlice(clouds.source, 30);
        clouds.move(Verb.USER_ROLES);
        run(Verb.QUOTAS);
        assertThat(alice("cores")).isEqualTo(30);

        Report plan = clouds.plan(Verb.ROLLBACK_RESOURCES, Selection.ofCreated(created));
        assertThat(outcome(plan, "user quota", "alice in demo").message())
                .isEqualTo("compute cores 30 -> that of the project");
        Report report = clouds.move(Verb.ROLLBACK_RESOURCES, Selection.ofCreated(created));

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(compute("cores")).isEqualTo(1);
        assertThat(alice("cores")).isEqualTo(1);
        Report again = clouds.move(Verb.ROLLBACK_RESOURCES, Selection.ofCreated(created));
        assertThat(again.cost().writes()).isZero();
    }

    @Test
    public void thoseOfAUserThatSomebodyHasSetBeforeOrSinceStay() throws Exception {
        clouds.move(Verb.USER_ROLES);
        set("compute", "/v2.1/os-quota-sets/", "quota_set", "cores", 40);
        ofAlice(clouds.source, 30);
        ofAlice(clouds.target, 5);
        run(Verb.QUOTAS);
        assertThat(alice("cores")).isEqualTo(30);
        clouds.target
                .inside()
                .put(
                        "compute",
                        "/v2.1/os-quota-sets/" + demo + "?user_id=" + aliceId(clouds.target),
                        WireJson.object("quota_set", WireJson.object("instances", 3)));

        Report report = clouds.move(Verb.ROLLBACK_RESOURCES, Selection.ofCreated(created));

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(alice("cores")).isEqualTo(5);
        assertThat(alice("instances")).isEqualTo(3);
    }

    private void ofAlice(EmbeddedCloud cloud, int cores) {
        String project = cloud.inside().id("identity", "/v3/projects", "projects", "demo");
        cloud.inside()
                .put(
                        "compute",
                        "/v2.1/os-quota-sets/" + project + "?user_id=" + aliceId(cloud),
                        WireJson.object("quota_set", WireJson.object("cores", cores)));
    }

    private static String aliceId(EmbeddedCloud cloud) {
        return cloud.inside().id("identity", "/v3/users", "users", "alice");
    }

    private int alice(String key) {
        return clouds.target
                .inside()
                .get("compute", "/v2.1/os-quota-sets/" + demo + "?user_id=" + aliceId(clouds.target))
                .path("quota_set")
                .path(key)
                .asInt();
    }

    @Test
    public void thoseOfAProjectThatGoesGoWithIt() throws Exception {
        clouds.move(Verb.ROLLBACK_RESOURCES);
        run(Verb.TENANTS);
        run(Verb.QUOTAS);

        Report report = clouds.move(Verb.ROLLBACK_RESOURCES, Selection.ofCreated(created));

        assertThat(outcome(report, "project", "demo").end()).isEqualTo(End.DELETED);
        assertThat(report.outcomes()).noneMatch(outcome -> outcome.kind().equals("quota"));
    }

    private void run(Verb verb) throws Exception {
        for (Outcome one : clouds.move(verb).outcomes()) {
            if (one.end() == End.CREATED || one.facts().containsKey("quotasBefore")) {
                created.add(created(one));
            }
        }
    }

    static CreatedObject created(Outcome one) {
        return new CreatedObject(
                one.kind(),
                one.name(),
                one.source(),
                one.target(),
                values(one, "quotasBefore"),
                values(one, "quotasAfter"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Long> values(Outcome outcome, String fact) {
        return (Map<String, Long>) (Object) outcome.facts().get(fact);
    }

    private void set(String service, String path, String key, String quota, int value) {
        clouds.target.inside().put(service, path + demo, WireJson.object(key, WireJson.object(quota, value)));
    }

    private int compute(String key) {
        return clouds.target
                .inside()
                .get("compute", "/v2.1/os-quota-sets/" + demo)
                .path("quota_set")
                .path(key)
                .asInt();
    }
}
