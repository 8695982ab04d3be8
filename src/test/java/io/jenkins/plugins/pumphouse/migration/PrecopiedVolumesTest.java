package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;

/**
 * With {@code precopy} the volumes of a server that runs are copied before its stop, and kept if they did not change.
 */
public class PrecopiedVolumesTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern().precopy();

    @Test
    public void theVolumesOfARunningServerAreCopiedBeforeItsStopAndKeptIfNothingIsWritten() throws Exception {
        files();
        AtomicInteger beforeTheStop = uploadsWhen(" is off");

        Outcome moved = move("files");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(moved.message()).contains("volume data nothing was written after its early copy");
        assertThat(beforeTheStop.get()).isEqualTo(uploads()).isEqualTo(2);
        assertThat(volumes(clouds.target)).hasSize(1);
        assertThat(VolumeFixture.content(clouds.target, volumes(clouds.target).get(0)))
                .isEqualTo("first");
        assertThatNothingTemporaryIsLeft();
        assertThat(clouds.move(Verb.INSTANCES, server("files")).cost().writes()).isZero();
        assertThat(outcome(clouds.move(Verb.CLEANUP, server("files")), "server", "files")
                        .end())
                .isEqualTo(End.DELETED);
    }

    @Test
    public void aVolumeThatIsWrittenToAfterItsEarlyCopyIsCopiedAgainAndNeverTwiceOnTheTarget() throws Exception {
        files();
        clouds.onLine(line -> {
            if (line.endsWith(" is off")) {
                VolumeFixture.used(clouds.source, volumes(clouds.source).get(0), "second");
            }
        });

        Outcome moved = move("files");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(moved.message()).contains("volume data carried again");
        assertThat(volumes(clouds.target)).hasSize(1);
        assertThat(VolumeFixture.content(clouds.target, volumes(clouds.target).get(0)))
                .isEqualTo("second");
        assertThatNothingTemporaryIsLeft();
    }

    @Test
    public void anEarlyCopyOfAVolumeThatSomebodyHasUsedOnTheTargetIsNotKept() throws Exception {
        files();
        clouds.onLine(line -> {
            if (line.endsWith(" is off")) {
                clouds.target.skip(Duration.ofSeconds(5));
                VolumeFixture.used(clouds.target, volumes(clouds.target).get(0), "scribbled");
            }
        });

        Outcome moved = move("files");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(volumes(clouds.target)).hasSize(1);
        assertThat(VolumeFixture.content(clouds.target, volumes(clouds.target).get(0)))
                .isEqualTo("first");
    }

    @Test
    public void anEarlyCopyOfAVolumeThatAnInterruptedRunHasLeftIsReplaced() throws Exception {
        files();
        endsWhileItIsOff("files");
        VolumeFixture.used(clouds.source, volumes(clouds.source).get(0), "second");
        clouds.noPrecopy();

        Outcome moved = move("files");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(volumes(clouds.target)).hasSize(1);
        assertThat(VolumeFixture.content(clouds.target, volumes(clouds.target).get(0)))
                .isEqualTo("second");
        assertThatNothingEarlyIsLeft();
        assertThatNothingTemporaryIsLeft();
    }

    @Test
    public void anEarlyCopyOfAVolumeIsNeverTakenForTheVolumeWhenItsServerIsGone() throws Exception {
        files();
        endsWhileItIsOff("files");
        clouds.source
                .inside()
                .delete(
                        "compute",
                        "/v2.1/servers/"
                                + clouds.source.inside().servers().stream()
                                        .filter(server ->
                                                server.path("name").asText().equals("files"))
                                        .findFirst()
                                        .orElseThrow()
                                        .path("id")
                                        .asText());
        clouds.source.skip(Duration.ofSeconds(10));

        Outcome refused = outcome(clouds.move(Verb.VOLUMES), "volume", "data");

        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message()).contains("the copy may be out of date");
    }

    private Outcome move(String name) throws Exception {
        return outcome(clouds.move(Verb.INSTANCES, server(name)), "server", name);
    }

    /** After the early copy and the stop, while the final content is being taken. */
    private void endsWhileItIsOff(String name) throws Exception {
        Thread runner = Thread.currentThread();
        clouds.onLine(line -> {
            if (line.endsWith(" is off")) {
                clouds.source.behaviour().snapshot(Duration.ofHours(1));
                runner.interrupt();
            }
        });
        move(name);
        Thread.interrupted();
        clouds.onLine(line -> {});
        clouds.source.behaviour().snapshot(Duration.ofMillis(30));
        clouds.source.skip(Duration.ofHours(1));
        clouds.source.skip(Duration.ofHours(1)); // saving begins when queueing is over
    }

    private AtomicInteger uploadsWhen(String words) {
        AtomicInteger uploaded = new AtomicInteger();
        clouds.onLine(line -> {
            if (line.endsWith(words)) {
                uploaded.set(uploads());
            }
        });
        return uploaded;
    }

    private int uploads() {
        return clouds.target.journal().count("PUT", "/v2/images/*/file");
    }

    private void assertThatNothingEarlyIsLeft() {
        assertThat(Stream.of(clouds.source, clouds.target).flatMap(cloud -> images(cloud).stream()))
                .noneMatch(image -> image.has("pumphouse_early_copy_of"));
    }

    private void assertThatNothingTemporaryIsLeft() {
        clouds.source.skip(Duration.ofSeconds(5));
        assertThat(volumes(clouds.source)).hasSize(1);
        assertThat(clouds.source
                        .inside()
                        .list(
                                "volume",
                                "/v3/" + clouds.source.inside().projectId() + "/snapshots/detail?all_tenants=1",
                                "snapshots"))
                .isEmpty();
        assertThat(Stream.of(clouds.source, clouds.target).flatMap(cloud -> images(cloud).stream()))
                .noneMatch(image -> image.path("name").asText().matches("pumphouse [0-9a-f-]{36}"));
    }

    private void files() {
        String data = new VolumeFixture(clouds.source, "demo", "data", 1, "first").make();
        clouds.source
                .project("demo")
                .server("files")
                .image("cirros")
                .flavor("m1.tiny")
                .nic("demo-net", null, null)
                .owner("alice", null)
                .volume(data, false)
                .boot();
    }

    private static List<JsonNode> images(EmbeddedCloud cloud) {
        return cloud.inside().list("image", "/v2/images", "images");
    }

    private static List<JsonNode> volumes(EmbeddedCloud cloud) {
        return cloud.inside()
                .list("volume", "/v3/" + cloud.inside().projectId() + "/volumes/detail?all_tenants=1", "volumes");
    }
}
