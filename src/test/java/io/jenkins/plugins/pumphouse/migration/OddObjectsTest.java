package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.clouds.wire.WireJson.fields;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Networks, names and images as the services allow them and hardly anybody has them. */
public class OddObjectsTest {
    /** 255 characters outside of the basic plane, four bytes each in UTF-8. */
    private static final String LONGEST = "\uD83D\uDE80".repeat(127);

    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    private Inside source;
    private String demo;

    @Before
    public void demo() {
        source = clouds.source.inside();
        demo = source.id("identity", "/v3/projects", "projects", "demo");
    }

    @Test
    public void subnetsKeepAGatewayOutsideOfThem() throws Exception {
        String network = network("onlink");
        subnet(network, "'name': 'outside', 'ip_version': 4, 'cidr': '10.70.0.0/24', 'gateway_ip': '192.0.2.1'");
        subnet(network, "'name': 'local', 'ip_version': 6, 'cidr': 'fd00:70::/64', 'gateway_ip': 'fe80::1'");

        bringsAndFindsAgain(Verb.NETWORKS);

        assertThat(target("subnets", "outside").path("gateway_ip").asText()).isEqualTo("192.0.2.1");
        assertThat(target("subnets", "local").path("gateway_ip").asText()).isEqualTo("fe80::1");
    }

    @Test
    public void aSubnetWithoutPoolsGetsNone() throws Exception {
        subnet(network("full"), "'name': 'poolless', 'ip_version': 4, 'cidr': '10.71.0.0/24', 'allocation_pools': []");

        bringsAndFindsAgain(Verb.NETWORKS);

        assertThat(target("subnets", "poolless").path("allocation_pools")).isEmpty();
    }

    @Test
    public void aDelegatedPrefixIsRefusedAndNotMadeAnOrdinarySubnet() throws Exception {
        subnet(
                network("home"),
                "'name': 'delegated', 'ip_version': 6, 'subnetpool_id': 'prefix_delegation', 'ipv6_ra_mode': 'slaac',"
                        + " 'ipv6_address_mode': 'slaac'");

        Report moved = clouds.move(Verb.NETWORKS);

        Outcome refused = outcome(moved, "subnet", "delegated");
        assertThat(refused.end()).isEqualTo(End.CONFLICT);
        assertThat(refused.message()).startsWith("has a delegated prefix").contains("mapping: subnets");
        assertThat(outcome(moved, "network", "home").end()).isEqualTo(End.CREATED);
    }

    @Test
    public void aNetworkOfIpv6AloneComesWithItsRouter() throws Exception {
        String network = network("six-only");
        String subnet = subnet(
                network,
                "'name': 'six', 'ip_version': 6, 'cidr': 'fd00:72::/64', 'ipv6_ra_mode': 'slaac',"
                        + " 'ipv6_address_mode': 'slaac'");
        plug(router("six-router"), subnet);

        bringsAndFindsAgain(Verb.NETWORKS);

        assertThat(target("subnets", "six").path("ipv6_address_mode").asText()).isEqualTo("slaac");
    }

    @Test
    public void aRouterWithTwoSubnetsOfOneNetworkHasBothAgain() throws Exception {
        String network = network("two");
        String router = router("two-router");
        plug(router, subnet(network, "'name': 'a', 'ip_version': 4, 'cidr': '10.73.0.0/24'"));
        plug(router, subnet(network, "'name': 'b', 'ip_version': 4, 'cidr': '10.74.0.0/24'"));

        bringsAndFindsAgain(Verb.NETWORKS);

        String copy = target("routers", "two-router").path("id").asText();
        assertThat(clouds.target.inside().list("network", "/v2.0/ports?device_id=" + copy, "ports"))
                .flatExtracting(port -> port.findValuesAsText("ip_address"))
                .containsExactlyInAnyOrder("10.73.0.1", "10.74.0.1");
    }

    @Test
    public void aPortWithoutAnAddressThatNothingHasComesWithoutOne() throws Exception {
        String network = network("bare");
        subnet(network, "'name': 'bare-subnet', 'ip_version': 4, 'cidr': '10.75.0.0/24'");
        source.make(
                "network",
                "/v2.0/ports",
                "port",
                fields("'network_id': '" + network + "', 'tenant_id': '" + demo
                        + "', 'name': 'bare-port', 'fixed_ips': []"));

        bringsAndFindsAgain(Verb.NETWORKS);

        assertThat(target("ports", "bare-port").path("fixed_ips")).isEmpty();
    }

    @Test
    public void namesKeepTheirLengthSlashesBlanksAndCase() throws Exception {
        List<String> names = List.of(LONGEST, "a/b", " blanks ", "Net", "net", "per%20cent", "q?a=b&c#d");
        for (String name : names) {
            network(name);
            source.make(
                    "network",
                    "/v2.0/security-groups",
                    "security_group",
                    fields("'tenant_id': '" + demo + "'").put("name", name));
        }

        bringsAndFindsAgain(Verb.NETWORKS);
        bringsAndFindsAgain(Verb.SECGROUPS);

        assertThat(TwoClouds.names(clouds.ofDemo("network", "/v2.0/networks", "networks")))
                .containsAll(names);
        assertThat(TwoClouds.names(clouds.ofDemo("network", "/v2.0/security-groups", "security_groups")))
                .containsAll(names);
    }

