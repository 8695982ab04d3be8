package io.jenkins.plugins.pumphouse.migration.network.secgroup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rules that Neutron gives each new group: all goes out, and into a group {@code default} whatever comes from it
 * (Networking API v2.0, "Security groups").
 */
final class BornRules {
    private static final String ITSELF = "itself";
    private static final Set<String> OF_ALL = Set.of("egress IPv4 any", "egress IPv6 any");
    private static final Set<String> OF_DEFAULT =
            Set.of("ingress IPv4 any with group " + ITSELF, "ingress IPv6 any with group " + ITSELF);

    private BornRules() {}

    /** The rules of a group in a few words; empty where they are those that it is born with. */
    static Optional<String> others(Resource group) {
        JsonNode rules = group.field(SecurityGroupRulesType.RULES);
        Set<String> born = new HashSet<>(OF_ALL);
        if (SecurityGroupType.isDefault(group.json())) {
            born.addAll(OF_DEFAULT);
        }
        if (rules.isMissingNode() || meanings(group).equals(born)) {
            return Optional.empty();
        }
        int count = rules.size();
        return Optional.of(
                count == 0
                        ? "that it has no rules: Neutron lets out all"
                        : count == 1 ? "its rule" : "its " + count + " rules");
    }

    /**
     * The rules themselves.
     *
     * @param id of the group on the target
     */
    static ArrayNode of(Resource group, String id) {
        ArrayNode rules = Json.object().putArray(SecurityGroupRulesType.RULES);
        for (String ethertype : List.of("IPv4", "IPv6")) {
            rules.addObject().put("direction", "egress").put("ethertype", ethertype);
            if (SecurityGroupType.isDefault(group.json())) {
                rules.addObject()
                        .put("direction", "ingress")
                        .put("ethertype", ethertype)
                        .put("remote_group_id", id);
            }
        }
        return rules;
    }

    /** Of what each rule lets through, whichever group it is in. */
    static Set<String> meanings(Resource group) {
        Set<String> meanings = new HashSet<>();
        for (JsonNode rule : group.field(SecurityGroupRulesType.RULES)) {
            meanings.add(Rule.meaning(rule).replace(group.id(), ITSELF));
        }
        return meanings;
    }
}
