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
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/**
 * A copy that an interrupted run has left in ERROR goes before anything is done that it stands in the way of: it has
 * ports and volumes, and some volumes go with it.
 */
public class FormerCopyTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aBrokenCopyIsRemovedBeforeTheVolumeOfItsRootDiskIsMadeAgain() throws Exception {
        clouds.asVolumes();
        leavesABrokenCopy("db-1");

        Outcome moved = move("db-1");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.UPDATED);
        assertThat(clouds.lines).anyMatch(line -> line.contains("has a broken copy "));
        assertThat(clouds.target.inside().servers()).hasSize(1);
        JsonNode root = only();
        assertThat(root.path("status").asText()).isEqualTo("in-use");
        assertThat(VolumeFixture.content(clouds.target, root)).contains("db-1 was here");
    }

    @Test
    public void theVolumeOfABrokenCopysRootDiskIsGoneBeforeOneWithALocalDiskIsBooted() throws Exception {
        clouds.asVolumes();
        leavesABrokenCopy("db-1");
        clouds.bySnapshot();

        Outcome moved = move("db-1");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.UPDATED);
        assertThat(clouds.target.inside().servers()).hasSize(1);
        assertThat(volumes(clouds.target)).isEmpty();
    }

    @Test
    public void aVolumeThatGoesWithABrokenCopyIsCopiedAgainAndNoServerBootsWithoutIt() throws Exception {
        files(true);
        leavesABrokenCopy("files");

        Outcome moved = move("files");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.UPDATED);
        assertThat(only().path("status").asText()).isEqualTo("in-use");
        assertThat(VolumeFixture.content(clouds.target, only())).isEqualTo("rows");
    }

    @Test
    public void aVolumeThatStaysWithoutABrokenCopyIsTakenUpByTheNext() throws Exception {
        files(false);
        leavesABrokenCopy("files");
        String volume = only().path("id").asText();

        Outcome moved = move("files");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.UPDATED);
        assertThat(only().path("id").asText()).isEqualTo(volume);
        assertThat(only().path("status").asText()).isEqualTo("in-use");
    }

    @Test
    public void theVolumesOfABrokenCopyAreCopiedAgainWhenTheServerRunsAgain() throws Exception {
        files(false);
        leavesABrokenCopy("files");
        startedAgain("files");
        VolumeFixture.used(clouds.source, volumes(clouds.source).get(0), "more rows");

        Outcome moved = move("files");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.UPDATED);
        assertThat(VolumeFixture.content(clouds.target, only())).isEqualTo("more rows");
    }

    @Test
    public void aBrokenCopyThatCannotBeRemovedStopsNoServer() throws Exception {
        leavesABrokenCopy("db-1");
        startedAgain("db-1");
        clouds.target.faults().on("DELETE", "/v2.1/servers/*").status(403);
        clouds.source.journal().clear();

        Outcome failed = move("db-1");

        assertThat(failed.end()).isEqualTo(End.FAILED);
        assertThat(onSource("db-1").path("status").asText()).isEqualTo("ACTIVE");
        assertThat(clouds.source.journal().count("POST", "/v2.1/servers/*/action"))
                .as("stop, start, snapshot")
                .isZero();
    }

    @Test
    public void aBrokenCopyThatItsOwnerHasUsedStaysUntilAPersonHasDecided() throws Exception {
        endsWhileTheCopyBoots("db-1");
        clouds.target.skip(Duration.ofSeconds(10));
        String copy = clouds.target.inside().servers().get(0).path("id").asText();
        clouds.target.project("demo").user("carol", "member");
        clouds.target
                .inside("carol", clouds.target.project("demo").id())
                .post("compute", action(copy), WireJson.object("reboot", WireJson.object("type", "SOFT")));
        clouds.target.skip(Duration.ofSeconds(10));
        broken(copy);

        Outcome refused = move("db-1");

        assertThat(refused.end()).isEqualTo(End.FAILED);
        assertThat(refused.message())
                .contains("has a copy " + copy + " on new that is ERROR, and that somebody has used: reboot at ")
                .contains("openstack server delete " + copy + " on new");
        assertThat(clouds.target.inside().servers()).hasSize(1);
    }

    @Test
    public void aCopyWhoseVolumeHasLostItsMarkStaysUntilAPersonHasGivenItThat() throws Exception {
        files(false);
        endsWhileTheCopyBoots("files");
        clouds.target.skip(Duration.ofSeconds(10));
        String copy = clouds.target.inside().servers().get(0).path("id").asText();
        String metadata = "/v3/" + clouds.target.inside().projectId() + "/volumes/"
                + only().path("id").asText() + "/metadata";
        String mark = only().path("metadata").path("pumphouse_source").asText();
        clouds.target.inside().delete("volume", metadata + "/pumphouse_source");

        Outcome refused = move("files");

        assertThat(refused.end()).isEqualTo(End.FAILED);
        assertThat(refused.message())
                .contains("without a mark, and no copy of volume data is marked. Nothing was removed")
                .contains("openstack volume set --property pumphouse_source=" + mark)
                .doesNotContain("was started");
        assertThat(clouds.target.inside().servers())
                .singleElement()
                .satisfies(server -> assertThat(server.path("id").asText()).isEqualTo(copy));
        clouds.target
                .inside()
                .post("volume", metadata, WireJson.object("metadata", WireJson.object("pumphouse_source", mark)));

        Outcome moved = move("files");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.UPDATED);
        assertThat(clouds.target.inside().servers().get(0).path("id").asText()).isEqualTo(copy);
    }

    @Test
    public void aCopyIsBootedAnewThatNovaIsDeletingAndWillKeepForAWhile() throws Exception {
        clouds.target.behaviour().deletedServersKept();
        endsWhileTheCopyBoots("db-1");
        clouds.target.skip(Duration.ofSeconds(10));
        String copy = clouds.target.inside().servers().get(0).path("id").asText();
        clouds.target.behaviour().power(Duration.ofHours(1));
        clouds.target.inside().delete("compute", "/v2.1/servers/" + copy);
        assertThat(clouds.target
                        .inside()
                        .servers()
                        .get(0)
                        .path("OS-EXT-STS:task_state")
                        .asText())
                .isEqualTo("soft-deleting");
        clouds.target.behaviour().power(Duration.ofMillis(20));
        clouds.passesWhenAwaited(clouds.target, "/v2.1/servers/**", Duration.ofHours(1));

        Outcome moved = move("db-1");

        assertThat(moved.end()).as(moved.message()).isIn(End.CREATED, End.UPDATED);
        assertThat(clouds.target.inside().servers())
                .singleElement()
                .satisfies(server -> assertThat(server.path("id").asText()).isNotEqualTo(copy));
    }

    @Test
    public void aCopyWhoseImageGlanceOnceSaysIsGoneIsKept() throws Exception {
        endsWhileTheCopyBoots("db-1");
        clouds.target.skip(Duration.ofSeconds(10));
        JsonNode copy = clouds.target.inside().servers().get(0);
        clouds.onLine(line -> {
            if (line.startsWith("plan")) {
                clouds.target
                        .faults()
                        .on("GET", "/v2/images/" + copy.path("image").path("id").asText())
                        .status(404)
                        .times(1);
            }
        });

        Outcome moved = move("db-1");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.UPDATED);
        assertThat(clouds.target.inside().servers())
                .singleElement()
                .satisfies(server -> assertThat(server.path("id")).isEqualTo(copy.path("id")));
    }

    private Outcome move(String name) throws Exception {
        return outcome(clouds.move(Verb.INSTANCES, server(name)), "server", name);
    }

    private void endsWhileTheCopyBoots(String name) throws Exception {
        Thread runner = Thread.currentThread();
        clouds.onLine(line -> {
            if (line.contains("boots on new")) {
                runner.interrupt();
            }
        });
        move(name);
        Thread.interrupted(); // taken, so that the next run has none
        clouds.onLine(line -> {});
    }

    private void leavesABrokenCopy(String name) throws Exception {
        clouds.target.behaviour().boot(Duration.ofHours(1));
        endsWhileTheCopyBoots(name);
        clouds.target.skip(Duration.ofHours(1));
        clouds.target.behaviour().boot(Duration.ofMillis(30));
        broken(clouds.target.inside().servers().get(0).path("id").asText());
    }

    private void broken(String copy) {
        clouds.target
                .inside()
                .post("compute", action(copy), WireJson.object("os-resetState", WireJson.object("state", "error")));
    }

    private void startedAgain(String name) {
        clouds.source.skip(Duration.ofSeconds(10));
        clouds.source
                .inside()
                .post("compute", action(onSource(name).path("id").asText()), WireJson.object("os-start", null));
        clouds.source.skip(Duration.ofSeconds(10));
    }

    private static String action(String id) {
        return "/v2.1/servers/" + id + "/action";
    }

    private JsonNode onSource(String name) {
        return clouds.source.inside().server(name);
    }

    private void files(boolean goes) {
        String data = new VolumeFixture(clouds.source, "demo", "data", 1, "rows").make();
        DiskFixture.small(clouds.source, "files").volume(data, goes).boot();
    }

    private JsonNode only() {
        assertThat(volumes(clouds.target)).hasSize(1);
        return volumes(clouds.target).get(0);
    }

    private static List<JsonNode> volumes(EmbeddedCloud cloud) {
        return cloud.inside()
                .list("volume", "/v3/" + cloud.inside().projectId() + "/volumes/detail?all_tenants=1", "volumes");
    }
}
