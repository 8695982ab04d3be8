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
import io.jenkins.plugins.pumphouse.migration.model.HealthCheck;
import io.jenkins.plugins.pumphouse.migration.model.HealthCheck.Probe;
import io.jenkins.plugins.pumphouse.migration.model.HealthCheck.Way;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Moves with adopted volumes that fail: the source's server has its volumes again, whatever failed. */
public class AdoptedServerUndoTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private AdoptedServerFixture files;

    @Before
    public void aServerInSharedStorage() {
        files = new AdoptedServerFixture(clouds);
    }

    @Test
    public void aBootThatFailsGivesTheVolumesBackAtTheirDevicesAndStartsTheSource() throws Exception {
        files.boot();
        clouds.target.behaviour().bootsFail(SERVER, "No valid host was found.");

        Outcome failed = move();

        assertThat(failed.message()).contains("No valid host was found.");
        isHome("one", "two");
        JsonNode attached = clouds.source
                .inside()
                .list(
                        "compute",
                        "/v2.1/servers/" + WireJson.text(files.onSource(), "id") + "/os-volume_attachments",
                        "volumeAttachments")
                .get(0);
        assertThat(attached.path("device").asText()).isEqualTo("/dev/sdb");
        assertThat(clouds.target.inside().servers()).isEmpty();
        clouds.target.behaviour().healed();
        assertThat(move().end()).isEqualTo(End.CREATED);
        assertThat(files.contents()).containsExactly("new data-1 one", "new data-2 two");
    }

    @Test
    public void aCopyThatDoesNotAnswerGivesBackWhatItHasWrittenToTheOnlyVolume() throws Exception {
        files.boot();
        clouds.target.behaviour().console("kernel panic");
        clouds.source.behaviour().console("files login:");
        clouds.healthCheck(new HealthCheck(List.of(new Probe(Way.CONSOLE, "login:")), Duration.ofSeconds(1)));
        clouds.onLine(line -> {
            if (line.contains("boots on new")) {
                VolumeFixture.used(clouds.target, AdoptionFixture.volume(clouds.target, "data-1"), "written since");
            }
        });

        Outcome failed = move();

        assertThat(failed.end()).isEqualTo(End.FAILED);
        isHome("written since", "two");
    }

    @Test
    public void aTargetThatDoesNotTakeASecondVolumeGivesTheFirstBackToo() throws Exception {
        files.boot();
        clouds.target.behaviour().snapshotsFail("data-2");

        Outcome failed = move();

        assertThat(failed.message()).contains("Volume data-2 could not be adopted");
        clouds.target.behaviour().healed();
        isHome("one", "two");
    }

    @Test
    public void aDriverThatCannotGiveAVolumeUpLeavesTheServerAsItWas() throws Exception {
        files.boot();
        clouds.source.behaviour().snapshotsFail("unmanage data-2");

        Outcome failed = move();

        assertThat(failed.message()).contains("its driver cannot give volumes up");
        isHome("one", "two");
    }

    @Test
    public void aVolumeThatNovaDoesNotDetachLeavesTheServerAsItWas() throws Exception {
        files.boot();
        clouds.source.behaviour().snapshotsFail("detach data-2");

        Outcome failed = move();

        assertThat(failed.message()).contains("Nova has not detached it from server files");
        isHome("one", "two");
    }

    @Test
    public void aSourceThatDoesNotAttachAVolumeAgainKeepsTheServerOffAndSaysWhereTheDataIs() throws Exception {
        files.boot();
        clouds.target.behaviour().bootsFail(SERVER, "No valid host was found.");
        clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/os-volume_attachments")
                .status(400);

        move();

        assertThat(clouds.lines)
                .anyMatch(line -> line.contains("is on old with all its data, but Nova does not attach it")
                        && line.contains("openstack server add volume --device /dev/sdb "));
        assertThat(files.onSource().path("status").asText()).isEqualTo("SHUTOFF");
        assertThat(files.contents()).hasSize(2).contains("old data-1 one");
        clouds.source.faults().clear();
        clouds.target.behaviour().healed();
        assertThat(clouds.copying().move(Verb.INSTANCES, server(SERVER)).failed())
                .isFalse();
        assertThat(files.contents()).containsExactly("new data-1 one", "new data-2 two");
        assertThat(disks(clouds.target, files.onTarget())).containsExactly("data-1 one false", "data-2 two false");
    }

    @Test
    public void aVolumeOfWhichNobodyCanTellKeepsTheServerOffUntilARollbackBringsItBack() throws Exception {
        files.boot();
        clouds.timeout(Duration.ofSeconds(1));
        clouds.target.behaviour().snapshotsFail("data-1");
        clouds.target
                .faults()
                .on("GET", "/v3/*/volumes/**")
                .when(() -> clouds.target.journal().count("POST", "/v3/*/manageable_volumes") > 0)
                .status(403);

        Outcome failed = move();

        assertThat(failed.message()).contains("is managed by new or by neither cloud: nobody can tell");
        assertThat(files.onSource().path("status").asText()).isEqualTo("SHUTOFF");
        clouds.target.faults().clear();
        clouds.timeout(Duration.ofMinutes(1));
        Outcome back = outcome(clouds.move(Verb.ROLLBACK, server(SERVER)), "server", SERVER);
        assertThat(back.end()).as(back.message()).isEqualTo(End.RESTORED);
        isHome("one", "two");
    }

    @Test
    public void anAnswerThatIsLostIsLookedForAndNothingIsDoneTwice() throws Exception {
        files.boot();
        clouds.source
                .faults()
                .on("DELETE", "/v2.1/servers/*/os-volume_attachments/*")
                .times(1)
                .resetAfterwards();
        clouds.target.faults().on("POST", "/v3/*/manageable_volumes").times(1).resetAfterwards();

        Outcome moved = move();

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(files.contents()).containsExactly("new data-1 one", "new data-2 two");
        assertThat(clouds.target.journal().of("POST", "/v3/*/manageable_volumes"))
                .hasSize(2);
    }

    @Test
    public void anAnswerToTheAttachingThatIsLostIsLookedFor() throws Exception {
        files.boot();
        clouds.target.behaviour().bootsFail(SERVER, "No valid host was found.");
        clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/os-volume_attachments")
                .times(1)
                .resetAfterwards();

        move();

        isHome("one", "two");
    }

    @Test
    public void aCopyWithWhichNovaWouldDeleteAnAdoptedVolumeIsNotDeleted() throws Exception {
        files.boot();
        clouds.target.behaviour().console("kernel panic");
        clouds.source.behaviour().console("files login:");
        clouds.healthCheck(new HealthCheck(List.of(new Probe(Way.CONSOLE, "login:")), Duration.ofSeconds(1)));
        clouds.onLine(line -> {
            if (line.contains("boots on new")) {
                goesWithServer("data-1");
            }
        });

        move();

        assertThat(clouds.lines)
                .anyMatch(line -> line.contains("was not deleted: Nova would delete the adopted volume ")
                        && line.contains("openstack server remove volume "));
        assertThat(files.contents()).containsExactly("new data-1 one", "new data-2 two");
        assertThat(files.onSource().path("status").asText()).isEqualTo("SHUTOFF");
    }

    private void goesWithServer(String volume) {
        clouds.target
                .inside()
                .put(
                        "compute",
                        "/v2.1/servers/" + WireJson.text(files.onTarget(), "id") + "/os-volume_attachments/"
                                + WireJson.text(AdoptionFixture.volume(clouds.target, volume), "id"),
                        WireJson.object("volumeAttachment", WireJson.object("delete_on_termination", true)));
    }

    private void isHome(String one, String two) {
        clouds.target.skip(Duration.ofSeconds(5));
        clouds.source.skip(Duration.ofSeconds(5));
        JsonNode source = files.onSource();
        assertThat(files.contents()).containsExactly("old data-1 " + one, "old data-2 " + two);
        assertThat(disks(clouds.source, source)).containsExactly("data-1 " + one + " false", "data-2 " + two + " true");
        assertThat(source.path("status").asText()).isEqualTo("ACTIVE");
        assertThat(source.path("locked").asBoolean()).isFalse();
        assertThat(notes(source))
                .allMatch(key -> source.path("metadata").path(key).asText().isEmpty());
        assertThat(AdoptionFixture.records(clouds.source)).isEmpty();
        assertThat(files.shared.storage.sizes()).hasSize(2);
    }

    private Outcome move() throws Exception {
        return outcome(clouds.move(Verb.INSTANCES, server(SERVER)), "server", SERVER);
    }
}
