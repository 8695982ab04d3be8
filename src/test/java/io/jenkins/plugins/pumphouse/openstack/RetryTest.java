package io.jenkins.plugins.pumphouse.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.time.Duration;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** What passes by itself is tried again; what may have been done is not done twice. */
public class RetryTest {

    private static final FakeAnswer DONE = FakeAnswer.json("{\"done\": true}");

    private FakeCloud fake;
    private Cloud cloud;

    @Before
    public void start() {
        fake = FakeCloud.start("mira");
        cloud = fake.access().open();
    }

    @After
    public void stop() {
        cloud.close();
        fake.close();
    }

    private int triesOf(Request request, FakeAnswer first, FakeAnswer... more) {
        fake.on(request.method(), "/compute/v2.1" + request.path(), first, more);
        int before = fake.seen().size();
        try {
            cloud.send(request);
        } catch (CloudException e) {
            assertThat(e.cloud()).isEqualTo("mira");
        }
        return fake.seen().size() - before;
    }

    private static Request get() {
        return Request.get(Service.COMPUTE, "/x");
    }

    private static Request post() {
        return Request.post(Service.COMPUTE, "/x");
    }

    @Test
    public void aReadIsRepeatedUntilTheServiceIsBack() {
        assertThat(triesOf(get(), FakeAnswer.status(503), FakeAnswer.status(502), FakeAnswer.status(504), DONE))
                .isEqualTo(4);
        assertThat(triesOf(get(), FakeAnswer.status(500), DONE)).isEqualTo(2);
        assertThat(triesOf(get(), FakeAnswer.status(429), DONE)).isEqualTo(2);
        assertThat(triesOf(get(), FakeAnswer.hangUp(), DONE)).isEqualTo(2);
    }

    @Test
    public void theFourthFailureIsTheLast() {
        fake.on("GET", "/compute/v2.1/x", FakeAnswer.status(503));
        assertThatThrownBy(() -> cloud.send(get()))
                .isInstanceOf(CloudException.ServiceFault.class)
                .hasMessageContaining("503");
        assertThat(fake.seen()).hasSize(4);
    }

    @Test
    public void aRefusalIsNotRepeated() {
        for (int status : new int[] {400, 403, 404, 409, 413, 501}) {
            assertThat(triesOf(get(), FakeAnswer.status(status)))
                    .as("tries after %d", status)
                    .isEqualTo(1);
        }
    }

    @Test
    public void aPostIsNotRepeatedWhenItMayHaveBeenDone() {
        assertThat(triesOf(post(), FakeAnswer.status(500))).isEqualTo(1);
        assertThat(triesOf(post(), FakeAnswer.status(502))).isEqualTo(1);
        assertThat(triesOf(post(), FakeAnswer.status(503))).isEqualTo(1);
        assertThat(triesOf(post(), FakeAnswer.hangUp())).isEqualTo(1);
        assertThat(triesOf(Request.patch(Service.COMPUTE, "/x"), FakeAnswer.hangUp()))
                .isEqualTo(1);
    }

    @Test
    public void aPostThatMayHaveBeenDoneSaysSo() {
        fake.on("GET", "/compute/v2.1/x", DONE);
        cloud.send(get());
        fake.on("POST", "/compute/v2.1/x", FakeAnswer.hangUp());
        assertThatThrownBy(() -> cloud.send(post()))
                .isInstanceOf(CloudException.Unreachable.class)
                .hasMessageContaining("The service may have carried it out")
                .hasMessageNotContaining("https");
    }

    @Test
    public void aPostIsRepeatedWhenTheServiceAsksForIt() {
        assertThat(triesOf(post(), FakeAnswer.status(503).header("Retry-After", "0"), DONE))
                .isEqualTo(2);
        assertThat(triesOf(post(), FakeAnswer.status(429).header("Retry-After", "0"), DONE))
                .isEqualTo(2);
        assertThat(triesOf(post(), FakeAnswer.status(413).header("Retry-After", "0"), DONE))
                .as("Nova's limit of old")
                .isEqualTo(2);
    }

    @Test
    public void aPostIsRepeatedWhenTheCallerKnowsItToBeSafe() {
        assertThat(triesOf(post().repeatable(), FakeAnswer.hangUp(), FakeAnswer.status(503), DONE))
                .isEqualTo(3);
    }

    @Test
    public void writesThatDoTheSameTwiceAreRepeated() {
        assertThat(triesOf(Request.put(Service.COMPUTE, "/x"), FakeAnswer.hangUp(), FakeAnswer.status(503), DONE))
                .isEqualTo(3);
        assertThat(triesOf(Request.delete(Service.COMPUTE, "/x"), FakeAnswer.status(502), DONE))
                .isEqualTo(2);
        assertThat(triesOf(Request.put(Service.COMPUTE, "/x"), FakeAnswer.status(500)))
                .as("a fault of the service's is not passing")
                .isEqualTo(1);
    }

    @Test
    public void aDeleteThatWasDoneWithoutAnAnswerIsDone() {
        fake.on("DELETE", "/compute/v2.1/x", FakeAnswer.hangUp(), FakeAnswer.status(404));
        assertThat(cloud.send(Request.delete(Service.COMPUTE, "/x")).status()).isEqualTo(204);
    }

    @Test
    public void aDeleteOfWhatWasNeverThereIsNotFound() {
        fake.on("DELETE", "/compute/v2.1/x", FakeAnswer.status(404));
        assertThatThrownBy(() -> cloud.send(Request.delete(Service.COMPUTE, "/x")))
                .isInstanceOf(CloudException.NotFound.class);
    }

    @Test
    public void theServicesWaitIsKept() {
        long start = System.nanoTime();
        assertThat(triesOf(get(), FakeAnswer.status(429).header("Retry-After", "1"), DONE))
                .isEqualTo(2);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    public void whoIsToldToWaitTooLongGivesUpInsteadOfComingEarly() {
        assertThat(triesOf(get(), FakeAnswer.status(503).header("Retry-After", "3600")))
                .isEqualTo(1);
    }

    @Test
    public void aPostIsRepeatedWhileNobodyAcceptsConnections() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        fake.catalog(FakeCatalog.v3(FakeCatalog.service(
                "compute", FakeCatalog.endpoint("public", "RegionOne", "http://127.0.0.1:" + port + "/v2.1"))));
        try (Cloud half = fake.access().open()) {
            assertThatThrownBy(() -> half.send(post()))
                    .isInstanceOf(CloudException.Unreachable.class)
                    .hasMessageContaining("mira: no answer to POST http://127.0.0.1:" + port
                            + "/v2.1/x: nothing accepts connections at 127.0.0.1:" + port)
                    .hasMessageContaining("the address comes from the cloud's catalog")
                    .hasMessageNotContaining("unknown: look");
            assertThat(half.requests().count(Service.COMPUTE)).isEqualTo(4);
        }
    }
}
