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
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.openstack.note.MoverNote;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** What an earlier run has left of a server's volumes: copies that are out of date, and temporary objects. */
public class StaleVolumeTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aVolumeThatWasCopiedBeforeItsServerWroteToItIsCopiedAgain() throws Exception {
        String data = detachedCopy();
        boot(clouds.source, "files", List.of(data));
        clouds.source.skip(Duration.ofMinutes(10));
        write(data, "new rows");

        Report report = clouds.move(Verb.INSTANCES, server("files"));

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(disks(clouds.target, shown(clouds.target, "files"))).containsExactly("data new rows false");
    }

    @Test
    public void aVolumeThatCameToAServerThatRanIsCopiedAgainAlsoWhereNovaNotesOnlyTheStop() throws Exception {
        boot(clouds.source, "files", List.of());
        String data = detachedCopy();
        clouds.source.machines().attach(shown(clouds.source, "files").path("id").asText(), data);
        write(data, "new rows");

        Report report = clouds.move(Verb.INSTANCES, server("files"));

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(disks(clouds.target, shown(clouds.target, "files"))).containsExactly("data new rows false");
    }

    @Test
    public void aVolumeThatAnotherServerWroteToMeanwhileIsCopiedAgain() throws Exception {
        boot(clouds.source, "files", List.of(), "os-stop");
        clouds.source.skip(Duration.ofMinutes(1));
        String data = detachedCopy();
        write(data, "new rows");
        clouds.source.machines().attach(shown(clouds.source, "files").path("id").asText(), data);

        Report report = clouds.move(Verb.INSTANCES, server("files"));

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(disks(clouds.target, shown(clouds.target, "files"))).containsExactly("data new rows false");
    }

    @Test
    public void aCopyThatCinderCouldNotDeleteIsNotTakenForOneThatIsWhole() throws Exception {
        detachedCopy();
        VolumeFixture.change(clouds.target, "data", "status", WireJson.node("error_deleting"));

        Outcome again = outcome(clouds.move(Verb.VOLUMES), "volume", "data");

        assertThat(again.end()).as(again.message()).isEqualTo(End.FAILED);
        assertThat(again.message()).contains("error_deleting");
    }

    @Test
    public void theCleanUpKeepsAServerWhoseVolumeWasCopiedBeforeItWasStopped() throws Exception {
        String one = new VolumeFixture(clouds.source, "demo", "data-1", 1, "one").make();
        boot(clouds.source, "files", List.of(one));
        clouds.move(Verb.INSTANCES, server("files"));
        JsonNode copy = volumes(clouds.target).stream()
                .filter(volume -> volume.path("name").asText().equals("data-1"))
                .findFirst()
                .orElseThrow();
        ObjectNode metadata = copy.path("metadata").deepCopy();
        metadata.put("pumphouse_taken", "2014-05-01T10:00:00");
        VolumeFixture.change(clouds.target, "data-1", "metadata", metadata);

        Outcome kept = outcome(clouds.move(Verb.CLEANUP, server("files")), "server", "files");

        assertThat(kept.end()).isEqualTo(End.SKIPPED);
        assertThat(kept.message()).contains("may have newer data on the source", "volume data-1", "2014-05-01");
    }

    /** A copy of a volume that no server has, by pumpVolumes. */
    private String detachedCopy() throws Exception {
        String data = new VolumeFixture(clouds.source, "demo", "data", 1, "old rows").make();
        clouds.move(Verb.VOLUMES);
        clouds.source.skip(Duration.ofDays(1));
        return data;
    }

    private void write(String volume, String content) {
        VolumeFixture.used(clouds.source, WireJson.object("id", volume), content);
    }

    @Test
    public void aTemporaryObjectThatCouldNotBeRemovedIsRemovedByTheNextRunThoughTheServerHasMoved() throws Exception {
        String one = new VolumeFixture(clouds.source, "demo", "data-1", 1, "one").make();
        boot(clouds.source, "files", List.of(one));
        clouds.source.faults().on("DELETE", "/v3/*/snapshots/*").status(409);
        assertThat(clouds.move(Verb.INSTANCES, server("files")).failed()).isFalse();
        assertThat(clouds.lines).anyMatch(line -> line.contains("may leave temporary objects"));
        clouds.source.faults().clear();

        Report again = clouds.move(Verb.INSTANCES, server("files"));

        assertThat(again.failed()).as(again.outcomes().toString()).isFalse();
        assertThat(outcome(again, "server", "files").message()).contains("temporary objects of volume data-1");
        clouds.source.skip(Duration.ofSeconds(5));
        assertThat(snapshots(clouds.source)).isEmpty();
        assertThat(clouds.move(Verb.INSTANCES, server("files")).cost().writes()).isZero();
    }

    @Test
    public void alsoByARunThatFinishesTheMoveWithTheServerThatTheTargetHasAlready() throws Exception {
        String one = new VolumeFixture(clouds.source, "demo", "data-1", 1, "one").make();
        boot(clouds.source, "files", List.of(one));
        clouds.source.faults().on("DELETE", "/v3/*/snapshots/*").status(409);
        clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/metadata")
                .containing(MoveNotes.MOVED_TO)
                .status(403);
        assertThat(clouds.move(Verb.INSTANCES, server("files")).failed()).isTrue();
        assertThat(clouds.target.inside().servers()).hasSize(1);
        assertThat(clouds.lines).anyMatch(line -> line.contains("may leave temporary objects"));
        clouds.source.faults().clear();

        Outcome again = outcome(clouds.move(Verb.INSTANCES, server("files")), "server", "files");

        assertThat(again.message())
                .contains("active", "temporary objects of volume data-1 removed from old")
                .doesNotContain("copies");
        clouds.source.skip(Duration.ofSeconds(5));
        assertThat(snapshots(clouds.source)).isEmpty();
        assertThat(volumes(clouds.source))
                .extracting(v -> v.path("name").asText())
                .containsExactly("data-1");
        assertThat(volumes(clouds.source).get(0).path("metadata").toString()).doesNotContain("pumphouse_mover");
        assertThat(clouds.move(Verb.INSTANCES, server("files")).cost().writes()).isZero();
    }

    @Test
    public void butNotWhileAnotherControllerCopiesTheVolume() throws Exception {
        String one = new VolumeFixture(clouds.source, "demo", "data-1", 1, "one").make();
        boot(clouds.source, "files", List.of(one));
        clouds.source.faults().on("DELETE", "/v3/*/snapshots/*").status(409);
        clouds.move(Verb.INSTANCES, server("files"));
        clouds.source.faults().clear();
        String other = MoverNote.key("0dd0dd00");
        String metadata = "/v3/" + clouds.source.inside().projectId() + "/volumes/" + one + "/metadata";
        clouds.onLine(line -> {
            if (line.startsWith("plan")) {
                clouds.source
                        .inside()
                        .post(
                                "volume",
                                metadata,
                                WireJson.object(
                                        "metadata", WireJson.object(other, MoverNote.value(Instant.now(), "other"))));
            }
        });

        Report during = clouds.move(Verb.INSTANCES, server("files"));

        assertThat(during.failed()).as(during.outcomes().toString()).isFalse();
        assertThat(snapshots(clouds.source)).hasSize(1);
        clouds.onLine(line -> {});
        clouds.source.inside().delete("volume", metadata + "/" + other);
        clouds.move(Verb.INSTANCES, server("files"));
        clouds.source.skip(Duration.ofSeconds(5));
        assertThat(snapshots(clouds.source)).isEmpty();
    }
}
