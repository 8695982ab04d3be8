package io.jenkins.plugins.pumphouse.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Each call gets the newest microversion that both sides know. */
public class MicroversionsTest {

    private static final Request SERVERS = Request.get(Service.COMPUTE, "/servers");

    private FakeCloud fake;
    private Cloud cloud;

    @Before
    public void start() {
        fake = FakeCloud.start("mira")
                .on(
                        "GET",
                        "/compute/v2.1/",
                        FakeAnswer.json(
                                "{\"version\": {\"id\": \"v2.1\", \"version\": \"2.9\", \"min_version\": \"2.3\"}}"))
                .on("GET", "/compute/v2.1/servers", FakeAnswer.json("{}"))
                .on(
                        "GET",
                        "/volume/v3/",
                        FakeAnswer.json(
                                300,
                                "{\"versions\": [{\"id\": \"v3.0\", \"version\": \"3.70\", \"min_version\":"
                                        + " \"3.0\"}]}"))
                .on("GET", "/volume/v3/" + FakeCloud.PROJECT + "/volumes", FakeAnswer.json("{}"))
                .on(
                        "GET",
                        "/placement/",
                        FakeAnswer.json("{\"versions\": [{\"id\": \"v1.0\", \"max_version\": \"1.39\", \"min_version\":"
                                + " \"1.0\"}]}"))
                .on("GET", "/placement/things", FakeAnswer.json("{}"))
                .on("GET", "/network/v2.0/things", FakeAnswer.json("{}"));
        cloud = fake.access().open();
    }

    @After
    public void stop() {
        cloud.close();
        fake.close();
    }

    @Test
    public void aCallThatAsksForNoneGetsNone() {
        cloud.send(SERVERS);
        assertThat(fake.seen()).hasSize(1);
        assertThat(fake.last().header("OpenStack-API-Version")).isNull();
        assertThat(fake.last().header("X-OpenStack-Nova-API-Version")).isNull();
    }

    @Test
    public void bothHeadersOfNovaAreSent() {
        cloud.send(SERVERS.microversion("2.7"));
        assertThat(fake.last().header("OpenStack-API-Version")).isEqualTo("compute 2.7");
        assertThat(fake.last().header("X-OpenStack-Nova-API-Version")).isEqualTo("2.7");
    }

    @Test
    public void anOlderServiceGetsItsNewest() {
        cloud.send(SERVERS.microversion("2.90"));
        assertThat(fake.last().header("OpenStack-API-Version"))
                .as("2.9 is less than 2.90")
                .isEqualTo("compute 2.9");
    }

    @Test
    public void aServiceThatHasForgottenTheOldOnesGetsItsOldest() {
        cloud.send(SERVERS.microversion("2.1"));
        assertThat(fake.last().header("OpenStack-API-Version")).isEqualTo("compute 2.3");
    }

    @Test
    public void cinderAndPlacementHaveTheirOwnWords() {
        cloud.send(Request.get(Service.VOLUME, "/volumes").microversion("3.50"));
        assertThat(fake.last().header("OpenStack-API-Version")).isEqualTo("volume 3.50");
        assertThat(fake.last().header("X-OpenStack-Nova-API-Version")).isNull();
        cloud.send(Request.get(Service.PLACEMENT, "/things").microversion("1.99"));
        assertThat(fake.last().header("OpenStack-API-Version")).isEqualTo("placement 1.39");
    }

    @Test
    public void aServiceWithoutMicroversionsIsNotAsked() {
        cloud.send(Request.get(Service.NETWORK, "/things").microversion("2.5"));
        assertThat(fake.seen()).hasSize(1);
        assertThat(cloud.supports(Service.NETWORK, "2.5")).isFalse();
    }

    @Test
    public void theServiceIsAskedOnce() {
        cloud.send(SERVERS.microversion("2.7"));
        cloud.send(SERVERS.microversion("2.8"));
        cloud.supports(Service.COMPUTE, "2.8");
        cloud.as("another").send(SERVERS.microversion("2.8"));
        assertThat(fake.seen())
                .filteredOn(s -> s.path().equals("/compute/v2.1/"))
                .hasSize(1);
    }

    @Test
    public void supportIsComparedByNumber() {
        assertThat(cloud.supports(Service.COMPUTE, "2.9")).isTrue();
        assertThat(cloud.supports(Service.COMPUTE, "2.10")).isFalse();
        assertThat(cloud.supports(Service.COMPUTE, "2.2")).isFalse();
    }

    @Test
    public void anOldNovaHasNone() {
        fake.on(
                "GET",
                "/compute/v2.1/",
                FakeAnswer.json("{\"version\": {\"id\": \"v2.0\", \"version\": \"\", \"min_version\": \"\"}}"));
        assertThat(cloud.supports(Service.COMPUTE, "2.1")).isFalse();
        cloud.send(SERVERS.microversion("2.7"));
        assertThat(fake.last().header("OpenStack-API-Version")).isNull();
    }

    @Test
    public void aNovaWithoutAVersionDocumentHasNone() {
        fake.on("GET", "/compute/v2.1/", FakeAnswer.status(404));
        assertThat(cloud.supports(Service.COMPUTE, "2.1")).isFalse();
    }

    @Test
    public void aNovaThatIsDownIsNotTakenForAnOldOne() {
        fake.on("GET", "/compute/v2.1/", FakeAnswer.status(503));
        assertThatThrownBy(() -> cloud.supports(Service.COMPUTE, "2.1"))
                .isInstanceOf(CloudException.ServiceFault.class);
        fake.on(
                "GET",
                "/compute/v2.1/",
                FakeAnswer.json("{\"version\": {\"id\": \"v2.1\", \"version\": \"2.9\", \"min_version\": \"2.1\"}}"));
        assertThat(cloud.supports(Service.COMPUTE, "2.1"))
                .as("and is asked again")
                .isTrue();
    }

    @Test
    public void aMissingServiceSupportsNothing() {
        fake.catalog("[]");
        try (Cloud empty = fake.access().open()) {
            assertThat(empty.supports(Service.COMPUTE, "2.1")).isFalse();
        }
    }
}
