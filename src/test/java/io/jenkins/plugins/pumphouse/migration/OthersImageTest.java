package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Faults;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.Rule;
import org.junit.Test;

/** An image of the target that has all its bytes, and that the controller which has sent them is about to finish. */
public class OthersImageTest {
    private static final String OTHERS = "pumphouse_mover_0dd0dd00";

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void itIsUsedAsItIsAndItsNoteStays() throws Exception {
        clouds.move(Verb.IMAGES);
        note(OTHERS, Instant.now());

        Report next = clouds.move(Verb.IMAGES);

        assertThat(outcome(next, "image", "golden").end()).isEqualTo(End.REUSED);
        assertThat(next.cost().writes()).isZero();
        assertThat(clouds.drift(TwoClouds.DEMO, "image").found()).isFalse();
    }

    @Test
    public void aChangeOfTheSourceComesBesideTheNote() throws Exception {
        clouds.move(Verb.IMAGES);
        note(OTHERS, Instant.now());
        patch(clouds.source, "os_distro", WireJson.node("arch"));

        Outcome next = outcome(clouds.move(Verb.IMAGES), "image", "golden");

        assertThat(next.end()).as(next.message()).isEqualTo(End.UPDATED);
        assertThat(golden().path("os_distro").asText()).isEqualTo("arch");
        assertThat(golden().has(OTHERS)).isTrue();
    }

    @Test
    public void aNoteThatNobodyRenewsIsRemoved() throws Exception {
        clouds.move(Verb.IMAGES);
        note(OTHERS, Instant.now().minus(Duration.ofHours(1)));

        Outcome next = outcome(clouds.move(Verb.IMAGES), "image", "golden");

        assertThat(next.end()).as(next.message()).isEqualTo(End.UPDATED);
        assertThat(golden().has(OTHERS)).isFalse();
        assertThat(clouds.move(Verb.IMAGES).cost().writes()).isZero();
    }

    @Test
    public void aNoteOfThisControllerIsRemovedHoweverNewItIs() throws Exception {
        String own = "pumphouse_mover_" + Options.DEFAULT.mover().id();
        clouds.move(Verb.IMAGES);
        note(own, Instant.now());

        Outcome next = outcome(clouds.move(Verb.IMAGES), "image", "golden");

        assertThat(next.end()).as(next.message()).isEqualTo(End.UPDATED);
        assertThat(golden().has(own)).isFalse();
    }

    @Test
    public void noRollbackRemovesIt() throws Exception {
        clouds.move(Verb.IMAGES);
        note(OTHERS, Instant.now());

        Outcome kept = outcome(clouds.move(Verb.ROLLBACK_RESOURCES), "image", "golden");

        assertThat(kept.end()).as(kept.message()).isEqualTo(End.SKIPPED);
        assertThat(kept.message()).contains("Jenkins on another host");
        assertThat(golden().has(OTHERS)).isTrue();
    }

    /** The other has sent the bytes, and has still to protect the image and to take its note away. */
    @Test
    public void whoHasWaitedForItFindsItFinished() throws Exception {
        clouds.move(Verb.TENANTS);
        CountDownLatch sends = new CountDownLatch(1);
        CountDownLatch waits = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        clouds.onLine(line -> {
            if (line.contains("waits for Jenkins on another host, which uploads it to new")) {
                waits.countDown();
            }
        });
        String id = id(clouds.source);
        clouds.target.faults().gatekeeper(new Before(asked -> {
            if (asked.method().equals("PUT") && asked.path().equals("/v2/images/" + id + "/file")) {
                sends.countDown();
                await(waits, 120);
            } else if (asked.method().equals("PATCH") && asked.path().equals("/v2/images/" + id)) {
                await(over, 1); // as long as it likes, but for a run that waits for it
            }
        }));
        CompletableFuture<Report> other = CompletableFuture.supplyAsync(this::elsewhere);
        await(sends, 120);

        Report report = clouds.move(Verb.IMAGES);
        over.countDown();

        Outcome own = outcome(report, "image", "golden");
        assertThat(own.end()).as(own.message()).isEqualTo(End.CREATED);
        assertThat(own.message()).contains("the target had the data already");
        assertThat(other.get(5, TimeUnit.MINUTES).failed()).isFalse();
        assertThat(golden().path("protected").asBoolean()).isTrue();
        assertThat(clouds.move(Verb.IMAGES).cost().writes()).isZero();
    }

    /** It was killed when its bytes were sent: another has seen it since, and finishes it. */
    @Test
    public void whoFindsItUnfinishedAndNobodyAtItFinishesIt() throws Exception {
        clouds.move(Verb.IMAGES);
        clouds.onLine(line -> {
            if (line.startsWith("plan")) {
                note(OTHERS, Instant.now().minus(Duration.ofHours(1)));
                patch(clouds.target, "protected", WireJson.node(false));
            }
        });
        hideFromThePlan();

        Report next = clouds.move(Verb.IMAGES);

        Outcome own = outcome(next, "image", "golden");
        assertThat(own.end()).as(own.message()).isEqualTo(End.CREATED);
        assertThat(golden().has(OTHERS)).isFalse();
        assertThat(golden().path("protected").asBoolean()).isTrue();
    }

    /** The first list of images shows none, as if they had come only since. */
    private void hideFromThePlan() {
        clouds.target
                .faults()
                .on("GET", "/v2/images")
                .times(4)
                .answersInstead(answer -> Answer.ok(WireJson.object("images", WireJson.array())));
    }

    private Report elsewhere() {
        try {
            return clouds.moveElsewhere(Verb.IMAGES, TwoClouds.DEMO);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch, int seconds) {
        try {
            latch.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void note(String key, Instant seen) {
        patch(clouds.target, key, WireJson.node(seen + " Jenkins on another host"));
    }

    private static void patch(EmbeddedCloud cloud, String field, JsonNode value) {
        cloud.inside()
                .patch(
                        "image",
                        "/v2/images/" + id(cloud),
                        WireJson.array(WireJson.object("op", "add", "path", "/" + field, "value", value)));
    }

    private static String id(EmbeddedCloud cloud) {
        return golden(cloud).path("id").asText();
    }

    private JsonNode golden() {
        return golden(clouds.target);
    }

    private static JsonNode golden(EmbeddedCloud cloud) {
        return cloud.inside().named("image", "/v2/images", "images", "golden");
    }

    private record Before(Consumer<Faults.Asked> happening) implements Faults.Gatekeeper {
        @Override
        public boolean admits(Faults.Asked asked) {
            happening.accept(asked);
            return true;
        }
    }
}
