package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.EarlyUploads.images;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.VolumeFixture;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
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

    private final EarlyUploads earlyUploads = new EarlyUploads(clouds);

    @Test
    public void theVolumesOfARunningServerAreCopiedBeforeItsStopAndKeptIfNothingIsWritten() throws Exception {
        files();
        AtomicInteger beforeTheStop = earlyUploads.uploadsWhen(" is off");

        Outcome moved = move("files");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(moved.message()).contains("volume data nothing was written after its early copy");
        assertThat(beforeTheStop.get()).isEqualTo(earlyUploads.uploads()).isEqualTo(2);
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

        Outcome refused = move("files");

        assertThat(refused.end()).isEqualTo(End.FAILED);
        assertThatItStays(refused, "scribbled");
        assertThat(status("files")).isEqualTo("ACTIVE");
    }

    @Test
    public void anEarlyCopyThatItsOwnerHasUsedSinceAnInterruptedRunStaysAndTheServerIsNotMoved() throws Exception {
        files();
        endsWhileItIsOff("files");
        VolumeFixture.used(clouds.source, volumes(clouds.source).get(0), "second");
        clouds.target.skip(Duration.ofSeconds(5));
        VolumeFixture.used(clouds.target, volumes(clouds.target).get(0), "his own");

        for (int run = 0; run < 2; run++) { // with precopy, then without
            Outcome refused = move("files");

            assertThat(refused.end()).isEqualTo(End.FAILED);
            assertThatItStays(refused, "his own");
            assertThat(status("files")).isEqualTo("ACTIVE");
            clouds.noPrecopy();
        }
    }

    @Test
    public void anEarlyCopyWhoseRunEndedBeforeItWasNotedIsComparedWithWhatWasCarried() throws Exception {
        files();
        endsWhileItIsOff("files");
        VolumeFixture.used(clouds.source, volumes(clouds.source).get(0), "second");
        unnoted(volumes(clouds.target).get(0));

        Outcome moved = move("files");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(VolumeFixture.content(clouds.target, volumes(clouds.target).get(0)))
                .isEqualTo("second");
        assertThatNothingTemporaryIsLeft();
    }

    @Test
    public void anEarlyCopyWhoseRunEndedBeforeItWasNotedStaysWhenItsContentIsAnother() throws Exception {
        files();
        endsWhileItIsOff("files");
        VolumeFixture.used(clouds.source, volumes(clouds.source).get(0), "second");
        unnoted(volumes(clouds.target).get(0));
        VolumeFixture.used(clouds.target, volumes(clouds.target).get(0), "his own");

        Outcome refused = move("files");

        assertThat(refused.end()).isEqualTo(End.FAILED);
        assertThatItStays(refused, "his own");
        assertThat(refused.message()).contains("its content is not what was carried");
    }

    @Test
    public void earlyCopiesThatAnInterruptedRunHasLeftAreNamedWithWhatRemovesThem() throws Exception {
        files();
        endsWhileItIsOff("files");
        String volume = volumes(clouds.target).get(0).path("id").asText();

        for (Verb verb : List.of(Verb.CLEANUP, Verb.ROLLBACK)) {
            Outcome kept = outcome(clouds.move(verb, server("files")), "server", "files");

            assertThat(kept.end()).isEqualTo(verb == Verb.CLEANUP ? End.SKIPPED : End.CONFLICT); // it is off
            assertThat(kept.message())
                    .contains("early copies of it: run pumpInstances for it, which moves it and removes them")
                    .contains("openstack volume delete " + volume + " on new");
        }
    }

    @Test
    public void theEarlyImageOfAServerThatIsGoneIsNamedByTheCleanUpOfAll() throws Exception {
        endsWhileItIsOff("db-1");
        String early = images(clouds.target).stream()
                .filter(image -> image.has("pumphouse_early_copy_of"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
        deleted("db-1");

        assertThat(clouds.move(Verb.CLEANUP, new Selection(null, null, List.of(), null, true, List.of()))
                        .outcomes())
                .extracting(Outcome::message)
                .anyMatch(why -> why.contains("nothing else removes: openstack image delete " + early + " on new"));
    }

    private void assertThatItStays(Outcome refused, String content) {
        assertThat(volumes(clouds.target)).hasSize(1);
        JsonNode copy = volumes(clouds.target).get(0);
        assertThat(VolumeFixture.content(clouds.target, copy)).isEqualTo(content);
        assertThat(refused.message())
                .contains("somebody may have used since")
                .contains("openstack volume delete " + copy.path("id").asText() + " on new");
    }

    private void unnoted(JsonNode copy) {
        clouds.target
                .inside()
                .delete(
                        "volume",
                        "/v3/" + clouds.target.inside().projectId() + "/volumes/"
                                + copy.path("id").asText() + "/metadata/pumphouse_unused_since");
    }

    private JsonNode onSource(String name) {
        return clouds.source.inside().server(name);
    }

    private String status(String name) {
        return onSource(name).path("status").asText();
    }

    private void deleted(String name) {
        clouds.source
                .inside()
                .delete("compute", "/v2.1/servers/" + onSource(name).path("id").asText());
        clouds.source.skip(Duration.ofSeconds(10));
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
        earlyUploads.areGone();
        assertThatNothingTemporaryIsLeft();
    }

    @Test
    public void anEarlyCopyOfAVolumeIsNeverTakenForTheVolumeWhenItsServerIsGone() throws Exception {
        files();
        endsWhileItIsOff("files");
        deleted("files");

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
        DiskFixture.small(clouds.source, "files").volume(data, false).boot();
    }

    private static List<JsonNode> volumes(EmbeddedCloud cloud) {
        return cloud.inside()
                .list("volume", "/v3/" + cloud.inside().projectId() + "/volumes/detail?all_tenants=1", "volumes");
    }
}
