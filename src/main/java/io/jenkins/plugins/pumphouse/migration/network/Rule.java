package io.jenkins.plugins.pumphouse.migration.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Account;
import io.jenkins.plugins.pumphouse.migration.model.Equality;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a rule of a security group means, however it is written. */
final class Rule {
    private static final List<String> COPIED = List.of(
            "direction",
            "ethertype",
            "protocol",
            "port_range_min",
            "port_range_max",
            "remote_ip_prefix",
            "description");

    private static final String REMOTE_GROUP = "remote_group_id";
    private static final String ADDRESS_GROUP = "remote_address_group_id";

    static final Account ACCOUNT = new Account()
            .brings(COPIED.toArray(String[]::new))
            .brings(REMOTE_GROUP, "tenant_id", "project_id", "security_group_id")
            .serviceSets("id", "created_at", "updated_at", "revision_number", "standard_attr_id", "normalized_cidr")
            .serviceSets("belongs_to_default_sg")
            .tells("tags", null, "tags of rules are not migrated")
            .refuses(
                    ADDRESS_GROUP,
                    null,
                    "refers to an address group, and address groups are not migrated yet; replace it by one rule an"
                            + " address");

    /** Releases disagree on whether a protocol is shown by name or by number (IANA protocol numbers). */
    private static final Map<String, String> PROTOCOLS =
            Map.of("1", "icmp", "6", "tcp", "17", "udp", "58", "ipv6-icmp", "icmpv6", "ipv6-icmp", "0", "any");

    private Rule() {}

    /**
     * {@code rule} of the source as a new rule on the target, without the group that it is to be in, whose project is
     * its own.
     */
    static ObjectNode wanted(JsonNode rule, Translation translation) {
        ObjectNode wanted = Json.object();
        for (String field : COPIED) {
            if (Json.text(rule, field) != null && !Json.text(rule, field).isEmpty()) {
                wanted.set(field, rule.get(field));
            }
        }
        String remote = Json.text(rule, REMOTE_GROUP);
        if (remote != null) {
            wanted.put(REMOTE_GROUP, translation.id(SecurityGroupType.KIND, remote));
        }
        return wanted;
    }

    /**
     * Fields that narrow the rule and cannot be written to the target, with their values: without them it would let in
     * more.
     */
    private static Map<String, String> unknown(JsonNode rule) {
        Map<String, String> unknown = new TreeMap<>();
        for (var field : rule.properties()) {
            String name = field.getKey();
            boolean known = ACCOUNT.knows(name) && !name.equals(ADDRESS_GROUP);
            if (!known && !Equality.nothing(field.getValue())) {
                unknown.put(name, Json.shown(field.getValue()));
            }
        }
        return unknown;
    }

    /** Why {@code rule} cannot be written to the target, and what to do; empty when it can. */
    static Optional<String> unsupported(JsonNode rule) {
        return ACCOUNT.refused(rule)
                .or(() -> unknown(rule).isEmpty()
                        ? Optional.empty()
                        : Optional.of("has a field that this version does not know and cannot leave out"))
                .map(why -> "the rule \"" + meaning(rule) + "\" " + why);
    }

    /** One text for all ways to write the same rule: {@code "ingress IPv4 tcp 22-22 from 10.0.0.0/8"}. */
    static String meaning(JsonNode rule) {
        String protocol = protocol(Json.text(rule, "protocol"));
        String ethertype = Json.text(rule, "ethertype");
        StringBuilder meaning = new StringBuilder(String.valueOf(Json.text(rule, "direction")))
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
        String group = Json.text(rule, REMOTE_GROUP);
        String prefix = Json.text(rule, "remote_ip_prefix");
        if (group != null) {
            meaning.append(" with group ").append(group);
        } else if (prefix != null && !prefix.isEmpty() && !prefix.equals("0.0.0.0/0") && !prefix.equals("::/0")) {
            meaning.append(" with ")
                    .append(prefix.contains("/") ? prefix : prefix + (prefix.contains(":") ? "/128" : "/32"));
        }
        String more = unknown(rule).entrySet().stream()
                .map(field -> " with " + field.getKey() + " " + field.getValue())
                .collect(Collectors.joining());
        return meaning.append(more).toString();
    }

    private static String protocol(String protocol) {
        String lower = protocol == null || protocol.isEmpty() ? "any" : protocol.toLowerCase(Locale.ROOT);
        return PROTOCOLS.getOrDefault(lower, lower);
    }
}
