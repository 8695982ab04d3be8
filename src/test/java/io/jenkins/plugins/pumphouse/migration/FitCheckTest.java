package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.ProjectFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.fit.FitRow;
import io.jenkins.plugins.pumphouse.migration.fit.FitRow.State;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Fit;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** One table of what a plan needs against what the target has, before the first write. */
public class FitCheckTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aQuotaThatLacksStandsBeforeAllThatFitsWithItsNumbers() throws Exception {
        quota("network", 1);

        Report plan = clouds.plan(Verb.NETWORKS, TwoClouds.DEMO);

        assertThat(plan.fit().rows().get(0))
                .isEqualTo(new FitRow(State.LACKS, "project demo", "network network", 2, 1L, "0 of 1 are used"));
        assertThat(row(plan, "network router").state()).isEqualTo(State.FITS);
        assertThat(plan.fit().rows()).isSortedAccordingTo((a, b) -> a.state().compareTo(b.state()));
        assertThat(clouds.lines)
                .anyMatch(line -> line.startsWith("fit     what the plan needs of new: 1 lacks, "))
                .anyMatch(line -> line.matches(
                        "!  lacks +project demo +network network: 2 needed, 1 free" + " \\(0 of 1 are used\\)"));
        assertThat(plan.toMap().get("fit").toString()).startsWith("[{state=lacks, where=project demo, what=network");
    }

    /** They would be found out one a run otherwise. */
    @Test
    public void whatALackKeepsBackCountsAsWell() throws Exception {
        quota("network", 0);

        Report plan = clouds.plan(Verb.NETWORKS, TwoClouds.DEMO);

        assertThat(row(plan, "network network").needed()).isEqualTo(2);
        assertThat(row(plan, "network subnet").needed()).isEqualTo(2);
    }

    @Test
    public void failWritesNothingWhereAPartLacks() throws Exception {
        quota("network", 1);
        clouds.fit(Fit.FAIL);

        Report refused = clouds.move(Verb.NETWORKS);

        assertThat(refused.dryRun()).isTrue();
        assertThat(refused.outcomes()).isNotEmpty();
        assertThat(refused.fit().refusal("new"))
                .contains(
                        "new lacks what the plan needs",
                        "project demo: network network: 2 needed, 1 free (0 of 1 are used)",
                        "Nothing was changed",
                        "fit: 'warn'");
        assertThat(clouds.target.journal().writes()).isEmpty();
    }

    @Test
    public void aDryRunShowsWhatLacksAndDoesNotFail() throws Exception {
        quota("network", 1);
        clouds.fit(Fit.FAIL);

        assertThat(clouds.plan(Verb.NETWORKS, TwoClouds.DEMO).fit().count(State.LACKS))
                .isOne();
    }

    @Test
    public void warnDoesWhatFitsAndKeepsBackWhatIsSureToBeRefused() throws Exception {
        quota("network", 1);

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(TwoClouds.ended(moved, End.CREATED))
                .filteredOn(what -> what.startsWith("network "))
                .hasSize(1);
        assertThat(moved.conflicts()).anyMatch(line -> line.contains("network network 1 more, where 1 of 1 are taken"));
    }

    @Test
    public void failMovesWhatFits() throws Exception {
        clouds.fit(Fit.FAIL);

        assertThat(clouds.move(Verb.NETWORKS).failed()).isFalse();
    }

    @Test
    public void whatIsOnTheTargetAlreadyNeedsNothing() throws Exception {
        clouds.move(Verb.NETWORKS);
        clouds.lines.clear();

        assertThat(clouds.move(Verb.NETWORKS).fit().rows()).isEmpty();
        assertThat(clouds.lines).noneMatch(line -> line.startsWith("fit "));
    }

    @Test
    public void aServiceThatMayNotBeAskedCostsItsRowsOnlyAndNamesTheRight() throws Exception {
        clouds.target.faults().on("GET", "/v2.0/quotas/*/default").status(403);
        clouds.target.faults().on("GET", "/v2.0/network-ip-availabilities").status(403);

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(row(moved, "quotas of network").text())
                .contains("403", "User \"admin\" has the roles", "give it the one that allows this");
        assertThat(row(moved, "IPv4 addresses").state()).isEqualTo(State.UNKNOWN);
        assertThat(row(moved, "IPv4 addresses").text()).contains("network-ip-availabilities", "403");
    }

    @Test
    public void anExternalNetworkWhosePoolsAreUsedUpIsShortAsAnAddressMayBeKeptOutsideOfThem() throws Exception {
        pool("public-subnet", "203.0.113.2", "203.0.113.2");

        FitRow row = row(clouds.plan(Verb.NETWORKS, TwoClouds.DEMO), "IPv4 addresses");

        assertThat(row.where()).isEqualTo("network public");
        assertThat(row.needed()).isOne();
        assertThat(row.state()).isEqualTo(State.FITS);
        pool("public-subnet", "203.0.113.7", "203.0.113.7");
        clouds.target.project("other").router("theirs", "public");

        FitRow full = row(clouds.plan(Verb.NETWORKS, TwoClouds.DEMO), "IPv4 addresses");

        assertThat(full.state()).isEqualTo(State.SHORT);
        assertThat(full.text()).isEqualTo("1 of 1 in the allocation pools are used");
    }

    @Test
    public void aSegmentThatAnotherNetworkHasLacks() throws Exception {
        wire(clouds.source, "wire", 101, clouds.source.project("demo").id());
        wire(clouds.source, "cable", 102, clouds.source.project("demo").id());
        wire(clouds.target, "theirs", 101, clouds.target.project("other").id());

        Report plan = clouds.plan(Verb.NETWORKS, TwoClouds.DEMO);

        assertThat(row(plan, "segment").where()).isEqualTo("network wire");
        assertThat(row(plan, "segment").text()).contains("vlan 101 on physnet1", "theirs");
        assertThat(row(plan, "segments of vlan on physnet1").needed()).isOne();
    }

    @Test
    public void keypairsAreCountedForEachUser() throws Exception {
        clouds.move(Verb.USERS);
        String path = "/v2.1/os-quota-sets/" + clouds.target.inside().projectId();
        clouds.target.inside().put("compute", path, WireJson.object("quota_set", WireJson.object("key_pairs", 0)));

        Report plan = clouds.plan(Verb.KEYPAIRS, TwoClouds.DEMO);

        assertThat(plan.fit().rows())
                .filteredOn(row -> row.what().equals("compute key_pairs"))
                .hasSize(2)
                .allMatch(row -> row.state() == State.LACKS && row.needed() == 1 && row.free() == 0)
                .extracting(FitRow::where)
                .containsExactly("user alice", "user bob");
    }

    @Test
    public void theLimitsThatGlanceTellsAreHeldAgainstTheImages() throws Exception {
        clouds.target
                .faults()
                .on("GET", "/v2/info/usage")
                .status(200)
                .body("{\"usage\": {\"image_size_total\": {\"usage\": 96, \"limit\": 100},"
                        + " \"image_count_total\": {\"usage\": 1, \"limit\": 100}}}");

        Report plan = clouds.plan(Verb.IMAGES, TwoClouds.DEMO);

        assertThat(row(plan, "MiB of images"))
                .isEqualTo(new FitRow(State.LACKS, "project admin", "MiB of images", 5, 4L, "96 of 100 are used"));
        assertThat(row(plan, "images").needed()).isEqualTo(2);
        assertThat(row(plan, "images").free()).isEqualTo(99);
    }

    @Test
    public void aGlanceThatTellsNoLimitsHasNoRow() throws Exception {
        assertThat(clouds.plan(Verb.IMAGES, TwoClouds.DEMO).fit().rows()).isEmpty();
        clouds.target.faults().on("GET", "/v2/info/usage").status(404);

        assertThat(clouds.plan(Verb.IMAGES, TwoClouds.DEMO).fit().rows()).isEmpty();
    }

    /** Three for the quotas of the project, and one for the addresses of networks that are there. */
    @Test
    public void theCheckTakesAsManyRequestsForTenNetworksAsForAHundred() throws Exception {
        clouds.source.project("demo").quota("network", "network", -1).quota("network", "subnet", -1);
        long few = asked(10);
        long many = asked(100);

        assertThat(few).isEqualTo(4);
        assertThat(many).isEqualTo(few);
    }

    private long asked(int networks) throws Exception {
        ProjectFixture demo = clouds.source.project("demo");
        for (int i = 0; i < networks; i++) {
            demo.network("net-" + networks + "-" + i, "10.9." + i + ".0/24");
        }
        clouds.target.journal().clear();
        clouds.plan(Verb.NETWORKS, TwoClouds.DEMO);
        return clouds.target.journal().entries().stream()
                .filter(call -> call.path().contains("quota") || call.path().contains("availabilities"))
                .count();
    }

    static FitRow row(Report report, String what) {
        return report.fit().rows().stream()
                .filter(row -> row.what().equals(what))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + what + " in " + report.fit()));
    }

    /** What every project of the target may have of networks, unless somebody sets more. */
    private void quota(String key, int limit) {
        clouds.target
                .faults()
                .on("GET", "/v2.0/quotas/*/default")
                .status(200)
                .body("{\"quota\": {\"" + key + "\": " + limit + ", \"subnet\": 100, \"router\": 10, \"port\": 50}}");
        clouds.target
                .faults()
                .on("GET", "/v2.0/quotas/*/details.json")
                .status(200)
                .body("{\"quota\": {\"" + key + "\": {\"limit\": " + limit + ", \"used\": 0, \"reserved\": 0}}}");
    }

    private void pool(String subnet, String start, String end) {
        String id = clouds.target.inside().id("network", "/v2.0/subnets", "subnets", subnet);
        clouds.target
                .inside()
                .put(
                        "network",
                        "/v2.0/subnets/" + id,
                        WireJson.object(
                                "subnet",
                                WireJson.object(
                                        "allocation_pools",
                                        WireJson.arrayOf(List.of(WireJson.object("start", start, "end", end))))));
    }

    private static void wire(EmbeddedCloud cloud, String name, int vlan, String project) {
        cloud.inside()
                .make(
                        "network",
                        "/v2.0/networks",
                        "network",
                        WireJson.object("name", name, "tenant_id", project)
                                .put("provider:network_type", "vlan")
                                .put("provider:physical_network", "physnet1")
                                .put("provider:segmentation_id", vlan));
    }
}
