package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.ended;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.time.Duration;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** Volumes that no server has: moved whole, with nothing left beside them. */
public class VolumeTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aVolumeMovesWithItsContentAndAllThatItsOwnerHasSet() throws Exception {
        volume("backup", "every byte of it")
                .set("description", "nightly")
                .set("metadata", WireJson.object("tier", "gold"))
                .make();
        act("backup", "os-set_bootable", WireJson.object("bootable", true));
        act("backup", "os-update_readonly_flag", WireJson.object("readonly", true));
        act("backup", "os-set_image_metadata", WireJson.object("metadata", WireJson.object("hw_disk_bus", "scsi")));

        Report report = clouds.move(Verb.VOLUMES);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        Outcome moved = outcome(report, "volume", "backup");
        assertThat(moved.end()).isEqualTo(End.CREATED);
        assertThat(moved.facts()).containsKeys("bytes", "sha512");
        JsonNode there = shown(clouds.target, "backup");
        assertThat(VolumeFixture.content(clouds.target, there)).isEqualTo("every byte of it");
        assertThat(there.path("size").asInt()).isEqualTo(3);
        assertThat(there.path("description").asText()).isEqualTo("nightly");
        assertThat(there.path("metadata").path("tier").asText()).isEqualTo("gold");
        assertThat(there.path("metadata").path("readonly").asText()).isEqualTo("True");
        assertThat(there.path("bootable").asText()).isEqualTo("true");
        assertThat(there.path("volume_image_metadata")).isEqualTo(WireJson.object("hw_disk_bus", "scsi"));
        assertThat(clouds.ofDemo("volume", volumes(clouds.target), "volumes")).isEmpty(); // by its own field instead
        assertThat(there.path("os-vol-tenant-attr:tenant_id").asText()).isEqualTo(demo(clouds.target));
    }

    @Test
    public void theSourceKeepsItsVolumeAndNeitherCloudKeepsATemporaryObject() throws Exception {
        volume("backup", "data").make();

        clouds.move(Verb.VOLUMES);

        assertThat(VolumeFixture.content(clouds.source, shown(clouds.source, "backup")))
                .isEqualTo("data");
        assertThat(shown(clouds.source, "backup").path("status").asText()).isEqualTo("available");
        assertNoTemporaries();
    }

    @Test
    public void aTemporaryObjectThatCouldNotBeRemovedIsRemovedByTheNextRun() throws Exception {
        volume("backup", "data").make();
        clouds.source.faults().on("DELETE", "/v3/*/snapshots/*").status(409);
        clouds.target.faults().on("DELETE", "/v2/images/*").status(500);

        Report first = clouds.move(Verb.VOLUMES);

        assertThat(outcome(first, "volume", "backup").end()).isEqualTo(End.CREATED);
        assertThat(clouds.lines).anyMatch(line -> line.contains("may leave temporary objects"));
        clouds.source.faults().clear();
        clouds.target.faults().clear();

        Report second = clouds.move(Verb.VOLUMES);

        assertThat(second.failed()).as(second.outcomes().toString()).isFalse();
        assertNoTemporaries();
        assertThat(clouds.move(Verb.VOLUMES).cost().writes()).isZero();
    }

    @Test
    public void aSecondRunWritesNothing() throws Exception {
        volume("backup", "data").make();
        clouds.move(Verb.VOLUMES);

        Report second = clouds.move(Verb.VOLUMES);

        assertThat(second.changed())
                .as(outcome(second, "volume", "backup").toString())
                .isFalse();
        assertThat(second.cost().writes()).isZero();
    }

    @Test
    public void aVolumeThatTheTargetCannotFillIsRemovedThereAndMadeByTheNextRun() throws Exception {
        volume("backup", "data").make();
        clouds.target.behaviour().snapshotsFail("backup");

        Report report = clouds.move(Verb.VOLUMES);

        assertThat(outcome(report, "volume", "backup").message())
                .contains("could not be made on new: it was error, and is removed");
        clouds.target.skip(Duration.ofSeconds(5));
        assertThat(all(clouds.target)).isEmpty();
        assertNoTemporaries();
        clouds.target.behaviour().healed();
        Report second = clouds.move(Verb.VOLUMES);
        assertThat(ended(second, End.CREATED))
                .as(outcome(second, "volume", "backup").toString())
                .contains("volume backup");
        assertThat(VolumeFixture.content(clouds.target, shown(clouds.target, "backup")))
                .isEqualTo("data");
    }

    @Test
    public void aCopyThatItsOwnerCouldNotExtendIsHisAndIsNotMadeAgain() throws Exception {
        volume("backup", "data").make();
        clouds.move(Verb.VOLUMES);
        VolumeFixture.used(clouds.target, shown(clouds.target, "backup"), "his own");
        VolumeFixture.change(clouds.target, "backup", "status", WireJson.node("error_extending"));

        Report second = clouds.move(Verb.VOLUMES);

        assertThat(second.cost().writes()).isZero();
        assertThat(VolumeFixture.content(clouds.target, shown(clouds.target, "backup")))
                .isEqualTo("his own");
    }

    @Test
    public void anImageThatTheSourceCannotWriteFailsTheVolumeInWordsAndLeavesNothing() throws Exception {
        volume("backup", "data").make();
        clouds.source.behaviour().snapshotsFail("pumphouse *");

        Report report = clouds.move(Verb.VOLUMES);

        assertThat(outcome(report, "volume", "backup").message())
                .contains("The image of volume backup on old is gone: Cinder could not write it");
        assertNoTemporaries();
    }

    @Test
    public void whatAKilledRunHasLeftIsRemovedByTheNext() throws Exception {
        volume("backup", "data").make();
        Thread runner = Thread.currentThread();
        clouds.target.faults().on("POST", "/v3/*/volumes").times(1).answersInstead(answer -> {
            runner.interrupt();
            return answer;
        });
        clouds.move(Verb.VOLUMES);
        Thread.interrupted();
        assertThat(clouds.target.inside().list("image", "/v2/images", "images"))
                .anyMatch(image -> image.path("name").asText().startsWith("pumphouse "));

        Report second = clouds.move(Verb.VOLUMES);

        assertThat(second.failed())
                .as(outcome(second, "volume", "backup").toString())
                .isFalse();
        assertThat(all(clouds.target)).hasSize(1);
        assertThat(VolumeFixture.content(clouds.target, shown(clouds.target, "backup")))
                .isEqualTo("data");
        assertNoTemporaries();
    }

    @Test
    public void aVolumeThatTheTargetStillFillsIsWaitedFor() throws Exception {
        volume("backup", "data").make();
        Thread runner = Thread.currentThread();
        clouds.target.behaviour().snapshot(Duration.ofSeconds(3));
        clouds.target.faults().on("POST", "/v3/*/volumes").times(1).answersInstead(answer -> {
            runner.interrupt();
            return answer;
        });
        clouds.move(Verb.VOLUMES);
        Thread.interrupted();
        assertThat(shown(clouds.target, "backup").path("status").asText()).isEqualTo("creating");

        Report second = clouds.move(Verb.VOLUMES);

        assertThat(second.failed()).as(second.outcomes().toString()).isFalse();
        assertThat(shown(clouds.target, "backup").path("status").asText()).isEqualTo("available");
        assertThat(VolumeFixture.content(clouds.target, shown(clouds.target, "backup")))
                .isEqualTo("data");
        assertThat(all(clouds.target)).hasSize(1);
    }

    @Test
    public void aVolumeThatWasUsedAfterItsCopyIsAConflictAndNotAStaleCopyUnsaid() throws Exception {
        volume("backup", "data").make();
        clouds.move(Verb.VOLUMES);
        clouds.source.skip(Duration.ofSeconds(5));
        VolumeFixture.used(clouds.source, shown(clouds.source, "backup"), "newer data");

        Report report = clouds.move(Verb.VOLUMES);

        assertThat(outcome(report, "volume", "backup").end()).isEqualTo(End.CONFLICT);
        assertThat(outcome(report, "volume", "backup").message())
                .contains("was used on the source after its content was copied", "Delete the copy");
    }

    @Test
    public void aTypeThatTheTargetDoesNotHaveIsAConflictUntilItIsMapped() throws Exception {
        VolumeFixture.type(clouds.source, "fast");
        VolumeFixture.type(clouds.target, "ssd");
        volume("backup", "data").set("volume_type", WireJson.node("fast")).make();
        Report refused = clouds.move(Verb.VOLUMES);
        assertThat(outcome(refused, "volume type", "fast").message())
                .contains("is not on new", "mapping: volume_types: {fast: …}", "There are: __DEFAULT__, ssd");

        Report mapped = clouds.mapping("volume type", "fast", "ssd").move(Verb.VOLUMES);

        assertThat(mapped.failed()).as(mapped.outcomes().toString()).isFalse();
        assertThat(shown(clouds.target, "backup").path("volume_type").asText()).isEqualTo("ssd");
    }

    @Test
    public void encryptedVolumesAndThoseOfAConsistencyGroupAreRefused() throws Exception {
        volume("secret", "data").make();
        volume("grouped", "data").make();
        VolumeFixture.change(clouds.source, "secret", "encrypted", WireJson.node(true));
        VolumeFixture.change(clouds.source, "grouped", "group_id", WireJson.node("c0ffee"));

        Report report = clouds.move(Verb.VOLUMES);

        assertThat(outcome(report, "volume", "secret").message()).contains("is encrypted, and keys are not migrated");
        assertThat(outcome(report, "volume", "grouped").message()).contains("is in consistency group c0ffee");
        assertThat(all(clouds.target)).isEmpty();
    }

    @Test
    public void aFieldThatNobodyKnowsYetAndTheUserAreTold() throws Exception {
        volume("backup", "data").make();
        VolumeFixture.change(clouds.source, "backup", "shine", WireJson.node("bright"));

        Report report = clouds.move(Verb.VOLUMES);

        assertThat(outcome(report, "volume", "backup").message())
                .contains("shine bright (unknown to this version)", "user admin (it becomes admin's)");
    }

    @Test
    public void snapshotsOfAVolumeAreToldAsLeftBehind() throws Exception {
        volume("backup", "data").make();
        clouds.source
                .inside()
                .make(
                        "volume",
                        "/v3/" + clouds.source.inside().projectId() + "/snapshots",
                        "snapshot",
                        WireJson.object(
                                "name",
                                "monday",
                                "volume_id",
                                shown(clouds.source, "backup").path("id")));

        Report report = clouds.move(Verb.VOLUMES);

        assertThat(outcome(report, "volume", "backup").message())
                .contains("1 snapshot (monday; only its present content is copied)");
    }

    @Test
    public void theQuotaOfGigabytesIsInThePlan() throws Exception {
        volume("backup", "data").make();
        clouds.move(Verb.TENANTS);
        clouds.target.project("demo").quota("volume", "gigabytes", 2);

        Report report = clouds.plan(Verb.VOLUMES, Selection.ofTenant("demo"));

        assertThat(outcome(report, "volume", "backup").end()).isEqualTo(End.CONFLICT);
        assertThat(outcome(report, "volume", "backup").message()).contains("volume gigabytes 3 more");
    }

    private VolumeFixture volume(String name, String content) {
        return new VolumeFixture(clouds.source, "demo", name, 3, content);
    }

    private void act(String name, String action, JsonNode body) {
        clouds.source
                .inside()
                .post(
                        "volume",
                        "/v3/" + clouds.source.inside().projectId() + "/volumes/"
                                + shown(clouds.source, name).path("id").asText() + "/action",
                        WireJson.object(action, body));
    }

    private void assertNoTemporaries() {
        for (EmbeddedCloud cloud : List.of(clouds.source, clouds.target)) {
            cloud.skip(Duration.ofSeconds(5));
            assertThat(cloud.inside().list("image", "/v2/images", "images"))
                    .noneMatch(image -> image.path("name").asText().startsWith("pumphouse "));
            assertThat(all(cloud)).noneMatch(v -> v.path("name").asText().startsWith("pumphouse "));
            assertThat(cloud.inside()
                            .list(
                                    "volume",
                                    "/v3/" + cloud.inside().projectId() + "/snapshots/detail?all_tenants=1",
                                    "snapshots"))
                    .noneMatch(s -> s.path("name").asText().startsWith("pumphouse "));
        }
    }

    private static String volumes(EmbeddedCloud cloud) {
        return "/v3/" + cloud.inside().projectId() + "/volumes/detail?all_tenants=1";
    }

    private static List<JsonNode> all(EmbeddedCloud cloud) {
        return cloud.inside().list("volume", volumes(cloud), "volumes");
    }

    private static JsonNode shown(EmbeddedCloud cloud, String name) {
        return cloud.inside().named("volume", volumes(cloud), "volumes", name);
    }

    private static String demo(EmbeddedCloud cloud) {
        return cloud.inside()
                .named("identity", "/v3/projects", "projects", "demo")
                .path("id")
                .asText();
    }

    @Test
    public void anImageOfTheNameOfATemporaryOneThatIsSomebodyElsesStaysOnBothClouds() throws Exception {
        String volume = volume("backup", "data").make();
        for (EmbeddedCloud cloud : List.of(clouds.source, clouds.target)) {
            cloud.inside()
                    .post(
                            "image",
                            "/v2/images",
                            WireJson.object(
                                    "name", "pumphouse " + volume, "disk_format", "raw", "container_format", "bare"));
        }

        Report report = clouds.move(Verb.VOLUMES);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        for (EmbeddedCloud cloud : List.of(clouds.source, clouds.target)) {
            assertThat(cloud.inside().list("image", "/v2/images", "images"))
                    .filteredOn(image -> image.path("name").asText().equals("pumphouse " + volume))
                    .hasSize(1);
            assertThat(clouds.lines)
                    .anyMatch(line -> line.contains("image \"pumphouse " + volume + "\" (")
                            && line.contains(") on " + cloud.name() + " is not marked, so it stays"));
        }
        assertThat(clouds.move(Verb.VOLUMES).cost().writes()).isZero();
    }

    @Test
    public void aTemporaryImageWhoseAnswerWasLostIsRemovedByTheRunThatAskedForIt() throws Exception {
        volume("backup", "data").make();
        clouds.source
                .faults()
                .on("POST", "/v3/*/volumes/*/action")
                .containing("os-volume_upload_image")
                .times(1)
                .resetAfterwards();

        clouds.move(Verb.VOLUMES);
        clouds.source.skip(Duration.ofSeconds(5));
        clouds.move(Verb.VOLUMES);

        assertNoTemporaries();
    }
}
