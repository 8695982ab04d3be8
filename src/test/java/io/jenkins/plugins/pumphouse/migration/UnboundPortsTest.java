package io.jenkins.plugins.pumphouse.migration;

import static io.jenkins.plugins.pumphouse.migration.TwoClouds.DEMO;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.outcome;
import static io.jenkins.plugins.pumphouse.migration.TwoClouds.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.EmbeddedCloud;
import io.jenkins.plugins.pumphouse.clouds.wire.Json;
import io.jenkins.plugins.pumphouse.migration.model.Outcome;
import io.jenkins.plugins.pumphouse.migration.model.Outcome.End;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

/** Ports that no server has, such as the virtual address of two servers, move with their network. */
public class UnboundPortsTest {
    private static final String MAC = "fa:16:3e:aa:00:77";

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
                        Json.object("name", "slow", "tenant_id", FloatingFixture.demo(clouds.source)))
                .path("id")
                .asText();
        String id = vip("10.1.0.77");
        change(
                clouds.source,
                id,
                Json.object(
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
                        Json.array(Json.object("ip_address", "10.1.0.78", "mac_address", MAC)),
                        "extra_dhcp_opts",
                        Json.array(Json.object("opt_name", "bootfile-name", "opt_value", "pxelinux.0"))));
        clouds.source.inside().put("network", "/v2.0/ports/" + id + "/tags", Json.object("tags", Json.array("tier:1")));

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(outcome(moved, "port", "vip").end()).isEqualTo(End.CREATED);
        assertThat(outcome(moved, "port", "vip").message()).isEmpty();
        JsonNode copy = copy();
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
            assertThat(copy.path(field)).as(field).isEqualTo(port(clouds.source).path(field));
        }
        assertThat(copy.path("fixed_ips").findValuesAsText("ip_address")).containsExactly("10.1.0.77");
        assertThat(copy.path("tags").toString()).contains("tier:1", "pumphouse_source=old/" + id);
        assertThat(copy.path("qos_policy_id").asText())
                .isEqualTo(clouds.target
                        .inside()
                        .named("network", "/v2.0/qos/policies", "policies", "slow")
                        .path("id")
                        .asText());
        assertThat(copy.path("security_groups").path(0).asText())
                .isEqualTo(clouds.ofDemo("network", "/v2.0/security-groups", "security_groups").stream()
                        .filter(group -> group.path("name").asText().equals("web"))
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asText());
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void anOptionThatTheSourceHasNoMoreGoesFromTheCopy() throws Exception {
        String id = vip("10.1.0.77");
        ObjectNode option = Json.object("opt_name", "bootfile-name", "opt_value", "pxelinux.0");
        change(clouds.source, id, Json.object("extra_dhcp_opts", Json.array(option)));
        clouds.move(Verb.NETWORKS);
        option.putNull("opt_value");
        change(clouds.source, id, Json.object("extra_dhcp_opts", Json.array(option)));

        Report again = clouds.move(Verb.NETWORKS);

        assertThat(outcome(again, "port", "vip").end())
                .as(again.outcomes().toString())
                .isEqualTo(End.UPDATED);
        assertThat(copy().path("extra_dhcp_opts")).isEmpty();
    }

    @Test
    public void anAddressThatTheTargetHasGivenToSomebodyElseIsAConflictWithTheWayOut() throws Exception {
        vip("10.1.0.77");
        clouds.move(Verb.NETWORKS);
        clouds.target
                .inside()
                .delete("network", "/v2.0/ports/" + copy().path("id").asText());
        String other = port(clouds.target, "10.1.0.77", "compute:nova", "server-1");

        Outcome taken = outcome(clouds.move(Verb.NETWORKS), "port", "vip");

        assertThat(taken.end()).isEqualTo(End.CONFLICT);
        assertThat(taken.message())
                .contains(
                        "address 10.1.0.77 is taken on new by port " + other + " of compute:nova server-1",
                        "Free it on the target");
    }

    @Test
    public void anAddressThatADhcpServerOfTheTargetTookIsFreedForIt() throws Exception {
        vip("10.1.0.77");
        clouds.move(Verb.NETWORKS);
        clouds.target
                .inside()
                .delete("network", "/v2.0/ports/" + copy().path("id").asText());
        String dhcp = port(clouds.target, "10.1.0.77", "network:dhcp", "dhcp-1");

        Report moved = clouds.move(Verb.NETWORKS);

        assertThat(moved.failed()).as(moved.outcomes().toString()).isFalse();
        assertThat(copy().path("fixed_ips").findValuesAsText("ip_address")).containsExactly("10.1.0.77");
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
        vip("10.1.0.77");
        clouds.move(Verb.NETWORKS);
        String path = "/v2.0/ports/" + copy().path("id").asText();
        clouds.target.inside().delete("network", path + "/tags");
        assertThat(outcome(clouds.move(Verb.NETWORKS), "port", "vip").end()).isEqualTo(End.REUSED);
        change(clouds.target, copy().path("id").asText(), Json.object("admin_state_up", false));

        Outcome other = outcome(clouds.move(Verb.NETWORKS), "port", "vip");

        assertThat(other.end()).isEqualTo(End.CONFLICT);
        assertThat(other.message()).contains("admin_state_up: true on old, false on new");
    }

    @Test
    public void whatARunWithoutAnAnswerHasMadeIsFoundByTheNext() throws Exception {
        String id = vip("10.1.0.77");
        clouds.target.faults().on("PUT", "/v2.0/ports/*/tags").status(403);
        assertThat(outcome(clouds.move(Verb.NETWORKS), "port", "vip").end()).isEqualTo(End.FAILED);
        clouds.target.faults().clear();

        Report again = clouds.move(Verb.NETWORKS);

        assertThat(again.failed()).as(again.outcomes().toString()).isFalse();
        assertThat(copy().path("tags").toString()).contains("pumphouse_source=old/" + id);
        assertThat(clouds.move(Verb.NETWORKS).cost().writes()).isZero();
    }

    @Test
    public void portsThatSomethingHasAreNone() throws Exception {
        for (String owner : List.of("compute:nova", "network:dhcp", "Octavia", "baremetal:none")) {
            port(clouds.source, null, owner, "");
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
        String id = vip("10.1.0.77");
        change(clouds.source, id, Json.object("dns_name", "shop", "binding:host_id", "compute-1"));

        assertThat(outcome(clouds.move(Verb.NETWORKS), "port", "vip").message())
                .contains(
                        "dns_name shop (the target has no extension dns-integration)",
                        "binding:host_id compute-1 (the host is the source's)");
    }

    @Test
    public void itsQuotaIsInThePlan() throws Exception {
        vip("10.1.0.77");
        clouds.move(Verb.TENANTS);
        clouds.target.project("demo").quota("network", "port", 0);

        assertThat(outcome(clouds.plan(Verb.NETWORKS, DEMO), "port", "vip").message())
                .contains("network port 1 more");
    }

    @Test
    public void aRollbackRemovesItUnlessADeviceOrAFloatingAddressHasIt() throws Exception {
        vip("10.1.0.77");
        clouds.move(Verb.NETWORKS);
        String copy = copy().path("id").asText();
        change(clouds.target, copy, Json.object("device_id", "server-1", "device_owner", "compute:nova"));
        assertThat(outcome(clouds.move(Verb.ROLLBACK_RESOURCES), "port", "vip").message())
                .contains("device server-1 has it");
        change(clouds.target, copy, Json.object("device_id", "", "device_owner", ""));
        clouds.target
                .inside()
                .make(
                        "network",
                        "/v2.0/floatingips",
                        "floatingip",
                        Json.object(
                                "floating_network_id",
                                FloatingFixture.external(clouds.target).path("id"),
                                "floating_ip_address",
                                "203.0.113.77",
                                "port_id",
                                copy));
        assertThat(outcome(clouds.move(Verb.ROLLBACK_RESOURCES), "port", "vip").message())
                .contains("floating address 203.0.113.77 leads to it");
        clouds.target
                .inside()
                .delete(
                        "network",
                        "/v2.0/floatingips/"
                                + FloatingFixture.shown(clouds.target, "203.0.113.77")
                                        .path("id")
                                        .asText());

        Report gone = clouds.move(Verb.ROLLBACK_RESOURCES);

        assertThat(outcome(gone, "port", "vip").end()).isEqualTo(End.DELETED);
        assertThat(clouds.ofDemo("network", "/v2.0/ports", "ports")).isEmpty();
    }

    @Test
    public void aPortThatAServerOfTheTargetHasSinceIsThatServers() throws Exception {
        vip("10.1.0.77");
        clouds.move(Verb.NETWORKS);
        change(
                clouds.target,
                copy().path("id").asText(),
                Json.object("device_id", "server-1", "device_owner", "compute:nova", "name", "theirs"));

        Report again = clouds.move(Verb.NETWORKS);

        assertThat(again.cost().writes()).as(again.outcomes().toString()).isZero();
        assertThat(outcome(again, "port", "vip").end()).isEqualTo(End.REUSED);
    }

    @Test
    public void verificationAndInventoryKnowIt() throws Exception {
        vip("10.1.0.77");
        assertThat(clouds.inventory(DEMO).rows())
                .filteredOn(row -> row.name().equals("vip"))
                .extracting(SourceInventory.Row::step)
                .containsExactly("pumpNetworks");
        clouds.move(Verb.SECGROUPS);
        clouds.move(Verb.NETWORKS);
        assertThat(clouds.drift(DEMO).found()).isFalse();
        change(clouds.target, copy().path("id").asText(), Json.object("admin_state_up", false));

        assertThat(clouds.drift(DEMO).rows())
                .filteredOn(row -> row.kind().equals("port"))
                .extracting(Drift.Row::message)
                .containsExactly("admin_state_up: true on old, false on new");
    }

    @Test
    public void aServersMoveBringsNone() throws Exception {
        vip("10.1.0.77");

        Report moved = clouds.move(Verb.INSTANCES, server("web-1"));

        assertThat(moved.outcomes()).extracting(Outcome::name).doesNotContain("vip");
    }

    @Test
    public void aFloatingAddressThatLeadsToItIsHeldAndTheWayToBindItIsTold() throws Exception {
        String id = vip("10.1.0.77");
        String floating = clouds.source
                .inside()
                .make(
                        "network",
                        "/v2.0/floatingips",
                        "floatingip",
                        Json.object(
                                "floating_network_id",
                                FloatingFixture.external(clouds.source).path("id"),
                                "floating_ip_address",
                                "203.0.113.77",
                                "tenant_id",
                                FloatingFixture.demo(clouds.source),
                                "port_id",
                                id))
                .path("id")
                .asText();

        assertThat(outcome(clouds.move(Verb.FLOATING_IPS), "floating address", "203.0.113.77")
                        .message())
                .contains(
                        "left behind: its binding to port " + id + " (10.1.0.77), which no device has",
                        "openstack floating ip unset --port " + floating + " on old");
        assertThat(FloatingFixture.shown(clouds.target, "203.0.113.77")
                        .path("port_id")
                        .isNull())
                .isTrue();
    }

    /** A port of demo in demo-net and its group web. */
    private String vip(String address) {
        String group = clouds.source.inside().list("network", "/v2.0/security-groups", "security_groups").stream()
                .filter(one -> one.path("name").asText().equals("web")
                        && one.path("tenant_id").equals(FloatingFixture.demo(clouds.source)))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
        String id = port(clouds.source, address, "", "");
        change(clouds.source, id, Json.object("name", "vip", "mac_address", MAC, "security_groups", Json.array(group)));
        return id;
    }

    private static String port(EmbeddedCloud cloud, String address, String owner, String device) {
        JsonNode network = cloud.inside().named("network", "/v2.0/networks", "networks", "demo-net");
        return cloud.inside()
                .make(
                        "network",
                        "/v2.0/ports",
                        "port",
                        Json.object(
                                "network_id",
                                network.path("id"),
                                "tenant_id",
                                FloatingFixture.demo(cloud),
                                "device_owner",
                                owner,
                                "device_id",
                                device,
                                "fixed_ips",
                                address == null ? null : Json.array(Json.object("ip_address", address))))
                .path("id")
                .asText();
    }

    private static void change(EmbeddedCloud cloud, String port, ObjectNode fields) {
        cloud.inside().put("network", "/v2.0/ports/" + port, Json.object("port", fields));
    }

    private JsonNode copy() {
        return port(clouds.target);
    }

    private static JsonNode port(EmbeddedCloud cloud) {
        return cloud.inside().list("network", "/v2.0/ports", "ports").stream()
                .filter(port -> port.path("mac_address").asText().equals(MAC))
                .findFirst()
                .orElseThrow();
    }
}
