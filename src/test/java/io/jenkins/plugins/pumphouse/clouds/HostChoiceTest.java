package io.jenkins.plugins.pumphouse.clouds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** The host that a boot names, as {@code nova.api.openstack.compute.servers} and {@code nova.compute.api} have it. */
public class HostChoiceTest {
    private EmbeddedCloud cloud;

    @Before
    public void start() {
        cloud = EmbeddedCloud.v3("new");
        cloud.start();
        Fixture.demo(cloud);
        cloud.inside()
                .post(
                        "compute",
                        "/v2.1/os-aggregates",
                        WireJson.object("aggregate", WireJson.object("name", "r", "availability_zone", "rack-1")));
    }

    @After
    public void stop() {
        cloud.close();
    }

    @Test
    public void theHostIsTheOneThatIsNamed() {
        assertThat(boot(WireJson.object("host", "compute-2"))
                        .path("OS-EXT-SRV-ATTR:host")
                        .asText())
                .isEqualTo("compute-2");
        assertThat(boot(WireJson.object("availability_zone", "nova:compute-1"))
                        .path("OS-EXT-SRV-ATTR:host")
                        .asText())
                .isEqualTo("compute-1");
    }

    @Test
    public void oneThatNovaDoesNotKnowIsABadRequestOrFindsNoHost() {
        assertThatThrownBy(() -> boot(WireJson.object("host", "compute-9")))
                .hasMessageContaining("Compute host compute-9 could not be found.");

        JsonNode forced = boot(WireJson.object("availability_zone", "nova:compute-9"));

        assertThat(forced.path("status").asText()).isEqualTo("ERROR");
        assertThat(forced.path("fault").path("message").asText()).startsWith("No valid host was found.");
    }

    /** The scheduler has a say of a host, and none where the zone has it. */
    @Test
    public void oneOfAnotherZoneFindsNoHost() {
        JsonNode server = boot(WireJson.object("availability_zone", "rack-1", "host", "compute-2"));

        assertThat(server.path("status").asText()).isEqualTo("ERROR");
    }

    @Test
    public void bothWaysAtATimeAreABadRequest() {
        assertThatThrownBy(() -> boot(WireJson.object("availability_zone", "nova:compute-1", "host", "compute-2")))
                .hasMessageContaining("are mutually exclusive.");
    }

    @Test
    public void onlyAnAdministratorChooses() {
        Inside alice = cloud.inside("alice", "demo");

        assertThatThrownBy(() -> boot(alice, WireJson.object("host", "compute-2")))
                .hasMessageContaining("Policy doesn't allow compute:servers:create:requested_destination");
        assertThatThrownBy(() -> boot(alice, WireJson.object("availability_zone", "nova:compute-2")))
                .hasMessageContaining("Policy doesn't allow os_compute_api:servers:create:forced_host");
    }

    private JsonNode boot(ObjectNode choice) {
        return boot(cloud.inside(), choice);
    }

    private JsonNode boot(Inside caller, ObjectNode choice) {
        ObjectNode server = WireJson.object(
                "name",
                "odd",
                "imageRef",
                cloud.inside().id("image", "/v2/images", "images", "cirros"),
                "flavorRef",
                cloud.inside().id("compute", "/v2.1/flavors", "flavors", "m1.tiny"),
                "networks",
                "none");
        server.setAll(choice);
        String id = caller.make("compute", "/v2.1/servers", "server", server)
                .path("id")
                .asText();
        cloud.skip(cloud.behaviour().boot());
        return cloud.inside().get("compute", "/v2.1/servers/" + id).path("server");
    }
}
