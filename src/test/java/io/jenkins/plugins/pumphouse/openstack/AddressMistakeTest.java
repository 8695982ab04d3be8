package io.jenkins.plugins.pumphouse.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.Test;

/** An address that does not work is said in one sentence, with the address. */
public class AddressMistakeTest {

    @Test
    public void aHostThatDoesNotExist() {
        assertThatThrownBy(() -> new AccessBuilder("mira", "http://keystone.invalid:5000/v3").open())
                .isInstanceOf(CloudException.Unreachable.class)
                .hasMessage("mira: no answer to POST http://keystone.invalid:5000/v3/auth/tokens: the host name \"keystone.invalid\" is unknown."
                        + " Check it (auth_url in pumphouse.yaml) and the DNS of this machine.");
    }

    @Test
    public void aPortThatNobodyListensAt() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertThatThrownBy(() -> new AccessBuilder("mira", "http://127.0.0.1:" + port + "/v3").open())
                .isInstanceOf(CloudException.Unreachable.class).hasMessageContaining("nothing accepts connections at 127.0.0.1:" + port);
    }

    @Test
    public void aServiceThatAcceptsButNeverAnswers() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            AccessBuilder access = new AccessBuilder("mira", "http://127.0.0.1:" + silent.getLocalPort() + "/v3").timeout(Duration.ofMillis(200));
            assertThatThrownBy(access::open)
                    .isInstanceOf(CloudException.Unreachable.class).hasMessageContaining("nothing came within 200 ms. Raise timeout");
        }
    }

    @Test
    public void anAnswerThatStallsInItsMiddle() {
        try (FakeCloud fake = FakeCloud.start("mira").on("GET", "/compute/v2.1/servers", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write("{\"servers\": ".getBytes());
            exchange.getResponseBody().flush();
            Answer.never().to(exchange);
        }); Cloud cloud = fake.access().timeout(Duration.ofMillis(200)).open()) {
            assertThatThrownBy(() -> cloud.get(Service.COMPUTE, "/servers"))
                    .isInstanceOf(CloudException.Unreachable.class).hasMessageContaining("the answer stalled: nothing arrived for 200 ms");
            assertThat(fake.seen()).hasSize(Retry.TRIES);
        }
    }

    @Test
    public void anAnswerThatEndsInItsMiddleIsAskedForAgain() {
        try (FakeCloud fake = FakeCloud.start("mira").on("GET", "/compute/v2.1/servers", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write("{\"servers\": ".getBytes());
            throw new IOException("gone");
        }, Answer.json("{\"servers\": []}")); Cloud cloud = fake.access().open()) {
            assertThat(cloud.list(Service.COMPUTE, "/servers", "servers")).isEmpty();
            assertThat(fake.seen()).hasSize(2);
        }
    }
}
