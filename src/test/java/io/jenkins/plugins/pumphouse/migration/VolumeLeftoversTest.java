package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.DiskFixture.snapshots;
import static io.jenkins.plugins.pumphouse.migration.DiskFixture.volumes;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Temporary objects that a move could not remove from the source, when its server does not move again. */
public class VolumeLeftoversTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Before
    public void movedWithSnapshotsLeft() throws Exception {
        DiskFixture.files(clouds.source, "one", "two");
        clouds.source.faults().on("DELETE", "/v3/*/snapshots/*").status(409);
        clouds.move(Verb.INSTANCES, server("files"));
        assertThat(snapshots(clouds.source)).hasSize(2);
        clouds.source.faults().clear();
    }

    @Test
    public void theRollbackRemovesThem() throws Exception {
        Outcome back = outcome(clouds.move(Verb.ROLLBACK, server("files")), "server", "files");

        assertThat(back.end()).as(back.message()).isEqualTo(End.RESTORED);
        assertThat(back.message())
                .contains(
                        "temporary objects of volume data-1 removed from old",
                        "temporary objects of volume data-2 removed from old");
        nothingIsLeft();
        assertThat(TwoClouds.names(volumes(clouds.source))).containsExactlyInAnyOrder("data-1", "data-2");
    }

    @Test
    public void theCleanUpRemovesThemFirstAsCinderDeletesNoVolumeThatHasSnapshots() throws Exception {
        Outcome deleted = outcome(clouds.move(Verb.CLEANUP, server("files")), "server", "files");

        assertThat(deleted.end()).as(deleted.message()).isEqualTo(End.DELETED);
        nothingIsLeft();
        assertThat(TwoClouds.names(volumes(clouds.source)))
                .as("without the one that goes with its server")
                .containsExactly("data-1");
    }

    /** The removal takes time, in which the only other copy may go. */
    @Test
    public void aServerWhoseCopyIsLostWhileTheyAreRemovedStays() throws Exception {
        String copy = clouds.target.inside().server("files").path("id").asText();
        clouds.source
                .faults()
                .on("DELETE", "/v3/*/snapshots/*")
                .when(() -> {
                    clouds.target.inside().delete("compute", "/v2.1/servers/" + copy);
                    return false;
                })
                .status(409)
                .times(1);

        Outcome kept = outcome(clouds.move(Verb.CLEANUP, server("files")), "server", "files");

        assertThat(kept.end()).as(kept.message()).isEqualTo(End.SKIPPED);
        assertThat(kept.message()).contains("since the plan was made: ");
        assertThat(TwoClouds.names(clouds.source.inside().servers())).contains("files");
        assertThat(TwoClouds.names(volumes(clouds.source))).containsExactlyInAnyOrder("data-1", "data-2");
    }

    private void nothingIsLeft() {
        clouds.source.skip(Duration.ofSeconds(5));
        assertThat(snapshots(clouds.source)).isEmpty();
        assertThat(volumes(clouds.source).toString()).doesNotContain("pumphouse");
    }
}
