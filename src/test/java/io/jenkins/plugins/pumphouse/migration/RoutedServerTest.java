package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.RoutedFixture.vlan;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** A server whose card is on one segment of a routed network. */
public class RoutedServerTest {
    private static final String SERVER = "rack-server";

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Before
    public void aServerOnTheSecondSegment() {
        clouds.source.withExtensions(RoutedFixture.EXTENSIONS);
        clouds.target.withExtensions(RoutedFixture.EXTENSIONS);
        RoutedFixture routed = new RoutedFixture(clouds.source, "demo");
        String network = routed.network("racks", vlan("physnet1", 161), vlan("physnet2", 162));
        routed.subnet(network, "left", "10.61.0.0/24", routed.segment(network, "vlan", 161));
        routed.subnet(network, "right", "10.62.0.0/24", routed.segment(network, "vlan", 162));
        clouds.source
                .project("demo")
                .server(SERVER)
                .image("cirros")
                .flavor("m1.tiny")
                .nic("racks", "10.62.0.9", "fa:16:3e:61:62:09")
                .boot();
    }

    @Test
    public void itKeepsItsAddressInTheSubnetOfTheSameSegment() throws Exception {
        Outcome moved = outcome(clouds.move(Verb.INSTANCES, TwoClouds.server(SERVER)), "server", SERVER);

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        JsonNode right = clouds.target.inside().named("network", "/v2.0/subnets", "subnets", "right");
        assertThat(clouds.target.inside().list("network", "/v2.0/ports", "ports"))
                .filteredOn(port -> port.path("mac_address").asText().equals("fa:16:3e:61:62:09"))
                .singleElement()
                .satisfies(port -> assertThat(port.path("fixed_ips").get(0).path("subnet_id"))
                        .isEqualTo(right.path("id")));
    }

    @Test
    public void whereNeutronRefusesTheHostTheMessageSaysWhyAndTheSourceRunsItAgain() throws Exception {
        String refusal = "Host cmp-1 is not connected to a segment where the existing fixed_ips will function";
        clouds.target.behaviour().bootsFail(SERVER, refusal);

        Outcome failed = outcome(clouds.move(Verb.INSTANCES, TwoClouds.server(SERVER)), "server", SERVER);

        assertThat(failed.end()).isEqualTo(End.FAILED);
        assertThat(failed.message()).contains(refusal);
        assertThat(clouds.source.inside().servers())
                .filteredOn(server -> server.path("name").asText().equals(SERVER))
                .singleElement()
                .satisfies(server -> assertThat(server.path("status").asText()).isEqualTo("ACTIVE"));
    }
}
