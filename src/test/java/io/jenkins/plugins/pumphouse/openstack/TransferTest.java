package io.jenkins.plugins.pumphouse.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.pumphouse.http.HttpConnection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** The bytes of images: all of them, or an exception that says why not. */
public class TransferTest {

    private static final String FILE = "/image/v2/images/1/file";

    /** What ends a transfer that stalls; long enough for the login and all else that comes before it. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    private FakeCloud fake;

    @Before
    public void start() {
        fake = FakeCloud.start("mira")
                .on("GET", "/image/v2/images/1", FakeAnswer.json("{\"id\": \"1\", \"status\": \"queued\"}"));
    }

    @After
    public void stop() {
        fake.close();
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static FakeAnswer image(byte[] bytes, int announced, CountDownLatch rest) {
        return exchange -> {
            exchange.sendResponseHeaders(200, announced);
            exchange.getResponseBody().write(bytes);
            exchange.getResponseBody().flush();
            try {
                rest.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        };
    }

    private static CountDownLatch open() {
        return new CountDownLatch(0);
    }

    @Test
    public void aDownloadHasItsLengthAndAllItsBytes() throws Exception {
        byte[] image = bytes(3_000_001);
        fake.on("GET", FILE, image(image, image.length, open()));
        try (Cloud cloud = fake.access().open();
                Download download = cloud.download("1")) {
            assertThat(download.length()).isEqualTo(image.length);
            assertThat(download.stream().readAllBytes()).isEqualTo(image);
            assertThat(download.stream().read()).isEqualTo(-1);
        }
    }

    @Test
    public void aChunkedDownloadHasNoLengthButAllItsBytes() throws Exception {
        byte[] image = bytes(100_000);
        fake.on("GET", FILE, image(image, 0, open()));
        try (Cloud cloud = fake.access().open();
                Download download = cloud.download("1")) {
            assertThat(download.length()).isEqualTo(-1);
            assertThat(download.stream().readAllBytes()).isEqualTo(image);
        }
    }

    @Test
    public void anImageWithoutBytesIsNotAnEmptyImage() {
        fake.on("GET", FILE, FakeAnswer.status(204));
        try (Cloud cloud = fake.access().open()) {
            assertThatThrownBy(() -> cloud.download("1"))
                    .isInstanceOf(CloudException.NotFound.class)
                    .hasMessageContaining("has no data");
        }
    }

    @Test
    public void aDownloadThatEndsTooEarlyIsNotAShorterImage() {
        fake.on("GET", FILE, image(bytes(100_000), 200_000, open()));
        try (Cloud cloud = fake.access().open();
                Download download = cloud.download("1")) {
            assertThatThrownBy(() -> download.stream().readAllBytes())
                    .isInstanceOf(CloudException.Unreachable.class)
                    .hasMessageStartingWith("mira: no answer to GET " + fake.url() + FILE);
        }
    }

    @Test
    public void aDownloadThatStallsIsGivenUp() {
        fake.on("GET", FILE, image(bytes(100_000), 200_000, new CountDownLatch(1)));
        try (Cloud cloud = fake.access().timeout(SHORT).open();
                Download download = cloud.download("1")) {
            assertThatThrownBy(() -> download.stream().readAllBytes())
                    .isInstanceOf(CloudException.Unreachable.class)
                    .hasMessageContaining("the answer stalled: nothing arrived for 2 s");
        }
    }

    @Test
    public void aDownloadThatTakesLongerThanTheTimeOutIsWholeAsLongAsBytesArrive() throws Exception {
        int pieces = 5;
        CountDownLatch pace = new CountDownLatch(1);
        fake.on("GET", FILE, exchange -> {
            exchange.sendResponseHeaders(200, pieces);
            try (OutputStream body = exchange.getResponseBody()) {
                for (int i = 0; i < pieces; i++) {
                    body.write(i);
                    body.flush();
                    pace.await(SHORT.dividedBy(3).toMillis(), TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Instant start = Instant.now();
        try (Cloud cloud = fake.access().timeout(SHORT).open();
                Download download = cloud.download("1")) {
            assertThat(download.stream().readAllBytes()).hasSize(pieces);
        }
        assertThat(Duration.between(start, Instant.now()))
                .isGreaterThan(SHORT.dividedBy(3).multipliedBy(pieces - 1));
    }

    @Test
    public void aDownloadMayBeLeftEarly() throws Exception {
        fake.on("GET", FILE, image(bytes(100_000), 200_000, new CountDownLatch(1)));
        try (Cloud cloud = fake.access().open()) {
            try (Download download = cloud.download("1")) {
                assertThat(download.stream().readNBytes(10)).hasSize(10);
            }
            assertThat(cloud.get(Service.IMAGE, "/images/1").path("id").asText())
                    .isEqualTo("1");
        }
    }

    @Test
    public void aTroubleBeforeTheFirstByteIsTriedAgain() throws Exception {
        fake.on("GET", FILE, FakeAnswer.status(503), image(bytes(10), 10, open()));
        try (Cloud cloud = fake.access().open();
                Download download = cloud.download("1")) {
            assertThat(download.stream().readAllBytes()).hasSize(10);
        }
    }

    private static FakeAnswer keep(AtomicReference<byte[]> kept) {
        return exchange -> {
            kept.set(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        };
    }

    @Test
    public void anUploadArrivesWhole() {
        AtomicReference<byte[]> kept = new AtomicReference<>();
        fake.on("PUT", FILE, keep(kept));
        try (Cloud cloud = fake.access().open()) {
            // Around the size of a piece, and well above it.
            for (int length : new int[] {0, 1, 65_535, 65_536, 65_537, 3_000_001}) {
                cloud.upload("1", new ByteArrayInputStream(bytes(length)), -1);
                assertThat(kept.get()).as("%d bytes", length).isEqualTo(bytes(length));
            }
        }
        assertThat(fake.last().header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(fake.last().header("Transfer-Encoding")).isEqualTo("chunked");
    }

    @Test
    public void anUploadOfKnownLengthAnnouncesItAndIsNeverTakenForAWholeOneWhenItHasAnother() {
        AtomicReference<byte[]> kept = new AtomicReference<>();
        fake.on("PUT", FILE, keep(kept));
        try (Cloud cloud = fake.access().open()) {
            cloud.upload("1", new ByteArrayInputStream(bytes(300_000)), 300_000);
            assertThat(kept.get()).isEqualTo(bytes(300_000));
            assertThat(fake.last().header("Content-Length")).isEqualTo("300000");

            kept.set(null);
            for (int announced : new int[] {1, 299_999, 300_001}) {
                assertThatThrownBy(() -> cloud.upload("1", new ByteArrayInputStream(bytes(300_000)), announced))
                        .isInstanceOf(CloudException.Unreachable.class)
                        .hasMessageContaining(" bytes came of the " + announced + " announced");
                assertThat(kept.get()).isNull();
            }
        }
    }

    @Test
    public void aRefusedUploadIsNotReportedAsSuccessAndNotRepeated() {
        fake.on("PUT", FILE, exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        try (Cloud cloud = fake.access().open()) {
            assertThatThrownBy(() -> cloud.upload("1", new ByteArrayInputStream(bytes(1_000_000)), -1))
                    .isInstanceOf(CloudException.WrongCredentials.class);
        }
        assertThat(fake.seen()).filteredOn(s -> s.method().equals("PUT")).hasSize(1);
    }

    @Test
    public void aRefusalThatComesBeforeTheLastByteEndsTheUpload() {
        fake.on("PUT", FILE, exchange -> {
            exchange.sendResponseHeaders(413, 2);
            exchange.getResponseBody().write("no".getBytes(StandardCharsets.US_ASCII));
            exchange.getResponseBody().flush();
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        });
        try (Cloud cloud = fake.access().open()) {
            assertThatThrownBy(() -> cloud.upload("1", new Endless(), -1)).hasMessageContaining("-> 413");
        }
    }

    @Test
    public void anUploadIntoAnImageThatIsGoneSendsNothing() {
        fake.on("GET", "/image/v2/images/1", FakeAnswer.status(404));
        try (Cloud cloud = fake.access().open()) {
            assertThatThrownBy(() -> cloud.upload("1", new ByteArrayInputStream(bytes(10)), -1))
                    .isInstanceOf(CloudException.NotFound.class);
        }
        assertThat(fake.seen()).noneMatch(s -> s.method().equals("PUT"));
    }

    @Test
    public void anUploadThatNobodyTakesIsGivenUp() {
        CountDownLatch never = new CountDownLatch(1);
        fake.on("PUT", FILE, FakeAnswer.status(204).after(never));
        try (Cloud cloud = fake.access().timeout(SHORT).open()) {
            assertThatThrownBy(() -> cloud.upload("1", new Endless(), -1))
                    .isInstanceOf(CloudException.Unreachable.class)
                    .hasMessageContaining("no bytes were taken for 2 s");
        }
    }

    @Test
    public void aServiceThatHangsUpDuringAnUploadIsSaid() {
        fake.on("PUT", FILE, exchange -> {
            exchange.getRequestBody().readNBytes(1000);
            throw new IOException("gone");
        });
        try (Cloud cloud = fake.access().open()) {
            assertThatThrownBy(() -> cloud.upload("1", new Endless(), -1))
                    .isInstanceOf(CloudException.Unreachable.class)
                    .hasMessageContaining("PUT " + fake.url() + FILE);
        }
    }

    @Test
    public void aSourceThatFailsEndsTheUploadWithItsOwnWords() {
        AtomicReference<byte[]> kept = new AtomicReference<>();
        fake.on("PUT", FILE, keep(kept));
        try (Cloud cloud = fake.access().open()) {
            for (int length : new int[] {0, 1, 131_072, 131_073, 200_000, 600_000, 3_000_000}) {
                assertThatThrownBy(() -> cloud.upload("1", failingAfter(length), -1))
                        .isInstanceOf(UncheckedIOException.class)
                        .hasMessageContaining("disk on fire");
                assertThat(kept.get() == null)
                        .as("%d bytes must not be taken for a whole image", length)
                        .isTrue();
            }
        }
    }

    private static InputStream failingAfter(int length) {
        return new InputStream() {
            private int left = length;

            @Override
            public int read() throws IOException {
                if (left-- <= 0) {
                    throw new IOException("disk on fire");
                }
                return 1;
            }
        };
    }

    @Test
    public void aSourceCloudThatStallsIsBlamedAndNotTheTarget() {
        fake.on("PUT", FILE, FakeAnswer.status(204));
        try (FakeCloud old =
                        FakeCloud.start("old").on("GET", FILE, image(bytes(100_000), 200_000, new CountDownLatch(1)));
                Cloud source = old.access().timeout(SHORT).open();
                Cloud target = fake.access().open();
                Download download = source.download("1")) {
            assertThatThrownBy(() -> target.upload("1", download.stream(), -1))
                    .isInstanceOf(CloudException.Unreachable.class)
                    .hasMessageStartingWith("old: ")
                    .hasMessageContaining("stalled");
        }
    }

    @Test
    public void transfersDoNotUseUpTheBoundOfSmallRequests() throws Exception {
        fake.on("GET", FILE, image(bytes(10), 20, new CountDownLatch(1)));
        Download[] downloads = new Download[HttpConnection.AT_ONCE + 1];
        try (Cloud cloud = fake.access().open()) {
            for (int i = 0; i < downloads.length; i++) {
                downloads[i] = cloud.download("1");
            }
            assertThat(cloud.get(Service.IMAGE, "/images/1").path("id").asText())
                    .isEqualTo("1");
            Arrays.stream(downloads).forEach(Download::close);
        }
    }

    /** Gives bytes for ever. */
    private static final class Endless extends InputStream {

        @Override
        public int read() {
            return 7;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return length;
        }
    }
}
