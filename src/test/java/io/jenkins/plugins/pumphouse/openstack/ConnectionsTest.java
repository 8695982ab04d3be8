package io.jenkins.plugins.pumphouse.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.Test;

/** Few connections, a bounded number of requests at a time, and nothing left behind. */
public class ConnectionsTest {

    @Test
    public void eightHundredRequestsOf16ThreadsShareTheirConnections() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try (FakeCloud fake = FakeCloud.start("mira")
                        .on("GET", "/compute/v2.1/servers", FakeAnswer.json("{\"servers\": []}"));
                Cloud cloud = fake.access().open()) {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < 800; i++) {
                calls.add(threads.submit(() -> cloud.list(Service.COMPUTE, "/servers", "servers")));
            }
            for (Future<?> call : calls) {
                call.get();
            }
            assertThat(fake.seen()).hasSize(800);
            // A connection is free again a moment after its answer was read, which is longer on a busy machine: there
            // may be more than requests at a time, but far from one for each request.
            assertThat(fake.connections()).isLessThan(800 / 4);
            assertThat(cloud.requests().count(Service.COMPUTE)).isEqualTo(800);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    public void noMoreThanEightRequestsAreUnderWay() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try (FakeCloud fake = FakeCloud.start("mira")
                        .on(
                                "GET",
                                "/compute/v2.1/servers",
                                FakeAnswer.json("{}").after(go));
                Cloud cloud = fake.access().open()) {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                calls.add(threads.submit(() -> cloud.get(Service.COMPUTE, "/servers")));
            }
            awaitSeen(fake, 8, Duration.ofMinutes(1));
            // A ninth would be here by then; that it is not cannot be waited for in any other way.
            awaitSeen(fake, 9, Duration.ofMillis(300));
            assertThat(fake.seen()).hasSize(8);
            go.countDown();
            for (Future<?> call : calls) {
                call.get();
            }
            assertThat(fake.seen()).hasSize(16);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void awaitSeen(FakeCloud fake, int count, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (fake.seen().size() < count && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    @Test
    public void aRefusedRequestKeepsItsConnection() {
        try (FakeCloud fake = FakeCloud.start("mira");
                Cloud cloud = fake.access().open()) {
            for (int i = 0; i < 20; i++) {
                assertThatThrownBy(() -> cloud.get(Service.COMPUTE, "/nothing"))
                        .isInstanceOf(CloudException.NotFound.class);
            }
            assertThat(fake.connections()).isLessThan(20 / 2);
        }
    }

    @Test
    public void noThreadIsLeftOfAClosedCloud() {
        Set<Thread> before = threads();
        try (FakeCloud fake = FakeCloud.start("mira").on("GET", "/compute/v2.1/servers", FakeAnswer.json("{}"))) {
            for (int i = 0; i < 5; i++) {
                try (Cloud cloud = fake.access().open()) {
                    cloud.get(Service.COMPUTE, "/servers");
                }
            }
        }
        assertThat(leftAfterAWhile(before)).isEmpty();
    }

    private static Set<String> leftAfterAWhile(Set<Thread> before) {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!left(before).isEmpty() && System.nanoTime() < end) {
            // The selector of java.net.http ends when its client is collected; Java 17 offers nothing else.
            System.gc();
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        return left(before);
    }

    private static Set<String> left(Set<Thread> before) {
        return threads().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> name.startsWith("pumphouse") || name.startsWith("HttpClient"))
                .collect(Collectors.toSet());
    }

    private static Set<Thread> threads() {
        return Set.copyOf(Thread.getAllStackTraces().keySet());
    }

    @Test
    public void onlyTheFirstTransferHasAThreadMakeReadyWhatAllNeed() {
        try (FakeCloud fake = FakeCloud.start("mira");
                Cloud cloud = fake.access().open()) {
            Set<Thread> before = threads();
            for (int image = 0; image < 200; image++) {
                cloud.prepareTransfers();
            }
            assertThat(threads())
                    .filteredOn(thread ->
                            !before.contains(thread) && thread.getName().startsWith("pumphouse"))
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    public void noThreadIsLeftOfACloudThatCouldNotBeOpened() {
        Set<Thread> before = threads();
        try (FakeCloud fake = FakeCloud.start("mira").on("POST", "/v3/auth/tokens", FakeAnswer.status(401))) {
            assertThatThrownBy(() -> fake.access().open()).isInstanceOf(CloudException.WrongCredentials.class);
        }
        assertThat(leftAfterAWhile(before)).isEmpty();
    }

    @Test
    public void aClosedCloudSaysSo() {
        try (FakeCloud fake = FakeCloud.start("mira")) {
            Cloud cloud = fake.access().open();
            cloud.close();
            cloud.close();
            assertThatThrownBy(() -> cloud.get(Service.COMPUTE, "/servers"))
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("The connection to mira was closed");
        }
    }

    @Test
    public void everyRequestIsCountedAndWritesApart() {
        try (FakeCloud fake = FakeCloud.start("mira")
                        .on(
                                "GET",
                                "/",
                                FakeAnswer.json(
                                        300,
                                        "{\"versions\": {\"values\": [{\"id\": \"v3.14\", \"status\": \"stable\"}]}}"))
                        .on("GET", "/compute/v2.1/servers", FakeAnswer.status(503), FakeAnswer.json("{}"))
                        .on("POST", "/compute/v2.1/servers", FakeAnswer.status(202))
                        .on("DELETE", "/network/v2.0/ports/1", FakeAnswer.status(204));
                Cloud cloud = new AccessBuilder("mira", fake.url()).open()) {
            cloud.get(Service.COMPUTE, "/servers");
            cloud.send(Request.post(Service.COMPUTE, "/servers"));
            cloud.send(Request.delete(Service.NETWORK, "/ports/1"));
            RequestCount count = cloud.requests();
            assertThat(count.writes()).as("a token is not a change").isEqualTo(2);
            assertThat(count.count())
                    .as("with the repeated one, the version and the token")
                    .isEqualTo(6);
            assertThat(count.count(Service.COMPUTE)).isEqualTo(3);
            assertThat(count.count(Service.IDENTITY)).isEqualTo(2);
            assertThat(count.authentications()).isEqualTo(1);
            assertThat(count)
                    .hasToString("6 requests {identity GET=1, compute GET=2, compute POST=1, network DELETE=1}");
        }
    }
}
