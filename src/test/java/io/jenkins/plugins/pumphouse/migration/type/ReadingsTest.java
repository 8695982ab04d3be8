package io.jenkins.plugins.pumphouse.migration.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Test;

/** A list is read once for all who need it, and keeps nobody else waiting. */
public class ReadingsTest {
    private final Readings readings = new Readings();
    private final CountDownLatch answer = new CountDownLatch(1);
    private final CountDownLatch asked = new CountDownLatch(1);

    @Test
    public void whoNeedsAnotherListDoesNotWaitForOneThatHangs() throws Exception {
        CompletableFuture<String> slow = CompletableFuture.supplyAsync(() -> readings.once("ports", this::hanging));
        asked.await(1, TimeUnit.MINUTES);

        assertThat(readings.<String>once("images", () -> "images")).isEqualTo("images");

        assertThat(slow).isNotDone();
        answer.countDown();
        assertThat(slow.get(1, TimeUnit.MINUTES)).isEqualTo("ports");
    }

    @Test
    public void whoNeedsTheSameListGetsThatOfTheFirst() {
        AtomicInteger times = new AtomicInteger();

        readings.once("ports", times::incrementAndGet);

        assertThat(readings.<Integer>once("ports", times::incrementAndGet)).isEqualTo(1);
    }

    private String hanging() {
        asked.countDown();
        try {
            answer.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return "ports";
    }
}
