package io.jenkins.plugins.pumphouse.migration.novanetwork;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The security groups of nova-network. Its rules let in; whatever goes out is let out, which Neutron says by two rules
 * of the group.
 */
record GroupView(Cloud cloud) {
    private static final String ANY = "-1";
    private static final Set<String> WITH_PORTS = Set.of("tcp", "udp");

    /** All groups of all projects with their rules. */
    List<ObjectNode> all() {
        List<ObjectNode> rows = cloud.list(
                Request.get(Service.COMPUTE, "/os-security-groups").query("all_tenants", "1"), "security_groups");
        Map<String, String> ids = ids(rows);
        return rows.stream().map(row -> group(row, ids)).toList();
    }

    /** Ids by {@link #name}. */
    Map<String, String> ids() {
        return ids(all());
    }

    private static Map<String, String> ids(List<ObjectNode> groups) {
        Map<String, String> ids = new HashMap<>();
        groups.forEach(group ->
                ids.put(name(Json.text(group, "tenant_id"), Json.text(group, "name")), Json.text(group, "id")));
        return ids;
    }

    /** How a rule or a server refers to a group: its name is unique in its project. */
    static String name(String project, String name) {
        return project + '/' + name;
    }

    private static ObjectNode group(ObjectNode row, Map<String, String> ids) {
        String id = Json.text(row, "id");
        String project = Json.text(row, "tenant_id");
        ObjectNode group = Json.object()
                .put("id", id)
                .put("name", Json.text(row, "name"))
                .put("description", Json.text(row, "description"))
                .put("tenant_id", project);
        ArrayNode rules = group.putArray("security_group_rules");
        for (String version : List.of("IPv4", "IPv6")) {
            rules.add(rule(id, project, id + "-egress-" + version, version).put("direction", "egress"));
        }
        row.path("rules").forEach(rule -> rules.add(ingress(rule, id, project, ids)));
        return group;
    }

    private static ObjectNode rule(String group, String project, String id, String version) {
        return Json.object()
                .put("id", id)
                .put("security_group_id", group)
                .put("tenant_id", project)
                .put("ethertype", version);
    }

    /** A rule without a range lets in members of a group, and nova-network knows those by their IPv4 addresses only. */
    private static ObjectNode ingress(JsonNode row, String group, String project, Map<String, String> ids) {
        String range = Json.text(row.path("ip_range"), "cidr");
        String version = range != null && range.contains(":") ? "IPv6" : "IPv4";
        ObjectNode rule = rule(group, project, Json.text(row, "id"), version).put("direction", "ingress");
        rule.put("remote_ip_prefix", range);
        JsonNode remote = row.path("group");
        if (remote.hasNonNull("name")) {
            String name = name(Json.text(remote, "tenant_id"), Json.text(remote, "name"));
            rule.put("remote_group_id", ids.getOrDefault(name, name));
        }
        ports(row, rule, version);
        return rule;
    }

    /** Of ICMP the ports are type and code, and -1 is any. */
    private static void ports(JsonNode row, ObjectNode rule, String version) {
        String protocol = Json.text(row, "ip_protocol");
        if (protocol == null || protocol.isEmpty() || protocol.equals(ANY)) {
            rule.putNull("protocol");
            return;
        }
        String word = protocol.toLowerCase(Locale.ROOT);
        boolean icmp = word.equals("icmp");
        rule.put("protocol", icmp && version.equals("IPv6") ? "ipv6-icmp" : word);
        if (icmp || WITH_PORTS.contains(word)) {
            put(row, "from_port", rule, "port_range_min");
            put(row, "to_port", rule, "port_range_max");
            if (icmp && !rule.has("port_range_min")) {
                rule.remove("port_range_max"); // a code without a type means nothing
            }
        }
    }

    private static void put(JsonNode row, String from, ObjectNode rule, String to) {
        if (row.hasNonNull(from) && row.path(from).asInt() >= 0) {
            rule.set(to, row.get(from));
        }
    }
}
