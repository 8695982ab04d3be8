package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.DiskFixture.boot;
import static io.jenkins.plugins.pumphouse.migration.DiskFixture.disks;
import static io.jenkins.plugins.pumphouse.migration.DiskFixture.shown;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.DEMO;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** One volume of three servers, of which any may write to it while another one moves. */
public class SharedVolumeTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private String shared;

    @Before
    public void threeServersWithOneVolume() {
        VolumeFixture.sharedType(clouds.source, "shared");
        VolumeFixture.sharedType(clouds.target, "shared");
        shared = new VolumeFixture(clouds.source, "demo", "shared-data", 1, "old rows")
                .set("volume_type", "shared")
                .make();
        List.of("left", "middle", "right").forEach(name -> boot(clouds.source, name, List.of(shared), "os-stop"));
    }

    @Test
    public void aCopyIsOutOfDateOnceAServerThatDoesNotMoveHasWrittenToTheVolume() throws Exception {
        clouds.move(Verb.INSTANCES, server("left"));
        write("middle");

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("right")), "server", "right");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.FAILED);
        assertThat(moved.message()).contains("out of date", "has it");
        assertThat(shown(clouds.source, "right").path("status").asText()).isEqualTo("SHUTOFF");
    }

    @Test
    public void theQuotaHasToAllowTheVolumeOnce() throws Exception {
        clouds.move(Verb.TENANTS);
        clouds.target.project("demo").quota("volume", "volumes", 1);
        clouds.target.project("demo").quota("volume", "gigabytes", 1);

        Report report = clouds.move(Verb.INSTANCES, DEMO);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        for (String name : List.of("left", "middle", "right")) {
            assertThat(disks(clouds.target, shown(clouds.target, name))).containsExactly("shared-data old rows false");
        }
    }

    @Test
    public void theCleanUpKeepsAServerIfAnotherHasWrittenToTheVolumeSince() throws Exception {
        clouds.move(Verb.INSTANCES, DEMO);
        assertThat(disks(clouds.target, shown(clouds.target, "left"))).containsExactly("shared-data old rows false");
        write("middle");

        Outcome kept = outcome(clouds.move(Verb.CLEANUP, server("left")), "server", "left");

        assertThat(kept.end()).as(kept.message()).isEqualTo(End.SKIPPED);
        assertThat(kept.message())
                .contains("may have newer data on the source", "volume shared-data", "of server middle");
    }

    @Test
    public void theCleanUpKeepsAServerWhoseVolumeAnotherThatRunsHas() throws Exception {
        clouds.move(Verb.INSTANCES, server("left"));
        act("middle", "os-start");

        Outcome kept = outcome(clouds.move(Verb.CLEANUP, server("left")), "server", "left");

        assertThat(kept.end()).as(kept.message()).isEqualTo(End.SKIPPED);
        assertThat(kept.message()).contains("server middle", "ACTIVE");
    }

    @Test
    public void alsoWhereNovaOnceSaysThatItDoesNotExist() throws Exception {
        clouds.move(Verb.INSTANCES, server("left"));
        String middle = shown(clouds.source, "middle").path("id").asText();
        clouds.onLine(line -> {
            if (line.startsWith("plan")) {
                act("middle", "os-start");
                clouds.source
                        .faults()
                        .on("GET", "/v2.1/servers/" + middle)
                        .status(404)
                        .times(1);
            }
        });

        Outcome kept = outcome(clouds.move(Verb.CLEANUP, server("left")), "server", "left");

        assertThat(kept.end()).as(kept.message()).isEqualTo(End.SKIPPED);
        assertThat(kept.message()).contains("server middle", "ACTIVE");
    }

    @Test
    public void aServerMovesWhoseVolumeAShelvedServerHasToo() throws Exception {
        clouds.source.behaviour().shelvedServersKept();
        act("middle", "shelve");

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("left")), "server", "left");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(disks(clouds.target, shown(clouds.target, "left"))).containsExactly("shared-data old rows false");
    }

    @Test
    public void aServerIsNotBootedWithACopyThatAnotherWroteToTheVolumeOf() throws Exception {
        clouds.onLine(line -> {
            if (line.contains("copies volume shared-data")) {
                act("middle", "os-start");
            }
        });

        Outcome failed = outcome(clouds.move(Verb.INSTANCES, server("left")), "server", "left");

        assertThat(failed.end()).as(failed.message()).isEqualTo(End.FAILED);
        assertThat(failed.message()).contains("server middle", "is ACTIVE");
        assertThat(clouds.target.inside().servers()).isEmpty();
        clouds.target.skip(clouds.target.behaviour().power()); // Cinder's deletion of the copy
        assertThat(DiskFixture.volumes(clouds.target)).isEmpty();
    }

    @Test
    public void theCleanUpKeepsAServerIfAnotherHasWrittenToTheVolumeAndDoesNotHaveItAnyMore() throws Exception {
        clouds.move(Verb.INSTANCES, server("left"));
        write("middle");
        detach("middle");

        Outcome kept = outcome(clouds.move(Verb.CLEANUP, server("left")), "server", "left");

        assertThat(kept.end()).as(kept.message()).isEqualTo(End.SKIPPED);
        assertThat(kept.message())
                .contains("may have newer data on the source", "volume shared-data", "detach_volume", "server middle");
    }

    @Test
    public void alsoWhereNovaOnceSaysThatTheOtherHasNoHistory() throws Exception {
        clouds.move(Verb.INSTANCES, server("left"));
        String middle = shown(clouds.source, "middle").path("id").asText();
        AtomicBoolean come = new AtomicBoolean();
        clouds.onLine(line -> {
            if (line.startsWith("plan") && !come.getAndSet(true)) {
                write("middle");
                detach("middle");
                clouds.source
                        .faults()
                        .on("GET", "/v2.1/servers/" + middle + "/os-instance-actions")
                        .status(404)
                        .times(1);
            }
        });

        Outcome kept = outcome(clouds.move(Verb.CLEANUP, server("left")), "server", "left");

        assertThat(kept.end()).as(kept.message()).isEqualTo(End.SKIPPED);
    }

    @Test
    public void theCleanUpKeepsAServerIfAnotherHasWrittenToTheVolumeAndIsDeleted() throws Exception {
        clouds.move(Verb.INSTANCES, server("left"));
        write("middle");
        clouds.source
                .inside()
                .delete(
                        "compute",
                        "/v2.1/servers/"
                                + shown(clouds.source, "middle").path("id").asText());
        clouds.source.skip(Duration.ofMinutes(1));

        Outcome kept = outcome(clouds.move(Verb.CLEANUP, server("left")), "server", "left");

        assertThat(kept.end()).as(kept.message()).isEqualTo(End.SKIPPED);
        assertThat(kept.message()).contains("may have newer data on the source", "server middle", "which is deleted");
    }

    @Test
    public void allServersOfAVolumeAreCleanedUpOneAfterAnother() throws Exception {
        clouds.move(Verb.INSTANCES, DEMO);

        for (String name : List.of("left", "middle", "right")) {
            Outcome gone = outcome(clouds.move(Verb.CLEANUP, server(name)), "server", name);

            assertThat(gone.end()).as(gone.message()).isEqualTo(End.DELETED);
        }
    }

    /** Nova has noted their stops, and no longer knows that they did not have the volume. */
    @Test
    public void theyAreCleanedUpTooAfterServersThatWereStoppedForTheirMoveLater() throws Exception {
        clouds.move(Verb.INSTANCES, server("left"));
        for (String name : List.of("middle", "right", "db-1", "web-1", "web-2")) {
            clouds.source.skip(Duration.ofSeconds(2));
            clouds.move(Verb.INSTANCES, server(name));
        }
        for (String name : List.of("db-1", "web-1", "web-2")) {
            clouds.move(Verb.CLEANUP, server(name));
        }

        Outcome gone = outcome(clouds.move(Verb.CLEANUP, server("left")), "server", "left");

        assertThat(gone.end()).as(gone.message()).isEqualTo(End.DELETED);
    }

    private void detach(String server) {
        String id = shown(clouds.source, server).path("id").asText();
        clouds.source.inside().delete("compute", "/v2.1/servers/" + id + "/os-volume_attachments/" + shared);
        clouds.source.skip(Duration.ofMinutes(1));
    }

    private void write(String server) {
        act(server, "os-start");
        VolumeFixture.used(clouds.source, WireJson.object("id", shared), "new rows");
        act(server, "os-stop");
    }

    private void act(String server, String action) {
        String id = shown(clouds.source, server).path("id").asText();
        clouds.source.skip(Duration.ofMinutes(1));
        clouds.source.inside().post("compute", "/v2.1/servers/" + id + "/action", WireJson.object(action, null));
        clouds.source.skip(Duration.ofMinutes(1));
    }
}
