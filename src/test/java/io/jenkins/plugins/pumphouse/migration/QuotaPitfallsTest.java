package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.fields;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Quotas that a naive copy sets wrongly, or has refused. */
public class QuotaPitfallsTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private Inside source;
    private Inside target;
    private String demo;

    @Before
    public void demo() {
        source = clouds.source.inside();
        target = clouds.target.inside();
        demo = id(source, "/v3/projects", "projects", "demo");
    }

    @Test
    public void aUsersQuotaAboveThatOfTheTargetsProjectIsSkippedWithTheNumbers() throws Exception {
        String alice = id(source, "/v3/users", "users", "alice");
        source.put(
                "compute",
                "/v2.1/os-quota-sets/" + demo + "?user_id=" + alice,
                Json.object("quota_set", fields("'ram': 40000")));
        clouds.move(Verb.USER_ROLES);
        String copy = id(target, "/v3/projects", "projects", "demo");
        target.put("compute", "/v2.1/os-quota-sets/" + copy, Json.object("quota_set", fields("'ram': 10000")));

        Report report = clouds.move(Verb.QUOTAS);

        assertThat(outcome(report, "user quota", "alice in demo").end())
                .as(report.outcomes().toString())
                .isEqualTo(End.SKIPPED);
        assertThat(outcome(report, "user quota", "alice in demo").message())
                .contains(
                        "gives a user no more than the project has, and all together neither: ram 40000, and the project has"
                                + " 10000. Raise");
    }

    @Test
    public void quotasOfUsersThatTogetherAreAboveThatOfTheTargetsProjectAreSkippedWithTheNumbers() throws Exception {
        for (String user : List.of("alice", "bob")) {
            source.put(
                    "compute",
                    "/v2.1/os-quota-sets/" + demo + "?user_id=" + id(source, "/v3/users", "users", user),
                    Json.object("quota_set", fields("'ram': 8000")));
        }
        clouds.move(Verb.USER_ROLES);
        String copy = id(target, "/v3/projects", "projects", "demo");
        target.put("compute", "/v2.1/os-quota-sets/" + copy, Json.object("quota_set", fields("'ram': 10000")));

        Report report = clouds.move(Verb.QUOTAS);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(report.outcomes())
                .filteredOn(one -> one.kind().equals("user quota"))
                .extracting(Outcome::end)
                .containsExactlyInAnyOrder(End.CREATED, End.SKIPPED);
        assertThat(report.outcomes())
                .filteredOn(one -> one.kind().equals("user quota") && one.end() == End.SKIPPED)
                .allMatch(one ->
                        one.message().contains("ram 8000, and the project has 10000, of which other users have 8000"));
    }

    /** Nova refuses a project less than its users have together. */
    @Test
    public void aProjectsQuotaBelowThoseOfItsUsersOnTheTargetIsRefusedInThePlanAndNamesThem() throws Exception {
        clouds.move(Verb.USER_ROLES);
        String copy = id(target, "/v3/projects", "projects", "demo");
        String alice = id(target, "/v3/users", "users", "alice");
        target.put("compute", "/v2.1/os-quota-sets/" + copy, Json.object("quota_set", fields("'cores': 90")));
        target.put(
                "compute",
                "/v2.1/os-quota-sets/" + copy + "?user_id=" + alice,
                Json.object("quota_set", fields("'cores': 60")));

        Outcome planned = outcome(clouds.plan(Verb.QUOTAS, TwoClouds.DEMO), "quota", "demo");

        assertThat(planned.end()).isEqualTo(End.CONFLICT);
        assertThat(planned.message())
                .contains("compute cores 42, and its users have 60 (alice in demo 60)", "Nothing was set. Lower those");
    }

    @Test
    public void aProjectFollowsItsUsersWhereTheSourceHasLoweredBoth() throws Exception {
        String alice = id(source, "/v3/users", "users", "alice");
        set(source, demo, alice, 30);
        clouds.move(Verb.USER_ROLES);
        clouds.move(Verb.QUOTAS);
        set(source, demo, alice, 5);
        source.put("compute", "/v2.1/os-quota-sets/" + demo, Json.object("quota_set", fields("'cores': 10")));

        Report first = clouds.move(Verb.QUOTAS);
        Report second = clouds.move(Verb.QUOTAS);

        assertThat(outcome(first, "user quota", "alice in demo").end()).isEqualTo(End.UPDATED);
        assertThat(outcome(first, "quota", "demo").message()).contains("compute cores 10, and its users have 30");
        assertThat(outcome(second, "quota", "demo").end()).isEqualTo(End.UPDATED);
    }

    private static void set(Inside cloud, String project, String user, int cores) {
        cloud.put(
                "compute",
                "/v2.1/os-quota-sets/" + project + "?user_id=" + user,
                Json.object("quota_set", fields("'cores': " + cores)));
    }

    @Test
    public void aQuotaOfAMappedTypeOfVolumesIsThatOfTheTargetsType() throws Exception {
        VolumeFixture.type(clouds.source, "ssd");
        VolumeFixture.type(clouds.target, "fast");
        clouds.mapping("volume type", "ssd", "fast");
        String root = "/v3/" + source.projectId();
        source.put("volume", root + "/os-quota-sets/" + demo, Json.object("quota_set", fields("'gigabytes_ssd': 77")));

        Report report = clouds.move(Verb.QUOTAS);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        String copy = id(target, "/v3/projects", "projects", "demo");
        assertThat(target.get("volume", "/v3/" + target.projectId() + "/os-quota-sets/" + copy)
                        .path("quota_set")
                        .path("gigabytes_fast")
                        .asInt())
                .isEqualTo(77);
        assertThat(clouds.move(Verb.QUOTAS).cost().writes()).isZero();
    }

    @Test
    public void aQuotaOfATypeOfVolumesThatIsMappedByIdIsThatOfTheTargetsType() throws Exception {
        VolumeFixture.type(clouds.source, "ssd");
        VolumeFixture.type(clouds.target, "fast");
        String types = "/types?is_public=None";
        String root = "/v3/" + source.projectId();
        String there = "/v3/" + target.projectId();
        clouds.mapping(
                "volume type",
                source.id("volume", root + types, "volume_types", "ssd"),
                target.id("volume", there + types, "volume_types", "fast"));
        source.put(
                "volume",
                root + "/os-quota-sets/" + demo,
                Json.object("quota_set", fields("'gigabytes_ssd': 77, 'volumes_ssd': 7, 'snapshots_ssd': 8")));

        Report report = clouds.move(Verb.QUOTAS);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        String copy = id(target, "/v3/projects", "projects", "demo");
        JsonNode quotas = target.get("volume", there + "/os-quota-sets/" + copy).path("quota_set");
        assertThat(quotas.path("gigabytes_fast").asInt()).isEqualTo(77);
        assertThat(quotas.path("volumes_fast").asInt()).isEqualTo(7);
        assertThat(quotas.path("snapshots_fast").asInt()).isEqualTo(8);
        assertThat(clouds.drift(TwoClouds.DEMO, "quota").found()).isFalse();
    }

    @Test
    public void aQuotaThatIsTheSourcesDefaultIsNotCopied() throws Exception {
        String shop = id(source, "/v3/projects", "projects", "shop");

        Report report = clouds.move(Verb.QUOTAS, Selection.ofTenant("shop"));

        assertThat(outcome(report, "quota", "shop").source()).isEqualTo(shop);
        assertThat(outcome(report, "quota", "shop").message()).contains("has nothing but the defaults");
    }

    @Test
    public void quotasOfAProjectThatIsDeletedWhileThePlanIsMadeAreNoConflict() throws Exception {
        String id = clouds.source.project("short").quota("compute", "cores", 50).id();
        clouds.source.faults().on("GET", "/v3/projects").times(1).answersInstead(answer -> {
            source.delete("identity", "/v3/projects/" + id);
            return answer;
        });

        Report report = clouds.move(Verb.QUOTAS, Selection.ALL);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(outcome(report, "quota", "short").message()).contains("was deleted on old while the plan was made");
        assertThat(TwoClouds.names(target.list("identity", "/v3/projects", "projects")))
                .doesNotContain("short");
    }

    @Test
    public void quotasThatCannotBeReadOfAProjectThatIsThereAreAConflictAllTheSame() throws Exception {
        clouds.source.faults().on("GET", "/v2.1/os-quota-sets/" + demo).status(403);

        Outcome unread = outcome(clouds.move(Verb.QUOTAS), "quota", "demo");

        assertThat(unread.message()).contains("quotas of compute (cannot be read: ");
    }

    private static String id(Inside cloud, String path, String list, String name) {
        return cloud.named(path.startsWith("/v2.0") ? "network" : "identity", path, list, name)
                .path("id")
                .asText();
    }
}
