package io.jenkins.plugins.pumphouse.migration.novanetwork;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The floating addresses of nova-network that a project has, bound or not: Nova lists to an administrator those of all
 * projects only by {@code os-floating-ips-bulk}, where an address is its own id. Their pools are external networks.
 */
final class FloatingView {
    private final Cloud cloud;
    private final FloatingForm form;
    private final CardView cards;

    FloatingView(Cloud cloud, FixedNetworks networks, CardView cards) {
        this.cloud = cloud;
        this.form = new FloatingForm(networks, cards);
        this.cards = cards;
    }

    static String poolId(String pool) {
        return FixedNetwork.derived("pool", pool);
    }

    private List<ObjectNode> rows() {
        try {
            return cloud.list(Request.get(Service.COMPUTE, "/os-floating-ips-bulk"), "floating_ip_info").stream()
                    .filter(row -> row.hasNonNull("project_id"))
                    .toList();
        } catch (CloudException.NotFound e) {
            return List.of(); // a Nova without the extension
        }
    }

    private List<String> names() {
        try {
            return cloud.list(Request.get(Service.COMPUTE, "/os-floating-ip-pools"), "floating_ip_pools").stream()
                    .map(pool -> Json.text(pool, "name"))
                    .sorted()
                    .toList();
        } catch (CloudException.NotFound e) {
            return List.of();
        }
    }

    /** The pools. */
    List<ObjectNode> pools() {
        List<ObjectNode> pools = new ArrayList<>();
        for (String name : names()) {
            ObjectNode pool = Json.object()
                    .put("id", poolId(name))
                    .put("name", name)
                    .put("tenant_id", cloud.caller().projectId())
                    .put("admin_state_up", true)
                    .put("status", "ACTIVE")
                    .put("shared", false)
                    .put("router:external", true);
            pool.putArray("subnets");
            pools.add(pool);
        }
        return pools;
    }

    /** Pool by network: a router has one gateway, and leads to the addresses that the network's servers have. */
    Function<String, String> gateways() {
        Map<String, String> used = new HashMap<>();
        all().stream()
                .filter(address -> address.hasNonNull("port_id"))
                .forEach(address -> used.putIfAbsent(
                        Json.text(address.path("port_details"), "network_id"),
                        Json.text(address, NovaNetworkFields.POOL)));
        List<String> names = names();
        return network -> used.getOrDefault(network, names.isEmpty() ? null : names.get(0));
    }

    /** The one with an id; all for null. */
    List<ObjectNode> of(String id) {
        return id == null ? all() : one(id).map(List::of).orElse(List.of());
    }

    private Optional<ObjectNode> one(String id) {
        return rows().stream()
                .filter(row -> id.equals(Json.text(row, "address")))
                .findFirst()
                .map(row -> form.of(row, server(Json.text(row, "instance_uuid"))));
    }

    private ObjectNode server(String id) {
        return id == null
                ? null
                : cards.servers(List.of(id)).stream().findFirst().orElse(null);
    }

    /** All that a project has. */
    private List<ObjectNode> all() {
        List<ObjectNode> rows = rows();
        Map<String, ObjectNode> servers = new HashMap<>();
        if (rows.stream().anyMatch(row -> row.hasNonNull("instance_uuid"))) {
            cards.all().forEach(server -> servers.put(Json.text(server, "id"), server));
        }
        return rows.stream()
                .map(row -> form.of(row, servers.get(String.valueOf(Json.text(row, "instance_uuid")))))
                .toList();
    }

    /**
     * Lets an address go from its server, or binds it to one.
     *
     * @param change as of Neutron: {@code port_id}, {@code fixed_ip_address}
     */
    void bind(String id, JsonNode change) {
        ObjectNode now = one(id).orElseThrow(() -> new MigrationException(
                "Floating address " + id + " is no longer any project's on " + cloud.name() + ". Run again."));
        boolean off = !change.hasNonNull("port_id");
        String server = off
                ? Json.text(now.path("port_details"), "device_id")
                : cards.ofAll().stream()
                        .filter(card -> Json.text(change, "port_id").equals(Json.text(card, "id")))
                        .map(card -> Json.text(card, "device_id"))
                        .findFirst()
                        .orElseThrow(() -> new MigrationException("No server of " + cloud.name() + " has the card to"
                                + " which floating address " + id + " led. Bind it by nova floating-ip-associate."));
        if (server == null) {
            return; // bound to nothing already
        }
        ObjectNode body = Json.object().put("address", id);
        if (!off) {
            body.put("fixed_address", Json.text(change, "fixed_ip_address"));
        }
        cloud.send(Request.post(Service.COMPUTE, "/servers/" + Request.segment(server) + "/action")
                .body(Json.object(off ? "removeFloatingIp" : "addFloatingIp", body)));
    }
}
