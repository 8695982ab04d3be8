package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.DEMO;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** Ports that no server has, such as the virtual address of two servers, move with their network. */
public class UnboundPortsTest {
    @Rule
    public final TwoClouds clouds = TwoClouds.modern();

    @Test
    public void aVirtualAddressKeepsItsMacAddressesGroupsPairsAndAllElse() throws Exception {
        clouds.source.withExtensions("dns-integration");
        clouds.target.withExtensions("dns-integration");
        String policy = clouds.source
                .inside()
                .make(
                        "network",
                        "/v2.0/qos/policies",
                        "policy",
                        WireJson.object("name", "slow", "tenant_id", FloatingFixture.demo(clouds.source)))
                .path("id")
                .asText();
        String id = UnboundPortFixture.vip(clouds.source, "10.1.0.77");
        UnboundPortFixture.change(
                clouds.source,
                id,
                WireJson.object(
                        "description",
                        "VRRP of web-1 and web-2",
                        "admin_state_up",
                        false,
                        "dns_name",
                        "shop",
                        "qos_policy_id",
                        policy,
                        "binding:vnic_type",
                        "direct",
                        "allowed_address_pairs",
                        WireJson.array(
                                WireJson.object("ip_address", "10.1.0.78", "mac_address", UnboundPortFixture.MAC)),
                        "extra_dhcp_opts",
                        WireJson.array(WireJson.object("opt_name", "bootfile-name", "opt_value", "pxelinux.0"))));
        clouds.source
                .inside()
                .put("network", "/v2.0/ports/" + id + "/tags", WireJson.object("tags", WireJson.array("tier:1")));

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(outcome(moved, "port", "vip").end()).isEqualTo(End.CREATED);
        assertThat(outcome(moved, "port", "vip").message()).isEmpty();
        JsonNode copy = UnboundPortFixture.shown(clouds.target);
        for (String field : List.of(
                "mac_address",
                "description",
                "admin_state_up",
                "dns_name",
                "binding:vnic_type",
                "allowed_address_pairs",
                "extra_dhcp_opts",
                "port_security_enabled",
                "device_id",
                "device_owner")) {
            assertThat(copy.path(field))
                    .as(field)
                    .isEqualTo(UnboundPortFixture.shown(clouds.source).path(field));
        }
        assertThat(copy.path("fixed_ips").findValuesAsText("ip_address")).containsExactly("10.1.0.77");
        assertThat(copy.path("tags").toString()).contains("tier:1", "pumphouse_source=old/" + id);
        assertThat(copy.path("qos_policy_id").asText())
                .isEqualTo(clouds.target.inside().id("network", "/v2.0/qos/policies", "policies", "slow"));
        assertThat(copy.path("security_groups").path(0).asText())
                .isEqualTo(clouds.ofDemo("network", "/v2.0/security-groups", "security_groups").stream()
                        .filter(group -> group.path("name").asText().equals("web"))
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asText());
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    /** Neutron takes a MAC once in a network, of whatever project the port is. */
    @Test
    public void aMacThatAPortOfAnotherProjectHasInTheNetworkIsAConflictOfThePlan() throws Exception {
        clouds.move(Verb.NETWORKS);
        UnboundPortFixture.vip(clouds.source, "10.1.0.77");
        String theirs = clouds.target
                .inside()
                .make(
                        "network",
                        "/v2.0/ports",
                        "port",
                        WireJson.object(
                                "network_id",
                                clouds.target.inside().id("network", "/v2.0/networks", "networks", "demo-net"),
                                "mac_address",
                                UnboundPortFixture.MAC))
                .path("id")
                .asText();

        Outcome planned = outcome(clouds.plan(Verb.NETWORKS, TwoClouds.DEMO), "port", "vip");

        assertThat(planned.end()).isEqualTo(End.CONFLICT);
        assertThat(planned.message())
                .isEqualTo("MAC " + UnboundPortFixture.MAC + " is taken on new by port " + theirs
                        + ", which no device uses. Free it on the target, or change one of the two");
    }

    @Test
    public void anOptionThatTheSourceHasNoMoreGoesFromTheCopy() throws Exception {
        String id = UnboundPortFixture.vip(clouds.source, "10.1.0.77");
        ObjectNode option = WireJson.object("opt_name", "bootfile-name", "opt_value", "pxelinux.0");
        UnboundPortFixture.change(clouds.source, id, WireJson.object("extra_dhcp_opts", WireJson.array(option)));
        clouds.move(Verb.NETWORKS);
        option.putNull("opt_value");
        UnboundPortFixture.change(clouds.source, id, WireJson.object("extra_dhcp_opts", WireJson.array(option)));

        Report again = clouds.move(Verb.NETWORKS);

        assertThat(outcome(again, "port", "vip").end())
                .as(again.outcomes().toString())
                .isEqualTo(End.UPDATED);
        assertThat(UnboundPortFixture.shown(clouds.target).path("extra_dhcp_opts"))
                .isEmpty();
    }

    @Test
    public void anAddressThatTheTargetHasGivenToSomebodyElseIsAConflictWithTheWayOut() throws Exception {
        UnboundPortFixture.vip(clouds.source, "10.1.0.77");
        clouds.move(Verb.NETWORKS);
        clouds.target
                .inside()
                .delete(
                        "network",
                        "/v2.0/ports/"
                                + UnboundPortFixture.shown(clouds.target)
                                        .path("id")
                                        .asText());
        String other = UnboundPortFixture.port(clouds.target, "10.1.0.77", "compute:nova", "server-1");

        Outcome taken = outcome(clouds.move(Verb.NETWORKS), "port", "vip");

        assertThat(taken.end()).isEqualTo(End.CONFLICT);
        assertThat(taken.message())
                .contains(
                        "address 10.1.0.77 is taken on new by port " + other + " of compute:nova server-1",
                        "Free it on the target");
    }

    @Test
    public void anAddressThatADhcpServerOfTheTargetTookIsFreedForIt() throws Exception {
        UnboundPortFixture.vip(clouds.source, "10.1.0.77");
        clouds.move(Verb.NETWORKS);
        clouds.target
                .inside()
                .delete(
                        "network",
                        "/v2.0/ports/"
                                + UnboundPortFixture.shown(clouds.target)
                                        .path("id")
                                        .asText());
        String dhcp = UnboundPortFixture.port(clouds.target, "10.1.0.77", "network:dhcp", "dhcp-1");

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(UnboundPortFixture.shown(clouds.target).path("fixed_ips").findValuesAsText("ip_address"))
                .containsExactly("10.1.0.77");
        assertThat(clouds.target
                        .inside()
                        .get("network", "/v2.0/ports/" + dhcp)
                        .path("port")
                        .path("fixed_ips"))
                .hasSize(1)
                .noneMatch(ip -> ip.path("ip_address").asText().equals("10.1.0.77"));
    }

    @Test
    public void aPortThatIsThereUnderTheSameMacIsTakenAndOneThatDiffersIsAConflict() throws Exception {
        UnboundPortFixture.vip(clouds.source, "10.1.0.77");
        clouds.move(Verb.NETWORKS);
        String path = "/v2.0/ports/"
                + UnboundPortFixture.shown(clouds.target).path("id").asText();
        clouds.target.inside().delete("network", path + "/tags");
        assertThat(outcome(clouds.move(Verb.NETWORKS), "port", "vip").end()).isEqualTo(End.REUSED);
        UnboundPortFixture.change(
                clouds.target,
                UnboundPortFixture.shown(clouds.target).path("id").asText(),
                WireJson.object("admin_state_up", false));

        Outcome other = outcome(clouds.move(Verb.NETWORKS), "port", "vip");

        assertThat(other.end()).isEqualTo(End.CONFLICT);
        assertThat(other.message()).contains("admin_state_up: true on old, false on new");
    }

    @Test
    public void whatARunWithoutAnAnswerHasMadeIsFoundByTheNext() throws Exception {
        String id = UnboundPortFixture.vip(clouds.source, "10.1.0.77");
        clouds.target.faults().on("PUT", "/v2.0/ports/*/tags").status(403);
        assertThat(outcome(clouds.move(Verb.NETWORKS), "port", "vip").end()).isEqualTo(End.FAILED);
        clouds.target.faults().clear();

        Report again = clouds.move(Verb.NETWORKS);

        assertThat(again.failed()).as(again.outcomes().toString()).isFalse();
        assertThat(UnboundPortFixture.shown(clouds.target).path("tags").toString())
                .contains("pumphouse_source=old/" + id);
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void portsThatSomethingHasAreNone() throws Exception {
        for (String owner : List.of("compute:nova", "network:dhcp", "Octavia", "baremetal:none")) {
            UnboundPortFixture.port(clouds.source, null, owner, "");
        }

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.outcomes()).extracting(Outcome::kind).doesNotContain("port");
        assertThat(outcome(moved, "left behind", "demo").message())
                .contains("1 port of Octavia", "1 port of baremetal:none", "1 port of compute:nova")
                .doesNotContain("network:dhcp");
    }

    @Test
    public void whatTheTargetCannotKeepOfItIsTold() throws Exception {
        clouds.source.withExtensions("dns-integration");
        String id = UnboundPortFixture.vip(clouds.source, "10.1.0.77");
        UnboundPortFixture.change(
                clouds.source, id, WireJson.object("dns_name", "shop", "binding:host_id", "compute-1"));

        assertThat(outcome(clouds.move(Verb.NETWORKS), "port", "vip").message())
                .contains(
                        "dns_name shop (the target has no extension dns-integration)",
                        "binding:host_id compute-1 (the host is the source's)");
    }

    @Test
    public void itsQuotaIsInThePlan() throws Exception {
        UnboundPortFixture.vip(clouds.source, "10.1.0.77");
        clouds.move(Verb.TENANTS);
        clouds.target.project("demo").quota("network", "port", 0);

        assertThat(outcome(clouds.plan(Verb.NETWORKS, DEMO), "port", "vip").message())
                .contains("network port 1 more");
    }
}
