package io.jenkins.plugins.pumphouse.openstack;

import static io.jenkins.plugins.pumphouse.openstack.FakeCatalog.endpoint;
import static io.jenkins.plugins.pumphouse.openstack.FakeCatalog.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.pumphouse.remedy.Remedy;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** A service is where the catalog says, or nowhere. */
public class CatalogTest {
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
    public void aMissingServiceIsNeverLookedForAtKeystone() {
        fake.catalog(FakeCatalog.v3(
                service("identity", endpoint("public", "RegionOne", fake.url() + "/v3")),
                service("compute", endpoint("public", "RegionOne", fake.url() + "/compute/v2.1"))));
        fake.on("GET", "/v3/images", FakeAnswer.json("{\"images\": []}"));
        try (Cloud cloud = fake.access().open()) {
            assertThat(cloud.has(Service.IMAGE)).isFalse();
            assertThat(cloud.has(Service.COMPUTE)).isTrue();
            assertThat(cloud.has(Service.IDENTITY)).isTrue();
            assertThatThrownBy(() -> cloud.list(Service.IMAGE, "/images", "images"))
                    .isInstanceOfSatisfying(
                            CloudException.class, e -> assertThat(e.remedy()).isEqualTo(Remedy.NOT_SUPPORTED))
                    .hasMessageContaining("mira has no image service in its catalog")
                    .hasMessageContaining("It has: compute, identity");
        }
        assertThat(fake.seen()).isEmpty();
    }

    @Test
    public void anotherInterfaceIsOfferedButNotTaken() {
        fake.catalog(
                FakeCatalog.v3(service("compute", endpoint("internal", "RegionOne", fake.url() + "/compute/v2.1"))));
        try (Cloud cloud = fake.access().open()) {
            assertThat(cloud.has(Service.COMPUTE)).isFalse();
            assertThatThrownBy(() -> cloud.get(Service.COMPUTE, "/servers"))
                    .isInstanceOfSatisfying(
                            CloudException.class, e -> assertThat(e.remedy()).isEqualTo(Remedy.NOT_SUPPORTED))
                    .hasMessageContaining("public interface")
                    .hasMessageContaining("internal in RegionOne")
                    .hasMessageContaining("endpoint_type");
        }
    }

    @Test
    public void theInterfaceIsTheOperatorsChoice() {
        fake.catalog(FakeCatalog.v3(service(
                "compute",
                endpoint("public", "RegionOne", "http://unreachable.invalid/v2.1"),
                endpoint("internal", "RegionOne", fake.url() + "/compute/v2.1"))));
        fake.on("GET", "/compute/v2.1/things", EMPTY);
        try (Cloud cloud = fake.access().endpointType(Interface.INTERNAL).open()) {
            assertThat(cloud.list(Service.COMPUTE, "/things", "things")).isEmpty();
        }
    }

    @Test
    public void theNamesOfServicesOverTheYearsAreKnown() {
        for (String type : new String[] {"volumev3", "block-storage", "block-store", "volumev2", "volume"}) {
            fake.catalog(FakeCatalog.v3(service(
                    type, endpoint("public", "RegionOne", fake.url() + "/" + type + "/v2/" + FakeCloud.PROJECT))));
            fake.on("GET", "/" + type + "/v2/" + FakeCloud.PROJECT + "/things", EMPTY);
            try (Cloud cloud = fake.access().open()) {
                assertThat(cloud.list(Service.VOLUME, "/things", "things"))
                        .as(type)
                        .isEmpty();
            }
        }
        fake.catalog(FakeCatalog.v3(service("computev21", endpoint("public", "RegionOne", fake.url() + "/new/v2.1"))));
        fake.on("GET", "/new/v2.1/things", EMPTY);
        try (Cloud cloud = fake.access().open()) {
            assertThat(cloud.list(Service.COMPUTE, "/things", "things")).isEmpty();
        }
        fake.catalog(FakeCatalog.v3(service(
                "compute_legacy", endpoint("public", "RegionOne", fake.url() + "/legacy/v2/" + FakeCloud.PROJECT))));
        fake.on("GET", "/legacy/v2/" + FakeCloud.PROJECT + "/things", EMPTY);
        try (Cloud cloud = fake.access().open()) {
            assertThat(cloud.list(Service.COMPUTE, "/things", "things")).isEmpty();
        }
    }

    @Test
    public void theNewestNameOfAServiceWins() {
        fake.catalog(FakeCatalog.v3(
                service("volume", endpoint("public", "RegionOne", fake.url() + "/v1/" + FakeCloud.PROJECT)),
                service("volumev3", endpoint("public", "RegionOne", fake.url() + "/v3/" + FakeCloud.PROJECT)),
                service("volumev2", endpoint("public", "RegionOne", fake.url() + "/v2/" + FakeCloud.PROJECT))));
        fake.on("GET", "/v3/" + FakeCloud.PROJECT + "/things", EMPTY);
        try (Cloud cloud = fake.access().open()) {
            assertThat(cloud.list(Service.VOLUME, "/things", "things")).isEmpty();
        }
    }

