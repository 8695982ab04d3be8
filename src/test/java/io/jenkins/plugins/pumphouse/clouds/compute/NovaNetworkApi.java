package io.jenkins.plugins.pumphouse.clouds.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.network.NetworksOfNova;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.List;

/**
 * The extensions by which Nova of 2014 shows nova-network: {@code os-networks, os-tenant-networks, os-security-groups,
 * os-floating-ips, os-floating-ips-bulk, os-floating-ip-pools, os-virtual-interfaces}.
 */
final class NovaNetworkApi {
    private static final List<String> OF_EVERYBODY = List.of(
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

    private final Compute nova;
    private final NetworksOfNova networks;

    NovaNetworkApi(Compute nova, NetworksOfNova networks) {
        this.nova = nova;
        this.networks = networks;
    }

    void addTo(Routes routes, String root) {
        routes.get(
                        root + "/os-networks",
                        call -> Answer.ok(WireJson.object(
                                "networks",
                                WireJson.arrayOf(networks.networks().stream()
                                        .filter(row -> sees(call, row))
                                        .map(row -> shown(call, row))
                                        .toList()))))
                .get(
                        root + "/os-networks/{id}",
                        call -> Answer.ok(WireJson.object(
                                "network",
                                shown(
                                        call,
                                        networks.network(call.segment("id"))
                                                .filter(row -> sees(call, row))
                                                .orElseThrow(() -> Refused.notFound("Network not found"))))))
                .get(
                        root + "/os-tenant-networks",
                        call -> Answer.ok(WireJson.object(
                                "networks",
                                WireJson.arrayOf(networks.networks().stream()
                                        .filter(row -> !WireJson.has(row, "project_id")
                                                || call.caller().projectId().equals(WireJson.text(row, "project_id")))
                                        .map(row -> WireJson.object(
                                                "id",
                                                row.get("id"),
                                                "cidr",
                                                row.get("cidr"),
                                                "label",
                                                row.get("label")))
                                        .toList()))))
                .get(
                        root + "/os-security-groups",
                        call -> Answer.ok(WireJson.object(
                                "security_groups",
                                WireJson.arrayOf(networks.groups(
                                        call.caller().admin() && call.query("all_tenants") != null
                                                ? null
                                                : call.caller().projectId())))))
                .get(root + "/os-floating-ips", call -> Answer.ok(WireJson.object("floating_ips", own(call))))
                .get(root + "/os-floating-ips-bulk", this::bulk)
                .get(
                        root + "/os-floating-ip-pools",
                        call -> Answer.ok(WireJson.object(
                                "floating_ip_pools",
                                WireJson.arrayOf(networks.floating().stream()
                                        .map(row -> WireJson.text(row, "pool"))
                                        .distinct()
                                        .map(pool -> WireJson.object("name", pool))
                                        .toList()))))
                .get(
                        root + "/servers/{id}/os-virtual-interfaces",
                        call -> Answer.ok(WireJson.object(
                                "virtual_interfaces",
                                WireJson.arrayOf(networks.interfaces(nova.servers.visible(call).id)))));
    }

    private static boolean sees(Call call, ObjectNode row) {
        return call.caller().admin()
                || !WireJson.has(row, "project_id")
                || call.caller().projectId().equals(WireJson.text(row, "project_id"));
    }

    private static ObjectNode shown(Call call, ObjectNode row) {
        return call.caller().admin() ? row : row.deepCopy().retain(OF_EVERYBODY);
    }

    /** Those of the caller's project, also for an administrator. */
    private List<ObjectNode> own(Call call) {
        return networks.floating().stream()
                .filter(row -> call.caller().projectId().equals(WireJson.text(row, "project_id")))
                .map(row -> WireJson.object(
                        "id",
                        row.get("id"),
                        "ip",
                        row.get("address"),
                        "pool",
                        row.get("pool"),
                        "fixed_ip",
                        row.get("fixed"),
                        "instance_id",
                        row.get("instance_uuid")))
                .toList();
    }

    /** All of the cloud; which fixed address one leads to was not shown before Juno. */
    private Answer bulk(Call call) {
        Compute.admin(call, "os-floating-ips-bulk");
        return Answer.ok(WireJson.object(
                "floating_ip_info",
                WireJson.arrayOf(networks.floating().stream()
                        .map(row -> row.deepCopy().<ObjectNode>without(List.of("id", "fixed")))
                        .toList())));
    }
}
