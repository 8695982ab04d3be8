package io.jenkins.plugins.pumphouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.rules.ExternalResource;

/** What any plugin may do to the common pool, of which all code of a JVM has the same: block its threads for long. */
public final class BlockedCommonPool extends ExternalResource {
    private final CountDownLatch over = new CountDownLatch(1);

    @Override
    protected void before() throws InterruptedException {
        int threads = ForkJoinPool.getCommonPoolParallelism();
        // With one thread the JDK does without the pool; the build's JVMs are told to have two.
        assertThat(threads).isGreaterThan(1);
        CountDownLatch blocked = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            ForkJoinPool.commonPool().execute(() -> {
                blocked.countDown();
                awaitEnd();
            });
        }
        assertThat(blocked.await(1, TimeUnit.MINUTES)).isTrue();
    }

    private void awaitEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    protected void after() {
        over.countDown();
    }
}
