package io.jenkins.plugins.pumphouse.clouds.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What nova-network keeps in Nova's own database where there is no Neutron: networks with their addresses in one row,
 * groups with numbers for ids and rules that only let in, and pools of floating addresses. Ports are nobody's here:
 * they lie in the store of the Neutron that this cloud does not show.
 */
public final class NetworksOfNova {
    private final Network store;
    private final Map<String, ObjectNode> networks = new LinkedHashMap<>();
    private final Map<String, ObjectNode> floating = new LinkedHashMap<>();
    private final List<String> numbers = new ArrayList<>();

    NetworksOfNova(Network store) {
        this.store = store;
    }

    /** A network, whose id is that of the one in the store that carries its ports. */
    public void add(ObjectNode row) {
        networks.put(WireJson.text(row, "id"), row);
    }

    public List<ObjectNode> networks() {
        return List.copyOf(networks.values());
    }

    public Optional<ObjectNode> network(String id) {
        return Optional.ofNullable(networks.get(id));
    }

    /** An address of a pool that nobody has. */
    public void pooled(String pool, String address) {
        floating.put(
                address,
                WireJson.object(
                        "id",
                        floating.size() + 1,
                        "address",
                        address,
                        "pool",
                        pool,
                        "interface",
                        "eth0",
                        "project_id",
                        null,
                        "instance_uuid",
                        null,
                        "fixed",
                        null));
    }

    public List<ObjectNode> floating() {
        return List.copyOf(floating.values());
    }

    public Optional<ObjectNode> floating(String address) {
        return Optional.ofNullable(floating.get(address));
    }

    /** The number that stands for something with a UUID, from now on. */
    private int number(String uuid) {
        if (!numbers.contains(uuid)) {
            numbers.add(uuid);
        }
        return numbers.indexOf(uuid) + 1;
    }

    /** @param project null for all projects */
    public List<ObjectNode> groups(String project) {
        if (project != null) {
            store.groups.defaultOf(project);
        }
        return store.groups.table.all().stream()
                .filter(group -> project == null || project.equals(WireJson.text(group, "tenant_id")))
                .map(this::group)
                .toList();
    }

    /** The groups of a server, as each of its cards has them. */
    public List<ObjectNode> groupsOf(String server) {
        return store.plugging().groupsInNovasWords(server).stream()
                .map(group -> group(store.groups.table.get(WireJson.text(group, "id"))))
                .toList();
    }

    private ObjectNode group(ObjectNode group) {
        String id = WireJson.text(group, "id");
        List<ObjectNode> rules = store.rules
                .table
                .where("security_group_id", id)
                .filter(rule -> WireJson.text(rule, "direction").equals("ingress"))
                .filter(rule -> !isOfNeutron(rule))
                .map(this::rule)
                .toList();
        return WireJson.object(
                "id",
                number(id),
                "name",
                group.get("name"),
                "description",
                group.get("description"),
                "tenant_id",
                group.get("tenant_id"),
                "rules",
                rules);
    }

    /** The group {@code default} of nova-network lets nothing in. */
    private static boolean isOfNeutron(ObjectNode rule) {
        return !WireJson.has(rule, "protocol")
                && WireJson.text(rule, "security_group_id").equals(WireJson.text(rule, "remote_group_id"));
    }

    private ObjectNode rule(ObjectNode rule) {
        ObjectNode shown = store.plugging().ruleInNovasWords(rule);
        shown.put("id", number(WireJson.text(rule, "id")));
        shown.put("parent_group_id", number(WireJson.text(rule, "security_group_id")));
        if ("icmp".equals(WireJson.text(rule, "protocol"))) {
            for (String port : List.of("from_port", "to_port")) {
                if (!WireJson.has(shown, port)) {
                    shown.put(port, -1);
                }
            }
        }
        return shown;
    }

    /** The virtual interfaces of a server, in the order of their making. */
    public List<ObjectNode> interfaces(String server) {
        return store.plugging()
                .portsOf(server)
                .map(port -> WireJson.object(
                        "id",
                        port.get("id"),
                        "mac_address",
                        port.get("mac_address"),
                        "OS-EXT-VIF-NET:net_id",
                        port.get("network_id")))
                .toList();
    }

    /** Whether a server has a fixed address. */
    public boolean has(String server, String address) {
        return fixed(server).contains(address);
    }

    /** The fixed addresses of a server. */
    public List<String> fixed(String server) {
        List<String> fixed = new ArrayList<>();
        store.plugging().portsOf(server).forEach(port -> {
            for (JsonNode ip : port.path("fixed_ips")) {
                fixed.add(WireJson.text(ip, "ip_address"));
            }
        });
        return fixed;
    }
}
