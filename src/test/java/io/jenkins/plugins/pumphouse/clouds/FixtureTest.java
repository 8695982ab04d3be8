package io.jenkins.plugins.pumphouse.clouds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.Test;

public class FixtureTest {
    @Test
    public void demoHasThreeRunningServersWithTheirAddressesOnEitherKindOfCloud() {
        for (EmbeddedCloud cloud : List.of(EmbeddedCloud.v2("old"), EmbeddedCloud.v3("new"))) {
            try (cloud) {
                cloud.start();
                Fixture.demo(cloud);
                String demo = cloud.project("demo").id();
                List<JsonNode> servers = cloud.inside().servers().stream()
                        .filter(server -> server.path("tenant_id").asText().equals(demo))
                        .toList();
                assertThat(servers)
                        .extracting(server -> server.path("name").asText() + " "
                                + server.path("status").asText() + " "
                                + server.path("addresses").findValuesAsText("addr") + " "
                                + server.path("OS-EXT-SRV-ATTR:host").asText())
                        .containsExactlyInAnyOrder(
                                "web-1 ACTIVE [10.1.0.11, 10.2.0.11] compute-1",
                                "web-2 ACTIVE [10.1.0.12] compute-2",
                                "db-1 ACTIVE [10.2.0.13] compute-1");
                assertThat(cloud.journal().entries()).isEmpty();
            }
        }
    }

    @Test
    public void targetHasTheNetworksAndFlavorsThatADeploymentBrings() {
        try (EmbeddedCloud cloud = EmbeddedCloud.v3("target").start()) {
            Fixture.target(cloud);
            assertThat(cloud.inside().list("compute", "/v2.1/flavors", "flavors"))
                    .extracting(flavor ->
                            flavor.path("id").asText() + flavor.path("name").asText())
                    .containsExactly("1m1.tiny", "2m1.small", "3m1.medium");
            assertThat(cloud.inside().servers()).isEmpty();
        }
    }

    @Test
    public void aServerIsBroughtIntoTheStateThatATestNeeds() {
        try (EmbeddedCloud cloud = EmbeddedCloud.v3("odd").start()) {
            Fixture.target(cloud);
            ProjectFixture project = cloud.project("admin");
            project.server("paused")
                    .image("cirros")
                    .flavor("m1.tiny")
                    .then("pause", "lock")
                    .boot();
            project.server("off")
                    .image("cirros")
                    .flavor("m1.tiny")
                    .then("os-stop")
                    .boot();
            project.server("on-volume")
                    .image("cirros")
                    .flavor("m1.tiny")
                    .fromVolume("vol-1")
                    .boot();
            assertThat(cloud.inside().servers())
                    .extracting(server -> server.path("name").asText() + " "
                            + server.path("status").asText() + " "
                            + server.path("locked").asBoolean() + " "
                            + server.path("image").has("id"))
                    .containsExactlyInAnyOrder(
                            "paused PAUSED true true", "off SHUTOFF false true", "on-volume ACTIVE false false");
        }
    }
}