    @Test
    public void whatTheCatalogLeavesOutOfAnAddressIsAdded() {
        assertThat(Addresses.versionedRoot(Service.NETWORK, "http://h:9696", "p"))
                .isEqualTo("http://h:9696/v2.0");
        assertThat(Addresses.versionedRoot(Service.NETWORK, "http://h:9696/v2.0/", "p"))
                .isEqualTo("http://h:9696/v2.0");
        assertThat(Addresses.versionedRoot(Service.IMAGE, "http://h/image", "p"))
                .isEqualTo("http://h/image/v2");
        assertThat(Addresses.versionedRoot(Service.IMAGE, "http://h:9292/v2", "p"))
                .isEqualTo("http://h:9292/v2");
        assertThat(Addresses.versionedRoot(Service.IMAGE, "http://h:9292/v1/", "p"))
                .isEqualTo("http://h:9292/v2");
        assertThat(Addresses.versionedRoot(Service.COMPUTE, "http://h:8774/v2.1/p", "p"))
                .isEqualTo("http://h:8774/v2.1/p");
        assertThat(Addresses.versionedRoot(Service.COMPUTE, "http://h/compute", "p"))
                .isEqualTo("http://h/compute/v2.1");
        assertThat(Addresses.versionedRoot(Service.VOLUME, "http://h:8776/v3/p", "p"))
                .isEqualTo("http://h:8776/v3/p");
        assertThat(Addresses.versionedRoot(Service.VOLUME, "http://h/volume", "p"))
                .isEqualTo("http://h/volume/v3/p");
        assertThat(Addresses.versionedRoot(Service.PLACEMENT, "http://h/placement/", "p"))
                .isEqualTo("http://h/placement");
    }

    @Test
    public void oneAddressThatIsNotHttpDoesNotSpoilTheCatalog() {
        fake.catalog(FakeCatalog.v3(
                service("messaging-websocket", endpoint("public", "RegionOne", "ws://h:9000")),
                service("odd", endpoint("public", "RegionOne", "http://$(host)s:80")),
                service("compute", endpoint("public", "RegionOne", fake.url() + "/compute/v2.1"))));
        fake.on("GET", "/compute/v2.1/things", EMPTY);
        try (Cloud cloud = fake.access().open()) {
            assertThat(cloud.list(Service.COMPUTE, "/things", "things")).isEmpty();
        }
    }

    @Test
    public void anAddressThatCannotBeUsedIsToldToWhoNeedsIt() {
        for (String odd : new String[] {
            "http://nova_api:8774/v2.1",
            "ws://nova:8774",
            "http://$(host)s:8774/v2.1",
            "http://h:8774/v2/%(tenant_id)s",
            "//nova/v2.1",
            "nova",
            "http://nova:99999/v2.1"
        }) {
            fake.on("GET", "/image/v2/things", EMPTY);
            fake.catalog(FakeCatalog.v3(
                    service("compute", endpoint("public", "RegionOne", odd)),
                    service("image", endpoint("public", "RegionOne", fake.url() + "/image"))));
            try (Cloud cloud = fake.access().open()) {
                assertThat(cloud.list(Service.IMAGE, "/things", "things")).isEmpty();
                assertThat(cloud.has(Service.COMPUTE))
                        .as("not as if the cloud had no Nova")
                        .isTrue();
                assertThatThrownBy(() -> cloud.get(Service.COMPUTE, "/servers"))
                        .isInstanceOfSatisfying(
                                CloudException.class,
                                e -> assertThat(e.remedy()).isEqualTo(Remedy.NOT_SUPPORTED))
                        .hasMessageContaining(odd)
                        .hasMessageContaining("endpoints: {compute: http://10.0.0.1:8774}");
            }
            fake.on("GET", "/mine/v2.1/things", EMPTY);
            try (Cloud cloud = fake.access()
                    .endpoint(Service.COMPUTE, fake.url() + "/mine/v2.1")
                    .open()) {
                assertThat(cloud.list(Service.COMPUTE, "/things", "things")).isEmpty();
            }
        }
    }

