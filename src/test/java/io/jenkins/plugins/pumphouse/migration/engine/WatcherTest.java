package io.jenkins.plugins.pumphouse.migration.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.Fixture;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.type.Watch.PollResult;
import io.jenkins.plugins.pumphouse.migration.type.Watch.Polling;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudAccess;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Many wait with one list; nobody is judged by an old one, and no list keeps anybody waiting for ever. */
public class WatcherTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final String IMAGES = "/v2/images";

    private final EmbeddedCloud embedded = EmbeddedCloud.v3("new");
    private Cloud cloud;
    private Watcher watcher;
    private Polling images;

    @Before
    public void open() {
        embedded.start();
        Fixture.target(embedded);
        cloud = Cloud.open(CloudAccess.ofPassword("new", embedded.authUrl(), "admin", "admin", "admin"));
        watcher = new Watcher(ForkJoinPool.commonPool(), Duration.ofMillis(20));
        images = new Polling(cloud, Request.get(Service.IMAGE, "/images"), "images");
    }

    @After
    public void close() {
        watcher.close();
        cloud.close();
        embedded.close();
    }

    @Test
    public void anObjectIsOnlyJudgedByAListThatWasBegunAfterItsWaiterCame() throws Exception {
        CompletableFuture<Void> listed = new CompletableFuture<>();
        CompletableFuture<Void> registered = new CompletableFuture<>();
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger judgedBy = new AtomicInteger();
        // The first list was read, and is on its way while the image is made and waited for.
        embedded.faults().on("GET", IMAGES).answersInstead(answer -> {
            if (begun.incrementAndGet() == 1) {
                listed.complete(null);
                registered.join();
            }
            return answer;
        });
        watcher.until("another", images, "another", image -> PollResult.wait("not there"), LONG);
        listed.get(1, TimeUnit.MINUTES);

        CompletableFuture<ObjectNode> waited = watcher.until(
                "the image",
                images,
                "new",
                image -> {
                    judgedBy.set(begun.get());
                    return PollResult.done();
                },
                LONG);
        registered.complete(null);
        waited.get(1, TimeUnit.MINUTES);

        assertThat(judgedBy).as("the list, the first of which was begun before").hasValue(2);
    }

    @Test
    public void anAnswerThatIsNoListEndsNoWaiting() throws Exception {
        embedded.faults().on("GET", IMAGES).times(2).status(200).body("<html>Log in</html>");
        embedded.faults()
                .on("GET", IMAGES)
                .times(2)
                .answersInstead(answer -> Answer.text(200, "application/json", "{\"images\": [7, null]}"));
        embedded.faults().on("POST", "/v3/auth/tokens").times(1).status(200).body("<html>Log in</html>");
        embedded.expireTokens();

        assertThat(watcher.until("the image", images, "none", image -> PollResult.done(), LONG)
                        .get(2, TimeUnit.MINUTES))
                .isNull();
    }

    @Test
    public void aListThatHangsKeepsNobodyBeyondHisDeadlineAndNobodyElseWaiting() throws Exception {
        embedded.faults().on("GET", IMAGES).delay(LONG);

        CompletableFuture<ObjectNode> late =
                watcher.until("the image", images, "none", image -> PollResult.wait("absent"), Duration.ofMillis(300));
        CompletableFuture<ObjectNode> other = watcher.until(
                "the flavor",
                new Polling(cloud, Request.get(Service.COMPUTE, "/flavors"), "flavors"),
                "none",
                flavor -> PollResult.done(),
                LONG);

        other.get(1, TimeUnit.MINUTES);
        assertThatThrownBy(() -> late.get(1, TimeUnit.MINUTES))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(MigrationException.class)
                .hasMessageContaining("the image took longer than");
    }

    @Test
    public void aCloudWhoseListsAllHangDelaysNoWaitForTheOther() throws Exception {
        CountDownLatch asked = new CountDownLatch(2);
        CountDownLatch answered = new CountDownLatch(1);
        try (EmbeddedCloud slow = EmbeddedCloud.v3("old").start();
                Cloud source = Cloud.open(CloudAccess.ofPassword("old", slow.authUrl(), "admin", "admin", "admin"))) {
            slow.faults()
                    .hold(
                            request -> {
                                boolean list = request.path().equals(IMAGES);
                                if (list) {
                                    asked.countDown();
                                }
                                return list;
                            },
                            answered);
            for (int page = 0; page < 8; page++) {
                Request list = Request.get(Service.IMAGE, "/images").query("marker", "image-" + page);
                watcher.until(
                        "an image of the source",
                        new Polling(source, list, "images"),
                        "none",
                        image -> PollResult.wait("absent"),
                        LONG);
            }
            assertThat(asked.await(1, TimeUnit.MINUTES)).isTrue();

            assertThat(watcher.until("an image of the target", images, "none", image -> PollResult.done(), LONG)
                            .get(20, TimeUnit.SECONDS))
                    .isNull();
        } finally {
            answered.countDown();
        }
    }

    @Test
    public void fiveHundredThatWaitForOneKindShareTheListOfEachPoll() throws Exception {
        List<CompletableFuture<ObjectNode>> waiting = new ArrayList<>();
        for (int image = 0; image < 500; image++) {
            AtomicInteger looks = new AtomicInteger();
            waiting.add(watcher.until(
                    "an image",
                    images,
                    "image-" + image,
                    found -> looks.incrementAndGet() < 3 ? PollResult.wait("absent") : PollResult.done(),
                    LONG));
        }
        embedded.journal().clear();

        for (CompletableFuture<ObjectNode> each : waiting) {
            each.get(1, TimeUnit.MINUTES);
        }

        assertThat(embedded.journal().count("GET", IMAGES)).isBetween(1, 4);
    }

    @Test
    public void whatWaitsWhenTheRunEndsIsCancelled() {
        CompletableFuture<ObjectNode> waited =
                watcher.until("the image", images, "none", image -> PollResult.wait("absent"), LONG);
        CompletableFuture<Void> pause = watcher.pause(LONG);

        watcher.close();

        assertThat(waited).isCancelled();
        assertThat(pause).isCancelled();
        assertThat(watcher.until("the image", images, "none", image -> PollResult.done(), LONG))
                .isCancelled();
    }
}
