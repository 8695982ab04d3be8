package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import org.junit.Rule;
import org.junit.Test;

/** Since Queens the volumes of a server that is shelved and on no host are {@code reserved}. */
public class ShelvedVolumesTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aServerThatHasLeftItsHostSinceItsMoveIsTakenBack() throws Exception {
        clouds.source.behaviour().shelvedServersKept();
        files();
        act(clouds.source, "shelve");
        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("files")), "server", "files");
        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        act(clouds.source, "shelveOffload");
        assertThat(volume(clouds.source).path("status").asText()).isEqualTo("reserved");

        Outcome back = outcome(clouds.move(Verb.ROLLBACK, server("files")), "server", "files");

        assertThat(back.end()).as(back.message()).isEqualTo(End.RESTORED);
        assertThat(named(clouds.source).path("status").asText()).isEqualTo("SHELVED_OFFLOADED");
        assertThat(volume(clouds.source).path("status").asText()).isEqualTo("reserved");
    }

    @Test
    public void aServerWhoseVolumesAreReservedIsRefusedWithTheCommandThatMakesItMovable() throws Exception {
        files();
        act(clouds.source, "shelve");

        Outcome refused = outcome(clouds.move(Verb.INSTANCES, server("files")), "server", "files");

        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message())
                .contains(
                        "has volume data, which is reserved for a server that is shelved", "openstack server unshelve")
                .doesNotContain("--state available");
    }

    @Test
    public void aRunThatResumesKeepsACopyThatIsShelvedAlready() throws Exception {
        clouds.source.behaviour().shelvedServersKept();
        files();
        act(clouds.source, "shelve");
        clouds.source
                .faults()
                .on("PATCH", "/v2/images/*")
                .containing("pumphouse_target")
                .status(503);
        clouds.move(Verb.INSTANCES, server("files"));
        clouds.source.faults().clear();
        String copy = named(clouds.target).path("id").asText();
        assertThat(volume(clouds.target).path("status").asText()).isEqualTo("reserved");

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("files")), "server", "files");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.UPDATED);
        assertThat(named(clouds.target).path("id").asText()).isEqualTo(copy);
    }

    @Test
    public void aShelvedServerMayGetAVolumeAsItsRootDisk() throws Exception {
        clouds.asVolumes();
        act(clouds.source, "web-2", "shelve");

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("web-2")), "server", "web-2");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(named(clouds.target, "web-2").path("status").asText()).isEqualTo("SHELVED_OFFLOADED");
        assertThat(volume(clouds.target).path("status").asText()).isEqualTo("reserved");
        assertThat(clouds.move(Verb.INSTANCES, server("web-2")).cost().writes()).isZero();
        Outcome cleaned = outcome(clouds.move(Verb.CLEANUP, server("web-2")), "server", "web-2");
        assertThat(cleaned.end()).as(cleaned.message()).isEqualTo(End.DELETED);
    }

    @Test
    public void suchACopyIsTakenBackThoughNothingOfItTakesNotes() throws Exception {
        clouds.asVolumes();
        act(clouds.source, "web-2", "shelve");
        clouds.move(Verb.INSTANCES, server("web-2"));

        Outcome back = outcome(clouds.move(Verb.ROLLBACK, server("web-2")), "server", "web-2");

        assertThat(back.end()).as(back.message()).isEqualTo(End.RESTORED);
        assertThat(named(clouds.source, "web-2").path("locked").asBoolean()).isFalse();
        clouds.target.skip(Duration.ofSeconds(5));
        assertThat(clouds.target.inside().servers()).isEmpty();
        assertThat(DiskFixture.volumes(clouds.target)).isEmpty();
    }

    @Test
    public void suchACopyIsUnlockedAgainWhereItsRollbackIsGivenUp() throws Exception {
        FloatingFixture.floating(clouds.source, FloatingFixture.ADDRESS, "10.1.0.12");
        clouds.asVolumes();
        act(clouds.source, "web-2", "shelve");
        clouds.move(Verb.INSTANCES, server("web-2"));
        clouds.source.faults().on("PUT", "/v2.0/floatingips/*").status(403);

        Outcome back = outcome(clouds.move(Verb.ROLLBACK, server("web-2")), "server", "web-2");

        assertThat(back.end()).as(back.message()).isEqualTo(End.FAILED);
        assertThat(named(clouds.target, "web-2").path("locked").asBoolean())
                .as(clouds.lines.toString())
                .isFalse();
        clouds.source.faults().clear();
        assertThat(outcome(clouds.move(Verb.ROLLBACK, server("web-2")), "server", "web-2")
                        .end())
                .isEqualTo(End.RESTORED);
    }

    @Test
    public void aServerOfVolumesAloneIsRefusedWhereCinderShowsNoReservation() throws Exception {
        String system = new VolumeFixture(clouds.source, "demo", "system", 2, "written since").make();
        VolumeFixture.change(clouds.source, "system", "bootable", WireJson.node("true"));
        DiskFixture.small(clouds.source, "files").fromVolume(system).boot();
        act(clouds.source, "shelve");
        VolumeFixture.change(clouds.source, "system", "status", WireJson.node("in-use")); // before Queens

        Report report = clouds.move(Verb.INSTANCES, server("files"));

        assertThat(outcome(report, "server", "files").message())
                .contains("is SHELVED_OFFLOADED, and boots from a volume", "openstack server unshelve");
        assertThat(report.cost().writes()).isZero();
    }

    private void files() {
        DiskFixture.small(clouds.source, "files")
                .volume(new VolumeFixture(clouds.source, "demo", "data", 1, "rows").make(), false)
                .boot();
    }

    private static void act(EmbeddedCloud cloud, String action) {
        act(cloud, "files", action);
    }

    private static void act(EmbeddedCloud cloud, String name, String action) {
        cloud.inside()
                .post(
                        "compute",
                        "/v2.1/servers/" + named(cloud, name).path("id").asText() + "/action",
                        WireJson.object(action, null));
        cloud.skip(Duration.ofSeconds(5));
    }

    private static JsonNode named(EmbeddedCloud cloud) {
        return named(cloud, "files");
    }

    private static JsonNode named(EmbeddedCloud cloud, String name) {
        return cloud.inside().server(name);
    }

    /** The only one. */
    private static JsonNode volume(EmbeddedCloud cloud) {
        return cloud.inside()
                .list("volume", "/v3/" + cloud.inside().projectId() + "/volumes/detail?all_tenants=1", "volumes")
                .get(0);
    }
}
