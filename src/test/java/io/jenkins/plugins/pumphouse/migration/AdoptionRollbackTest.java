package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.AdoptionFixture.records;
import static io.jenkins.plugins.pumphouse.migration.AdoptionFixture.volume;
import static io.jenkins.plugins.pumphouse.migration.AdoptionFixture.volumes;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.DEMO;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

/** What was adopted goes back with all that was written to it, and is deleted by nobody. */
public class AdoptionRollbackTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aRollbackGivesAnAdoptedVolumeBackAsItsOwnerHasLeftIt() throws Exception {
        AdoptionFixture shared = adopted();
        VolumeFixture.used(clouds.target, volume(clouds.target, "backup"), "written since");

        Report report = clouds.move(Verb.ROLLBACK_RESOURCES, DEMO);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        JsonNode back = volume(clouds.source, "backup");
        assertThat(outcome(report, "volume", "backup").end()).isEqualTo(End.RESTORED);
        assertThat(outcome(report, "volume", "backup").message())
                .contains("is volume " + WireJson.text(back, "id") + " on old again, where it was ");
        assertThat(VolumeFixture.content(clouds.source, back)).isEqualTo("written since");
        assertThat(back.path("status").asText()).isEqualTo("available");
        assertThat(back.path("volume_type").asText()).isEqualTo("ceph");
        assertThat(back.path("metadata")).isEqualTo(WireJson.object("tier", "gold"));
        assertThat(back.path("os-vol-tenant-attr:tenant_id").asText())
                .isEqualTo(clouds.source.project("demo").id());
        assertThat(shared.storage.sizes()).isEqualTo(Map.of("volume-" + WireJson.text(back, "id"), 3));
        assertThat(records(clouds.source)).isEmpty();
        clouds.target.skip(Duration.ofSeconds(5));
        assertThat(volumes(clouds.target)).isEmpty();
        assertThat(clouds.move(Verb.ROLLBACK_RESOURCES, DEMO).cost().writes()).isZero();
    }

    @Test
    public void oneThatAServerHasOrThatHasSnapshotsStays() throws Exception {
        adopted();
        String id = WireJson.text(volume(clouds.target, "backup"), "id");
        String root = "/v3/" + clouds.target.inside().projectId();
        clouds.target
                .inside()
                .make("volume", root + "/snapshots", "snapshot", WireJson.object("name", "monday", "volume_id", id));

        Outcome kept = outcome(clouds.move(Verb.ROLLBACK_RESOURCES, DEMO), "volume", "backup");

        assertThat(kept.end()).isEqualTo(End.SKIPPED);
        assertThat(kept.message()).contains("has snapshots on new (monday)");
        assertThat(VolumeFixture.content(clouds.target, volume(clouds.target, "backup")))
                .isEqualTo("data");
    }

    @Test
    public void oneThatTheSourceDoesNotTakeIsTheTargetsAgain() throws Exception {
        adopted();
        clouds.source.behaviour().snapshotsFail("backup");

        Report report = clouds.move(Verb.ROLLBACK_RESOURCES, DEMO);

        JsonNode again = volume(clouds.target, "backup");
        assertThat(outcome(report, "volume", "backup").message())
                .contains("could not be given back: Cinder of old could not manage it")
                .contains("It is on new as before, now as volume " + WireJson.text(again, "id"));
        assertThat(VolumeFixture.content(clouds.target, again)).isEqualTo("data");
        clouds.source.skip(Duration.ofSeconds(5));
        assertThat(volumes(clouds.source)).isEmpty();
        clouds.source.behaviour().healed();
        assertThat(clouds.move(Verb.VOLUMES).cost().writes()).isZero();
        assertThat(clouds.move(Verb.ROLLBACK_RESOURCES, DEMO).failed()).isFalse();
        assertThat(VolumeFixture.content(clouds.source, volume(clouds.source, "backup")))
                .isEqualTo("data");
    }

    @Test
    public void aServersCopyThatHasAnAdoptedVolumeIsNotDeletedAsNovaCouldDeleteTheVolumeWithIt() throws Exception {
        clouds.move(Verb.INSTANCES, TwoClouds.server("web-1"));
        AdoptionFixture shared = new AdoptionFixture(clouds);
        shared.volume("backup", "data");
        clouds.move(Verb.VOLUMES);
        JsonNode volume = volume(clouds.target, "backup");
        clouds.target
                .machines()
                .attach(WireJson.text(clouds.target.inside().servers().get(0), "id"), WireJson.text(volume, "id"));
        clouds.evenIfChanged();

        Outcome kept = outcome(clouds.move(Verb.ROLLBACK, TwoClouds.server("web-1")), "server", "web-1");

        assertThat(kept.end()).isEqualTo(End.SKIPPED);
        assertThat(kept.message()).contains("has the adopted volume backup", "openstack server remove volume");
        assertThat(clouds.target.inside().servers()).hasSize(1);
        assertThat(VolumeFixture.content(clouds.target, volume(clouds.target, "backup")))
                .isEqualTo("data");
    }

    private AdoptionFixture adopted() throws Exception {
        AdoptionFixture shared = new AdoptionFixture(clouds);
        shared.volume("backup", "data");
        Report report = clouds.move(Verb.VOLUMES);
        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        return shared;
    }
}
