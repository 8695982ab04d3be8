package io.jenkins.plugins.pumphouse.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.host.fuel.layout.LayoutRules;
import io.jenkins.plugins.pumphouse.host.model.HostState.Status;
import io.jenkins.plugins.pumphouse.host.model.LayoutPlan;
import io.jenkins.plugins.pumphouse.host.model.NodeNaming;
import io.jenkins.plugins.pumphouse.machines.Datacenter;
import io.jenkins.plugins.pumphouse.machines.fuel.Hardware;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

/** What a host is called in Fuel, and to which rack it belongs there. */
public class NodeIdentityTest {
    @Rule
    public final Datacenter datacenter = Datacenter.with("cmp-12");

    private final Journey journey = new Journey(datacenter);

    private void runs(NodeNaming naming) throws Exception {
        journey.of("cmp-12")
                .layout(new LayoutPlan(null, null, LayoutRules.none(), naming))
                .run();
        assertThat(journey.states().get(0).status()).as(journey.log()).isEqualTo(Status.READY);
    }

    @Test
    public void itGetsTheHostsNameHostnameAndLabels() throws Exception {
        runs(new NodeNaming(true, Map.of("rack", "3"), null));

        JsonNode node = datacenter.fuel().node(2);
        assertThat(node.path("name").asText()).isEqualTo("cmp-12");
        assertThat(node.path("hostname").asText()).isEqualTo("cmp-12");
        assertThat(node.path("labels").path("rack").asText()).isEqualTo("3");
        assertThat(datacenter.fuel().readyHosts()).contains("cmp-12.example.com");
        assertThat(journey.log()).contains("; named cmp-12");
    }

    @Test
    public void aHostnameThatFuelRefusesIsToldAndFuelsOwnStays() throws Exception {
        int other = datacenter
                .fuel()
                .pending(datacenter.environment(), Hardware.of("52:54:00:ff:09:01", "52:54:00:ff:09:02"), "compute");
        datacenter.fuel().hostname(other, "cmp-12");

        runs(new NodeNaming(true, Map.of(), null));

        assertThat(datacenter.fuel().readyHosts()).contains("node-3.example.com");
        assertThat(journey.log()).contains("; named cmp-12, with the hostname node-3 (Duplicate hostname 'cmp-12')");
    }

    @Test
    public void itKeepsFuelsNamesWhereTheInventorySaysSo() throws Exception {
        runs(NodeNaming.BY_FUEL);

        assertThat(datacenter.fuel().readyHosts()).contains("node-2.example.com");
        assertThat(datacenter.fuel().acts()).noneMatch(act -> act.equals("PUT /nodes/2"));
    }

    @Test
    public void itComesIntoItsNodeGroupBeforeItsInterfacesAreLaidOut() throws Exception {
        int group = datacenter.fuel().nodeGroup(datacenter.environment(), "rack-2", "10.21.0.");
        LayoutRules rules = new LayoutRules(
                List.of(),
                Map.of(
                        "eth0",
                        List.of("fuelweb_admin", "management", "storage"),
                        "eth1",
                        List.of("public", "private")));

        journey.of("cmp-12")
                .layout(new LayoutPlan(null, null, rules, new NodeNaming(false, Map.of(), "rack-2")))
                .run();

        assertThat(journey.states().get(0).status()).as(journey.log()).isEqualTo(Status.READY);
        assertThat(datacenter.fuel().node(2).path("group_id").asInt()).isEqualTo(group);
    }
}
