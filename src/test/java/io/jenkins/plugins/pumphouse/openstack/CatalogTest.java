package io.jenkins.plugins.pumphouse.openstack;

import static io.jenkins.plugins.pumphouse.openstack.FakeCatalog.endpoint;
import static io.jenkins.plugins.pumphouse.openstack.FakeCatalog.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** A service is where the catalog says, or nowhere. */
public class CatalogTest {

    private static final Answer EMPTY = Answer.json("{\"things\": []}");

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
    public void aMissingServiceIsNeverLookedForAtKeystone() {
        fake.catalog(FakeCatalog.v3(service("identity", endpoint("public", "RegionOne", fake.url() + "/v3")),
                service("compute", endpoint("public", "RegionOne", fake.url() + "/compute/v2.1"))));
        fake.on("GET", "/v3/images", Answer.json("{\"images\": []}"));
        try (Cloud cloud = fake.access().open()) {
            assertThat(cloud.has(Service.IMAGE)).isFalse();
            assertThat(cloud.has(Service.COMPUTE)).isTrue();
            assertThat(cloud.has(Service.IDENTITY)).isTrue();
            assertThatThrownBy(() -> cloud.list(Service.IMAGE, "/images", "images"))
                    .isInstanceOf(CloudException.MissingService.class)
                    .hasMessageContaining("mira has no image service in its catalog")
                    .hasMessageContaining("It has: compute, identity");
        }
        assertThat(fake.seen()).isEmpty();
    }

    @Test
    public void anotherInterfaceIsOfferedButNotTaken() {
        fake.catalog(FakeCatalog.v3(service("compute", endpoint("internal", "RegionOne", fake.url() + "/compute/v2.1"))));
        try (Cloud cloud = fake.access().open()) {
            assertThat(cloud.has(Service.COMPUTE)).isFalse();
            assertThatThrownBy(() -> cloud.get(Service.COMPUTE, "/servers"))
                    .isInstanceOf(CloudException.MissingService.class)
                    .hasMessageContaining("public interface").hasMessageContaining("internal in RegionOne").hasMessageContaining("endpoint_type");
        }
    }

    @Test
    public void theInterfaceIsTheOperatorsChoice() {
        fake.catalog(FakeCatalog.v3(service("compute", endpoint("public", "RegionOne", "http://unreachable.invalid/v2.1"),
                endpoint("internal", "RegionOne", fake.url() + "/compute/v2.1"))));
        fake.on("GET", "/compute/v2.1/things", EMPTY);
        try (Cloud cloud = fake.access().endpointType(Interface.INTERNAL).open()) {
            assertThat(cloud.list(Service.COMPUTE, "/things", "things")).isEmpty();
        }
    }

    @Test
    public void aWrongRegionIsSaidAtOnceWithThoseThatThereAre() {
        assertThatThrownBy(() -> fake.access().region("RegionTwo").open())
                .isInstanceOf(CloudException.MissingService.class)
                .hasMessage("mira has no region \"RegionTwo\". Its catalog has: RegionOne. Correct region in pumphouse.yaml.");
    }

    @Test
    public void severalRegionsNeedAChoice() {
        twoRegions();
        assertThatThrownBy(() -> fake.access().open())
                .isInstanceOf(CloudException.MissingService.class)
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
        fake.catalog(FakeCatalog.v3(service("compute", endpoint("public", "East", fake.url() + "/east/v2.1"),
                endpoint("public", "West", fake.url() + "/west/v2.1"))));
    }

    @Test
    public void aKeystoneInARegionOfItsOwnIsNoChoice() {
        fake.catalog(FakeCatalog.v3(service("identity", endpoint("public", "Central", fake.url() + "/v3")),
                service("compute", endpoint("public", "East", fake.url() + "/east/v2.1"))));
        fake.on("GET", "/east/v2.1/things", EMPTY);
        try (Cloud cloud = fake.access().open()) {
            assertThat(cloud.list(Service.COMPUTE, "/things", "things")).isEmpty();
        }
    }

