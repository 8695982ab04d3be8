package io.jenkins.plugins.pumphouse.migration.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a rule of a security group means, however it is written. */
final class Rule {
    private static final List<String> COPIED = List.of("direction", "ethertype", "protocol", "port_range_min",
            "port_range_max", "remote_ip_prefix", "description");

    /** Releases disagree on whether a protocol is shown by name or by number (IANA protocol numbers). */
    private static final Map<String, String> PROTOCOLS =
            Map.of("1", "icmp", "6", "tcp", "17", "udp", "58", "ipv6-icmp", "icmpv6", "ipv6-icmp", "0", "any");

    private Rule() {}

    /** {@code rule} of the source as a new rule on the target, without the group that it is to be in, whose project is its own. */
    static ObjectNode wanted(JsonNode rule, Translation translation) {
        ObjectNode wanted = Json.object();
        for (String field : COPIED) {
            if (Json.text(rule, field) != null && !Json.text(rule, field).isEmpty()) {
                wanted.set(field, rule.get(field));
            }
        }
        String remote = Json.text(rule, "remote_group_id");
        if (remote != null) {
            wanted.put("remote_group_id", translation.id(SecurityGroupType.KIND, remote));
        }
        return wanted;
    }

    /** One text for all ways to write the same rule: {@code "ingress IPv4 tcp 22-22 from 10.0.0.0/8"}. */
    static String meaning(JsonNode rule) {
        String protocol = protocol(Json.text(rule, "protocol"));
        String ethertype = Json.text(rule, "ethertype");
        StringBuilder meaning = new StringBuilder(Json.text(rule, "direction"))
                .append(' ')
                .append(ethertype == null ? "IPv4" : ethertype)
                .append(' ')
                .append(protocol);
        if (Json.text(rule, "port_range_min") != null || Json.text(rule, "port_range_max") != null) {
            meaning.append(' ')
                    .append(Json.text(rule, "port_range_min"))
                    .append('-')
                    .append(Json.text(rule, "port_range_max"));
        }
        String group = Json.text(rule, "remote_group_id");
        String prefix = Json.text(rule, "remote_ip_prefix");
        if (group != null) {
            meaning.append(" with group ").append(group);
        } else if (prefix != null && !prefix.isEmpty() && !prefix.equals("0.0.0.0/0") && !prefix.equals("::/0")) {
            meaning.append(" with ").append(prefix.contains("/") ? prefix : prefix + (prefix.contains(":") ? "/128" : "/32"));
        }
        return meaning.toString();
    }

    private static String protocol(String protocol) {
        String lower = protocol == null || protocol.isEmpty() ? "any" : protocol.toLowerCase(Locale.ROOT);
        return PROTOCOLS.getOrDefault(lower, lower);
    }
}
