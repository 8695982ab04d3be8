package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.ended;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Cutover;
import io.jenkins.plugins.pumphouse.migration.options.Cutovers;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** A VLAN with IPv4 and IPv6: Neutron holds no DHCP back of a subnet that has IPv6 modes, neither now nor later. */
public class WiredIpv6Test {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private Inside source;
    private String router;

    @Before
    public void aVlanWithBoth() {
        source = clouds.source.inside();
        String demo = source.id("identity", "/v3/projects", "projects", "demo");
        String network = source.make(
                        "network",
                        "/v2.0/networks",
                        "network",
                        Json.object()
                                .put("name", "wire")
                                .put("tenant_id", demo)
                                .put("provider:network_type", "vlan")
                                .put("provider:physical_network", "physnet1")
                                .put("provider:segmentation_id", 101))
                .path("id")
                .asText();
        router = source.make(
                        "network",
                        "/v2.0/routers",
                        "router",
                        Json.object().put("name", "wire-router").put("tenant_id", demo))
                .path("id")
                .asText();
        for (String cidr : new String[] {"10.9.0.0/24", "fd00:9::/64"}) {
            boolean six = cidr.contains(":");
            var subnet = Json.object()
                    .put("network_id", network)
                    .put("tenant_id", demo)
                    .put("name", six ? "six" : "four")
                    .put("ip_version", six ? 6 : 4)
                    .put("cidr", cidr);
            if (six) {
                subnet.put("ipv6_ra_mode", "slaac")
                        .put("ipv6_address_mode", "slaac")
                        .put("gateway_ip", "fd00:9::1");
            }
            String id = source.make("network", "/v2.0/subnets", "subnet", subnet)
                    .path("id")
                    .asText();
            source.put(
                    "network",
                    "/v2.0/routers/" + router + "/add_router_interface",
                    Json.object().put("subnet_id", id));
        }
    }

    @Test
    public void theSubnetWithModesComesWithDhcpAndSaysSo() throws Exception {
        clouds.plan(Verb.NETWORKS, TwoClouds.DEMO);
        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(named("four").path("enable_dhcp").asBoolean()).isFalse();
        assertThat(named("six").path("enable_dhcp").asBoolean()).isTrue();
        assertThat(named("six").path("ipv6_ra_mode").asText()).isEqualTo("slaac");
        assertThat(clouds.lines)
                .anyMatch(line -> line.contains(
                        "fd00:9::/64, with DHCP at once, although both clouds are on the same segment: Neutron holds none"
                                + " back of a subnet with IPv6 modes"));
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void noRouterOfTheTargetAdvertisesItBeforeTheCutoverAtAnotherAddressEither() throws Exception {
        clouds.cutovers(Cutovers.all(Cutover.ADDRESS));

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(ended(moved, End.SKIPPED)).containsExactly("router interface wire-router at fd00:9::1");
    }

    @Test
    public void theCutoverSwitchesWhatCanBeSwitchedAndTheRouters() throws Exception {
        clouds.move(Verb.NETWORKS);

        Report over = clouds.move(Verb.CUTOVER);

        assertThat(over.failed()).as(over.outcomes().toString()).isFalse();
        assertThat(named("four").path("enable_dhcp").asBoolean()).isTrue();
        assertThat(source.list("network", "/v2.0/ports?device_id=" + router, "ports"))
                .allMatch(port -> !port.path("admin_state_up").asBoolean());
        assertThat(clouds.target.inside().list("network", "/v2.0/ports", "ports").stream()
                        .flatMap(port -> port.findValuesAsText("ip_address").stream()))
                .contains("10.9.0.1", "fd00:9::1");
        assertThat(clouds.move(Verb.CUTOVER).cost().writes()).isZero();
    }

    private JsonNode named(String subnet) {
        return clouds.target.inside().named("network", "/v2.0/subnets", "subnets", subnet);
    }
}
