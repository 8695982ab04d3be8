package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.VolumeFixture.all;
import static io.jenkins.plugins.pumphouse.clouds.VolumeFixture.shown;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.ended;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** What a copy of a volume makes for a while on either cloud, and that nothing of it stays. */
public class VolumeTemporariesTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

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

    private VolumeFixture volume(String name, String content) {
        return new VolumeFixture(clouds.source, "demo", name, 3, content);
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
}
