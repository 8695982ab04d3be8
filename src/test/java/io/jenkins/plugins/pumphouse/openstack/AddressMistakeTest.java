package io.jenkins.plugins.pumphouse.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.pumphouse.http.RetryPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.Test;

/** An address that does not work is said in one sentence, with the address. */
public class AddressMistakeTest {
    /** As short as a test can wait for it and no login takes. */
    private static final Duration LOGS_IN = Duration.ofSeconds(2);

    @Test
    public void aHostThatDoesNotExist() {
        assertThatThrownBy(() -> new AccessBuilder("mira", "http://keystone.invalid:5000/v3").open())
                .isInstanceOf(CloudException.Unreachable.class)
                .hasMessage("mira: no answer to POST http://keystone.invalid:5000/v3/auth/tokens: the host name"
                        + " \"keystone.invalid\" is unknown. Check it (auth_url in pumphouse.yaml) and the DNS of"
                        + " the agent or controller that runs this step.");
    }

    @Test
    public void aPortThatNobodyListensAt() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertThatThrownBy(() -> new AccessBuilder("mira", "http://127.0.0.1:" + port + "/v3").open())
                .isInstanceOf(CloudException.Unreachable.class)
                .hasMessageContaining("nothing accepts connections at 127.0.0.1:" + port);
    }

    @Test
    public void anAdminUrlOfKeystoneThatIsOutOfReachHasAWayOut() {
        try (FakeCloud fake = FakeCloud.start("old")) {
            fake.catalog(FakeCatalog.v2(
                    List.of(FakeCatalog.serviceV2("identity", fake.url() + "/v2.0", "http://127.0.0.1:1/v2.0"))));
            fake.on("GET", "/operators/v2.0/tenants", FakeAnswer.json("{\"tenants\": []}"));
            AccessBuilder access = new AccessBuilder("old", fake.url() + "/v2.0").timeout(Duration.ofSeconds(2));
            try (Cloud cloud = access.open()) {
                assertThatThrownBy(() -> cloud.list(Service.IDENTITY, "/tenants", "tenants"))
                        .isInstanceOf(CloudException.Unreachable.class)
                        .hasMessageContaining("adminURL of Keystone")
                        .hasMessageContaining("endpoints: {identity: http://10.0.0.1:35357/v2.0}")
                        .hasMessageNotContaining("endpoint_type");
            }
            try (Cloud cloud = access.endpoint(Service.IDENTITY, fake.url() + "/operators/v2.0/")
                    .open()) {
                assertThat(cloud.list(Service.IDENTITY, "/tenants", "tenants")).isEmpty();
            }
        }
    }

    @Test
    public void anAddressThatTheOperatorGaveIsNotBlamedOnTheCatalog() {
        try (FakeCloud fake = FakeCloud.start("mira");
                Cloud cloud = fake.access()
                        .endpoint(Service.IMAGE, "http://127.0.0.1:1")
                        .open()) {
            assertThatThrownBy(() -> cloud.get(Service.IMAGE, "/images"))
                    .isInstanceOf(CloudException.Unreachable.class)
                    .hasMessageContaining("image of endpoints in pumphouse.yaml");
        }
    }

    @Test
    public void aServiceThatAcceptsButNeverAnswers() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            AccessBuilder access = new AccessBuilder("mira", "http://127.0.0.1:" + silent.getLocalPort() + "/v3")
                    .timeout(Duration.ofMillis(200));
            assertThatThrownBy(access::open)
                    .isInstanceOf(CloudException.Unreachable.class)
                    .hasMessageContaining("no data arrived within 200 ms. Raise timeout");
        }
    }

    @Test
    public void anAnswerThatStallsInItsMiddle() {
        try (FakeCloud fake = FakeCloud.start("mira").on("GET", "/compute/v2.1/servers", exchange -> {
                    exchange.sendResponseHeaders(200, 100);
                    exchange.getResponseBody().write("{\"servers\": ".getBytes());
                    exchange.getResponseBody().flush();
                    FakeAnswer.never().to(exchange);
                });
                Cloud cloud = Cloud.open(
                        fake.access().timeout(LOGS_IN).build(), new RetryPolicy(2, Duration.ofMillis(10), LOGS_IN))) {
            assertThatThrownBy(() -> cloud.get(Service.COMPUTE, "/servers"))
                    .isInstanceOf(CloudException.Unreachable.class)
                    .hasMessageContaining("the answer stalled: nothing arrived for 2 s");
            assertThat(fake.seen()).hasSize(2);
        }
    }

    @Test
    public void anAnswerOfAByteNowAndThenEnds() {
        for (int status : new int[] {200, 409}) {
            try (FakeCloud fake = FakeCloud.start("mira").on("POST", "/compute/v2.1/servers", exchange -> {
                        exchange.sendResponseHeaders(status, 0);
                        for (int i = 0; i < 10_000; i++) {
                            exchange.getResponseBody().write(' ');
                            exchange.getResponseBody().flush();
                            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                        }
                    });
                    Cloud cloud = fake.access().timeout(LOGS_IN).open()) {
                CloudException e = catchThrowableOfType(
                        CloudException.class, () -> cloud.send(Request.post(Service.COMPUTE, "/servers")));
                assertThat(e.mayHaveBeenDone()).isEqualTo(status != 409);
                assertThat(e.getMessage()).contains(status == 200 ? "did not end within 6 s" : "-> " + status);
            }
        }
    }

    @Test
    public void anAnswerThatIsTooLargeInMemoryIsNotRead() {
        String bomb = "{\"servers\": [" + "[],".repeat(7_000_000) + "[]]}";
        try (FakeCloud fake = FakeCloud.start("mira").on("GET", "/compute/v2.1/servers", FakeAnswer.json(bomb));
                Cloud cloud = fake.access().open()) {
            assertThatThrownBy(() -> cloud.get(Service.COMPUTE, "/servers"))
                    .isInstanceOf(CloudException.Unreachable.class)
                    .hasMessageContaining("is too large: it would take more than 384 MiB of memory");
        }
    }

    @Test
    public void anAnswerThatEndsInItsMiddleIsAskedForAgain() {
        try (FakeCloud fake = FakeCloud.start("mira")
                        .on(
                                "GET",
                                "/compute/v2.1/servers",
                                exchange -> {
                                    exchange.sendResponseHeaders(200, 100);
                                    exchange.getResponseBody().write("{\"servers\": ".getBytes());
                                    throw new IOException("gone");
                                },
                                FakeAnswer.json("{\"servers\": []}"));
                Cloud cloud = fake.access().open()) {
            assertThat(cloud.list(Service.COMPUTE, "/servers", "servers")).isEmpty();
            assertThat(fake.seen()).hasSize(2);
        }
    }
}
