package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.json;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import org.junit.Rule;
import org.junit.Test;

/**
 * What a target's Neutron lacks an extension for is told, and the object comes without it; it is refused where it would
 * let in more than the source's.
 */
public class MissingExtensionTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aNetworkWithoutPortSecurityComesAndIsToldOf() throws Exception {
        change("networks", "network", "demo-net", "{'port_security_enabled': false}");
        clouds.target.withoutExtensions("port-security");

        Outcome moved = outcome(clouds.move(Verb.NETWORKS), "network", "demo-net");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(moved.message())
                .contains("left behind: port_security_enabled false (the target has no extension port-security)");
        assertThat(clouds.move(Verb.NETWORKS).changed()).isFalse();
    }

    @Test
    public void aStatelessGroupIsRefused() throws Exception {
        clouds.source
                .inside()
                .post(
                        "network",
                        "/v2.0/security-groups",
                        json("{'security_group': {'name': 'fast', 'stateful': false, 'tenant_id': '"
                                + clouds.source.project("demo").id() + "'}}"));
        clouds.target.withoutExtensions("stateful-security-group");

        Outcome moved = outcome(clouds.move(Verb.SECGROUPS), "security group", "fast");

        assertThat(moved.end()).isEqualTo(End.CONFLICT);
        assertThat(moved.message())
                .contains("is stateless", "replies", "mapping: security_groups", "stateful-security-group");
        assertThat(clouds.target.inside().list("network", "/v2.0/security-groups", "security_groups"))
                .noneMatch(group -> group.path("name").asText().equals("fast"));
    }

    @Test
    public void serviceTypesOfASubnetAndTheDnsDomainOfANetworkComeOrAreToldOf() throws Exception {
        change("subnets", "subnet", "demo-net-subnet", "{'service_types': ['compute:nova']}");
        clouds.source.withExtensions("dns-integration");
        change("networks", "network", "demo-net", "{'dns_domain': 'demo.example.org.'}");
        clouds.target.withoutExtensions("subnet-service-types");

        var moved = clouds.move(Verb.NETWORKS);

        assertThat(outcome(moved, "subnet", "demo-net-subnet").message())
                .contains("service_types [\"compute:nova\"] (the target has no extension subnet-service-types)");
        assertThat(outcome(moved, "network", "demo-net").message()).contains("dns_domain demo.example.org.");
        assertThat(moved.failed()).isFalse();
    }

    @Test
    public void serviceTypesAndDnsDomainAreCopiedWhereTheTargetKnowsThem() throws Exception {
        clouds.target.withExtensions("dns-integration");
        change("subnets", "subnet", "demo-net-subnet", "{'service_types': ['compute:nova']}");
        clouds.source.withExtensions("dns-integration");
        change("networks", "network", "demo-net", "{'dns_domain': 'demo.example.org.'}");

        var moved = clouds.move(Verb.NETWORKS);

        assertThat(outcome(moved, "subnet", "demo-net-subnet").message()).isEmpty();
        assertThat(inside("subnets", "demo-net-subnet").path("service_types").toString())
                .isEqualTo("[\"compute:nova\"]");
        assertThat(inside("networks", "demo-net").path("dns_domain").asText()).isEqualTo("demo.example.org.");
    }

    @Test
    public void tagsAreToldWhereTheTargetHasNone() throws Exception {
        Inside source = clouds.source.inside();
        String id = source.id("network", "/v2.0/networks", "networks", "demo-net");
        source.put("network", "/v2.0/networks/" + id + "/tags", json("{'tags': ['gold']}"));
        clouds.target.withoutExtensions("standard-attr-tag");

        Outcome moved = outcome(clouds.move(Verb.NETWORKS), "network", "demo-net");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(moved.message()).contains("left behind: tags gold");
        assertThat(clouds.move(Verb.NETWORKS).changed()).isFalse();
    }

    @Test
    public void anMtuIsLeftToATargetThatComputesAll() throws Exception {
        change("networks", "network", "demo-net", "{'mtu': 1300}");
        clouds.target.withoutExtensions("net-mtu-writable");

        Outcome moved = outcome(clouds.move(Verb.NETWORKS), "network", "demo-net");

        assertThat(moved.end()).as(moved.message()).isEqualTo(End.CREATED);
        assertThat(moved.message()).contains("left behind: mtu 1300");
        assertThat(clouds.move(Verb.NETWORKS).changed()).isFalse();
    }

    private JsonNode inside(String plural, String name) {
        return clouds.target.inside().named("network", "/v2.0/" + plural, plural, name);
    }

    private void change(String path, String key, String name, String fields) throws Exception {
        Inside source = clouds.source.inside();
        String id = source.list("network", "/v2.0/" + path, path.replace('-', '_')).stream()
                .filter(row -> row.path("name").asText().equals(name))
                .filter(row -> row.path("tenant_id")
                        .asText()
                        .equals(clouds.source.project("demo").id()))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
        source.put("network", "/v2.0/" + path + "/" + id, json("{'" + key + "': " + fields + "}"));
    }
}
