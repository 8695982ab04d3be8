package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.AdoptionFixture.act;
import static io.jenkins.plugins.pumphouse.migration.AdoptionFixture.records;
import static io.jenkins.plugins.pumphouse.migration.AdoptionFixture.volume;
import static io.jenkins.plugins.pumphouse.migration.AdoptionFixture.volumes;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.DEMO;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.volume.Storage;
import io.jenkins.plugins.pumphouse.clouds.wire.Blob;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Volumes in a backend that both clouds have: the source gives them up, the target takes them, no byte moves. */
public class AdoptionTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private AdoptionFixture shared;

    @Before
    public void aBackendThatBothHave() {
        shared = new AdoptionFixture(clouds);
    }

    @Test
    public void anAdoptedVolumeStaysWhereItIsWithAllThatItsOwnerHasSet() throws Exception {
        shared.volume("backup", "every byte of it");
        JsonNode before = volume(clouds.source, "backup");
        act(clouds.source, before, "os-set_bootable", WireJson.object("bootable", true));
        act(clouds.source, before, "os-update_readonly_flag", WireJson.object("readonly", true));
        act(
                clouds.source,
                before,
                "os-set_image_metadata",
                WireJson.object("metadata", WireJson.object("hw_disk_bus", "scsi")));

        Report report = clouds.move(Verb.VOLUMES);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        Outcome moved = outcome(report, "volume", "backup");
        assertThat(moved.end()).isEqualTo(End.CREATED);
        assertThat(moved.message()).contains("adopted: nothing was copied");
        assertThat(moved.facts())
                .containsEntry("adopted", "controller@ceph#ceph")
                .doesNotContainKey("bytes");
        JsonNode now = volume(clouds.target, "backup");
        assertThat(now.path("status").asText()).isEqualTo("available");
        assertThat(now.path("size").asInt()).isEqualTo(3);
        assertThat(now.path("description").asText()).isEqualTo("nightly");
        assertThat(now.path("bootable").asText()).isEqualTo("true");
        assertThat(now.path("volume_type").asText()).isEqualTo("ceph");
        assertThat(now.path("metadata").path("tier").asText()).isEqualTo("gold");
        assertThat(now.path("metadata").path("readonly").asText()).isEqualTo("True");
        assertThat(now.path("metadata").has("pumphouse_unfinished")).isFalse();
        assertThat(now.path("volume_image_metadata")).isEqualTo(WireJson.object("hw_disk_bus", "scsi"));
        assertThat(now.path("os-vol-tenant-attr:tenant_id").asText())
                .isEqualTo(clouds.target.project("demo").id());
        assertThat(VolumeFixture.content(clouds.target, now)).isEqualTo("every byte of it");
        assertThat(shared.storage.sizes()).isEqualTo(Map.of("volume-" + WireJson.text(now, "id"), 3));
        assertThat(volumes(clouds.source)).isEmpty();
        assertThat(clouds.source.journal().of("POST", "/v3/*/volumes/*/action")).hasSize(1);
    }

    @Test
    public void aSecondRunWritesNothingAndThePlanTellsWhatWillBecomeOfTheSource() throws Exception {
        shared.volume("backup", "data");

        Outcome planned = outcome(clouds.plan(Verb.VOLUMES, DEMO), "volume", "backup");
        clouds.move(Verb.VOLUMES);

        assertThat(planned.message())
                .contains(
                        "the volume on old, whose Cinder gives it up (new has it under another id, with the same data)");
        assertThat(clouds.lines).anyMatch(line -> line.contains("3 GB, ceph, stays in its backend"));
        Report second = clouds.move(Verb.VOLUMES);
        assertThat(second.failed()).as(second.outcomes().toString()).isFalse();
        assertThat(second.cost().writes()).isZero();
        assertThat(outcome(second, "volume", "backup").end()).isEqualTo(End.REUSED);
        assertThat(clouds.copying().move(Verb.VOLUMES).cost().writes()).isZero();
    }

    @Test
    public void aVolumeThatNoBackendOfTheTargetHasIsRefusedAndNothingIsWritten() throws Exception {
        new VolumeFixture(clouds.source, "demo", "local", 3, "data").make();
        clouds.move(Verb.TENANTS);

        Report report = clouds.move(Verb.VOLUMES);

        assertThat(outcome(report, "volume", "local").end()).isEqualTo(End.CONFLICT);
        assertThat(outcome(report, "volume", "local").message())
                .contains("no backend of new (controller@disk, controller@ceph) has anything called after")
                .contains("copy it");
        assertThat(report.cost().writes()).isZero();
    }

    @Test
    public void aMirrorOfTheBackendHasTheSameNamesAndIsFoundOutBeforeAnythingIsGivenUp() throws Exception {
        shared.volume("backup", "data");
        Storage mirror = shared.storage.copy();
        clouds.target.mirror(AdoptionFixture.BACKEND, mirror);

        Report report = clouds.move(Verb.VOLUMES);

        assertThat(outcome(report, "volume", "backup").message())
                .contains("Backend controller@ceph of new is not controller@ceph#ceph of old", "Nothing was changed");
        assertThat(volumes(clouds.source)).hasSize(1);
        assertThat(volume(clouds.source, "backup").path("status").asText()).isEqualTo("available");
        assertThat(records(clouds.source)).isEmpty();
        assertThat(volumes(clouds.target)).isEmpty();
        assertThat(mirror.sizes()).hasSize(1);
    }

    @Test
    public void aVolumeWithSnapshotsIsRefusedWithTheirNames() throws Exception {
        String id = shared.volume("backup", "data");
        String root = "/v3/" + clouds.source.inside().projectId();
        clouds.source
                .inside()
                .make("volume", root + "/snapshots", "snapshot", WireJson.object("name", "monday", "volume_id", id));

        Report report = clouds.move(Verb.VOLUMES);

        assertThat(outcome(report, "volume", "backup").message())
                .contains("as Cinder gives up no volume that has snapshots (monday)");
        assertThat(volumes(clouds.target)).isEmpty();
    }

    @Test
    public void anEncryptedVolumeAndOneOfAnotherSizeAreRefused() throws Exception {
        shared.volume("secret", "data");
        String odd = shared.volume("odd", "data");
        VolumeFixture.change(clouds.source, "secret", "encrypted", WireJson.node(true));
        shared.storage.put("volume-" + odd, Blob.of(new byte[0]), 4);

        Report report = clouds.move(Verb.VOLUMES);

        assertThat(outcome(report, "volume", "secret").message()).contains("is encrypted");
        assertThat(outcome(report, "volume", "odd").message())
                .contains("has 4 GB in controller@ceph of new, and the volume has 3 GB");
        assertThat(volumes(clouds.target)).isEmpty();
    }

    @Test
    public void twoBackendsThatHaveItAreAmbiguousUntilTheOperatorNamesOne() throws Exception {
        shared.volume("backup", "data");
        clouds.target.mount("ceph-2", shared.storage);

        Report refused = clouds.move(Verb.VOLUMES);
        Report mapped = clouds.mapping("volume backend", "controller@ceph", "controller@ceph")
                .move(Verb.VOLUMES);

        assertThat(outcome(refused, "volume", "backup").message())
                .contains("2 backends of new have it (controller@ceph, controller@ceph-2)", "mapping: volume_backends");
        assertThat(mapped.failed()).as(mapped.outcomes().toString()).isFalse();
        assertThat(volume(clouds.target, "backup").path("os-vol-host-attr:host").asText())
                .isEqualTo("controller@ceph#ceph");
    }

    @Test
    public void whatSnapshotsHaveLeftBesideAVolumeMayHoldSomeOfIt() throws Exception {
        String id = shared.volume("backup", "data");
        shared.storage.put("volume-" + id + ".5e1f", Blob.of(new byte[0]), 3);

        Report report = clouds.move(Verb.VOLUMES);

        assertThat(outcome(report, "volume", "backup").message())
                .contains("beside volume-" + id + " its backend has volume-" + id + ".5e1f");
    }

    @Test
    public void aVolumeThatCinderHasMigratedIsFoundByTheNameThatItHasSince() throws Exception {
        String id = shared.volume("backup", "data");
        String other = "0b5e2f4c-51ad-4a8e-8a39-4b0d1f3c9f11";
        shared.storage.rename("volume-" + id, "volume-" + other);
        VolumeFixture.change(clouds.source, "backup", "os-vol-mig-status-attr:name_id", WireJson.node(other));

        Report report = clouds.move(Verb.VOLUMES);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(VolumeFixture.content(clouds.target, volume(clouds.target, "backup")))
                .isEqualTo("data");
    }

    @Test
    public void aVolumeThatTheTargetCannotTakeIsTheSourcesAgainUnderAnotherId() throws Exception {
        String id = shared.volume("backup", "data");
        clouds.target.behaviour().snapshotsFail("backup");

        Report report = clouds.move(Verb.VOLUMES);

        JsonNode back = volume(clouds.source, "backup");
        assertThat(outcome(report, "volume", "backup").end()).isEqualTo(End.FAILED);
        assertThat(outcome(report, "volume", "backup").message())
                .contains("could not be adopted: Cinder of new could not manage it: it was error. Does volume type")
                .contains("It is on old again with all its data, now as volume " + WireJson.text(back, "id")
                        + " (it was " + id + ")");
        assertThat(VolumeFixture.content(clouds.source, back)).isEqualTo("data");
        assertThat(back.path("metadata")).isEqualTo(WireJson.object("tier", "gold"));
        assertThat(back.path("description").asText()).isEqualTo("nightly");
        assertThat(back.path("os-vol-tenant-attr:tenant_id").asText())
                .isEqualTo(clouds.source.project("demo").id());
        clouds.target.skip(Duration.ofSeconds(5));
        assertThat(volumes(clouds.target)).isEmpty();
        assertThat(records(clouds.source)).isEmpty();
        clouds.target.behaviour().healed();
        assertThat(clouds.move(Verb.VOLUMES).failed()).isFalse();
        assertThat(VolumeFixture.content(clouds.target, volume(clouds.target, "backup")))
                .isEqualTo("data");
    }

    @Test
    public void aDriverThatCannotGiveVolumesUpLeavesThemAvailableAndIsAskedOnce() throws Exception {
        shared.volume("first", "data");
        shared.volume("second", "data");
        clouds.limits(1, 1);
        clouds.source.behaviour().snapshotsFail("unmanage *");

        Report report = clouds.move(Verb.VOLUMES);

        assertThat(List.of(
                        outcome(report, "volume", "first").message(),
                        outcome(report, "volume", "second").message()))
                .allMatch(message -> message.contains("its driver cannot give volumes up (error_unmanaging"));
        assertThat(volumes(clouds.source))
                .hasSize(2)
                .allMatch(volume -> volume.path("status").asText().equals("available"));
        assertThat(clouds.source.journal().of("POST", "/v3/*/volumes/*/action")).hasSize(2); // with os-reset_status
        assertThat(records(clouds.source)).isEmpty();
    }

    @Test
    public void oneThatNeitherCloudTakesIsToldWithTheCommandAndTakenByTheNextRun() throws Exception {
        String id = shared.volume("backup", "data");
        clouds.target.behaviour().snapshotsFail("backup");
        clouds.source.faults().on("POST", "/v3/*/manageable_volumes").status(403);

        Report report = clouds.move(Verb.VOLUMES);

        assertThat(outcome(report, "volume", "backup").message())
                .contains("is managed by neither cloud now; its data is untouched, in controller@ceph of new as volume-"
                        + id)
                .contains(
                        "cinder manage --id-type source-name --name \"backup\" --volume-type ceph controller@ceph#ceph"
                                + " volume-" + id);
        clouds.source.faults().clear();
        clouds.target.behaviour().healed();
        assertThat(outcome(clouds.copying().move(Verb.VOLUMES), "volume", "backup")
                        .message())
                .contains(
                        "is managed by neither cloud", "or pumpVolumes with adopt: true, which lets new have it again");
        Report second = clouds.adopting().move(Verb.VOLUMES);
        assertThat(second.failed()).as(second.outcomes().toString()).isFalse();
        assertThat(VolumeFixture.content(clouds.target, volume(clouds.target, "backup")))
                .isEqualTo("data");
    }

    @Test
    public void anAdoptedVolumeThatItsOwnerHasDeletedOnTheTargetIsNamedWithWhatRemovesItsRecord() throws Exception {
        shared.volume("backup", "data");
        clouds.move(Verb.VOLUMES);
        String id = WireJson.text(volume(clouds.target, "backup"), "id");
        clouds.target.inside().delete("volume", "/v3/" + clouds.target.inside().projectId() + "/volumes/" + id);
        clouds.target.skip(Duration.ofSeconds(5));

        Outcome gone = outcome(clouds.move(Verb.VOLUMES), "volume", "backup");

        assertThat(gone.end()).isEqualTo(End.CONFLICT);
        assertThat(gone.message()).contains("If it was deleted on new, delete its record: openstack image list --name");
    }
}
