package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.DiskFixture.boot;
import static io.jenkins.plugins.pumphouse.migration.DiskFixture.disks;
import static io.jenkins.plugins.pumphouse.migration.DiskFixture.shown;
import static io.jenkins.plugins.pumphouse.migration.DiskFixture.snapshots;
import static io.jenkins.plugins.pumphouse.migration.DiskFixture.volumes;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.Faults.Fault;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** Servers with volumes: all disks after one stop, in their order, and nothing lost when it fails. */
public class ServerDisksTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aServerWithDataVolumesGetsCopiesOfThemInTheSameOrder() throws Exception {
        files("one", "two");

        Report report = clouds.move(Verb.INSTANCES, server("files"));

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        JsonNode copy = shown(clouds.target, "files");
        assertThat(disks(clouds.target, copy)).containsExactly("data-1 one false", "data-2 two true");
        assertThat(copy.path("image").path("id").isTextual()).isTrue();
        assertThat(outcome(report, "server", "files").message()).contains("volume data-1", "volume data-2");
    }

    @Test
    public void theSourceKeepsItsVolumesAttachedAndNothingTemporaryIsLeft() throws Exception {
        files("one", "two");

        clouds.move(Verb.INSTANCES, server("files"));

        assertThat(disks(clouds.source, shown(clouds.source, "files")))
                .containsExactly("data-1 one false", "data-2 two true");
        for (EmbeddedCloud cloud : List.of(clouds.source, clouds.target)) {
            cloud.skip(Duration.ofSeconds(5));
            assertThat(volumes(cloud)).hasSize(2);
            assertThat(snapshots(cloud)).isEmpty();
        }
    }

    @Test
    public void aServerWithAVolumeOfAnotherProjectIsRefusedBeforeItIsStopped() throws Exception {
        files("one", "two");
        String foreign = new VolumeFixture(clouds.source, "shop", "foreign", 1, "theirs").make();
        clouds.source.machines().attach(shown(clouds.source, "files").path("id").asText(), foreign);

        Outcome refused = outcome(clouds.move(Verb.INSTANCES, server("files")), "server", "files");

        assertThat(refused.end()).as(refused.message()).isEqualTo(End.CONFLICT);
        assertThat(refused.message()).contains("has volume foreign, which belongs to another project, ");
        assertThat(shown(clouds.source, "files").path("status").asText()).isEqualTo("ACTIVE");
    }

    @Test
    public void aServerThatBootsFromAVolumeBootsFromItsCopy() throws Exception {
        database();
        Fault snapshots = clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/action")
                .about("createImage")
                .answersInstead(answer -> answer);

        Report report = clouds.move(Verb.INSTANCES, server("database"));

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        JsonNode copy = shown(clouds.target, "database");
        assertThat(copy.path("image").asText()).isEmpty();
        assertThat(disks(clouds.target, copy)).containsExactly("system written since false", "data rows false");
        assertThat(copy.path("status").asText()).isEqualTo("ACTIVE");
        assertThat(snapshots.struck()).isZero();
    }

    @Test
    public void theVolumeThatNovaMadeForABootHasNoNameAndNeitherHasItsCopy() throws Exception {
        database();
        VolumeFixture.change(clouds.source, "system", "name", WireJson.node(""));

        Report report = clouds.move(Verb.INSTANCES, server("database"));

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(disks(clouds.target, shown(clouds.target, "database")))
                .containsExactly(" written since false", "data rows false");
    }

    @Test
    public void anOldSnapshotInAServersHistoryDoesNotMakeItsVolumesLookStale() throws Exception {
        database();
        String id = shown(clouds.source, "database").path("id").asText();
        clouds.source
                .inside()
                .post(
                        "compute",
                        "/v2.1/servers/" + id + "/action",
                        WireJson.object("createImage", WireJson.object("name", "monday")));
        clouds.source.skip(Duration.ofMinutes(5));
        clouds.source.skip(Duration.ofMinutes(5)); // saving begins when queueing is over

        Report report = clouds.move(Verb.INSTANCES, server("database"));

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(outcome(clouds.move(Verb.CLEANUP, server("database")), "server", "database")
                        .end())
                .isEqualTo(End.DELETED);
    }

    @Test
    public void aServerThatIsStartedWhileItsVolumesAreCopiedIsNotBootedFromThem() throws Exception {
        files("one", "two");
        String id = shown(clouds.source, "files").path("id").asText();
        clouds.onLine(line -> {
            if (line.contains("copies volume data-2")) {
                clouds.source.skip(Duration.ofSeconds(10));
                clouds.source
                        .inside()
                        .post("compute", "/v2.1/servers/" + id + "/action", WireJson.object("os-start", null));
                clouds.source.skip(Duration.ofSeconds(10));
                clouds.source
                        .inside()
                        .post("compute", "/v2.1/servers/" + id + "/action", WireJson.object("os-stop", null));
                clouds.source.skip(Duration.ofSeconds(10));
            }
        });

        Report report = clouds.move(Verb.INSTANCES, server("files"));

        assertThat(outcome(report, "server", "files").message()).contains("was started while its");
        assertThat(clouds.target.inside().servers()).isEmpty();
    }

    @Test
    public void aSecondRunWritesNothing() throws Exception {
        database();
        clouds.move(Verb.INSTANCES, server("database"));

        Report second = clouds.move(Verb.INSTANCES, server("database"));

        assertThat(second.changed()).as(second.outcomes().toString()).isFalse();
        assertThat(second.cost().writes()).isZero();
    }

    @Test
    public void aBootThatFailsBringsTheSourceBackAndRemovesTheCopiesOfItsVolumes() throws Exception {
        database();
        clouds.target.behaviour().bootsFail("database", "No valid host was found.");

        Report report = clouds.move(Verb.INSTANCES, server("database"));

        assertThat(outcome(report, "server", "database").message()).contains("No valid host was found.");
        clouds.target.skip(Duration.ofSeconds(5));
        assertThat(shown(clouds.source, "database").path("status").asText()).isEqualTo("ACTIVE");
        assertThat(volumes(clouds.target)).isEmpty();
        assertThat(clouds.target.inside().servers()).isEmpty();
    }

    @Test
    public void aVolumeThatCannotBeCopiedStartsTheSourceAgainAndLeavesNothing() throws Exception {
        files("one", "two");
        clouds.target.behaviour().snapshotsFail("data-2");

        Report report = clouds.move(Verb.INSTANCES, server("files"));

        assertThat(outcome(report, "server", "files").message()).contains("Volume data-2 could not be made on new");
        clouds.target.skip(Duration.ofSeconds(5));
        clouds.source.skip(Duration.ofSeconds(5));
        assertThat(shown(clouds.source, "files").path("status").asText()).isEqualTo("ACTIVE");
        assertThat(volumes(clouds.target)).isEmpty();
        assertThat(volumes(clouds.source)).hasSize(2);
    }

    @Test
    public void aRunThatEndedWhileTheServerBootedIsResumedWithTheCopiesThatItHad() throws Exception {
        database();
        clouds.target.behaviour().boot(Duration.ofHours(1));
        Thread runner = Thread.currentThread();
        clouds.onLine(line -> {
            if (line.contains("boots on new")) {
                runner.interrupt();
            }
        });
        clouds.move(Verb.INSTANCES, server("database"));
        Thread.interrupted();
        clouds.onLine(line -> {});
        clouds.target.skip(Duration.ofHours(1));

        Report second = clouds.move(Verb.INSTANCES, server("database"));

        assertThat(second.failed()).as(second.outcomes().toString()).isFalse();
        assertThat(volumes(clouds.target)).hasSize(2);
        assertThat(clouds.target.inside().servers()).hasSize(1);
    }

    @Test
    public void aRunThatEndedBetweenTwoVolumesIsResumedWithoutACopyTooMany() throws Exception {
        files("one", "two");
        Thread runner = Thread.currentThread();
        clouds.target.behaviour().snapshot(Duration.ofSeconds(2));
        clouds.target.faults().on("POST", "/v3/*/volumes").after(1).times(1).answersInstead(answer -> {
            runner.interrupt();
            return answer;
        });
        clouds.move(Verb.INSTANCES, server("files"));
        Thread.interrupted();
        clouds.target.behaviour().snapshot(Duration.ofMillis(30));

        Report second = clouds.move(Verb.INSTANCES, server("files"));

        assertThat(second.failed()).as(second.outcomes().toString()).isFalse();
        assertThat(disks(clouds.target, shown(clouds.target, "files")))
                .containsExactly("data-1 one false", "data-2 two true");
        assertThat(volumes(clouds.target)).hasSize(2);
        assertThat(volumes(clouds.source)).hasSize(2);
    }

    @Test
    public void aVolumeOfSeveralServersIsCopiedOnceAndAttachedToBothCopies() throws Exception {
        for (EmbeddedCloud cloud : List.of(clouds.source, clouds.target)) {
            VolumeFixture.sharedType(cloud, "shared");
        }
        String shared = new VolumeFixture(clouds.source, "demo", "shared-data", 1, "both")
                .set("volume_type", "shared")
                .make();
        boot(clouds.source, "left", List.of(shared), "os-stop");
        boot(clouds.source, "right", List.of(shared), "os-stop");

        Report report = clouds.move(Verb.INSTANCES, TwoClouds.DEMO);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(volumes(clouds.target)).hasSize(1);
        assertThat(disks(clouds.target, shown(clouds.target, "left"))).containsExactly("shared-data both false");
        assertThat(disks(clouds.target, shown(clouds.target, "right"))).containsExactly("shared-data both false");
    }

    @Test
    public void aVolumeOfAnotherServerThatRunsRefusesTheServer() throws Exception {
        VolumeFixture.sharedType(clouds.source, "shared");
        VolumeFixture.sharedType(clouds.target, "shared");
        String shared = new VolumeFixture(clouds.source, "demo", "shared-data", 1, "both")
                .set("volume_type", "shared")
                .make();
        boot(clouds.source, "left", List.of(shared), "os-stop");
        boot(clouds.source, "right", List.of(shared));

        Report report = clouds.plan(Verb.INSTANCES, server("left"));

        assertThat(outcome(report, "server", "left").end()).isEqualTo(End.CONFLICT);
        assertThat(outcome(report, "server", "left").message())
                .contains("volume shared-data, which is attached to server right too, and that one is ACTIVE");
    }

    @Test
    public void theQuotasOfTheAccountsProjectOnTheSourceAreInThePlanAsTemporaryVolumesCountAgainstThem()
            throws Exception {
        files("one", "two");
        clouds.source.project("admin").quota("volume", "gigabytes", 3);

        Report report = clouds.plan(Verb.INSTANCES, server("files"));

        assertThat(outcome(report, "server", "files").message())
                .contains("has volume data-2, which needs a temporary snapshot and volume", "gigabytes 4 more")
                .doesNotContain("has volume data-1");
    }

    @Test
    public void aVolumeThatCinderDoesNotShowRefusesItsServerWithTheReason() throws Exception {
        String data = new VolumeFixture(clouds.source, "demo", "data-1", 1, "one").make();
        boot(clouds.source, "files", List.of(data));
        clouds.source.faults().on("GET", "/v3/*/volumes/" + data).status(404);

        Outcome refused = outcome(clouds.move(Verb.INSTANCES, server("files")), "server", "files");

        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message())
                .contains("volume " + data, "is not shown by Cinder of old (404", "detach it from its server");
    }

    @Test
    public void anEncryptedVolumeRefusesItsServer() throws Exception {
        files("one", "two");
        VolumeFixture.change(clouds.source, "data-1", "encrypted", WireJson.node(true));

        Report report = clouds.move(Verb.INSTANCES, server("files"));

        assertThat(outcome(report, "server", "files").message()).contains("has volume data-1, which is encrypted");
        assertThat(shown(clouds.source, "files").path("status").asText()).isEqualTo("ACTIVE");
    }

    @Test
    public void theCleanUpDeletesAServerWhoseVolumesAreProvedAndKeepsTheOthers() throws Exception {
        database();
        files("one", "two");
        clouds.move(Verb.INSTANCES, server("database"));
        clouds.move(Verb.INSTANCES, server("files"));
        VolumeFixture.change(clouds.target, "data-1", "metadata", WireJson.object());

        Report database = clouds.move(Verb.CLEANUP, server("database"));
        Report files = clouds.move(Verb.CLEANUP, server("files"));

        assertThat(outcome(database, "server", "database").end())
                .as(database.outcomes().toString())
                .isEqualTo(End.DELETED);
        assertThat(outcome(database, "server", "database").message()).contains("volume system stays");
        assertThat(outcome(files, "server", "files").end()).isEqualTo(End.SKIPPED);
        assertThat(outcome(files, "server", "files").message()).contains("is not marked as a copy of");
    }

    @Test
    public void thePlanOfACleanUpNamesTheVolumesThatNovaDeletesWithTheServer() throws Exception {
        files("one", "two");
        clouds.move(Verb.INSTANCES, server("files"));

        String planned = outcome(clouds.plan(Verb.CLEANUP, server("files")), "server", "files")
                .message();
        Outcome deleted = outcome(clouds.move(Verb.CLEANUP, server("files")), "server", "files");

        assertThat(planned).contains("and with it, as its delete_on_termination says, volume data-2 (2 GB)");
        assertThat(deleted.message()).contains("volume data-1 stays", "volume data-2 was deleted with it");
        assertThat(volumes(clouds.source))
                .extracting(volume -> WireJson.text(volume, "name"))
                .containsExactly("data-1");
    }

    private void files(String first, String second) {
        String one = new VolumeFixture(clouds.source, "demo", "data-1", 1, first).make();
        String two = new VolumeFixture(clouds.source, "demo", "data-2", 2, second).make();
        DiskFixture.small(clouds.source, "files")
                .volume(one, false)
                .volume(two, true)
                .boot();
    }

    private void database() {
        String system = new VolumeFixture(clouds.source, "demo", "system", 2, "written since").make();
        VolumeFixture.change(clouds.source, "system", "bootable", WireJson.node("true"));
        String data = new VolumeFixture(clouds.source, "demo", "data", 1, "rows").make();
        DiskFixture.small(clouds.source, "database")
                .fromVolume(system)
                .volume(data, false)
                .boot();
    }
}