    @Test
    public void anEntryThatIsOddSpoilsOnlyItself() {
        fake.on("GET", "/compute/v2.1/things", EMPTY);
        String compute = service(
                "compute", endpoint("PUBLIC", "RegionOne", fake.url().replace("http", "HTTP") + "/compute/v2.1/"));
        for (String odd : new String[] {
            "{\"type\": \"x\", \"name\": \"x\", \"id\": \"1\"}",
            "{}",
            "null",
            "7",
            "[]",
            "{\"type\": null, \"endpoints\": null}",
            "{\"type\": \"image\", \"endpoints\": [null, 3, {}]}",
            "{\"type\": \"image\", \"endpoints\": [{\"interface\": null, \"region\": 5, \"url\": null}]}",
            "{\"type\": [1], \"endpoints\": {\"a\": \"b\"}}",
            service("image", endpoint("secret", "RegionOne", "http://h"))
        }) {
            fake.catalog(FakeCatalog.v3(odd, compute));
            try (Cloud cloud = fake.access().open()) {
                assertThat(cloud.list(Service.COMPUTE, "/things", "things"))
                        .as(odd)
                        .isEmpty();
                assertThatThrownBy(() -> cloud.get(Service.IMAGE, "/images"))
                        .as(odd)
                        .isInstanceOfSatisfying(
                                CloudException.class,
                                e -> assertThat(e.remedy()).isEqualTo(Remedy.NOT_SUPPORTED));
            }
            fake.catalog("[" + odd + "]");
            try (Cloud cloud = new AccessBuilder("old", fake.url() + "/v2.0").open()) {
                assertThat(cloud.has(Service.COMPUTE)).as(odd).isFalse();
            }
        }
    }

    @Test
    public void aVersionInFrontIsNotTheServices() {
        assertThat(Addresses.versionedRoot(Service.NETWORK, "http://h/api/v1/network", "p"))
                .isEqualTo("http://h/api/v1/network/v2.0");
        assertThat(Addresses.versionedRoot(Service.IMAGE, "http://h/api/v1/image", "p"))
                .isEqualTo("http://h/api/v1/image/v2");
        assertThat(Addresses.versionedRoot(Service.COMPUTE, "http://h/api/v1/compute", "p"))
                .isEqualTo("http://h/api/v1/compute/v2.1");
        assertThat(Addresses.versionedRoot(Service.VOLUME, "http://h/api/v1/volume/v3/p", "p"))
                .isEqualTo("http://h/api/v1/volume/v3/p");
        assertThat(Addresses.versionDocument("http://h/api/v1/compute/v2.1/p", "p"))
                .isEqualTo("http://h/api/v1/compute/v2.1/");
        assertThat(Addresses.versionDocument("http://h/api/v1/placement", "p")).isEqualTo("http://h/api/v1/placement/");
    }

    @Test
    public void anAddressWrittenForAllProjectsServesEach() {
        String id = FakeCloud.PROJECT;
        assertThat(Addresses.ofProject(Service.COMPUTE, "http://h:8774/v2.1/", "p"))
                .isEqualTo("http://h:8774/v2.1");
        assertThat(Addresses.ofProject(Service.COMPUTE, "http://h:8774/v2", "p"))
                .isEqualTo("http://h:8774/v2/p");
        assertThat(Addresses.ofProject(Service.COMPUTE, "http://h:8774/v2/" + id, "p"))
                .isEqualTo("http://h:8774/v2/p");
        assertThat(Addresses.ofProject(Service.VOLUME, "http://h:8776/v3", "p")).isEqualTo("http://h:8776/v3/p");
        assertThat(Addresses.ofProject(Service.VOLUME, "http://h:8776", "p")).isEqualTo("http://h:8776");
    }

    @Test
    public void oneCloudUnderTwoAddressesOfKeystoneIsKnown() {
        try (FakeCloud other = FakeCloud.start("other");
                FakeCloud gateway = FakeCloud.start("gateway")) {
            gateway.catalog(FakeCatalog.v2(List.of(FakeCatalog.serviceV2(
                    "compute", fake.url() + "/compute/v2/" + FakeCloud.PROJECT, fake.url() + "/x"))));
            try (Cloud cloud = fake.access().open();
                    Cloud behind = new AccessBuilder("gateway", gateway.url() + "/v2.0").open();
                    Cloud another = other.access().open()) {
                assertThat(cloud.isSameAs(behind))
                        .hasValue("both call the compute service at 127.0.0.1:" + fake.port() + "/compute");
                assertThat(cloud.isSameAs(another)).isEmpty();
            }
        }
    }

    @Test
    public void oneCloudIsKnownByItsCatalogThoughItIsCalledAtTwoInterfaces() {
        String nova = service(
                "compute",
                endpoint("public", "RegionOne", "http://nova.example.org:8774/v2.1"),
                endpoint("internal", "RegionOne", "http://10.0.0.2:8774/v2.1"));
        try (FakeCloud other = FakeCloud.start("other")) {
            fake.catalog(FakeCatalog.v3(nova));
            other.catalog(FakeCatalog.v3(nova));
            try (Cloud cloud = fake.access().open();
                    Cloud same = other.access().endpointType(Interface.INTERNAL).open()) {
                assertThat(cloud.isSameAs(same))
                        .hasValue("both catalogs have the compute service s at http://nova.example.org:8774/v2.1");
            }
            other.catalog(FakeCatalog.v3(nova.replace("nova.example.org", "nova.example.com")));
            try (Cloud cloud = fake.access().open();
                    Cloud another =
                            other.access().endpointType(Interface.INTERNAL).open()) {
                assertThat(cloud.isSameAs(another))
                        .as("the management networks of many clouds have the same addresses")
                        .isEmpty();
            }
        }
    }
}
