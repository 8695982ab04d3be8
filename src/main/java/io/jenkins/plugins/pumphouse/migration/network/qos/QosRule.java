package io.jenkins.plugins.pumphouse.migration.network.qos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Equality;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a rule of a QoS policy says, by its sort (Networking API v2.0, "QoS bandwidth limit rules" and those after it).
 * What this does not know narrows or widens the rule and is not left out.
 */
final class QosRule {
    static final String TYPE = "type";
    static final String DIRECTION = "direction";
    static final String LIMIT = "bandwidth_limit";

    private static final Map<String, Set<String>> FIELDS = Map.of(
            LIMIT,
            Set.of("max_kbps", "max_burst_kbps", DIRECTION),
            "dscp_marking",
            Set.of("dscp_mark"),
            "minimum_bandwidth",
            Set.of("min_kbps", DIRECTION),
            "minimum_packet_rate",
            Set.of("min_kpps", DIRECTION),
            "packet_rate_limit",
            Set.of("max_kpps", "max_burst_kpps", DIRECTION));

    /** Extensions without which Neutron has no such rules. */
    private static final Map<String, String> SORTS =
            Map.of("minimum_packet_rate", "qos-pps-minimum", "packet_rate_limit", "qos-pps");

    /** Extensions without which such rules have no direction but the way out. */
    private static final Map<String, String> WAYS_IN =
            Map.of(LIMIT, "qos-bw-limit-direction", "minimum_bandwidth", "qos-bw-minimum-ingress");

    /** Whose a rule is, and what the service says of its own. */
    private static final List<String> OF_THE_SERVICE = List.of(
            "id", "qos_policy_id", "tags", "tenant_id", "project_id", "created_at", "updated_at", "revision_number");

    private QosRule() {}

    /** All that it says. */
    static ObjectNode said(JsonNode rule) {
        ObjectNode said = rule.deepCopy();
        return said.without(OF_THE_SERVICE);
    }

    /** Why a rule cannot be written to any target; empty when it can. */
    static Optional<String> unsupported(JsonNode rule) {
        String sort = String.valueOf(Json.text(rule, TYPE));
        if (!FIELDS.containsKey(sort)) {
            return Optional.of("is of a sort that this version does not know: make the rule on the target by hand");
        }
        return said(rule).properties().stream()
                .filter(field -> !field.getKey().equals(TYPE) && !Equality.nothing(field.getValue()))
                .filter(field -> !FIELDS.get(sort).contains(field.getKey()))
                .findFirst()
                .map(field -> "has the field " + field.getKey() + " (" + Json.shown(field.getValue())
                        + "), which this version does not know and cannot leave out");
    }

    /** The same, of a target that lacks an extension of Neutron. */
    static Optional<String> refused(JsonNode rule, Predicate<String> offered, String target) {
        String sort = String.valueOf(Json.text(rule, TYPE));
        boolean in = Json.text(rule, DIRECTION) != null && !"egress".equals(Json.text(rule, DIRECTION));
        return Optional.ofNullable(SORTS.getOrDefault(sort, in ? WAYS_IN.get(sort) : null))
                .filter(extension -> !offered.test(extension))
                .map(extension -> "cannot be made on " + target + ", which has no extension " + extension);
    }
}
