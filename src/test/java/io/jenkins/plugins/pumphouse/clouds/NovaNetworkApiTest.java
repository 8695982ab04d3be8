package io.jenkins.plugins.pumphouse.clouds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Nova of 2014 shows nova-network in these fields (nova.api.openstack.compute.contrib, stable/icehouse). */
public class NovaNetworkApiTest {
    private final EmbeddedCloud cloud = EmbeddedCloud.novaNetwork("old");

    @Before
    public void start() {
        cloud.start();
        NovaNetworkFixture.flat(cloud);
    }

    @After
    public void stop() {
        cloud.close();
    }

    private List<JsonNode> list(Inside who, String path, String key) {
        return who.list("compute", "/v2/" + who.projectId() + path, key);
    }

    private static List<String> fields(JsonNode object) {
        List<String> fields = new ArrayList<>();
        object.fieldNames().forEachRemaining(fields::add);
        return fields;
    }

    @Test
    public void anAdministratorSeesAllOfANetworkAndOthersWhereItLeads() {
        JsonNode all = list(cloud.inside(), "/os-networks", "networks").get(0);
        JsonNode some =
                list(cloud.inside("alice", "demo"), "/os-networks", "networks").get(0);

        assertThat(fields(some))
                .containsExactlyInAnyOrder(
                        "id",
                        "cidr",
                        "netmask",
                        "gateway",
                        "broadcast",
                        "dns1",
                        "dns2",
                        "cidr_v6",
                        "gateway_v6",
                        "label",
                        "netmask_v6");
        assertThat(fields(all))
                .containsAll(fields(some))
                .contains(
                        "created_at",
                        "updated_at",
                        "deleted_at",
                        "deleted",
                        "injected",
                        "bridge",
                        "vlan",
                        "vpn_public_address",
                        "vpn_public_port",
                        "vpn_private_address",
                        "dhcp_start",
                        "project_id",
                        "host",
                        "bridge_interface",
                        "multi_host",
                        "priority",
                        "rxtx_base")
                .hasSize(28);
    }

    @Test
    public void aGroupHasANumberAndItsRulesNameGroupsByNameAndTenant() {
        JsonNode db = list(cloud.inside(), "/os-security-groups?all_tenants=1", "security_groups").stream()
                .filter(group -> group.path("name").asText().equals("db"))
                .findFirst()
                .orElseThrow();

        assertThat(db.path("id").isInt()).isTrue();
        JsonNode rule = db.path("rules").get(0);
        assertThat(fields(rule))
                .containsExactlyInAnyOrder(
                        "id", "parent_group_id", "ip_protocol", "from_port", "to_port", "group", "ip_range");
        assertThat(rule.path("group").path("name").asText()).isEqualTo("web");
        assertThat(rule.path("group").path("tenant_id")).isEqualTo(db.path("tenant_id"));
        assertThat(rule.path("ip_range")).isEmpty();
    }

    @Test
    public void floatingAddressesOfAllProjectsAreInTheBulkListOnly() {
        assertThat(list(cloud.inside(), "/os-floating-ips", "floating_ips")).isEmpty();
        List<JsonNode> bulk = list(cloud.inside(), "/os-floating-ips-bulk", "floating_ip_info");
        assertThat(bulk)
                .hasSize(5)
                .allSatisfy(row -> assertThat(fields(row))
                        .containsExactlyInAnyOrder("address", "pool", "interface", "project_id", "instance_uuid"));
        assertThat(bulk).filteredOn(row -> WireJson.has(row, "project_id")).hasSize(2);
        assertThat(list(cloud.inside(), "/os-floating-ip-pools", "floating_ip_pools"))
                .extracting(pool -> WireJson.text(pool, "name"))
                .containsExactly("nova");
    }
}
