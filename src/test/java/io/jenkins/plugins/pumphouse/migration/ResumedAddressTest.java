package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.ADDRESS;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.floating;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.serverOf;
import static io.jenkins.plugins.pumphouse.migration.FloatingFixture.shown;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * The addresses of a server whose copy runs since an earlier run never go back to the source's server, which is off.
 */
public class ResumedAddressTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Before
    public void theCopyRunsWithItsAddressAndDoesNotCountAsMoved() throws Exception {
        floating(clouds.source, ADDRESS, "10.1.0.11");
        clouds.source
                .faults()
                .on("POST", "/v2.1/servers/*/metadata")
                .containing("pumphouse_target")
                .status(503);
        clouds.move(Verb.INSTANCES, server("web-1"));
        clouds.source.faults().clear();
        assertThat(shown(clouds.target, ADDRESS).path("fixed_ip_address").asText())
                .isEqualTo("10.1.0.11");
        assertThat(serverOf(clouds.source).path("status").asText()).isEqualTo("SHUTOFF");
        clouds.lines.clear();
    }

    @Test
    public void oneThatCannotBeReadForAMomentStaysWithTheCopy() throws Exception {
        clouds.target.faults().on("GET", "/v2.0/floatingips/*").times(1).status(403);

        Report report = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(report.failed()).isTrue();
        assertThat(shown(clouds.target, ADDRESS).path("fixed_ip_address").asText())
                .isEqualTo("10.1.0.11");
        assertThat(shown(clouds.source, ADDRESS).path("port_id").isNull()).isTrue();
        assertThat(clouds.move(Verb.INSTANCES, server("web-1")).failed()).isFalse();
    }

    @Test
    public void oneThatTheTargetDoesNotBindIsSaidWithTheCommand() throws Exception {
        letGo();
        clouds.target
                .faults()
                .on("PUT", "/v2.0/floatingips/*")
                .containing("fixed_ip_address")
                .status(409);

        Report report = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(report.failed()).isTrue();
        assertThat(shown(clouds.source, ADDRESS).path("port_id").isNull()).isTrue();
        assertThat(clouds.lines)
                .anyMatch(line -> line.contains("floating address " + ADDRESS + " does not lead to its copy on new")
                        && line.contains("openstack floating ip set --port ")
                        && line.contains(" --fixed-ip-address 10.1.0.11 "));
        clouds.target.faults().clear();
        assertThat(clouds.move(Verb.INSTANCES, server("web-1")).failed()).isFalse();
        assertThat(shown(clouds.target, ADDRESS).path("fixed_ip_address").asText())
                .isEqualTo("10.1.0.11");
    }

    private void letGo() {
        String id = shown(clouds.target, ADDRESS).path("id").asText();
        clouds.target
                .inside()
                .put(
                        "network",
                        "/v2.0/floatingips/" + id,
                        WireJson.object("floatingip", WireJson.object("port_id", null)));
    }
}
