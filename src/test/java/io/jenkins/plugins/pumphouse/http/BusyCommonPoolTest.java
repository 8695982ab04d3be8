package io.jenkins.plugins.pumphouse.http;

import static io.jenkins.plugins.pumphouse.http.CannedServer.json;
import static io.jenkins.plugins.pumphouse.http.CannedServer.silence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** A call comes to its end although others block the common pool of the JVM. */
public class BusyCommonPoolTest {
    @Rule
    public final BlockedCommonPool others = new BlockedCommonPool();

    private final ExecutorService caller = Executors.newSingleThreadExecutor();
    private CannedServer server;
    private JsonHttp http;

    @Before
    public void start() {
        server = CannedServer.start();
        http = new JsonHttp(
                new HttpAccess("cmp-12", "host", "address", null, false, Duration.ofSeconds(2)),
                new RetryPolicy(1, Duration.ofMillis(10), Duration.ofSeconds(1)),
                1024);
    }

    @After
    public void close() {
        caller.shutdownNow();
        http.close();
        server.close();
    }

    @Test
    public void anAnswerComes() throws Exception {
        server.on("GET /x", json(200, "{\"b\": 2}"));

        assertThat(inTime(() -> http.send(get()).status())).isEqualTo(200);
    }

    @Test
    public void aTimeoutEndsTheCall() {
        server.on("GET /x", silence());

        assertThatThrownBy(() -> inTime(() -> http.send(get())))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(NoResponseException.class)
                .hasMessageContaining("no data arrived within 2 s");
    }

    private HttpCall get() {
        return HttpCall.get(URI.create(server.url() + "/x"));
    }

    private <T> T inTime(Callable<T> call) throws Exception {
        return caller.submit(call).get(1, TimeUnit.MINUTES);
    }
}
