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
        DiskFixture.files(clouds.source, "one", "two");

        Report report = clouds.move(Verb.INSTANCES, server("files"));

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        JsonNode copy = shown(clouds.target, "files");
        assertThat(disks(clouds.target, copy)).containsExactly("data-1 one false", "data-2 two true");
        assertThat(copy.path("image").path("id").isTextual()).isTrue();
        assertThat(outcome(report, "server", "files").message()).contains("volume data-1", "volume data-2");
    }

    @Test
    public void theSourceKeepsItsVolumesAttachedAndNothingTemporaryIsLeft() throws Exception {
        DiskFixture.files(clouds.source, "one", "two");

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
        DiskFixture.files(clouds.source, "one", "two");
        String foreign = new VolumeFixture(clouds.source, "shop", "foreign", 1, "theirs").make();
        clouds.source.machines().attach(shown(clouds.source, "files").path("id").asText(), foreign);

        Outcome refused = outcome(clouds.move(Verb.INSTANCES, server("files")), "server", "files");

        assertThat(refused.end()).as(refused.message()).isEqualTo(End.CONFLICT);
        assertThat(refused.message()).contains("has volume foreign, which belongs to another project, ");
        assertThat(shown(clouds.source, "files").path("status").asText()).isEqualTo("ACTIVE");
    }

    @Test
    public void aServerThatBootsFromAVolumeBootsFromItsCopy() throws Exception {
        DiskFixture.database(clouds.source);
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
        DiskFixture.database(clouds.source);
        VolumeFixture.change(clouds.source, "system", "name", WireJson.node(""));

        Report report = clouds.move(Verb.INSTANCES, server("database"));

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(disks(clouds.target, shown(clouds.target, "database")))
                .containsExactly(" written since false", "data rows false");
    }

    @Test
    public void anOldSnapshotInAServersHistoryDoesNotMakeItsVolumesLookStale() throws Exception {
        DiskFixture.database(clouds.source);
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
    public void aSecondRunWritesNothing() throws Exception {
        DiskFixture.database(clouds.source);
        clouds.move(Verb.INSTANCES, server("database"));

        Report second = clouds.move(Verb.INSTANCES, server("database"));

        assertThat(second.changed()).as(second.outcomes().toString()).isFalse();
        assertThat(second.cost().writes()).isZero();
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
                .contains("volume shared-data, which is attached to server right (", ") too, and that one is ACTIVE");
    }

    @Test
    public void theQuotasOfTheAccountsProjectOnTheSourceAreInThePlanAsTemporaryVolumesCountAgainstThem()
            throws Exception {
        DiskFixture.files(clouds.source, "one", "two");
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

    /** A retype or a migration inside of Cinder leaves it in-use, and lets nobody take a snapshot of it meanwhile. */
    @Test
    public void aVolumeThatCinderMigratesRefusesItsServerUntilThatIsOver() throws Exception {
        DiskFixture.files(clouds.source, "one", "two");
        VolumeFixture.change(clouds.source, "data-1", "migration_status", WireJson.node("migrating"));

        Report report = clouds.move(Verb.INSTANCES, server("files"));

        assertThat(outcome(report, "server", "files").message())
                .contains("has volume data-1, which Cinder migrates now (migrating)", "run again when that is over");
        assertThat(shown(clouds.source, "files").path("OS-EXT-STS:task_state").isNull())
                .isTrue();
        assertThat(clouds.source.journal().count("POST", "/v2.1/servers/*/action"))
                .as("it was not stopped")
                .isZero();
        VolumeFixture.change(clouds.source, "data-1", "migration_status", WireJson.node("success"));
        assertThat(outcome(clouds.move(Verb.INSTANCES, server("files")), "server", "files")
                        .end())
                .isEqualTo(End.CREATED);
    }

    @Test
    public void anEncryptedVolumeRefusesItsServer() throws Exception {
        DiskFixture.files(clouds.source, "one", "two");
        VolumeFixture.change(clouds.source, "data-1", "encrypted", WireJson.node(true));

        Report report = clouds.move(Verb.INSTANCES, server("files"));

        assertThat(outcome(report, "server", "files").message()).contains("has volume data-1, which is encrypted");
        assertThat(shown(clouds.source, "files").path("status").asText()).isEqualTo("ACTIVE");
    }

    @Test
    public void theCleanUpDeletesAServerWhoseVolumesAreProvedAndKeepsTheOthers() throws Exception {
        DiskFixture.database(clouds.source);
        DiskFixture.files(clouds.source, "one", "two");
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
        DiskFixture.files(clouds.source, "one", "two");
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
}
