package io.jenkins.plugins.pumphouse.clouds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Shares of servers as {@code nova.api.openstack.compute.server_shares} has them. */
public class ServerSharesTest {
    private static final String SHARE = "3d3aafde-b4cb-45ab-8ac6-31ff93f69536";

    private EmbeddedCloud cloud;
    private String path;

    @Before
    public void start() {
        cloud = EmbeddedCloud.v3("old");
        cloud.start();
        Fixture.demo(cloud);
        cloud.behaviour().newestCompute(100);
        path = "/v2.1/servers/" + cloud.inside().server("web-2").path("id").asText();
    }

    @After
    public void stop() {
        cloud.close();
    }

    @Test
    public void oneIsAttachedWhileTheServerIsOffAndMountedOnceItRuns() {
        assertThatThrownBy(this::attach).hasMessageContaining("Cannot 'create share' instance");
        act("os-stop");
        attach();
        assertThat(shares().toString())
                .isEqualTo("[{\"share_id\":\"" + SHARE + "\",\"status\":\"inactive\",\"tag\":\"" + SHARE + "\"}]");
        assertThatThrownBy(this::attach).hasMessageContaining("already associated");

        act("os-start");

        assertThat(shares().path(0).path("status").asText()).isEqualTo("active");
    }

    @Test
    public void aServerWithOneIsNotSuspendedShelvedOrMigrated() {
        act("os-stop");
        attach();
        act("os-start");

        for (String action : new String[] {"suspend", "shelve", "migrate", "os-migrateLive"}) {
            assertThatThrownBy(() -> act(action))
                    .as(action)
                    .hasMessageContaining("Feature not supported with instances that have shares.");
        }
    }

    @Test
    public void before297NobodyHasAny() {
        cloud.behaviour().newestCompute(96);

        assertThatThrownBy(this::shares).hasMessageContaining("The resource could not be found.");
    }

    private void attach() {
        cloud.inside().post("compute", path + "/shares", WireJson.object("share", WireJson.object("share_id", SHARE)));
    }

    private JsonNode shares() {
        return cloud.inside().get("compute", path + "/shares").path("shares");
    }

    private void act(String action) {
        cloud.inside().post("compute", path + "/action", WireJson.object(action, null));
        cloud.skip(cloud.behaviour().power());
    }
}