    /** An advice names what the step finds. */
    @Test
    public void aSharedWireWithoutANameIsSwitchedOverByItsId() throws Exception {
        String wire = source.make(
                        "network",
                        "/v2.0/networks",
                        "network",
                        fields("'tenant_id': '" + demo + "', 'name': '', 'provider:network_type': 'vlan',"
                                + " 'provider:physical_network': 'physnet1', 'provider:segmentation_id': 77"))
                .path("id")
                .asText();
        plug(router("wired"), subnet(wire, "'ip_version': 4, 'cidr': '10.76.0.0/24'"));

        Outcome held = outcome(clouds.move(Verb.NETWORKS), "router interface", "wired at 10.76.0.1");

        assertThat(held.end()).isEqualTo(End.SKIPPED);
        assertThat(held.message()).contains("pumpCutover networks: ['" + wire + "']");
    }

    @Test
    public void imagesKeepLongNamesTheirMinimaAndThatTheyAreHidden() throws Exception {
        ObjectNode more = Json.object().put("min_disk", 20).put("min_ram", 0);
        clouds.source
                .project("demo")
                .image(LONGEST, 1024, more)
                .image(" a/b ", 1024, Json.object().put("os_hidden", true));

        bringsAndFindsAgain(Verb.IMAGES);

        JsonNode copy = clouds.target.inside().named("image", "/v2/images", "images", LONGEST);
        assertThat(copy.path("min_disk").asInt()).isEqualTo(20);
        assertThat(clouds.target
                        .inside()
                        .named("image", "/v2/images?os_hidden=true", "images", " a/b ")
                        .path("os_hidden")
                        .asBoolean())
                .isTrue();
    }

    @Test
    public void quotasOfNothingAndOfAllStay() throws Exception {
        source.put(
                "compute",
                "/v2.1/os-quota-sets/" + demo,
                Json.object("quota_set", fields("'key_pairs': 0, 'server_groups': -1")));
        source.put(
                "network", "/v2.0/quotas/" + demo, Json.object("quota", fields("'floatingip': 0, 'rbac_policy': -1")));

        bringsAndFindsAgain(Verb.QUOTAS);

        String copy = clouds.target.inside().id("identity", "/v3/projects", "projects", "demo");
        JsonNode compute = clouds.target
                .inside()
                .get("compute", "/v2.1/os-quota-sets/" + copy)
                .path("quota_set");
        assertThat(compute.path("key_pairs").asInt()).isZero();
        assertThat(compute.path("server_groups").asInt()).isEqualTo(-1);
        JsonNode network =
                clouds.target.inside().get("network", "/v2.0/quotas/" + copy).path("quota");
        assertThat(network.path("floatingip").asInt()).isZero();
        assertThat(network.path("rbac_policy").asInt()).isEqualTo(-1);
    }

    @Test
    public void quotasOfAServiceThatTheTargetDoesNotHaveAreTold() throws Exception {
        clouds.target.withoutInCatalog("volumev3");

        Report report = clouds.move(Verb.QUOTAS);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(outcome(report, "quota", "demo").message()).contains("volume volumes 7 (new has no such quota)");
    }

    @Test
    public void whatTheSourceHasTakenFromANetworkGoesFromItsCopy() throws Exception {
        String policy = source.make(
                        "network",
                        "/v2.0/qos/policies",
                        "policy",
                        fields("'name': 'slow', 'tenant_id': '" + demo + "'"))
                .path("id")
                .asText();
        String network = network("limited");
        source.put(
                "network",
                "/v2.0/networks/" + network,
                Json.object("network", Json.object().put("qos_policy_id", policy)));
        bringsAndFindsAgain(Verb.NETWORKS);
        assertThat(target("networks", "limited").path("qos_policy_id").isNull()).isFalse();
        source.put(
                "network",
                "/v2.0/networks/" + network,
                Json.object("network", Json.object().putNull("qos_policy_id")));

        assertThat(clouds.drift(TwoClouds.DEMO, "network").found()).isTrue();
        Report again = clouds.move(Verb.NETWORKS);

        assertThat(outcome(again, "network", "limited").end()).isEqualTo(End.UPDATED);
        assertThat(target("networks", "limited").path("qos_policy_id").isNull()).isTrue();
    }

    private void bringsAndFindsAgain(Verb verb) throws Exception {
        Report first = clouds.move(verb);
        assertThat(first.failed()).as(first.outcomes().toString()).isFalse();
        assertThat(first.conflicts()).isEmpty();
        Report second = clouds.move(verb);
        assertThat(second.cost().writes()).as(second.outcomes().toString()).isZero();
    }

    private JsonNode target(String list, String name) {
        return clouds.target.inside().named("network", "/v2.0/" + list, list, name);
    }

    private String network(String name) {
        return source.make(
                        "network",
                        "/v2.0/networks",
                        "network",
                        fields("'tenant_id': '" + demo + "'").put("name", name))
                .path("id")
                .asText();
    }

    private String router(String name) {
        return source.make(
                        "network",
                        "/v2.0/routers",
                        "router",
                        fields("'tenant_id': '" + demo + "'").put("name", name))
                .path("id")
                .asText();
    }

    private String subnet(String network, String fields) {
        ObjectNode subnet = fields(fields).put("network_id", network).put("tenant_id", demo);
        return source.make("network", "/v2.0/subnets", "subnet", subnet)
                .path("id")
                .asText();
    }

    private void plug(String router, String subnet) {
        source.put(
                "network",
                "/v2.0/routers/" + router + "/add_router_interface",
                Json.object().put("subnet_id", subnet));
    }
}
