package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** What a clean-up says of the parts of a server that it has deleted is what it has seen. */
public class DeletedPartsTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Before
    public void aServerWithAVolumeThatGoesWithIt() {
        DiskFixture.small(clouds.source, "files")
                .volume(new VolumeFixture(clouds.source, "demo", "data", 1, "rows").make(), true)
                .boot();
    }

    @Test
    public void aVolumeThatIsGoneWasDeleted() throws Exception {
        clouds.move(Verb.INSTANCES, server("files"));

        assertThat(deleted()).contains("volume data was deleted with it");
        assertThat(volumes()).isEmpty();
    }

    @Test
    public void aVolumeThatCinderKeepsForItsSnapshotsStays() throws Exception {
        clouds.source
                .inside()
                .make(
                        "volume",
                        root() + "/snapshots",
                        "snapshot",
                        WireJson.object("volume_id", volumes().get(0).path("id"), "name", "weekly", "force", true));
        clouds.source.skip(Duration.ofSeconds(5));
        clouds.move(Verb.INSTANCES, server("files"));

        assertThat(deleted())
                .contains("volume data stays, although it was to be deleted with it: it is available")
                .doesNotContain("was deleted with it");
        assertThat(volumes()).hasSize(1);
    }

    @Test
    public void aVolumeOfAServerThatNovaKeepsForAWhileStaysForNow() throws Exception {
        clouds.source.behaviour().deletedServersKept();
        clouds.move(Verb.INSTANCES, server("files"));

        assertThat(deleted())
                .contains("volume data stays for now: it is in-use", "stays on old for now: device ")
                .doesNotContain("Nova had not made it");
    }

    @Test
    public void aVolumeThatCannotBeReadIsNotClaimedToBeGone() throws Exception {
        clouds.move(Verb.INSTANCES, server("files"));
        String id = volumes().get(0).path("id").asText();
        clouds.source.faults().on("DELETE", "/v2.1/servers/*").answersInstead(answer -> {
            clouds.source.faults().on("GET", "/v3/*/volumes/" + id).status(403);
            return answer;
        });

        assertThat(deleted()).contains("whether volume data stays on old is not known (");
    }

    private String deleted() throws InterruptedException {
        Outcome deleted = outcome(clouds.move(Verb.CLEANUP, server("files")), "server", "files");
        assertThat(deleted.end()).as(deleted.message()).isEqualTo(End.DELETED);
        return deleted.message();
    }

    private String root() {
        return "/v3/" + clouds.source.inside().projectId();
    }

    private List<JsonNode> volumes() {
        return clouds.source.inside().list("volume", root() + "/volumes/detail?all_tenants=1", "volumes");
    }
}
