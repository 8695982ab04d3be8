package io.jenkins.plugins.pumphouse.http;

import static io.jenkins.plugins.pumphouse.http.CannedServer.answer;
import static io.jenkins.plugins.pumphouse.http.CannedServer.hangUp;
import static io.jenkins.plugins.pumphouse.http.CannedServer.json;
import static io.jenkins.plugins.pumphouse.http.CannedServer.silence;
import static io.jenkins.plugins.pumphouse.http.CannedServer.trickle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.plugins.pumphouse.openstack.TestCertificates;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What a driver may count on when it calls a JSON service. */
public class JsonHttpTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(2);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private CannedServer server;
    private JsonHttp http;

    @Before
    public void start() {
        server = CannedServer.start();
        http = client(TIMEOUT);
    }

    @After
    public void close() {
        http.close();
        server.close();
    }

    private static JsonHttp client(Duration timeout) {
        return new JsonHttp(
                access(null, false, timeout),
                new RetryPolicy(3, Duration.ofMillis(10), Duration.ofSeconds(2)),
                1024 * 1024);
    }

    private static HttpAccess access(String caCert, boolean insecure, Duration timeout) {
        return new HttpAccess("cmp-12", "host", "address in pumphouse.yaml", caCert, insecure, timeout);
    }

    private HttpCall get() {
        return HttpCall.get(URI.create(server.url() + "/x"));
    }

    private HttpCall post() {
        return HttpCall.of(
                "POST",
                URI.create(server.url() + "/x"),
                JsonNodeFactory.instance.objectNode().put("a", 1));
    }

    @Test
    public void aCallCarriesItsBodyAndItsHeaders() {
        server.on("POST /x", json(202, "{\"b\": 2}"));
        JsonReply reply = http.send(post().header("X-Auth-Token", "t"));
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.json().orElseThrow().path("b").asInt()).isEqualTo(2);
        CannedServer.Seen seen = server.seen().get(0);
        assertThat(seen.body()).isEqualTo("{\"a\":1}");
        assertThat(seen.header("X-Auth-Token")).isEqualTo("t");
        assertThat(seen.header("Content-Type")).isEqualTo("application/json");
        assertThat(seen.header("Accept")).isEqualTo("application/json");
    }

    @Test
    public void jsonIsReadWhateverItsTypeSays() {
        server.on("GET /x", answer(400, "text/html", "{\"message\": \"no\"}"));
        assertThat(http.send(get()).json().orElseThrow().path("message").asText())
                .isEqualTo("no");
    }

    @Test
    public void whatIsNoJsonIsText() {
        server.on("GET /x", answer(200, "text/html", "None"));
        JsonReply reply = http.send(get());
        assertThat(reply.json()).isEmpty();
        assertThat(reply.text()).isEqualTo("None");
    }

    @Test
    public void aReadIsRepeatedWhenTheGatewayIsInTrouble() {
        server.on("GET /x", answer(502, "text/html", "<html>"), hangUp(), json(200, "{}"));
        assertThat(http.send(get()).status()).isEqualTo(200);
        assertThat(server.seen()).hasSize(3);
    }

    @Test
    public void aReadIsNotRepeatedForEver() {
        server.on("GET /x", answer(503, "text/html", "<html>"));
        assertThat(http.send(get()).status()).isEqualTo(503);
        assertThat(server.seen()).hasSize(3);
    }

    @Test
    public void aWriteIsSentOnceWhenItMayHaveBeenDone() {
        server.on("POST /x", hangUp());
        NoResponseException failure = catchThrowableOfType(NoResponseException.class, () -> http.send(post()));
        assertThat(failure.sent()).isTrue();
        assertThat(failure)
                .hasMessageContaining("The service may have carried it out: check before you send it again.");
        assertThat(server.seen()).hasSize(1);
    }

    @Test
    public void aWriteThatMayBeDoneTwiceIsSentAgainAndItsAnswerSaysSo() {
        server.on("POST /x", hangUp(), json(409, "{}"));
        JsonReply reply = http.send(post().asRepeatable());
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.again()).isTrue();
    }

    @Test
    public void aWaitThatTheServiceAsksForIsKept() {
        server.on("POST /x", answer(503, "text/html", "", "Retry-After", "1"), json(200, "{}"));
        long start = System.nanoTime();
        assertThat(http.send(post()).status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    public void aWaitThatIsTooLongIsLeftToTheCaller() {
        server.on("GET /x", answer(503, "text/html", "", "Retry-After", "3600"));
        assertThat(http.send(get()).status()).isEqualTo(503);
        assertThat(server.seen()).hasSize(1);
    }

    @Test
    public void aRedirectIsNotFollowedWithTheSecret() {
        server.on("GET /x", answer(301, "text/html", "", "Location", server.url() + "/y"));
        assertThat(http.send(get().header("X-Auth-Token", "t")).header("location"))
                .endsWith("/y");
        assertThat(server.seen()).hasSize(1);
    }

    @Test
    public void anAnswerThatNeverEndsIsBoundedAsAWhole() {
        http = client(SHORT);
        server.on("POST /x", trickle());
        assertThatThrownBy(() -> http.send(post()))
                .isInstanceOf(NoResponseException.class)
                .hasMessageContaining(
                        "no data arrived within 2 s. Raise timeout for this host if the service is only slow.");
    }

    @Test
    public void whereNothingListensTheMessageSaysWhatToCheck() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        NoResponseException failure = catchThrowableOfType(
                NoResponseException.class,
                () -> http.send(HttpCall.get(URI.create("http://127.0.0.1:" + port + "/x?secret=1"))));
        assertThat(failure.sent()).isFalse();
        assertThat(failure)
                .hasMessageStartingWith("no answer to GET http://127.0.0.1:" + port
                        + "/x: nothing accepts connections at 127.0.0.1:" + port + ". Check host and port")
                .hasMessageNotContaining("null")
                .hasMessageContaining("address in pumphouse.yaml")
                .hasMessageNotContaining("secret");
    }

    @Test
    public void ownAuthorityIsTrusted() throws Exception {
        TestCertificates certificates =
                TestCertificates.forServer(folder.getRoot().toPath(), "ip:127.0.0.1");
        try (CannedServer secure = CannedServer.start(certificates.server());
                JsonHttp trusting = new JsonHttp(access(certificates.pem(), false, TIMEOUT));
                JsonHttp careless = new JsonHttp(access(null, true, TIMEOUT));
                JsonHttp strict = new JsonHttp(access(null, false, TIMEOUT))) {
            secure.on("GET /x", json(200, "{}"));
            HttpCall request = HttpCall.get(URI.create(secure.url() + "/x"));
            assertThat(trusting.send(request).status()).isEqualTo(200);
            assertThat(careless.send(request).status()).isEqualTo(200);
            assertThatThrownBy(() -> strict.send(request))
                    .hasMessageContaining("Give that authority's certificate as ca_cert (PEM).");
        }
    }

    @Test
    public void aCertificateThatIsNoneIsRefusedAtOnce() {
        assertThatThrownBy(() -> new JsonHttp(access("nonsense", false, TIMEOUT)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("cmp-12: ca_cert cannot be used");
    }

    @Test
    public void closingEndsWhatIsUnderWay() throws Exception {
        server.on("GET /x", silence());
        CompletableFuture<JsonReply> call = CompletableFuture.supplyAsync(() -> http.send(get()));
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (server.seen().isEmpty() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        http.close();
        assertThatThrownBy(() -> call.get(1, TimeUnit.MINUTES))
                .isInstanceOfAny(CancellationException.class, ExecutionException.class)
                .rootCause()
                .isInstanceOf(CancellationException.class);
    }

    @Test
    public void anInterruptEndsACallAndStaysSet() {
        server.on("GET /x", silence());
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> http.send(get())).isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    public void whatIsPrintedHoldsNoSecret() {
        HttpCall request = HttpCall.of(
                        "POST", URI.create("http://fuel/x?key=secret"), JsonNodeFactory.instance.textNode("secret"))
                .header("X-Auth-Token", "secret");
        assertThat(request.toString()).isEqualTo("POST http://fuel/x");
        server.on("GET /x", json(200, "{\"token\": \"secret\"}"));
        assertThat(http.send(get()).toString()).isEqualTo("JsonReply[200, 19 characters]");
    }
}
