package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.EarlyUploads.images;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Rule;
import org.junit.Test;

/**
 * Images that a move needs no more and cannot remove: the server has moved all the same, and the next run removes them.
 */
public class ImageLeftoversTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void theContentOfARootVolumeIsRemovedByTheNextRun() throws Exception {
        clouds.asVolumes();
        clouds.target.faults().on("DELETE", "/v2/images/*").status(500);
        assertThat(move().end()).isEqualTo(End.CREATED);
        assertThat(images(clouds.target)).anyMatch(ImageLeftoversTest::isOfServer);
        clouds.target.faults().clear();

        Outcome next = move();

        assertThat(next.end()).as(next.message()).isEqualTo(End.UPDATED);
        assertThat(next.message()).contains("images that its move had left removed");
        isClean();
    }

    @Test
    public void soAreEarlyCopiesWhileTheContentThatTheServerWasBootedFromStays() throws Exception {
        clouds.precopy();
        clouds.source.faults().on("DELETE", "/v2/images/*").status(403);
        assertThat(move().end()).isEqualTo(End.CREATED);
        assertThat(clouds.lines)
                .anyMatch(line -> line.contains("may leave its early copy on old") && line.contains("403"));
        clouds.source.faults().clear();

        assertThat(move().end()).isEqualTo(End.UPDATED);

        assertThat(images(clouds.target))
                .filteredOn(ImageLeftoversTest::isOfServer)
                .hasSize(1);
        assertThat(images(clouds.source)).noneMatch(image -> image.has("pumphouse_early_copy_of"));
        assertThat(clouds.move(Verb.INSTANCES, server("db-1")).cost().writes()).isZero();
        assertThat(clouds.lines).noneMatch(line -> line.contains("leaves content image"));
    }

    /** Glance answers so while a volume in the same Ceph is a clone of the image. */
    @Test
    public void oneThatTheImageServiceKeepsIsToldAndNotTriedAgain() throws Exception {
        clouds.asVolumes();
        clouds.target.faults().on("DELETE", "/v2/images/*").status(409);

        assertThat(move().end()).isEqualTo(End.CREATED);

        String id = images(clouds.target).stream()
                .filter(ImageLeftoversTest::isOfServer)
                .map(image -> image.path("id").asText())
                .findFirst()
                .orElseThrow();
        assertThat(clouds.lines)
                .anyMatch(line -> line.contains("leaves content image " + id + " on new, which keeps it: ")
                        && line.contains("openstack image delete " + id));
        assertThat(clouds.move(Verb.INSTANCES, server("db-1")).cost().writes()).isZero();
    }

    @Test
    public void theCleanUpRemovesThemIfNoRunHasDoneSo() throws Exception {
        clouds.asVolumes();
        clouds.target.faults().on("DELETE", "/v2/images/*").status(500);
        move();
        clouds.target.faults().clear();

        Outcome gone = outcome(clouds.move(Verb.CLEANUP, server("db-1")), "server", "db-1");

        assertThat(gone.end()).as(gone.message()).isEqualTo(End.DELETED);
        assertThat(gone.message()).contains("images that its move had left removed");
        assertThat(images(clouds.target)).noneMatch(ImageLeftoversTest::isOfServer);
    }

    @Test
    public void aRollbackRemovesTheNoteToo() throws Exception {
        clouds.asVolumes();
        JsonNode before = shown(clouds.source).path("metadata");
        clouds.target.faults().on("DELETE", "/v2/images/*").status(500);
        move();
        clouds.target.faults().clear();

        assertThat(outcome(clouds.move(Verb.ROLLBACK, server("db-1")), "server", "db-1")
                        .end())
                .isEqualTo(End.RESTORED);

        assertThat(shown(clouds.source).path("metadata")).isEqualTo(before);
        assertThat(images(clouds.target)).noneMatch(ImageLeftoversTest::isOfServer);
    }

    /** Of which a volume would have no size and no hash, so that nothing could prove later what it holds. */
    @Test
    public void noVolumeIsMadeOfWhatTheImageServiceDoesNotShowAsTheImage() throws Exception {
        clouds.asVolumes();
        AtomicInteger reads = new AtomicInteger();
        clouds.target.faults().on("POST", "/v3/*/volumes").answersInstead(answer -> {
            reads.set(clouds.target.journal().count("GET", "/v2/images/*"));
            return answer;
        });
        move();
        clouds.move(Verb.ROLLBACK, server("db-1"));
        clouds.target.faults().clear();
        int made = volumesMade();
        clouds.target
                .faults()
                .on("GET", "/v2/images/*")
                .after(reads.get() - 1)
                .answersInstead(ImageLeftoversTest::empty);

        Outcome failed = move();

        assertThat(failed.end()).as(failed.message()).isEqualTo(End.FAILED);
        assertThat(failed.message()).contains("The image service of new answered something that is not image ");
        assertThat(volumesMade()).isEqualTo(made);
        assertThat(shown(clouds.source).path("status").asText()).isEqualTo("ACTIVE");
        clouds.target.faults().clear();
        assertThat(move().end()).isEqualTo(End.CREATED);
        isClean();
    }

    private static Answer empty(Answer answer) {
        return answer.edited(json -> ((ObjectNode) json).removeAll());
    }

    private int volumesMade() {
        return clouds.target.journal().count("POST", "/v3/*/volumes");
    }

    private Outcome move() throws Exception {
        return outcome(clouds.move(Verb.INSTANCES, server("db-1")), "server", "db-1");
    }

    private void isClean() throws InterruptedException {
        assertThat(images(clouds.target)).noneMatch(ImageLeftoversTest::isOfServer);
        assertThat(clouds.move(Verb.INSTANCES, server("db-1")).cost().writes()).isZero();
    }

    private static boolean isOfServer(JsonNode image) {
        return image.path("name").asText().contains("db-1");
    }

    private static JsonNode shown(EmbeddedCloud cloud) {
        List<JsonNode> found = cloud.inside().servers().stream()
                .filter(server -> server.path("name").asText().equals("db-1"))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
