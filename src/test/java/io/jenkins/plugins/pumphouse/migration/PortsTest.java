package io.jenkins.plugins.pumphouse.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

    private static JsonNode port(EmbeddedCloud cloud) {
        return cloud.inside().list("network", "/v2.0/ports", "ports").stream()
                .filter(port -> port.path("mac_address").asText().equals(MAC))
                .findFirst()
                .orElseThrow();
    }
}
