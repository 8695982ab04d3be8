package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.EarlyUploads.images;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.ServerFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Rule;
import org.junit.Test;

/**
 * With {@code precopy} the content of a server that runs is carried before its stop, and once more after it only where
 * something was written between the two.
 */
public class PrecopyTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern().precopy();

    private final EarlyUploads earlyUploads = new EarlyUploads(clouds);

    @Test
    public void whatIsTheSameAfterTheStopIsNotCarriedASecondTime() throws Exception {
        AtomicInteger beforeTheStop = earlyUploads.uploadsWhen(" is off");

        Outcome moved = move("db-1");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(moved.message()).contains("nothing was written after its early copy");
        assertThat(beforeTheStop.get()).isEqualTo(1);
        assertThat(earlyUploads.uploads()).isEqualTo(1);
        assertThat(contentOf("db-1").path("pumphouse_source").asText())
                .as("the proof is the snapshot of the stopped server")
                .isEqualTo("old/" + snapshots().get(0).path("id").asText());
        earlyUploads.areGone();
        assertThat(clouds.move(Verb.INSTANCES, server("db-1")).cost().writes()).isZero();
        assertThat(outcome(clouds.move(Verb.CLEANUP, server("db-1")), "server", "db-1")
                        .end())
                .isEqualTo(End.DELETED);
    }

    @Test
    public void whatIsWrittenAfterTheEarlyCopyIsCarriedAfterTheStop() throws Exception {
        clouds.onLine(line -> {
            if (line.contains("has an early copy")) {
                ServerFixture.writes(clouds.source, id("db-1"), "the last order");
            }
        });

        Outcome moved = move("db-1");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(moved.message()).contains("snapshot carried again, as it differs from the early copy");
        assertThat(earlyUploads.uploads()).isEqualTo(2);
        assertThat(contentOf("db-1").path("os_hash_value"))
                .isEqualTo(snapshots().get(0).path("os_hash_value"));
        earlyUploads.areGone();
    }

    @Test
    public void whereNoHashIsToldTheContentIsCarriedAgain() throws Exception {
        clouds.source.faults().on("GET", "/v2/images").answersInstead(EarlyUploads::withoutHashes);

        Outcome moved = move("db-1");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(earlyUploads.uploads()).isEqualTo(2);
        earlyUploads.areGone();
    }

    @Test
    public void aServerThatIsOffIsCopiedOnce() throws Exception {
        clouds.source
                .inside()
                .post("compute", "/v2.1/servers/" + id("db-1") + "/action", WireJson.object("os-stop", null));
        clouds.source.skip(Duration.ofSeconds(10));

        Outcome moved = move("db-1");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(earlyUploads.uploads()).isEqualTo(1);
        assertThat(clouds.lines).noneMatch(line -> line.contains("is copied while it runs"));
    }

    @Test
    public void anEarlyCopyThatFailsLeavesTheServerRunningAndNothingElse() throws Exception {
        clouds.target.faults().on("PUT", "/v2/images/*/file").status(503).body("no room");

        Outcome failed = move("db-1");

        assertThat(failed.end()).isEqualTo(End.FAILED);
        assertThat(status("db-1")).isEqualTo("ACTIVE");
        assertThat(clouds.lines).noneMatch(line -> line.endsWith(" is off"));
        earlyUploads.areGone();
        assertThat(snapshots()).isEmpty();
    }

    @Test
    public void aBootThatFailsLeavesNoCopyOnEitherSide() throws Exception {
        clouds.target.behaviour().bootsFail("db-1", "No valid host was found.");

        Outcome failed = move("db-1");

        assertThat(failed.message()).contains("No valid host was found.");
        assertThat(status("db-1")).isEqualTo("ACTIVE");
        earlyUploads.areGone();
        assertThat(snapshots()).isEmpty();
        assertThat(images(clouds.target))
                .noneMatch(image -> image.path("name").asText().contains("db-1"));
    }

    @Test
    public void whatAnInterruptedRunHasCopiedEarlyIsUsedOrRemovedByTheNext() throws Exception {
        for (boolean written : new boolean[] {false, true}) {
            String name = written ? "web-2" : "db-1";
            endsWhen("has an early copy", name);
            if (written) {
                ServerFixture.writes(clouds.source, id(name), "the last order");
            }
            clouds.noPrecopy();

            Outcome moved = move(name);

            assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
            assertThat(moved.message().contains("not carried again")).isEqualTo(!written);
            assertThat(contentOf(name).path("os_hash_value"))
                    .isEqualTo(image(clouds.source, "pumphouse " + name).path("os_hash_value"));
            earlyUploads.areGone();
            clouds.precopy();
        }
    }

    @Test
    public void aSnapshotThatAnInterruptedRunHasBegunWhileTheServerRanIsNeverItsContent() throws Exception {
        Thread runner = Thread.currentThread();
        clouds.target.faults().on("POST", "/v2/images").times(1).answersInstead(answer -> {
            runner.interrupt();
            return answer;
        });
        move("db-1");
        Thread.interrupted();
        ServerFixture.writes(clouds.source, id("db-1"), "the last order");
        clouds.noPrecopy();

        Outcome moved = move("db-1");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(snapshots()).hasSize(1);
        earlyUploads.areGone();
        assertThat(contentOf("db-1").path("os_hash_value"))
                .isEqualTo(snapshots().get(0).path("os_hash_value"));
    }

    @Test
    public void anEarlyCopyThatAnInterruptedRunHasLeftIsNoImageOfItsTenant() throws Exception {
        endsWhen("has an early copy", "db-1");

        assertThat(clouds.move(Verb.IMAGES).failed()).isFalse();

        assertThat(images(clouds.target).stream()
                        .filter(image -> image.path("name").asText().contains("db-1"))
                        .toList())
                .hasSize(1);
    }

    @Test
    public void thePlanSaysHowLongAServerIsOffIfNothingIsWrittenAfterItsEarlyCopy() throws Exception {
        clouds.plan(Verb.INSTANCES, server("db-1"));

        assertThat(clouds.lines)
                .anyMatch(
                        line -> line.matches(
                                "downtime  db-1: at most about .*, and about \\d+ (s|min) if nothing is written after the early copy"));
    }

    private Outcome move(String name) throws Exception {
        return outcome(clouds.move(Verb.INSTANCES, server(name)), "server", name);
    }

    private void endsWhen(String words, String name) throws Exception {
        Thread runner = Thread.currentThread();
        clouds.onLine(line -> {
            if (line.contains(words)) {
                runner.interrupt();
            }
        });
        move(name);
        Thread.interrupted();
        clouds.onLine(line -> {});
    }

    private List<JsonNode> snapshots() {
        return images(clouds.source).stream()
                .filter(image -> image.path("pumphouse").asText().equals("snapshot"))
                .toList();
    }

    private JsonNode contentOf(String name) {
        return image(clouds.target, name + " disk, migrated");
    }

    private static JsonNode image(EmbeddedCloud cloud, String name) {
        return images(cloud).stream()
                .filter(image -> image.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String id(String name) {
        return shown(name).path("id").asText();
    }

    private String status(String name) {
        return shown(name).path("status").asText();
    }

    private JsonNode shown(String name) {
        return clouds.source.inside().server(name);
    }
}
