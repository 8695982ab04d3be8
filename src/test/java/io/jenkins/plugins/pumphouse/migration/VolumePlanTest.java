package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.VolumeFixture.all;
import static io.jenkins.plugins.pumphouse.clouds.VolumeFixture.shown;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.Faults;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import java.time.Duration;
import org.junit.Rule;
import org.junit.Test;

/** What of a volume is refused, told, or in conflict before anything is copied. */
public class VolumePlanTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

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
    public void anEncryptedVolumeIsRefused() throws Exception {
        volume("secret", "data").make();
        VolumeFixture.change(clouds.source, "secret", "encrypted", WireJson.node(true));

        Report report = clouds.move(Verb.VOLUMES);

        assertThat(outcome(report, "volume", "secret").message()).contains("is encrypted, and keys are not migrated");
        assertThat(all(clouds.target)).isEmpty();
    }

    @Test
    public void aVolumeOfAGenericGroupIsRefusedWithTheCommandThatTakesItOut() throws Exception {
        String id = volume("grouped", "data").make();
        VolumeFixture.change(clouds.source, "grouped", "group_id", WireJson.node("c0ffee"));

        Report report = clouds.move(Verb.VOLUMES);

        assertThat(outcome(report, "volume", "grouped").message())
                .contains("is in volume group c0ffee", "group-update --remove-volumes " + id + " c0ffee");
        assertThat(all(clouds.target)).isEmpty();
    }

    @Test
    public void aVolumeOfAConsistencyGroupIsRefusedWithTheCommandThatTakesItOut() throws Exception {
        String id = volume("grouped", "data").make();
        VolumeFixture.change(clouds.source, "grouped", "consistencygroup_id", WireJson.node("c0ffee"));

        Report report = clouds.move(Verb.VOLUMES);

        assertThat(outcome(report, "volume", "grouped").message())
                .contains("is in consistency group c0ffee", "openstack consistency group remove volume c0ffee " + id);
        assertThat(all(clouds.target)).isEmpty();
    }

    @Test
    public void aConsistencyGroupThatCinderHasMadeAGenericOneIsSaidOnce() throws Exception {
        volume("grouped", "data").make();
        VolumeFixture.change(clouds.source, "grouped", "group_id", WireJson.node("c0ffee"));
        VolumeFixture.change(clouds.source, "grouped", "consistencygroup_id", WireJson.node("c0ffee"));

        Report report = clouds.move(Verb.VOLUMES);

        assertThat(outcome(report, "volume", "grouped").message())
                .contains("group-update --remove-volumes")
                .doesNotContain("consistency group");
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
    public void backupsOfAVolumeAreToldAsLeftBehind() throws Exception {
        String id = volume("backup", "data").make();
        clouds.source
                .faults()
                .on("GET", "/v3/*/backups/detail")
                .status(200)
                .body("{\"backups\": [{\"id\": \"b-1\", \"name\": \"nightly\", \"volume_id\": \"" + id
                        + "\"}, {\"id\": \"b-2\", \"name\": \"another's\", \"volume_id\": \"other\"}]}");

        Report report = clouds.move(Verb.VOLUMES);

        assertThat(outcome(report, "volume", "backup").end()).isEqualTo(End.CREATED);
        assertThat(outcome(report, "volume", "backup").message())
                .contains("1 backup (nightly; only its present content is copied)");
    }

    @Test
    public void aVolumeIsMadeInItsZoneWhereTheTargetHasThatElseTheZoneIsToldAsLost() throws Exception {
        volume("kept", "data").make();
        volume("lost", "data").make();
        VolumeFixture.change(clouds.source, "lost", "availability_zone", WireJson.node("rack-9"));
        Faults.Fault inItsZone = clouds.target
                .faults()
                .on("POST", "/v3/*/volumes")
                .containing("\"availability_zone\":\"nova\"")
                .answersInstead(answer -> answer);

        Report report = clouds.move(Verb.VOLUMES);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(inItsZone.struck()).isEqualTo(1);
        assertThat(outcome(report, "volume", "kept").message()).doesNotContain("availability zone");
        assertThat(outcome(report, "volume", "lost").message())
                .contains("availability zone rack-9 (new has none of that name)");
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

    private VolumeFixture volume(String name, String content) {
        return new VolumeFixture(clouds.source, "demo", name, 3, content);
    }
}
