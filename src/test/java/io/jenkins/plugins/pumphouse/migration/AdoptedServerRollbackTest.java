package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.AdoptedServerFixture.SERVER;
import static io.jenkins.plugins.pumphouse.migration.AdoptedServerFixture.notes;
import static io.jenkins.plugins.pumphouse.migration.DiskFixture.disks;
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
import org.junit.Rule;
import org.junit.Test;

/** Moved servers with adopted volumes on their way back: the volumes go with them, and none is deleted. */
public class AdoptedServerRollbackTest {
    private static final int MOST_WRITES = 120;

    /** Each write takes some seconds; 1 for all of them. */
    private static final int STRIDE = Integer.getInteger("adoption.stride", 6);

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void theVolumesComeBackWithTheServerAndWithWhatWasWrittenSince() throws Exception {
        AdoptedServerFixture files = moved();
        VolumeFixture.used(clouds.target, AdoptionFixture.volume(clouds.target, "data-1"), "written since");

        Outcome planned = outcome(clouds.plan(Verb.ROLLBACK, server(SERVER)), "server", SERVER);
        Outcome back = back();

        assertThat(planned.message())
                .contains("its adopted volume data-1 goes back to old with what was written to it since")
                .doesNotContain("deletes on new: volume");
        assertThat(back.end()).as(back.message()).isEqualTo(End.RESTORED);
        isHome(files, "written since");
    }

    @Test
    public void theVolumesOfACopyThatItsOwnerHasDeletedComeBackToo() throws Exception {
        AdoptedServerFixture files = moved();
        clouds.target.inside().delete("compute", "/v2.1/servers/" + WireJson.text(files.onTarget(), "id"));
        clouds.target.skip(Duration.ofSeconds(5));

        Outcome back = back();

        assertThat(back.end()).as(back.message()).isEqualTo(End.RESTORED);
        isHome(files, "one");
    }

    @Test
    public void aVolumeWithSnapshotsOrInAShelvedCopyKeepsTheServerWhereItIs() throws Exception {
        AdoptedServerFixture files = moved();
        String root = "/v3/" + clouds.target.inside().projectId();
        String id = WireJson.text(AdoptionFixture.volume(clouds.target, "data-1"), "id");
        clouds.target
                .inside()
                .make(
                        "volume",
                        root + "/snapshots",
                        "snapshot",
                        WireJson.object("name", "monday", "volume_id", id, "force", true));
        clouds.target
                .inside()
                .post(
                        "compute",
                        "/v2.1/servers/" + WireJson.text(files.onTarget(), "id") + "/action",
                        WireJson.object("shelve", null));
        clouds.target.skip(Duration.ofMinutes(5));
        clouds.target.skip(Duration.ofMinutes(5));

        Outcome kept = back();

        assertThat(kept.end()).isEqualTo(End.SKIPPED);
        assertThat(kept.message())
                .contains("has snapshots on new (monday), with which Cinder gives up no volume")
                .contains("its copy is SHELVED_OFFLOADED, and from such a server Nova detaches an adopted volume");
        assertThat(files.contents()).containsExactly("new data-1 one", "new data-2 two");
    }

    @Test
    public void aSourceThatDoesNotStartLeavesBothOffAndTheNextRunGoesOn() throws Exception {
        AdoptedServerFixture files = moved();
        clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/action")
                .about("os-start")
                .status(409);

        Outcome failed = back();
        Outcome again = back();
        assertThat(failed.end()).isEqualTo(End.FAILED);
        assertThat(again.end()).isEqualTo(End.FAILED);
        assertThat(files.onTarget().path("status").asText()).isEqualTo("SHUTOFF");
        assertThat(disks(clouds.source, files.onSource())).hasSize(2);
        clouds.source.faults().clear();

        Outcome last = back();

        assertThat(last.end()).as(last.message()).isEqualTo(End.RESTORED);
        isHome(files, "one");
    }

    @Test
    public void whereverARollbackEndsTheNextRunBringsItToItsEnd() throws Exception {
        int write = 1;
        boolean interrupted = true;
        AdoptedServerFixture files = moved();
        for (; interrupted && write < MOST_WRITES; write += STRIDE) {
            interrupted = new Interruption(clouds).after(write, this::takenBack);
            skip();
            Outcome back = back();
            assertThat(back.end()).as(write + ": " + back.message()).isIn(End.RESTORED, End.SKIPPED);
            skip();
            isHome(files, "one");
            if (interrupted) {
                Outcome moved = outcome(clouds.adopting().move(Verb.INSTANCES, server(SERVER)), "server", SERVER);
                assertThat(moved.end()).as(write + ": " + moved.message()).isEqualTo(End.CREATED);
                skip();
            }
        }
        assertThat(write).isBetween(15, MOST_WRITES - 1);
    }

    private AdoptedServerFixture moved() throws Exception {
        AdoptedServerFixture files = new AdoptedServerFixture(clouds).boot();
        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server(SERVER)), "server", SERVER);
        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        clouds.evenIfChanged();
        return files;
    }

    private Outcome back() throws Exception {
        return outcome(takenBack(), "server", SERVER);
    }

    private Report takenBack() throws Exception {
        return clouds.copying().move(Verb.ROLLBACK, server(SERVER));
    }

    private void isHome(AdoptedServerFixture files, String one) {
        skip();
        JsonNode source = files.onSource();
        assertThat(files.contents()).containsExactly("old data-1 " + one, "old data-2 two");
        assertThat(disks(clouds.source, source)).containsExactly("data-1 " + one + " false", "data-2 two true");
        assertThat(source.path("status").asText()).isEqualTo("ACTIVE");
        assertThat(source.path("locked").asBoolean()).isFalse();
        assertThat(notes(source))
                .filteredOn(key -> !key.startsWith("pumphouse_mover"))
                .allMatch(key -> source.path("metadata").path(key).asText().isEmpty());
        assertThat(AdoptionFixture.records(clouds.source)).isEmpty();
        assertThat(clouds.target.inside().servers()).isEmpty();
    }

    private void skip() {
        List.of(clouds.source, clouds.target).forEach(cloud -> cloud.skip(Duration.ofSeconds(5)));
    }
}
