package io.jenkins.plugins.pumphouse.migration.network.secgroup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import java.util.Optional;

/** The ports of a rule, or the type and code of its ICMP, as releases of Neutron write and take them. */
final class RulePorts {
    private static final String FROM = "port_range_min";
    private static final String TO = "port_range_max";
    private static final int LAST_PORT = 65535;

    private RulePorts() {}

    /**
     * The first port; null where the rule has none. An old Neutron takes port 0, which nobody uses, a newer does not.
     */
    static Integer first(JsonNode rule) {
        boolean ports = Protocol.hasPorts(Protocol.of(rule)) && Json.text(rule, FROM) != null;
        return ports ? Integer.valueOf(Math.max(1, Integer.parseInt(Json.text(rule, FROM)))) : null;
    }

    /** Whether it is for more than port 0, which no Neutron of today takes. */
    static boolean isAnyLeft(JsonNode rule) {
        return first(rule) == null || !"0".equals(Json.text(rule, TO));
    }

    /** Whether port 0 is one of several, without which the others come. */
    static boolean losesZero(JsonNode rule) {
        return first(rule) != null && "0".equals(Json.text(rule, FROM)) && isRanged(rule);
    }

    /** Whether the rule is not for all ports: a newer Neutron takes a range of all of them away. */
    private static boolean isRanged(JsonNode rule) {
        boolean all = Integer.valueOf(1).equals(first(rule))
                && String.valueOf(LAST_PORT).equals(Json.text(rule, TO));
        return !all && (Json.text(rule, FROM) != null || Json.text(rule, TO) != null);
    }

    /** {@code 22-22}, {@code 3} for a type of ICMP with any code; empty for all ports. */
    static Optional<String> shown(JsonNode rule) {
        if (!isRanged(rule)) {
            return Optional.empty();
        }
        String first = first(rule) == null ? Json.text(rule, FROM) : first(rule).toString();
        String last = Json.text(rule, TO);
        return Optional.of((first == null ? "" : first) + (last == null ? "" : '-' + last));
    }

    /** Writes the first port as every Neutron takes it. */
    static void leaveOutZero(ObjectNode wanted) {
        if (first(wanted) != null) {
            wanted.put(FROM, first(wanted));
        }
    }
}
