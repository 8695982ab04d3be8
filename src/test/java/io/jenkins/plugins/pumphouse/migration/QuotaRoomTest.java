package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.ProjectFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** What the quotas of the target do not allow is red in the plan, before anything is stopped. */
public class QuotaRoomTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aServerThatExceedsTheCoresOfItsProjectIsAConflictWithTheNumbers() throws Exception {
        clouds.move(Verb.NETWORKS);
        quota("compute", "/v2.1/os-quota-sets/", "quota_set", "instances", 2);

        Report plan = clouds.plan(Verb.INSTANCES, TwoClouds.DEMO);

        assertThat(TwoClouds.ended(plan, End.CREATED))
                .filteredOn(what -> what.startsWith("server "))
                .hasSize(2);
        assertThat(plan.conflicts())
                .singleElement()
                .asString()
                .contains(
                        "server ",
                        "project demo on new",
                        "compute instances 1 more, where 2 of 2",
                        "pumpQuotas tenant: 'demo'");
    }

    /** What a server and what it brings take, each of its own quota. */
    @Test
    public void eachQuotaThatAServerNeedsIsInThePlanWithItsNumbers() throws Exception {
        clouds.move(Verb.TENANTS);
        for (String[] each : new String[][] {
            {"compute", "instances", "1 more, where 0 of 0"},
            {"compute", "cores", "1 more, where 0 of 0"},
            {"compute", "ram", "768 more, where 0 of 0"},
            {"network", "port", "1 more, where 0 of 0"},
            {"network", "security_group", "1 more, where 1 of 0"},
            {"network", "network", "1 more, where 0 of 0"}
        }) {
            ProjectFixture demo = clouds.target.project("demo").quota(each[0], each[1], 0);

            Report plan = clouds.plan(Verb.INSTANCES, TwoClouds.server("db-1"));

            assertThat(TwoClouds.outcome(plan, "server", "db-1").end())
                    .as(each[1])
                    .isEqualTo(End.CONFLICT);
            assertThat(plan.conflicts())
                    .as(each[1])
                    .anyMatch(conflict -> conflict.contains(each[0] + " " + each[1] + " " + each[2])
                            && conflict.contains("pumpQuotas tenant: 'demo'"));
            demo.quota(each[0], each[1], -1);
        }
    }

    /** -1 is no limit that all is above. */
    @Test
    public void anUnlimitedQuotaHasRoomForAll() throws Exception {
        clouds.move(Verb.NETWORKS);
        for (String key : List.of("instances", "cores", "ram")) {
            quota("compute", "/v2.1/os-quota-sets/", "quota_set", key, -1);
        }

        Report plan = clouds.plan(Verb.INSTANCES, TwoClouds.DEMO);

        assertThat(plan.conflicts()).isEmpty();
        assertThat(plan.fit().rows())
                .filteredOn(row -> row.what().equals("compute cores"))
                .isNotEmpty()
                .allMatch(row -> row.text().equals("unlimited"));
    }

    /** A name with a quote would end the text of the argument. */
    @Test
    public void theAdviceNamesAProjectByItsIdWhereItsNameCannotBeCopied() throws Exception {
        String demo = clouds.source.project("demo").id();
        clouds.source
                .inside()
                .patch(
                        "identity",
                        "/v3/projects/" + demo,
                        Json.object("project", Json.object().put("name", "dev'ops")));
        clouds.target.faults().on("GET", "/v2.0/quotas/*/default").status(200).body("{\"quota\": {\"port\": 0}}");

        assertThat(clouds.plan(Verb.NETWORKS, Selection.ofTenant(demo)).conflicts())
                .anyMatch(line -> line.contains("pumpQuotas tenant: '" + demo + "'"))
                .noneMatch(line -> line.contains("'dev'ops'"));
    }

    @Test
    public void theDefaultsOfTheTargetHoldForAProjectThatIsStillToBeMade() throws Exception {
        clouds.target.faults().on("GET", "/v2.0/quotas/*/default").status(200).body("{\"quota\": {\"port\": 0}}");

        Report plan = clouds.plan(Verb.NETWORKS, TwoClouds.DEMO);

        assertThat(plan.conflicts())
                .anyMatch(line ->
                        line.contains("router interface") && line.contains("network port 1 more, where 0 of 0"));
    }

    @Test
    public void aServiceThatTellsNoUsageBlocksNothing() throws Exception {
        clouds.move(Verb.NETWORKS);
        clouds.target.faults().on("GET", "/v2.1/os-quota-sets/*/detail").status(404);
        clouds.target.faults().on("GET", "/v2.0/quotas/*/details.json").status(404);

        assertThat(clouds.plan(Verb.INSTANCES, TwoClouds.DEMO).conflicts()).isEmpty();
    }

    @Test
    public void aQuotaBelowWhatTheProjectUsesIsRefusedWithTheNumbers() throws Exception {
        clouds.move(Verb.NETWORKS);
        clouds.source.project("demo").quota("network", "network", 1).quota("network", "subnet", 1);

        Report refused = clouds.move(Verb.QUOTAS);

        assertThat(refused.conflicts())
                .singleElement()
                .asString()
                .contains(
                        "quota demo", "network network 1, and 2 are used", "subnet 1, and 2 are used", "on the source");
        clouds.source.project("demo").quota("network", "network", 2).quota("network", "subnet", 2);
        assertThat(clouds.move(Verb.QUOTAS).failed()).isFalse();
    }

    @Test
    public void aQuotaOfAUserBelowWhatTheUserUsesIsRefusedWithTheNumbers() throws Exception {
        clouds.move(Verb.NETWORKS);
        clouds.move(Verb.USER_ROLES);
        clouds.target
                .project("demo")
                .server("theirs")
                .image("cirros")
                .flavor("m1.medium")
                .nic("demo-net", "10.1.0.77", null)
                .owner("alice", null)
                .boot();
        userQuota(1);

        Report refused = clouds.move(Verb.QUOTAS);

        assertThat(refused.conflicts())
                .singleElement()
                .asString()
                .contains(
                        "user quota alice in demo",
                        "user alice in demo uses more on new",
                        "compute cores 1, and 2 are used",
                        "on the source");
        userQuota(2);
        assertThat(clouds.move(Verb.QUOTAS).failed()).isFalse();
        userQuota(1);

        assertThat(clouds.move(Verb.QUOTAS).conflicts()).hasSize(1); // also of one that was set before
    }

    @Test
    public void defaultQuotasThatDifferAreToldWithTheCommandAndNeverSet() throws Exception {
        assertThat(clouds.move(Verb.QUOTAS).notes()).noneMatch(note -> note.contains("default quotas"));
        clouds.target
                .faults()
                .on("GET", "/v2.1/os-quota-class-sets/default")
                .status(200)
                .body("{\"quota_class_set\": {\"id\": \"default\", \"cores\": 7, \"ram\": 51200}}");
        clouds.target.faults().on("GET", "/v3/*/os-quota-class-sets/default").status(403);

        Report moved = clouds.move(Verb.QUOTAS);

        assertThat(moved.failed()).isFalse();
        assertThat(moved.changed()).isFalse();
        assertThat(moved.notes())
                .anyMatch(note -> note.contains("default quotas of compute differ: cores is 20 on old, 7 on new. ")
                        && note.endsWith(
                                "pumpQuotas(defaults: true), or openstack quota set --class --cores 20 default"))
                .anyMatch(
                        note -> note.contains("default quotas of volume were not compared: ") && note.contains("403"));
    }

    @Test
    public void volumesThatAnInterruptedRunHasCopiedAreNotCountedTwice() throws Exception {
        DiskFixture.files(clouds.source, "one", "two");
        clouds.asVolumes();
        clouds.move(Verb.TENANTS);
        clouds.target.project("demo").quota("volume", "volumes", 3);
        clouds.target.project("demo").quota("volume", "gigabytes", 4);
        endsAtItsBoot();
        assertThat(DiskFixture.volumes(clouds.target)).hasSize(3);

        Outcome moved = TwoClouds.outcome(clouds.move(Verb.INSTANCES, TwoClouds.server("files")), "server", "files");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(DiskFixture.volumes(clouds.target)).hasSize(3);
    }

    private void endsAtItsBoot() throws InterruptedException {
        Thread runner = Thread.currentThread();
        clouds.target
                .faults()
                .on("POST", "/v2.1/servers")
                .when(() -> {
                    runner.interrupt();
                    return true;
                })
                .reset();
        clouds.move(Verb.INSTANCES, TwoClouds.server("files"));
        Thread.interrupted();
        clouds.target.faults().clear();
    }

    private void userQuota(int cores) {
        String alice = clouds.source.inside().id("identity", "/v3/users", "users", "alice");
        clouds.source
                .inside()
                .put(
                        "compute",
                        "/v2.1/os-quota-sets/" + clouds.source.project("demo").id() + "?user_id=" + alice,
                        WireJson.object("quota_set", WireJson.object("cores", cores, "force", true)));
    }

    private void quota(String service, String path, String key, String quota, int limit) {
        String demo = clouds.target.inside().id("identity", "/v3/projects", "projects", "demo");
        clouds.target.inside().put(service, path + demo, WireJson.object(key, WireJson.object(quota, limit)));
    }
}