    @Test
    public void theNamesOfServicesOverTheYearsAreKnown() {
        for (String type : new String[] {"volumev3", "block-storage", "volumev2", "volume"}) {
            fake.catalog(FakeCatalog.v3(service(type, endpoint("public", "RegionOne", fake.url() + "/" + type + "/v2/p"))));
            fake.on("GET", "/" + type + "/v2/p/things", EMPTY);
            try (Cloud cloud = fake.access().open()) {
                assertThat(cloud.list(Service.VOLUME, "/things", "things")).as(type).isEmpty();
            }
        }
        fake.catalog(FakeCatalog.v3(service("compute_legacy", endpoint("public", "RegionOne", fake.url() + "/legacy/v2/p"))));
        fake.on("GET", "/legacy/v2/p/things", EMPTY);
        try (Cloud cloud = fake.access().open()) {
            assertThat(cloud.list(Service.COMPUTE, "/things", "things")).isEmpty();
        }
    }

    @Test
    public void theNewestNameOfAServiceWins() {
        fake.catalog(FakeCatalog.v3(service("volume", endpoint("public", "RegionOne", fake.url() + "/v1/p")),
                service("volumev3", endpoint("public", "RegionOne", fake.url() + "/v3/p")),
                service("volumev2", endpoint("public", "RegionOne", fake.url() + "/v2/p"))));
        fake.on("GET", "/v3/p/things", EMPTY);
        try (Cloud cloud = fake.access().open()) {
            assertThat(cloud.list(Service.VOLUME, "/things", "things")).isEmpty();
        }
    }

    @Test
    public void whatTheCatalogLeavesOutOfAnAddressIsAdded() {
        assertThat(Addresses.versionedRoot(Service.NETWORK, "http://h:9696", "p")).isEqualTo("http://h:9696/v2.0");
        assertThat(Addresses.versionedRoot(Service.NETWORK, "http://h:9696/v2.0/", "p")).isEqualTo("http://h:9696/v2.0");
        assertThat(Addresses.versionedRoot(Service.IMAGE, "http://h/image", "p")).isEqualTo("http://h/image/v2");
        assertThat(Addresses.versionedRoot(Service.IMAGE, "http://h:9292/v2", "p")).isEqualTo("http://h:9292/v2");
        assertThat(Addresses.versionedRoot(Service.IMAGE, "http://h:9292/v1/", "p")).isEqualTo("http://h:9292/v2");
        assertThat(Addresses.versionedRoot(Service.COMPUTE, "http://h:8774/v2.1/p", "p")).isEqualTo("http://h:8774/v2.1/p");
        assertThat(Addresses.versionedRoot(Service.COMPUTE, "http://h/compute", "p")).isEqualTo("http://h/compute/v2.1");
        assertThat(Addresses.versionedRoot(Service.VOLUME, "http://h:8776/v3/p", "p")).isEqualTo("http://h:8776/v3/p");
        assertThat(Addresses.versionedRoot(Service.VOLUME, "http://h/volume", "p")).isEqualTo("http://h/volume/v3/p");
        assertThat(Addresses.versionedRoot(Service.PLACEMENT, "http://h/placement/", "p")).isEqualTo("http://h/placement");
    }

    @Test
    public void oneAddressThatIsNotHttpDoesNotSpoilTheCatalog() {
        fake.catalog(FakeCatalog.v3(service("messaging-websocket", endpoint("public", "RegionOne", "ws://h:9000")),
                service("odd", endpoint("public", "RegionOne", "http://$(host)s:80")),
                service("compute", endpoint("public", "RegionOne", fake.url() + "/compute/v2.1"))));
        fake.on("GET", "/compute/v2.1/things", EMPTY);
        try (Cloud cloud = fake.access().open()) {
            assertThat(cloud.list(Service.COMPUTE, "/things", "things")).isEmpty();
        }
    }
}
