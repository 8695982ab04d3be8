package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.DEMO;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.Inside;
import io.jenkins.plugins.pumphouse.clouds.NovaNetworkFixture;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** From a cloud of 2014 with nova-network and FlatDHCP: one network for all projects, no Neutron. */
public class NovaNetworkTest {
    private static final Set<Verb> MOVES =
            EnumSet.complementOf(EnumSet.of(Verb.CLEANUP, Verb.ROLLBACK, Verb.ROLLBACK_RESOURCES));

    @Rule
    public final TwoClouds clouds = TwoClouds.fromNovaNetwork(NovaNetworkFixture::flat);

    @Before
    public void thePoolIsAnExternalNetworkOfTheTarget() {
        clouds.mapping("network", NovaNetworkFixture.POOL, "public");
    }

    @Test
    public void everythingOfATenantMovesAndASecondRunWritesNothing() throws Exception {
        for (Verb verb : MOVES) {
            Report report = clouds.move(verb);
            assertThat(report.failed()).as("%s: %s", verb, report.outcomes()).isFalse();
        }
        for (Verb verb : MOVES) {
            Report second = clouds.move(verb);
            assertThat(second.changed()).as("%s: %s", verb, second.outcomes()).isFalse();
            assertThat(second.cost().writes()).as(verb.toString()).isZero();
        }
        assertThat(clouds.drift(DEMO).lines()).isEmpty();
    }

    @Test
    public void groupsBecomeNeutronsWithAllTheirRules() throws Exception {
        Report report = clouds.move(Verb.SECGROUPS);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(rules("web"))
                .containsExactlyInAnyOrder(
                        "egress IPv4 null null null null",
                        "egress IPv6 null null null null",
                        "ingress IPv4 tcp 80 80 0.0.0.0/0",
                        "ingress IPv4 icmp 8 0 10.0.0.0/8");
        assertThat(rules("db"))
                .containsExactlyInAnyOrder(
                        "egress IPv4 null null null null",
                        "egress IPv6 null null null null",
                        "ingress IPv4 tcp 5432 5432 group web",
                        "ingress IPv4 tcp 7000 7001 group db");
    }

    @Test
    public void anyTypeOfIcmpIsNoTypeAndTheGroupDefaultLosesWhatOnlyNeutronsHas() throws Exception {
        clouds.move(Verb.SECGROUPS);

        assertThat(rules("default"))
                .containsExactlyInAnyOrder(
                        "egress IPv4 null null null null",
                        "egress IPv6 null null null null",
                        "ingress IPv4 icmp null null 0.0.0.0/0");
    }

    private List<String> rules(String group) throws Exception {
        List<JsonNode> groups = clouds.ofDemo("network", "/v2.0/security-groups", "security_groups");
        JsonNode rules = groups.stream()
                .filter(each -> each.path("name").asText().equals(group))
                .findFirst()
                .orElseThrow()
                .path("security_group_rules");
        return StreamSupport.stream(rules.spliterator(), false)
                .map(rule -> String.join(
                        " ",
                        rule.path("direction").asText(),
                        rule.path("ethertype").asText(),
                        rule.path("protocol").asText(),
                        rule.path("port_range_min").asText(),
                        rule.path("port_range_max").asText(),
                        groups.stream()
                                .filter(each -> each.path("id").equals(rule.path("remote_group_id")))
                                .map(each -> "group " + each.path("name").asText())
                                .findFirst()
                                .orElse(rule.path("remote_ip_prefix").asText())))
                .toList();
    }

    @Test
    public void theNetworkOfAllProjectsBecomesASharedOneWithItsAddressesAndARouterAtItsGateway() throws Exception {
        Report report = clouds.move(Verb.NETWORKS);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        JsonNode network = marked("/v2.0/networks", "networks");
        assertThat(network.path("shared").asBoolean()).isTrue();
        assertThat(network.path("router:external").asBoolean()).isFalse();
        JsonNode subnet = marked("/v2.0/subnets", "subnets");
        assertThat(subnet.path("cidr").asText()).isEqualTo("10.1.0.0/24");
        assertThat(subnet.path("gateway_ip").asText()).isEqualTo("10.1.0.1");
        assertThat(subnet.path("enable_dhcp").asBoolean()).isTrue();
        assertThat(subnet.path("dns_nameservers").toString()).isEqualTo("[\"8.8.4.4\"]");
        assertThat(subnet.path("allocation_pools").toString())
                .isEqualTo("[{\"start\":\"10.1.0.2\",\"end\":\"10.1.0.254\"}]");
        JsonNode router = marked("/v2.0/routers", "routers");
        assertThat(clouds.target.inside().list("network", "/v2.0/ports", "ports"))
                .anySatisfy(port -> {
                    assertThat(port.path("device_id")).isEqualTo(router.path("id"));
                    assertThat(port.path("fixed_ips").path(0).path("ip_address").asText())
                            .isEqualTo("10.1.0.1");
                });
    }

