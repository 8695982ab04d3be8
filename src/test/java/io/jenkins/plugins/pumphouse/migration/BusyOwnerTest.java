package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.HealthCheck;
import io.jenkins.plugins.pumphouse.migration.model.HealthCheck.Probe;
import io.jenkins.plugins.pumphouse.migration.model.HealthCheck.Way;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.Rule;
import org.junit.Test;

/**
 * Owners who see the copy of their server as soon as it is there, and do something with it before the move has ended.
 */
public class BusyOwnerTest {
    private static final int PATIENCE = 240_000;

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test(timeout = PATIENCE)
    public void aCopyThatIsPausedDoesNotCountAsMovedAndNothingWaitsForIt() throws Exception {
        differs("pause", "PAUSED");
    }

    @Test(timeout = PATIENCE)
    public void aCopyThatIsSuspendedDoesNotCountAsMovedAndNothingWaitsForIt() throws Exception {
        differs("suspend", "SUSPENDED");
    }

    @Test(timeout = PATIENCE)
    public void aCopyThatIsShelvedDoesNotCountAsMovedAndNothingWaitsForIt() throws Exception {
        differs("shelve", "SHELVED_OFFLOADED");
    }

    @Test(timeout = PATIENCE)
    public void aCopyThatIsStoppedDoesNotCountAsMovedAndNothingWaitsForIt() throws Exception {
        differs("os-stop", "SHUTOFF");
    }

    @Test(timeout = PATIENCE)
    public void aCopyThatIsDeletedBringsTheSourceBackAtOnce() throws Exception {
        deleted();
    }

    @Test(timeout = PATIENCE)
    public void aCopyThatIsDeletedAndKeptByNovaBringsTheSourceBackAtOnce() throws Exception {
        clouds.target.behaviour().deletedServersKept();
        deleted();
    }

