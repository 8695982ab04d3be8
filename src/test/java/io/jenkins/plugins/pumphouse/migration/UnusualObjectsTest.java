package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.EmbeddedAccess;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.Base64;
import org.junit.Rule;
import org.junit.Test;

/** Objects as few clouds have them, which a plain copy gets wrong. */
public class UnusualObjectsTest {
    private static final String MAC = "fa:16:3e:aa:00:11";

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aCertificateStaysAKeypairOfTypeX509() throws Exception {
        String certificate = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getEncoder().encodeToString("a certificate of windows-admin".getBytes("US-ASCII"))
                + "\n-----END CERTIFICATE-----\n";
        String alice = user(clouds.source);
        try (Cloud source = open(clouds.source)) {
            source.send(Request.post(Service.COMPUTE, "/os-keypairs")
                    .microversion("2.10")
                    .body(WireJson.object(
                            "keypair",
                            WireJson.object(
                                    "name", "winrm", "type", "x509", "public_key", certificate, "user_id", alice))));
        }

        Report report = clouds.move(Verb.KEYPAIRS);

        assertThat(outcome(report, "keypair", "winrm").end()).isEqualTo(End.CREATED);
        JsonNode copy = keypair(clouds.target);
        assertThat(copy.path("type").asText()).isEqualTo("x509");
        assertThat(copy.path("public_key").asText()).isEqualTo(certificate);
        assertThat(copy.path("fingerprint")).isEqualTo(keypair(clouds.source).path("fingerprint"));
        assertThat(clouds.move(Verb.KEYPAIRS).cost().writes()).isZero();
    }

    @Test
    public void theModesOfAnIpv6SubnetAreKept() throws Exception {
        subnet("""
                {"name": "six", "ip_version": 6, "cidr": "fd00:6::/64", "ipv6_ra_mode": "dhcpv6-stateful",
                 "ipv6_address_mode": "dhcpv6-stateful"}""");
        subnet("""
                {"name": "outside", "ip_version": 6, "cidr": "fd00:7::/64", "ipv6_address_mode": "slaac"}""");

        assertThat(clouds.move(Verb.NETWORKS).failed()).isFalse();

        JsonNode six = named("subnets", "six");
        assertThat(six.path("ipv6_ra_mode").asText()).isEqualTo("dhcpv6-stateful");
        assertThat(six.path("ipv6_address_mode").asText()).isEqualTo("dhcpv6-stateful");
        JsonNode outside = named("subnets", "outside");
        assertThat(outside.path("ipv6_ra_mode").isNull()).isTrue();
        assertThat(outside.path("ipv6_address_mode").asText()).isEqualTo("slaac");
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void theHostRoutesOfASubnetAreKept() throws Exception {
        subnet("""
                {"name": "routed", "ip_version": 4, "cidr": "10.77.0.0/24", "host_routes": [
                 {"destination": "10.88.0.0/16", "nexthop": "10.77.0.9"},
                 {"destination": "169.254.169.254/32", "nexthop": "10.77.0.2"}]}""");

        assertThat(clouds.move(Verb.NETWORKS).failed()).isFalse();

        assertThat(named("subnets", "routed").path("host_routes").findValuesAsText("destination"))
                .containsExactlyInAnyOrder("10.88.0.0/16", "169.254.169.254/32");
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void anImageOfWhichItsGlanceHasNoChecksumGetsADigestOfOurs() throws Exception {
        String id = image(clouds.source).path("id").asText();
        clouds.source.faults().on("GET", "/v2/images").answersInstead(EarlyUploads::withoutHashes);

        Report report = clouds.move(Verb.IMAGES);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        Object digest = outcome(report, "image", "debian-demo").facts().get("sha512");
        assertThat(digest).isEqualTo(image(clouds.target).path("os_hash_value").asText());
        clouds.source.faults().clear();
        assertThat(digest)
                .isEqualTo(clouds.source
                        .inside()
                        .get("image", "/v2/images/" + id)
                        .path("os_hash_value")
                        .asText());
    }

    @Test
    public void aCardWithoutAnAddressStaysWithoutOne() throws Exception {
        JsonNode port = port(clouds.source);
        clouds.source
                .inside()
                .put(
                        "network",
                        "/v2.0/ports/" + port.path("id").asText(),
                        new ObjectMapper().readTree("{\"port\": {\"fixed_ips\": []}}"));

        Report moved = clouds.move(Verb.INSTANCES, TwoClouds.server("web-1"));

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        JsonNode copy = port(clouds.target);
        assertThat(copy.path("fixed_ips")).isEmpty();
        assertThat(copy.path("device_owner").asText()).startsWith("compute:");
    }

    @Test
    public void aCardWithoutAnAddressIsRefusedBeforeTheStopWhereNovaBootsWithNone() throws Exception {
        clouds.target.behaviour().newestCompute(79);
        JsonNode port = port(clouds.source);
        clouds.source
                .inside()
                .put(
                        "network",
                        "/v2.0/ports/" + port.path("id").asText(),
                        new ObjectMapper().readTree("{\"port\": {\"fixed_ips\": []}}"));

        Outcome refused = TwoClouds.outcome(clouds.move(Verb.INSTANCES, TwoClouds.server("web-1")), "server", "web-1");

        assertThat(refused.end()).as(refused.message()).isEqualTo(Outcome.End.CONFLICT);
        assertThat(refused.message())
                .contains("without an address, with which Nova of new boots no server (before Yoga, Compute API 2.90)")
                .contains("openstack port set --fixed-ip subnet=<subnet> "
                        + port.path("id").asText());
    }

    private static Cloud open(EmbeddedCloud cloud) {
        return Cloud.open(EmbeddedAccess.to(cloud));
    }

    private static String user(EmbeddedCloud cloud) {
        return cloud.inside().id("identity", "/v3/users", "users", "alice");
    }

    private static JsonNode keypair(EmbeddedCloud cloud) {
        try (Cloud opened = open(cloud)) {
            return opened.send(Request.get(Service.COMPUTE, "/os-keypairs/winrm")
                            .microversion("2.10")
                            .query("user_id", user(cloud)))
                    .object("keypair");
        }
    }

    private void subnet(String fields) throws Exception {
        String network = clouds.source.inside().id("network", "/v2.0/networks", "networks", "demo-net");
        ObjectNode subnet = (ObjectNode) new ObjectMapper().readTree(fields);
        clouds.source
                .inside()
                .post("network", "/v2.0/subnets", WireJson.object("subnet", subnet.put("network_id", network)));
    }

    private JsonNode named(String list, String name) {
        return clouds.target.inside().named("network", "/v2.0/" + list, list, name);
    }

    private static JsonNode image(EmbeddedCloud cloud) {
        return cloud.inside().named("image", "/v2/images", "images", "debian-demo");
    }

    private static JsonNode port(EmbeddedCloud cloud) {
        return cloud.inside().list("network", "/v2.0/ports", "ports").stream()
                .filter(port -> port.path("mac_address").asText().equals(MAC))
                .findFirst()
                .orElseThrow();
    }
}
