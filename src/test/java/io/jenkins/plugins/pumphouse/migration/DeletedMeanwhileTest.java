package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/**
 * A server whose owner deletes it, or its copy, in the middle of its move: what is left of it stays, and nothing waits.
 */
public class DeletedMeanwhileTest {
    private static final long LIMIT = 240_000;

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test(timeout = LIMIT)
    public void theCopyOfOneThatIsDeletedWhileTheCopyBootsStays() throws Exception {
        deletedAtTheBoot("db-1");

        Outcome failed = move("db-1");

        JsonNode copy = clouds.target.inside().servers().get(0);
        assertThat(copy.path("status").asText()).isEqualTo("ACTIVE");
        assertThat(failed.end()).isEqualTo(End.FAILED);
        assertThat(failed.message())
                .contains("on old was deleted while it was moved")
                .contains("it may be all that is left of it: server "
                        + copy.path("id").asText());
        assertThat(clouds.lines)
                .anyMatch(line -> line.contains("db-1 is gone from old, and is ACTIVE on new"))
                .noneMatch(line -> line.contains("openstack server start"));
    }

    @Test(timeout = LIMIT)
    public void theCopyOfOneThatItsCloudKeepsForAWhileStays() throws Exception {
        clouds.source.behaviour().deletedServersKept();
        deletedAtTheBoot("db-1");

        Outcome failed = move("db-1");

        assertThat(failed.message()).contains("on old was deleted while it was moved");
        assertThat(clouds.target.inside().servers()).hasSize(1);
    }

    @Test(timeout = LIMIT)
    public void theCopiesOfVolumesThatWentWithItStayAlsoWhenNoServerBoots() throws Exception {
        String data = new VolumeFixture(clouds.source, "demo", "data", 1, "rows").make();
        DiskFixture.small(clouds.source, "files").volume(data, true).boot();
        clouds.target.behaviour().bootsFail("files", "No valid host was found.");
        deletedAtTheBoot("files");

        Outcome failed = move("files");

        assertThat(failed.message()).contains("on old was deleted while it was moved");
        JsonNode volume = clouds.target
                .inside()
                .named(
                        "volume",
                        "/v3/" + clouds.target.inside().projectId() + "/volumes/detail?all_tenants=1",
                        "volumes",
                        "data");
        assertThat(VolumeFixture.content(clouds.target, volume)).isEqualTo("rows");
        assertThat(failed.message()).contains(volume.path("id").asText());
    }

    @Test(timeout = LIMIT)
    public void oneThatIsDeletedWhileItShutsDownIsNotWaitedFor() throws Exception {
        clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/action")
                .containing("os-stop")
                .times(1)
                .answersInstead(answer -> {
                    delete(clouds.source, "db-1");
                    return answer;
                });

        Outcome failed = move("db-1");

        assertThat(failed.message()).contains("on old was deleted while it was moved");
        assertThat(clouds.target.inside().servers()).isEmpty();
    }

    /** By a Nova that does not come to the end of the deletion. */
    @Test(timeout = LIMIT)
    public void oneThatIsDeletedWhileItsMoveIsUndoneIsNotWaitedForAndWhatIsLeftOfItIsNamed() throws Exception {
        clouds.target.behaviour().bootsFail("db-1", "No valid host was found.");
        clouds.target.faults().on("DELETE", "/v2.1/servers/*").times(1).answersInstead(answer -> {
            for (String path : List.of("/v2.1/servers/detail", "/v2.1/servers/*")) {
                clouds.source.faults().on("GET", path).answersInstead(DeletedMeanwhileTest::beingDeleted);
            }
            return answer;
        });

        Outcome failed = move("db-1");

        assertThat(failed.end()).isEqualTo(End.FAILED);
        assertThat(failed.message())
                .contains("on old was deleted while it was moved", "no server on new, snapshot ")
                .doesNotContain("Run again");
        assertThat(clouds.target.inside().list("image", "/v2/images", "images"))
                .anyMatch(image -> image.path("name").asText().equals("db-1 disk, migrated"));
    }

    private static Answer beingDeleted(Answer answer) {
        try {
            JsonNode json = new ObjectMapper().readTree(answer.body().open());
            json.findParents("OS-EXT-STS:task_state")
                    .forEach(server -> ((ObjectNode) server).put("OS-EXT-STS:task_state", "deleting"));
            return Answer.ok(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test(timeout = LIMIT)
    public void oneWhoseCopyIsDeletedWhileItBootsRunsAgainAtOnce() throws Exception {
        clouds.target.behaviour().boot(Duration.ofHours(1));
        clouds.onLine(line -> {
            if (line.contains("boots on new")) {
                delete(clouds.target, "db-1");
            }
        });

        Outcome failed = move("db-1");

        assertThat(failed.end()).isEqualTo(End.FAILED);
        assertThat(failed.message()).contains("was deleted");
        assertThat(named(clouds.source, "db-1").path("status").asText()).isEqualTo("ACTIVE");
    }

    private void deletedAtTheBoot(String name) {
        clouds.target.faults().on("POST", "/v2.1/servers").times(1).answersInstead(answer -> {
            delete(clouds.source, name);
            return answer;
        });
    }

    private static void delete(EmbeddedCloud cloud, String name) {
        cloud.inside()
                .delete(
                        "compute",
                        "/v2.1/servers/" + named(cloud, name).path("id").asText());
        cloud.skip(Duration.ofSeconds(5));
    }

    private Outcome move(String name) throws InterruptedException {
        return outcome(clouds.move(Verb.INSTANCES, server(name)), "server", name);
    }

    private static JsonNode named(EmbeddedCloud cloud, String name) {
        return cloud.inside().server(name);
    }
}