    @Test
    public void aNetworkOfTheSameNameThatTheTargetHasIsAnotherUnlessTheOperatorSaysSo() throws Exception {
        clouds.target.project("admin").commonNetwork("novanet", "10.9.0.0/24", false);

        Report report = clouds.move(Verb.NETWORKS);

        assertThat(outcome(report, "network", "novanet").end()).isEqualTo(End.CONFLICT);
        assertThat(outcome(report, "network", "novanet").message()).contains("add it to mapping:");
        assertThat(clouds.target.inside().list("network", "/v2.0/subnets", "subnets"))
                .noneMatch(subnet -> subnet.path("cidr").asText().equals("10.1.0.0/24"));
    }

    private JsonNode marked(String path, String key) {
        return clouds.target.inside().list("network", path, key).stream()
                .filter(each -> each.path("tags").toString().contains("pumphouse_source=old/"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    public void thePlanSaysWhoElseHasTheNetworkAndThatItsWireIsAnother() throws Exception {
        NovaNetworkFixture.network(clouds.source, "novanet").put("multi_host", true);

        Report plan = clouds.plan(Verb.NETWORKS, DEMO);

        assertThat(outcome(plan, "network", "novanet").message())
                .contains("shared by projects demo, shop")
                .contains("servers of a project that moves do not reach those of one that stays")
                .contains("wire untagged on eth1")
                .contains("mapping: physical_networks")
                .contains("multi_host true")
                .contains("without a rule");
    }

    @Test
    public void aServerKeepsItsFixedAddressMacAndGroups() throws Exception {
        Report report = clouds.move(Verb.INSTANCES, server("db-1"));

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        JsonNode port = clouds.target.inside().list("network", "/v2.0/ports", "ports").stream()
                .filter(each -> each.path("mac_address").asText().equals("fa:16:3e:aa:00:13"))
                .findFirst()
                .orElseThrow();
        assertThat(port.path("fixed_ips").path(0).path("ip_address").asText()).isEqualTo("10.1.0.13");
        assertThat(port.path("security_groups")).hasSize(1);
        assertThat(outcome(report, "router interface", "novanet at 10.1.0.1").end())
                .isEqualTo(End.CREATED);
    }

    @Test
    public void twoCardsUnderOneLabelKeepTheirOwnMacsAlthoughTheServerShowsTheLastForBoth() throws Exception {
        NovaNetworkFixture.flat(clouds.source, "second", "10.2.0.0/24", null);
        clouds.source
                .project("demo")
                .server("two-cards")
                .image("debian-demo")
                .flavor("m1.tiny")
                .nic("novanet", "10.1.0.15", "fa:16:3e:aa:00:15")
                .nic("second", "10.2.0.15", "fa:16:3e:aa:00:25")
                .boot();
        NovaNetworkFixture.relabel(clouds.source, "second", "novanet");

        Report report = clouds.move(Verb.INSTANCES, server("two-cards"));

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(clouds.target.inside().list("network", "/v2.0/ports", "ports"))
                .filteredOn(port -> port.path("device_owner").asText().startsWith("compute:"))
                .extracting(port -> port.path("mac_address").asText() + " "
                        + port.path("fixed_ips").path(0).path("ip_address").asText())
                .containsExactlyInAnyOrder("fa:16:3e:aa:00:15 10.1.0.15", "fa:16:3e:aa:00:25 10.2.0.15");
    }

    @Test
    public void anIpv6RangeBecomesASubnetWhoseAddressesFollowFromTheMacs() throws Exception {
        NovaNetworkFixture.network(clouds.source, "novanet")
                .put("cidr_v6", "2001:db8:1::/64")
                .put("gateway_v6", "fe80::f816:3eff:fe00:1");

        Report report = clouds.move(Verb.NETWORKS);

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(clouds.target.inside().list("network", "/v2.0/subnets", "subnets"))
                .anySatisfy(subnet -> {
                    assertThat(subnet.path("cidr").asText()).isEqualTo("2001:db8:1::/64");
                    assertThat(subnet.path("ipv6_address_mode").asText()).isEqualTo("slaac");
                    assertThat(subnet.path("gateway_ip").asText()).isEqualTo("2001:db8:1::1");
                });
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void anAddressThatDoesNotFollowFromTheMacIsRefused() throws Exception {
        NovaNetworkFixture.network(clouds.source, "novanet").put("cidr_v6", "2001:db8:1::/64");
        clouds.source
                .project("demo")
                .server("odd")
                .image("debian-demo")
                .flavor("m1.tiny")
                .nic("novanet", "10.1.0.16", "fa:16:3e:aa:00:16")
                .boot();
        Inside store = clouds.source.inside();
        JsonNode port = store.list("network", "/v2.0/ports", "ports").stream()
                .filter(each -> each.path("mac_address").asText().equals("fa:16:3e:aa:00:16"))
                .findFirst()
                .orElseThrow();
        JsonNode subnet = store.make(
                "network",
                "/v2.0/subnets",
                "subnet",
                WireJson.object("network_id", port.path("network_id"), "ip_version", 6, "cidr", "2001:db8:1::/64"));
        store.put(
                "network",
                "/v2.0/ports/" + port.path("id").asText(),
                WireJson.object(
                        "port",
                        WireJson.object(
                                "fixed_ips",
                                WireJson.array(
                                        port.path("fixed_ips").path(0),
                                        WireJson.object(
                                                "subnet_id", subnet.path("id"), "ip_address", "2001:db8:1::abcd")))));

        Report plan = clouds.plan(Verb.INSTANCES, server("odd"));

        assertThat(outcome(plan, "server", "odd").end()).isEqualTo(End.CONFLICT);
        assertThat(outcome(plan, "port", "10.1.0.16, 2001:db8:1::abcd").message())
                .contains("which nova-network has not made of its MAC");
    }

    @Test
    public void aFloatingAddressBehindAGatewayThatStaysIsRefusedWithTheWayOut() throws Exception {
        clouds.mapping(new Mapping(Map.of(
                "network", Map.of(NovaNetworkFixture.POOL, "public"), "physical network", Map.of("eth1", "physnet1"))));

        Report plan = clouds.plan(Verb.INSTANCES, server("web-1"));

        assertThat(outcome(plan, "server", "web-1").end()).isEqualTo(End.CONFLICT);
        assertThat(outcome(plan, "server", "web-1").message())
                .contains("203.0.113.70")
                .contains("cutover: now");
    }

    @Test
    public void aServerThatIsTakenBackHasItsFloatingAddressAgain() throws Exception {
        clouds.move(Verb.INSTANCES, server("web-1"));

        Report report = clouds.move(Verb.ROLLBACK, server("web-1"));

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        JsonNode here = NovaNetworkFixture.floating(clouds.source, "203.0.113.70");
        assertThat(here.path("fixed").asText()).isEqualTo("10.1.0.11");
    }

    @Test
    public void afterALostAnswerAnAddressIsLookedAtBeforeTheTargetBindsIt() throws Exception {
        clouds.source
                .faults()
                .on("POST", "/v2/*/servers/*/action")
                .about("removeFloatingIp")
                .times(1)
                .resetAfterwards();

        Report report = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(outcome(report, "server", "web-1").message()).contains("floating address 203.0.113.70 kept");
        assertThat(NovaNetworkFixture.floating(clouds.source, "203.0.113.70")
                        .path("instance_uuid")
                        .isNull())
                .isTrue();
    }

    @Test
    public void aNovaThatListsNetworksOfANeutronDoesNotStandInForIt() throws Exception {
        NovaNetworkFixture.network(clouds.source, "novanet").putNull("cidr");

        Report plan = clouds.plan(Verb.SECGROUPS, DEMO);

        assertThat(plan.outcomes().toString()).contains("no network service in its catalog");
    }

    @Test
    public void aFloatingAddressMovesWithItsServerAndStaysInItsProjectOnTheSource() throws Exception {
        Report report = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(report.failed()).as(report.outcomes().toString()).isFalse();
        assertThat(outcome(report, "server", "web-1").message()).contains("floating address 203.0.113.70 kept");
        JsonNode there = clouds.target.inside().list("network", "/v2.0/floatingips", "floatingips").stream()
                .filter(each -> each.path("floating_ip_address").asText().equals("203.0.113.70"))
                .findFirst()
                .orElseThrow();
        assertThat(there.path("fixed_ip_address").asText()).isEqualTo("10.1.0.11");
        JsonNode here = NovaNetworkFixture.floating(clouds.source, "203.0.113.70");
        assertThat(here.path("instance_uuid").isNull()).isTrue();
        assertThat(here.path("project_id").isNull()).isFalse();
        assertThat(clouds.source.inside().servers())
                .anySatisfy(server -> assertThat(server.path("metadata")
                                .path("pumphouse_floating_203.0.113.70")
                                .asText())
                        .contains("10.1.0.11"));
    }
}
