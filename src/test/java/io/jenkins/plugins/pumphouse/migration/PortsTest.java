package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import org.junit.Rule;
import org.junit.Test;

/** What ports of servers are beside a MAC and an address. */
public class PortsTest {
    private static final String MAC = "fa:16:3e:aa:00:11";

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aPortKeepsAllItsAddressesAndTheAllowedPairs() throws Exception {
        JsonNode port = port(clouds.source);
        String subnet = port.path("fixed_ips").path(0).path("subnet_id").asText();
        clouds.source
                .inside()
                .put("network", "/v2.0/ports/" + port.path("id").asText(), new ObjectMapper().readTree("""
                        {"port": {"fixed_ips": [{"subnet_id": "%1$s", "ip_address": "10.1.0.11"},
                                                {"subnet_id": "%1$s", "ip_address": "10.1.0.111"}],
                                  "allowed_address_pairs": [{"ip_address": "10.1.0.250"}]}}""".formatted(
                                        subnet)));

        Report moved = clouds.move(Verb.INSTANCES, TwoClouds.server("web-1"));

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        JsonNode copy = port(clouds.target);
        assertThat(copy.path("fixed_ips").findValuesAsText("ip_address"))
                .containsExactlyInAnyOrder("10.1.0.11", "10.1.0.111");
        assertThat(copy.path("allowed_address_pairs").findValuesAsText("ip_address"))
                .containsExactly("10.1.0.250");
    }

    @Test
    public void aPortKeepsItsAddressesOfBothFamilies() throws Exception {
        JsonNode port = port(clouds.source);
        String subnet = port.path("fixed_ips").path(0).path("subnet_id").asText();
        String six = clouds.source
                .inside()
                .make("network", "/v2.0/subnets", "subnet", (ObjectNode) new ObjectMapper().readTree("""
                        {"network_id": "%s", "tenant_id": "%s", "name": "demo-six", "ip_version": 6, "cidr": "fd00:6::/64",
                         "enable_dhcp": false}""".formatted(
                        port.path("network_id").asText(), port.path("tenant_id").asText())))
                .path("id")
                .asText();
        clouds.source
                .inside()
                .put("network", "/v2.0/ports/" + port.path("id").asText(), new ObjectMapper().readTree("""
                        {"port": {"fixed_ips": [{"subnet_id": "%s", "ip_address": "10.1.0.11"},
                                                {"subnet_id": "%s", "ip_address": "fd00:6::11"}]}}""".formatted(
                                        subnet, six)));

        Report moved = clouds.move(Verb.INSTANCES, TwoClouds.server("web-1"));

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(port(clouds.target).path("fixed_ips").findValuesAsText("ip_address"))
                .containsExactlyInAnyOrder("10.1.0.11", "fd00:6::11");
    }

    @Test
    public void aPortWithoutPortSecurityHasNoneOnTheTarget() throws Exception {
        clouds.source
                .inside()
                .put(
                        "network",
                        "/v2.0/ports/" + port(clouds.source).path("id").asText(),
                        new ObjectMapper()
                                .readTree("{\"port\": {\"port_security_enabled\": false, \"security_groups\": []}}"));

        Report moved = clouds.move(Verb.INSTANCES, TwoClouds.server("web-1"));

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        JsonNode copy = port(clouds.target);
        assertThat(copy.path("port_security_enabled").asBoolean(true)).isFalse();
        assertThat(copy.path("security_groups")).isEmpty();
    }

    private static JsonNode port(EmbeddedCloud cloud) {
        return cloud.inside().list("network", "/v2.0/ports", "ports").stream()
                .filter(port -> port.path("mac_address").asText().equals(MAC))
                .findFirst()
                .orElseThrow();
    }
}
