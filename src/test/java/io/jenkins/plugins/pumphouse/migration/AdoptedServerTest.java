package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.AdoptedServerFixture.SERVER;
import static io.jenkins.plugins.pumphouse.migration.DiskFixture.disks;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.model.PreservationLedger;
import java.time.Duration;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Servers whose data volumes stay in the storage of both clouds: detached, given up, taken, attached. */
public class AdoptedServerTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private AdoptedServerFixture files;

    @Before
    public void aServerInSharedStorage() {
        files = new AdoptedServerFixture(clouds);
    }

    @Test
    public void theTargetsServerHasTheVeryVolumesAndNothingOfThemWasCopied() throws Exception {
        files.boot();

        Outcome moved = move();

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        JsonNode copy = files.onTarget();
        assertThat(copy.path("status").asText()).isEqualTo("ACTIVE");
        assertThat(disks(clouds.target, copy)).containsExactly("data-1 one false", "data-2 two false");
        assertThat(files.contents()).containsExactly("new data-1 one", "new data-2 two");
        assertThat(files.shared.storage.sizes()).hasSize(2);
        assertThat(AdoptionFixture.records(clouds.source)).hasSize(2);
        assertThat(moved.message()).contains("volume data-1 adopted as ", "volume data-2 adopted as ");
        assertThat(moved.facts().get(PreservationLedger.FACT))
                .asString()
                .contains("volume data-1 adopted, the same data in the same storage, so without a digest");
        assertThat(DiskFixture.snapshots(clouds.source)).isEmpty();
    }

    @Test
    public void thePlanSaysOfEachVolumeWhatBecomesOfIt() throws Exception {
        files.boot();

        Outcome planned = outcome(clouds.plan(Verb.INSTANCES, server(SERVER)), "server", SERVER);

        assertThat(clouds.lines).anyMatch(line -> line.contains("adopted: volume data-1, volume data-2"));
        assertThat(planned.message()).contains("that volume data-2 is deleted with it (an adopted volume outlasts");
        assertThat(files.contents()).containsExactly("old data-1 one", "old data-2 two");
    }

    @Test
    public void aVolumeThatNoBackendOfTheTargetHasRefusesTheServerAndNothingIsCopiedInstead() throws Exception {
        files.boot();
        String local = new VolumeFixture(clouds.source, "demo", "local", 3, "data").make();
        clouds.source.machines().attach(WireJson.text(files.onSource(), "id"), local);

        Outcome refused = move();

        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message())
                .contains("has volume local, which cannot be adopted: no backend of new")
                .contains("it was not touched");
        assertThat(files.onSource().path("status").asText()).isEqualTo("ACTIVE");
        assertThat(files.contents()).containsExactly("old data-1 one", "old data-2 two");
    }

    @Test
    public void aMirrorOfTheBackendIsFoundOutBeforeTheServerIsStopped() throws Exception {
        files.boot();
        clouds.target.mirror(AdoptionFixture.BACKEND, files.shared.storage.copy());

        Outcome failed = move();

        assertThat(failed.message()).contains("Backend controller@ceph of new is not controller@ceph#ceph of old");
        assertThat(clouds.source.journal().of("POST", "/v2.1/servers/*/action")).isEmpty();
        assertThat(files.onSource().path("status").asText()).isEqualTo("ACTIVE");
        assertThat(disks(clouds.source, files.onSource())).containsExactly("data-1 one false", "data-2 two true");
    }

    @Test
    public void volumesWithSnapshotsOrOfSeveralServersAreRefusedWithTheReason() throws Exception {
        files.boot();
        String root = "/v3/" + clouds.source.inside().projectId();
        String id = WireJson.text(AdoptionFixture.volume(clouds.source, "data-1"), "id");
        ObjectNode monday = WireJson.object("name", "monday", "volume_id", id, "force", true);
        clouds.source.inside().make("volume", root + "/snapshots", "snapshot", monday);
        VolumeFixture.change(clouds.source, "data-2", "multiattach", WireJson.node(true));

        Outcome refused = move();

        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message())
                .contains("volume data-1, which cannot be adopted, as Cinder gives up no volume that has snapshots")
                .contains("volume data-2, which cannot be adopted, as several servers may have it");
        assertThat(files.onSource().path("status").asText()).isEqualTo("ACTIVE");
    }

    @Test
    public void aShelvedServerIsRefusedAsNovaWouldDeleteItsVolumesWithTheirDetaching() throws Exception {
        files.boot("shelve");

        Outcome refused = move();

        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message()).contains("is shelved, so that its volumes cannot be adopted");
        assertThat(files.contents()).containsExactly("old data-1 one", "old data-2 two");
    }

    @Test
    public void theVolumeThatAServerBootsFromIsCopiedBesideTheAdoptedOnes() throws Exception {
        String system = new VolumeFixture(clouds.source, "demo", "system", 1, "kernel").make();
        VolumeFixture.change(clouds.source, "system", "bootable", WireJson.node("true"));
        String data = files.shared.volume("data-1", "rows");
        DiskFixture.small(clouds.source, SERVER)
                .fromVolume(system)
                .volume(data, false)
                .boot();

        clouds.plan(Verb.INSTANCES, server(SERVER));
        Outcome moved = move();

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(disks(clouds.target, files.onTarget())).containsExactly("system kernel false", "data-1 rows false");
        assertThat(disks(clouds.source, files.onSource())).containsExactly("system kernel false");
        assertThat(clouds.lines)
                .anyMatch(
                        line -> line.contains("adopted: volume data-1; volume system is copied, as Nova detaches no"));
        assertThat(outcome(clouds.move(Verb.CLEANUP, server(SERVER)), "server", SERVER)
                        .end())
                .isEqualTo(End.DELETED);
    }

    @Test
    public void aSecondRunWritesNothingWhateverItSaysOfVolumes() throws Exception {
        files.boot();
        move();

        Report second = clouds.move(Verb.INSTANCES, server(SERVER));
        Report third = clouds.copying().move(Verb.INSTANCES, server(SERVER));

        assertThat(second.cost().writes()).as(second.outcomes().toString()).isZero();
        assertThat(third.cost().writes()).as(third.outcomes().toString()).isZero();
        assertThat(outcome(third, "server", SERVER)
                        .facts()
                        .get(PreservationLedger.FACT)
                        .toString())
                .contains("volume data-1 adopted, the same data");
    }

    @Test
    public void theCleanUpDeletesTheSourcesServerAndTheAdoptedVolumesStay() throws Exception {
        files.boot();
        move();

        Outcome planned = outcome(clouds.plan(Verb.CLEANUP, server(SERVER)), "server", SERVER);
        Outcome cleaned = outcome(clouds.copying().move(Verb.CLEANUP, server(SERVER)), "server", SERVER);

        assertThat(cleaned.end()).as(cleaned.message()).isEqualTo(End.DELETED);
        assertThat(planned.message()).doesNotContain("data-2");
        assertThat(cleaned.message()).contains("volume data-2 was adopted before, and stays with the target");
        clouds.source.skip(Duration.ofSeconds(5));
        assertThat(files.contents()).containsExactly("new data-1 one", "new data-2 two");
    }

    @Test
    public void theCleanUpKeepsAServerWhoseAdoptedVolumeTheCopyHasNoMore() throws Exception {
        files.boot();
        move();
        detach(clouds.target, files.onTarget(), "data-2");

        Outcome kept = outcome(clouds.move(Verb.CLEANUP, server(SERVER)), "server", SERVER);

        assertThat(kept.end()).isEqualTo(End.SKIPPED);
        assertThat(kept.message()).contains("data-2 3 GB");
    }

    static void detach(EmbeddedCloud cloud, JsonNode server, String volume) {
        cloud.inside()
                .delete(
                        "compute",
                        "/v2.1/servers/" + WireJson.text(server, "id") + "/os-volume_attachments/"
                                + WireJson.text(AdoptionFixture.volume(cloud, volume), "id"));
        cloud.skip(Duration.ofSeconds(5));
    }

    private Outcome move() throws Exception {
        return outcome(clouds.move(Verb.INSTANCES, server(SERVER)), "server", SERVER);
    }
}
