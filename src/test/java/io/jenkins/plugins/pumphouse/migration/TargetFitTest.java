package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** What would stop a server's move after the server was stopped shows in its plan. */
public class TargetFitTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aServerForWhichNoHypervisorHasRoomIsAConflict() throws Exception {
        clouds.target.faults().on("GET", "/allocation_candidates").status(200).body("{\"allocation_requests\": []}");

        Outcome server = TwoClouds.outcome(clouds.plan(Verb.INSTANCES, TwoClouds.server("web-1")), "server", "web-1");

        assertThat(server.end()).isEqualTo(End.CONFLICT);
        assertThat(server.message()).contains("no hypervisor of new has room for", "MB of memory", "pumpHost");
    }

    @Test
    public void aTargetWithoutAnAnsweringImageServiceIsFoundWhilePlanning() throws Exception {
        clouds.target.faults().on("GET", "/v2/images").status(403);

        Outcome server = TwoClouds.outcome(clouds.plan(Verb.INSTANCES, TwoClouds.server("web-1")), "server", "web-1");

        assertThat(server.end()).isEqualTo(End.CONFLICT);
        assertThat(server.message()).contains("image service of new");
    }

    @Test
    public void anAddressThatAnotherPortHasIsAConflictThatNamesThePort() throws Exception {
        clouds.move(Verb.NETWORKS);
        String port = take("10.1.0.11", "compute:nova", "device-1");

        Report plan = clouds.plan(Verb.INSTANCES, TwoClouds.server("web-1"));

        assertThat(plan.conflicts())
                .anyMatch(conflict -> conflict.contains("address 10.1.0.11 is taken on new by port " + port)
                        && conflict.contains("compute:nova device-1"));
        assertThat(TwoClouds.outcome(plan, "server", "web-1").end()).isEqualTo(End.CONFLICT);
    }

    @Test
    public void aDhcpServerGivesTheAddressOfAServerUp() throws Exception {
        clouds.move(Verb.NETWORKS);
        String dhcp = take("10.1.0.11", "network:dhcp", "dhcp-1");

        Report report = clouds.move(Verb.INSTANCES, TwoClouds.server("web-1"));

        assertThat(TwoClouds.outcome(report, "server", "web-1").end())
                .as(report.outcomes().toString())
                .isEqualTo(End.CREATED);
        JsonNode moved =
                clouds.target.inside().get("network", "/v2.0/ports/" + dhcp).path("port");
        assertThat(moved.path("fixed_ips")).hasSize(1);
        assertThat(moved.path("fixed_ips").path(0).path("ip_address").asText())
                .startsWith("10.1.0.")
                .isNotEqualTo("10.1.0.11");
    }

    private String take(String address, String owner, String device) {
        Inside target = clouds.target.inside();
        String network = target.id("network", "/v2.0/networks", "networks", "demo-net");
        return target.make(
                        "network",
                        "/v2.0/ports",
                        "port",
                        WireJson.object(
                                "network_id",
                                network,
                                "device_owner",
                                owner,
                                "device_id",
                                device,
                                "fixed_ips",
                                WireJson.arrayOf(List.of(WireJson.object("ip_address", address)))))
                .path("id")
                .asText();
    }
}
