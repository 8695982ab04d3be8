package io.jenkins.plugins.pumphouse.openstack;

import static io.jenkins.plugins.pumphouse.openstack.FakeCatalog.endpoint;
import static io.jenkins.plugins.pumphouse.openstack.FakeCatalog.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.pumphouse.remedy.Remedy;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** An account has one region: the one that it names, or the only one of the catalog. */
public class RegionTest {
    private static final FakeAnswer EMPTY = FakeAnswer.json("{\"things\": []}");

    private FakeCloud fake;

    @Before
    public void start() {
        fake = FakeCloud.start("mira");
    }

    @After
    public void stop() {
        fake.close();
    }

    @Test
    public void aWrongRegionIsSaidAtOnceWithThoseThatThereAre() {
        assertThatThrownBy(() -> fake.access().region("RegionTwo").open())
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.remedy()).isEqualTo(Remedy.NOT_SUPPORTED))
                .hasMessage("mira has no region \"RegionTwo\". Its catalog has: RegionOne. Correct region in"
                        + " pumphouse.yaml.");
    }

    @Test
    public void severalRegionsNeedAChoice() {
        twoRegions();
        assertThatThrownBy(() -> fake.access().open())
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.remedy()).isEqualTo(Remedy.NOT_SUPPORTED))
                .hasMessage("mira has several regions: East, West. Name one as region in pumphouse.yaml.");
    }

    @Test
    public void theRegionDecidesTheAddress() {
        twoRegions();
        fake.on("GET", "/west/v2.1/things", EMPTY);
        try (Cloud cloud = fake.access().region("West").open()) {
            assertThat(cloud.list(Service.COMPUTE, "/things", "things")).isEmpty();
        }
    }

    private void twoRegions() {
        fake.catalog(FakeCatalog.v3(service(
                "compute",
                endpoint("public", "East", fake.url() + "/east/v2.1"),
                endpoint("public", "West", fake.url() + "/west/v2.1"))));
    }

    @Test
    public void aKeystoneInARegionOfItsOwnIsNoChoice() {
        fake.catalog(FakeCatalog.v3(
                service("identity", endpoint("public", "Central", fake.url() + "/v3")),
                service("compute", endpoint("public", "East", fake.url() + "/east/v2.1"))));
        fake.on("GET", "/east/v2.1/things", EMPTY);
        try (Cloud cloud = fake.access().open()) {
            assertThat(cloud.list(Service.COMPUTE, "/things", "things")).isEmpty();
        }
    }

    @Test
    public void aServiceOfAllRegionsIsFoundInEach() {
        for (String all : new String[] {"\"*\"", "null", "\"\""}) {
            fake.on("GET", "/compute/v2.1/things", EMPTY);
            fake.catalog(FakeCatalog.v3(
                    service(
                            "compute",
                            endpoint("public", "*", fake.url() + "/compute/v2.1")
                                    .replace("\"*\"", all)),
                    service("image", endpoint("public", "eu-de", fake.url() + "/image"))));
            try (Cloud cloud = fake.access().region("eu-de").open()) {
                assertThat(cloud.list(Service.COMPUTE, "/things", "things")).isEmpty();
            }
            try (Cloud cloud = fake.access().open()) {
                assertThat(cloud.has(Service.IMAGE))
                        .as("%s is no region to choose from", all)
                        .isTrue();
            }
        }
    }

    @Test
    public void anEndpointOfTheRegionWinsOverOneOfAll() {
        fake.on("GET", "/east/v2.1/things", EMPTY);
        fake.catalog(FakeCatalog.v3(service(
                "compute",
                endpoint("public", "*", fake.url() + "/all/v2.1"),
                endpoint("public", "East", fake.url() + "/east/v2.1"))));
        try (Cloud cloud = fake.access().region("East").open()) {
            assertThat(cloud.list(Service.COMPUTE, "/things", "things")).isEmpty();
        }
    }
}
