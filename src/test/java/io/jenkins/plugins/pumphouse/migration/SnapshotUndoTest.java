package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** What the undoing of a move does about the snapshot that the move has taken. */
public class SnapshotUndoTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aSnapshotThatGlanceListsWithoutItsIdIsSaidToBeLeft() throws Exception {
        failsWhileGlanceLacks("id");

        assertThat(snapshots()).hasSize(1);
        assertThat(clouds.lines)
                .anyMatch(line -> line.contains("may leave its snapshot on old")
                        && line.contains("openstack image list --property pumphouse_snapshot_of="));
    }

    @Test
    public void aSnapshotThatGlanceListsWithoutItsTimeIsRemovedAllTheSame() throws Exception {
        failsWhileGlanceLacks("created_at");

        assertThat(snapshots()).isEmpty();
    }

    @Test
    public void aRunThatCarriesNoDiskRemovesTheSnapshotThatAnInterruptedOneHasLeft() throws Exception {
        clouds.bySnapshot();
        new Interruption(clouds)
                .at(
                        asked -> asked.method().equals("PUT") && asked.path().endsWith("/file"),
                        () -> clouds.move(Verb.INSTANCES, server("web-2")));
        assertThat(snapshots()).hasSize(1);
        clouds.fromImages();

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("web-2")), "server", "web-2");

        assertThat(moved.end()).as(moved.message()).isIn(End.CREATED, End.UPDATED);
        assertThat(snapshots()).isEmpty();
    }

    @Test
    public void theImageOfAShelvedServerIsNoFormerSnapshotToARunThatCarriesNoDisk() throws Exception {
        String id = clouds.source.inside().server("web-2").path("id").asText();
        clouds.source.inside().post("compute", "/v2.1/servers/" + id + "/action", WireJson.object("shelve", null));
        clouds.source.skip(Duration.ofMinutes(1));
        clouds.source.skip(Duration.ofMinutes(1));
        clouds.bySnapshot();
        clouds.target.behaviour().bootsFail("web-2", "No valid host was found.");
        clouds.move(Verb.INSTANCES, server("web-2"));
        clouds.target.behaviour().healed();
        clouds.fromImages();

        clouds.move(Verb.INSTANCES, server("web-2"));

        assertThat(clouds.source.inside().list("image", "/v2/images", "images"))
                .anyMatch(image -> image.path("name").asText().equals("web-2-shelved"));
    }

    private List<JsonNode> snapshots() {
        return clouds.source.inside().list("image", "/v2/images", "images").stream()
                .filter(image -> image.has("pumphouse_snapshot_of"))
                .toList();
    }

    private void failsWhileGlanceLacks(String field) throws Exception {
        clouds.target.behaviour().bootsFail("web-2", "No valid host was found.");
        clouds.onLine(line -> {
            if (line.contains("boots on new")) {
                clouds.source.faults().on("GET", "/v2/images").answersInstead(answer -> without(field, answer));
            }
        });

        Outcome failed = outcome(clouds.move(Verb.INSTANCES, server("web-2")), "server", "web-2");

        assertThat(failed.end()).as(failed.message()).isEqualTo(End.FAILED);
        clouds.source.faults().clear();
    }

    private static Answer without(String field, Answer answer) {
        try {
            JsonNode json = new ObjectMapper().readTree(answer.body().open());
            json.path("images").forEach(image -> ((ObjectNode) image).putNull(field));
            return Answer.of(answer.status(), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
