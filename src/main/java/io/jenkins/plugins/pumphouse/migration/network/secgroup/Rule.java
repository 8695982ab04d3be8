package io.jenkins.plugins.pumphouse.migration.network.secgroup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Equality;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.network.neutron.WrittenAddresses;
import io.jenkins.plugins.pumphouse.migration.type.Account;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a rule of a security group means, however it is written. */
final class Rule {
    static final String DESCRIPTION = "description";
    private static final List<String> COPIED = List.of(
            "direction", "ethertype", "protocol", "port_range_min", "port_range_max", "remote_ip_prefix", DESCRIPTION);

    private static final String REMOTE_GROUP = "remote_group_id";
    private static final String ADDRESS_GROUP = "remote_address_group_id";

    static final Account ACCOUNT = new Account()
            .brings(COPIED.toArray(String[]::new))
            .bringsWhere("standard-attr-description", null, DESCRIPTION)
            .brings(REMOTE_GROUP, "tenant_id", "project_id", "security_group_id")
            .needs(
                    "security-groups-remote-address-group",
                    ADDRESS_GROUP,
                    null,
                    "refers to an address group. Replace it by one rule an address")
            .serviceSets("id", "created_at", "updated_at", "revision_number", "standard_attr_id", "normalized_cidr")
            .serviceSets("belongs_to_default_sg")
            .tells("tags", null, "tags of rules are not migrated");

    private static final Map<String, Kind> REFERENCES =
            Map.of(REMOTE_GROUP, SecurityGroupType.KIND, ADDRESS_GROUP, AddressGroupType.KIND);

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
        RulePorts.leaveOutZero(wanted);
        if (rule.has(DESCRIPTION) && !wanted.has(DESCRIPTION)) {
            wanted.put(DESCRIPTION, ""); // else one that the source has cleared would stay on the target
        }
        REFERENCES.forEach((field, kind) -> {
            if (Json.text(rule, field) != null) {
                wanted.put(field, translation.id(kind, Json.text(rule, field)));
            }
        });
        return wanted;
    }

    /** What of a rule with port 0 does not come; empty for all others, and where it is one of all ports. */
    static Optional<String> lost(JsonNode rule) {
        String why = " (Neutron takes no port 0)";
        if (!RulePorts.isAnyLeft(rule)) {
            return Optional.of("the rule \"" + meaning(rule).replace("1-0", "0-0") + "\"" + why);
        }
        return RulePorts.losesZero(rule)
                ? Optional.of("port 0 of the rule \"" + meaning(rule) + "\"" + why)
                : Optional.empty();
    }

    /** What a rule refers to. */
    static List<Reference> needs(JsonNode rule) {
        return REFERENCES.entrySet().stream()
                .filter(field -> Json.text(rule, field.getKey()) != null)
                .map(field -> Reference.to(field.getValue(), Json.text(rule, field.getKey())))
                .toList();
    }

    /**
     * Fields that narrow the rule and cannot be written to the target, with their values: without them it would let in
     * more.
     */
    private static Map<String, String> unknown(JsonNode rule) {
        Map<String, String> unknown = new TreeMap<>();
        for (var field : rule.properties()) {
            String name = field.getKey();
            if (!ACCOUNT.knows(name) && !Equality.nothing(field.getValue())) {
                unknown.put(name, Json.shown(field.getValue()));
            }
        }
        return unknown;
    }

    /** Why {@code rule} cannot be written to the target, and what to do; empty when it can. */
    static Optional<String> unsupported(JsonNode rule) {
        return unknown(rule).isEmpty()
                ? Optional.empty()
                : Optional.of(called(rule) + "has a field that this version does not know and cannot leave out:"
                        + " make the rule on the target by hand");
    }

    /** The same, of a target that lacks an extension of Neutron. */
    static Optional<String> refused(JsonNode rule, Predicate<String> offered, String target) {
        return ACCOUNT.refused(rule, offered, target).map(why -> called(rule) + why);
    }

    private static String called(JsonNode rule) {
        return "the rule \"" + meaning(rule) + "\" ";
    }

    /** One text for all ways to write the same rule: {@code "ingress IPv4 tcp 22-22 from 10.0.0.0/8"}. */
    static String meaning(JsonNode rule) {
        String ethertype = Json.text(rule, "ethertype");
        StringBuilder meaning = new StringBuilder(String.valueOf(Json.text(rule, "direction")))
                .append(' ')
                .append(ethertype == null ? "IPv4" : ethertype)
                .append(' ')
                .append(Protocol.of(rule));
        RulePorts.shown(rule).ifPresent(ports -> meaning.append(' ').append(ports));
        String group = Json.text(rule, REMOTE_GROUP);
        String addresses = Json.text(rule, ADDRESS_GROUP);
        String prefix = Optional.ofNullable(Json.text(rule, "remote_ip_prefix"))
                .map(WrittenAddresses::canonical)
                .orElse(null);
        if (addresses != null) {
            meaning.append(" with address group ").append(addresses);
        } else if (group != null) {
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
}
