package io.jenkins.plugins.pumphouse.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.http.HttpConnection;
import java.io.InputStream;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Whoever aborts a build does not wait for a cloud. */
public class InterruptTest {

    private static final String FILE = "/image/v2/images/1/file";

    private FakeCloud fake;
    private Cloud cloud;
    private CountDownLatch busy;

    @Before
    public void start() {
        busy = new CountDownLatch(1);
        fake = FakeCloud.start("mira").on("GET", "/image/v2/images/1", FakeAnswer.json("{}"));
        cloud = fake.access().open();
    }

    @After
    public void stop() {
        cloud.close();
        fake.close();
    }

    private FakeAnswer nowBusy(FakeAnswer answer) {
        return exchange -> {
            busy.countDown();
            answer.to(exchange);
        };
    }

    /** Calls in another thread, ends it once the cloud is busy with it, and gives what the call threw. */
    private Throwable ended(Runnable call, boolean byInterrupt) throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicBoolean flag = new AtomicBoolean();
        Thread thread = new Thread(() -> {
            try {
                call.run();
            } catch (RuntimeException e) {
                thrown.set(e);
                flag.set(Thread.currentThread().isInterrupted());
            }
        });
        thread.start();
        assertThat(busy.await(1, TimeUnit.MINUTES)).isTrue();
        if (byInterrupt) {
            thread.interrupt();
        } else {
            cloud.close();
        }
        thread.join(60_000);
        assertThat(thread.isAlive()).as("it goes on").isFalse();
        assertThat(flag.get()).as("the flag is set again").isEqualTo(byInterrupt);
        return thrown.get();
    }

    @Test
    public void aCallThatWaitsForItsAnswerEnds() throws Exception {
        fake.on("GET", "/compute/v2.1/servers", nowBusy(FakeAnswer.never()));
        assertThat(ended(() -> cloud.get(Service.COMPUTE, "/servers"), true)).isInstanceOf(CancellationException.class);
    }

    @Test
    public void aCallThatWaitsForItsNextTryEnds() throws Exception {
        fake.on("GET", "/compute/v2.1/servers", nowBusy(FakeAnswer.status(503).header("Retry-After", "15")));
        assertThat(ended(() -> cloud.get(Service.COMPUTE, "/servers"), true)).isInstanceOf(CancellationException.class);
    }

    @Test
    public void aCallThatWaitsForItsTurnEnds() throws Exception {
        fake.on("GET", "/compute/v2.1/servers", FakeAnswer.never());
        Thread[] others = new Thread[HttpConnection.AT_ONCE];
        for (int i = 0; i < others.length; i++) {
            others[i] = new Thread(() -> {
                try {
                    cloud.get(Service.COMPUTE, "/servers");
                } catch (CancellationException e) {
                    Thread.currentThread().interrupt();
                }
            });
            others[i].start();
        }
        while (fake.seen().size() < others.length) {
            Thread.onSpinWait();
        }
        busy.countDown();
        assertThat(ended(() -> cloud.get(Service.COMPUTE, "/servers"), true)).isInstanceOf(CancellationException.class);
        for (Thread other : others) {
            other.interrupt();
            other.join(60_000);
        }
        assertThat(fake.seen()).hasSize(others.length);
    }

    @Test
    public void aDownloadThatWaitsForBytesEnds() throws Exception {
        fake.on("GET", FILE, exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(7);
            exchange.getResponseBody().flush();
            FakeAnswer.never().to(exchange);
        });
        assertThat(ended(() -> readAll(cloud.download("1")), true)).isInstanceOf(CancellationException.class);
    }

    private void readAll(Download download) {
        try (download) {
            assertThat(download.stream().read()).isEqualTo(7);
            busy.countDown();
            download.stream().readAllBytes();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    public void anUploadThatNobodyTakesEnds() throws Exception {
        fake.on("PUT", FILE, nowBusy(FakeAnswer.never()));
        assertThat(ended(() -> cloud.upload("1", new ZeroStream(), -1), true))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    public void aLoginThatWaitsEnds() throws Exception {
        fake.on("POST", "/v3/auth/tokens", nowBusy(FakeAnswer.never()));
        assertThat(ended(() -> fake.access().open(), true)).isInstanceOf(CancellationException.class);
    }

    @Test
    public void closingTheCloudEndsItsCallsToo() throws Exception {
        fake.on("GET", "/compute/v2.1/servers", nowBusy(FakeAnswer.never()));
        assertThat(ended(() -> cloud.get(Service.COMPUTE, "/servers"), false))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    public void closingTheCloudEndsItsDownloadsToo() throws Exception {
        fake.on("GET", FILE, exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(7);
            exchange.getResponseBody().flush();
            FakeAnswer.never().to(exchange);
        });
        assertThat(ended(() -> readAll(cloud.download("1")), false)).isInstanceOf(CancellationException.class);
    }

    private static final class ZeroStream extends InputStream {

        @Override
        public int read() {
            return 0;
        }
    }
}
