package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** A card of SR-IOV moves to a cloud that has virtual functions on the same physical network, and to no other. */
public class VirtualFunctionTest {
    private static final String ADDRESS = "10.9.0.5";

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Before
    public void aServerHasACardOfSriov() {
        clouds.source
                .project("demo")
                .vlanNetwork("fast", "10.9.0.0/24", 77)
                .server("guest")
                .image("cirros")
                .flavor("m1.tiny")
                .nic("fast", ADDRESS, null)
                .owner("alice", null)
                .boot();
        become(card(clouds.source), "direct");
    }

    @Test
    public void theCardIsOfTheSameTypeWhereAHostHasVirtualFunctionsOnItsPhysicalNetwork() throws Exception {
        clouds.target.machines().virtualFunctions("compute-1", "physnet1");

        Outcome moved = outcome(clouds.move(Verb.INSTANCES, server("guest")), "server", "guest");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(card(clouds.target).path("binding:vnic_type").asText()).isEqualTo("direct");
        assertThat(card(clouds.target).path("mac_address"))
                .isEqualTo(card(clouds.source).path("mac_address"));
        assertThat(clouds.move(Verb.INSTANCES, server("guest")).cost().writes()).isZero();
    }

    @Test
    public void aServerIsRefusedWhereNoHostHasThem() throws Exception {
        clouds.target.machines().virtualFunctions("compute-1", "physnet9").virtualFunctions("compute-2", "physnet1");
        clouds.target.machines().agents("compute-2", false);

        Outcome refused = outcome(clouds.move(Verb.INSTANCES, server("guest")), "server", "guest");

        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message())
                .contains("of type direct, and no NIC Switch agent that is up on new has physical network physnet1 in"
                        + " its device_mappings (they have: physnet9)")
                .contains("prepare a host for it, or replace the card by one of type normal");
    }

    @Test
    public void aServerIsRefusedWhereTheCardsNetworkIsOnNoPhysicalNetwork() throws Exception {
        clouds.target.machines().virtualFunctions("compute-1", "physnet1");
        clouds.source
                .project("demo")
                .server("odd")
                .image("cirros")
                .flavor("m1.tiny")
                .nic("demo-net", null, null)
                .owner("alice", null)
                .boot();
        String server = clouds.source.inside().server("odd").path("id").asText();
        become(
                clouds.source
                        .inside()
                        .list("network", "/v2.0/ports?device_id=" + server, "ports")
                        .get(0),
                "direct");

        Outcome refused = outcome(clouds.move(Verb.INSTANCES, server("odd")), "server", "odd");

        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message())
                .contains("of type direct, but its network demo-net is on no physical network")
                .contains("mapping: networks", "replace the card by one of type normal")
                .doesNotContain("null");
    }

    @Test
    public void aServerIsRefusedWhereTheAccountMayNotListAgents() throws Exception {
        clouds.target.faults().on("GET", "/v2.0/agents").status(403);

        Outcome refused = outcome(clouds.move(Verb.INSTANCES, server("guest")), "server", "guest");

        assertThat(refused.message())
                .contains("the account may not list the agents of new", "allow it get_agent in Neutron's policy");
    }

    @Test
    public void otherHardwareIsRefused() throws Exception {
        become(card(clouds.source), "direct-physical");

        Report report = clouds.move(Verb.INSTANCES, server("guest"));

        assertThat(outcome(report, "port", ADDRESS).message())
                .contains("is of type direct-physical, which needs hardware that Pumphouse cannot check");
        assertThat(outcome(report, "server", "guest").end()).isEqualTo(End.CONFLICT);
    }

    private void become(JsonNode port, String type) {
        clouds.source
                .inside()
                .put(
                        "network",
                        "/v2.0/ports/" + port.path("id").asText(),
                        WireJson.object("port", WireJson.object("binding:vnic_type", type)));
    }

    private static JsonNode card(EmbeddedCloud cloud) {
        return cloud.inside().list("network", "/v2.0/ports", "ports").stream()
                .filter(port -> port.path("fixed_ips")
                        .path(0)
                        .path("ip_address")
                        .asText()
                        .equals(ADDRESS))
                .findFirst()
                .orElseThrow();
    }
}