    @Test(timeout = PATIENCE)
    public void aCopyToBeStoppedThatIsPausedIsNotWaitedFor() throws Exception {
        act(clouds.source, "db-1", "os-stop");
        once("boots on new", () -> {
            clouds.target.skip(Duration.ofSeconds(5));
            act(clouds.target, "db-1", "pause");
        });

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.FAILED);
        assertThat(moved.message()).contains("is PAUSED on new as ").contains("status: SHUTOFF on old, PAUSED on new");
    }

    @Test(timeout = PATIENCE)
    public void aRollbackDoesNotWaitForACopyThatIsPausedMeanwhile() throws Exception {
        clouds.move(Verb.INSTANCES, server("db-1"));
        clouds.target
                .faults()
                .on("POST", "/v2.1/servers/*/action")
                .about("lock")
                .times(1)
                .answersInstead(answer -> {
                    act(clouds.target, "db-1", "pause");
                    return answer;
                });

        Outcome back = outcome(clouds.move(Verb.ROLLBACK, server("db-1")), "server", "db-1");

        assertThat(back.end()).as(back.message()).isEqualTo(End.FAILED);
        assertThat(back.message()).contains("is PAUSED on new: openstack server unpause ");
        assertThat(shown(clouds.source, "db-1").path("status").asText()).isEqualTo("SHUTOFF");
    }

    @Test
    public void aVolumeThatAnOwnerHasAttachedIsNotDeletedWithACopyThatDoesNotAnswer() throws Exception {
        String mine = new VolumeFixture(clouds.target, "admin", "mine", 1, "only here").make();
        clouds.target.behaviour().console("kernel panic");
        clouds.source.behaviour().console("db-1 login:");
        clouds.healthCheck(new HealthCheck(List.of(new Probe(Way.CONSOLE, "login:")), Duration.ofSeconds(1)));
        once("boots on new", () -> attached(mine));

        Outcome failed = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(failed.end()).isEqualTo(End.FAILED);
        assertThat(clouds.lines)
                .anyMatch(line -> line.contains("was not deleted: Nova would delete volume mine (" + mine + ") with it")
                        && line.contains("openstack server remove volume "));
        assertThat(VolumeFixture.content(clouds.target, volume(mine))).isEqualTo("only here");
        assertThat(shown(clouds.source, "db-1").path("status").asText()).isEqualTo("SHUTOFF");
    }

    @Test
    public void norIsOneThatCinderOnceSaysDoesNotExistWithACopyThatIsTakenBack() throws Exception {
        String mine = new VolumeFixture(clouds.target, "admin", "mine", 1, "only here").make();
        clouds.move(Verb.INSTANCES, server("db-1"));
        clouds.evenIfChanged();
        once("runs on old again", () -> {
            attached(mine);
            clouds.target
                    .faults()
                    .on("GET", "/v3/*/volumes/" + mine)
                    .status(404)
                    .times(1);
        });

        clouds.move(Verb.ROLLBACK, server("db-1"));

        assertThat(VolumeFixture.content(clouds.target, volume(mine))).isEqualTo("only here");
    }

    @Test
    public void aVolumeThatAnOwnerHasAttachedKeepsTheServerFromBeingTakenBack() throws Exception {
        String mine = new VolumeFixture(clouds.target, "admin", "mine", 1, "only here").make();
        clouds.move(Verb.INSTANCES, server("db-1"));
        attached(mine);
        clouds.evenIfChanged();

        Outcome kept = outcome(clouds.move(Verb.ROLLBACK, server("db-1")), "server", "db-1");

        assertThat(kept.end()).as(kept.message()).isEqualTo(End.SKIPPED);
        assertThat(kept.message())
                .contains("its copy has volume mine, which was attached to it later and would be deleted with it:"
                        + " openstack server remove volume ");
        assertThat(VolumeFixture.content(clouds.target, volume(mine))).isEqualTo("only here");
        assertThat(shown(clouds.target, "db-1").path("status").asText()).isEqualTo("ACTIVE");
    }

    private void differs(String action, String status) throws Exception {
        once("boots on new", () -> {
            clouds.target.skip(Duration.ofSeconds(5));
            act(clouds.target, "db-1", action);
        });

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.FAILED);
        assertThat(moved.message())
                .contains("status: ACTIVE on old, " + status + " on new")
                .contains("run again");
        assertThat(shown(clouds.source, "db-1").path("status").asText()).isEqualTo("SHUTOFF");
    }

    private void deleted() throws Exception {
        once("boots on new", () -> {
            clouds.target.skip(Duration.ofSeconds(5));
            clouds.target
                    .inside()
                    .delete(
                            "compute",
                            "/v2.1/servers/"
                                    + shown(clouds.target, "db-1").path("id").asText());
            clouds.target.skip(Duration.ofSeconds(5));
        });

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.FAILED);
        assertThat(moved.message()).contains("was deleted meanwhile. Run again");
        assertThat(shown(clouds.source, "db-1").path("status").asText()).isEqualTo("ACTIVE");
    }

    private void once(String words, Runnable happening) {
        AtomicBoolean happened = new AtomicBoolean();
        clouds.onLine(line -> {
            if (line.contains(words) && happened.compareAndSet(false, true)) {
                happening.run();
            }
        });
    }

    private void attached(String volume) {
        clouds.target.skip(Duration.ofSeconds(5));
        String copy = shown(clouds.target, "db-1").path("id").asText();
        clouds.target.machines().attach(copy, volume);
        clouds.target
                .inside()
                .put(
                        "compute",
                        "/v2.1/servers/" + copy + "/os-volume_attachments/" + volume,
                        WireJson.object("volumeAttachment", WireJson.object("delete_on_termination", true)));
    }

    private JsonNode volume(String id) {
        return AdoptionFixture.volumes(clouds.target).stream()
                .filter(volume -> id.equals(WireJson.text(volume, "id")))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode shown(EmbeddedCloud cloud, String name) {
        return DiskFixture.shown(cloud, name);
    }

    private static void act(EmbeddedCloud cloud, String name, String action) {
        cloud.inside()
                .post(
                        "compute",
                        "/v2.1/servers/" + shown(cloud, name).path("id").asText() + "/action",
                        WireJson.object(action, null));
        cloud.skip(Duration.ofMinutes(5));
        cloud.skip(Duration.ofMinutes(5)); // what is queued begins when that is over
    }
}
