package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.VolumeFixture.shown;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** Metadata of volumes that the source's Cinder has taken, of any name, and that the target's refuses. */
public class VolumeItemsTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void itemsThatTheTargetRefusesAreToldAndTheVolumeComesWithoutThem() throws Exception {
        make();

        Report report = clouds.move(Verb.VOLUMES);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(outcome(report, "volume", "data").message())
                .contains(
                        "metadata cost+centre (new takes letters, digits, blanks and -_:./ in its name)",
                        "image property notes (new takes values up to 255 characters)");
        JsonNode copy = shown(clouds.target, "data");
        assertThat(copy.path("metadata").has("cost+centre")).isFalse();
        assertThat(copy.path("metadata").path("tier").asText()).isEqualTo("gold");
        assertThat(copy.path("volume_image_metadata")).isEqualTo(WireJson.object("hw_disk_bus", "scsi"));
    }

    @Test
    public void aSecondRunChangesNothing() throws Exception {
        make();
        clouds.move(Verb.VOLUMES);

        Report second = clouds.move(Verb.VOLUMES);

        assertThat(outcome(second, "volume", "data").end())
                .as(second.outcomes().toString())
                .isEqualTo(End.REUSED);
        assertThat(second.cost().writes()).isZero();
    }

    @Test
    public void aServerWithSuchAVolumeMovesAndIsCleanedUp() throws Exception {
        DiskFixture.boot(clouds.source, "files", List.of(make()));

        Report moved = clouds.move(Verb.INSTANCES, server("files"));

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(outcome(moved, "server", "files").message()).contains("metadata cost+centre");
        assertThat(clouds.move(Verb.INSTANCES, server("files")).cost().writes()).isZero();
        Report cleaned = clouds.move(Verb.CLEANUP, server("files"));
        assertThat(outcome(cleaned, "server", "files").end())
                .as(cleaned.outcomes().toString())
                .isEqualTo(End.DELETED);
    }

    @Test
    public void suchAVolumeIsAdopted() throws Exception {
        new AdoptionFixture(clouds).volume("data", "rows");
        odd();

        Report adopted = clouds.move(Verb.VOLUMES);

        assertThat(adopted.failed()).as(adopted.outcomes().toString()).isFalse();
        assertThat(outcome(adopted, "volume", "data").message()).contains("metadata cost+centre");
        assertThat(shown(clouds.target, "data").path("metadata").path("tier").asText())
                .isEqualTo("gold");
    }

    private String make() {
        String id = new VolumeFixture(clouds.source, "demo", "data", 1, "rows").make();
        odd();
        return id;
    }

    /** No request of today could make that. */
    private void odd() {
        VolumeFixture.change(clouds.source, "data", "metadata", WireJson.object("cost+centre", "12", "tier", "gold"));
        VolumeFixture.change(
                clouds.source,
                "data",
                "volume_image_metadata",
                WireJson.object("hw_disk_bus", "scsi", "notes", "n".repeat(256)));
    }
}
