package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** A router's interface in automatic IPv6 subnets (SLAAC), where no port but a router's can choose an address. */
public class RouterIpv6Test {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private Inside source;
    private String demo;
    private String network;
    private String router;

    @Before
    public void aRouterOfDemo() {
        source = clouds.source.inside();
        demo = source.id("identity", "/v3/projects", "projects", "demo");
        network = made("network", Json.object().put("name", "dual"));
        router = made("router", Json.object().put("name", "dual-router"));
    }

    @Test
    public void onePortWithTheGatewaysOfSeveralSubnetsIsOnePortOnTheTarget() throws Exception {
        plug(subnet("fd01::/64"));
        plug(subnet("fd02::/64"));
        assertThat(interfaces(source)).containsExactly("fd01::, fd02::");

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(interfaces(clouds.target.inside())).containsExactly("fd01::, fd02::");
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void aSubnetThatComesLaterIsAddedToThePortThatIsOnTheTarget() throws Exception {
        plug(subnet("fd01::/64"));
        clouds.move(Verb.NETWORKS);
        plug(subnet("fd02::/64"));

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(interfaces(clouds.target.inside())).containsExactly("fd01::, fd02::");
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void aPortWithBothFamiliesKeepsTheGatewaysAddressOfAnAutomaticSubnet() throws Exception {
        String four = subnet("10.9.0.0/24");
        String six = subnet("fd01::/64");
        ArrayNode addresses = Json.object().putArray("fixed_ips");
        addresses.addObject().put("subnet_id", four).put("ip_address", "10.9.0.9");
        addresses.addObject().put("subnet_id", six).put("ip_address", "fd01::");
        ObjectNode port = Json.object().put("network_id", network).put("device_owner", "network:router_interface");
        port.set("fixed_ips", addresses);
        source.put(
                "network",
                "/v2.0/routers/" + router + "/add_router_interface",
                Json.object().put("port_id", made("port", port)));

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(interfaces(clouds.target.inside())).containsExactly("10.9.0.9, fd01::");
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    private String subnet(String cidr) {
        ObjectNode subnet = Json.object()
                .put("network_id", network)
                .put("name", cidr)
                .put("cidr", cidr)
                .put("ip_version", cidr.contains(":") ? 6 : 4);
        if (cidr.contains(":")) {
            subnet.put("ipv6_ra_mode", "slaac").put("ipv6_address_mode", "slaac");
        }
        return made("subnet", subnet);
    }

    private String made(String what, ObjectNode body) {
        return source.make("network", "/v2.0/" + what + "s", what, body.put("tenant_id", demo))
                .path("id")
                .asText();
    }

    private void plug(String subnet) {
        source.put(
                "network",
                "/v2.0/routers/" + router + "/add_router_interface",
                Json.object().put("subnet_id", subnet));
    }

    /** The addresses of each interface of the router. */
    private static List<String> interfaces(Inside cloud) {
        String router = cloud.id("network", "/v2.0/routers", "routers", "dual-router");
        return cloud.list("network", "/v2.0/ports?device_id=" + router, "ports").stream()
                .map(port -> String.join(", ", port.findValuesAsText("ip_address")))
                .sorted()
                .toList();
    }
}
