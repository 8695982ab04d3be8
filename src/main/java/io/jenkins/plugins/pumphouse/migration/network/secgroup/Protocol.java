package io.jenkins.plugins.pumphouse.migration.network.secgroup;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Protocols of rules, which releases of Neutron write by name or by number, and by several names (neutron_lib,
 * IP_PROTOCOL_MAP). Two rules of one protocol are duplicates for Neutron however they are written.
 */
final class Protocol {
    static final String ANY = "any";
    private static final String ICMP = "icmp";
    private static final String OF_IPV6 = "ipv6-icmp";
    private static final Map<String, String> NAMES = names();
    private static final Set<String> WITH_PORTS = Set.of("tcp", "udp", "dccp", "sctp", "udplite");

    private Protocol() {}

    private static Map<String, String> names() {
        Map<String, String> names = new HashMap<>(Map.of(
                "0", "ip", "hopopt", "ip", "1", ICMP, "2", "igmp", "4", "ipip", "6", "tcp", "8", "egp", "17", "udp",
                "58", OF_IPV6, "icmpv6", OF_IPV6));
        names.putAll(Map.of(
                "33",
                "dccp",
                "41",
                "ipv6-encap",
                "43",
                "ipv6-route",
                "44",
                "ipv6-frag",
                "46",
                "rsvp",
                "47",
                "gre",
                "50",
                "esp",
                "51",
                "ah",
                "59",
                "ipv6-nonxt",
                "60",
                "ipv6-opts"));
        names.putAll(Map.of("89", "ospf", "112", "vrrp", "113", "pgm", "132", "sctp", "136", "udplite"));
        return Map.copyOf(names);
    }

    /**
     * One word for all ways to write the same protocol. An old Neutron keeps ICMP of IPv6 under the name or number of
     * IPv4's, a newer one writes it anew.
     */
    static String of(String written, String ethertype) {
        String lower = written == null || written.isEmpty() ? ANY : written.toLowerCase(Locale.ROOT);
        String name = NAMES.getOrDefault(lower, lower);
        return name.equals(ICMP) && "IPv6".equals(ethertype) ? OF_IPV6 : name;
    }

    /** The protocol of a rule, in that one word. */
    static String of(JsonNode rule) {
        return of(Json.text(rule, "protocol"), Json.text(rule, "ethertype"));
    }

    /** Whether a range of a rule is one of ports, and not of type and code of ICMP. */
    static boolean hasPorts(String name) {
        return WITH_PORTS.contains(name);
    }
}
