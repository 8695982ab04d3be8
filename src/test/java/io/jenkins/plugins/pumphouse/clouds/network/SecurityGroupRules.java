package io.jenkins.plugins.pumphouse.clouds.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.TokenHolder;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Rules of security groups: normalised, checked, and refused when an equal one exists. */
final class SecurityGroupRules extends NeutronResource {
    private static final Map<String, String> NUMBERS = Map.ofEntries(
            Map.entry("ah", "51"),
            Map.entry("dccp", "33"),
            Map.entry("egp", "8"),
            Map.entry("esp", "50"),
            Map.entry("gre", "47"),
            Map.entry("hopopt", "0"),
            Map.entry("icmp", "1"),
            Map.entry("igmp", "2"),
            Map.entry("ip", "0"),
            Map.entry("ipip", "4"),
            Map.entry("ipv6-encap", "41"),
            Map.entry("ipv6-frag", "44"),
            Map.entry("ipv6-icmp", "58"),
            Map.entry("icmpv6", "58"),
            Map.entry("ipv6-nonxt", "59"),
            Map.entry("ipv6-opts", "60"),
            Map.entry("ipv6-route", "43"),
            Map.entry("ospf", "89"),
            Map.entry("pgm", "113"),
            Map.entry("rsvp", "46"),
            Map.entry("sctp", "132"),
            Map.entry("tcp", "6"),
            Map.entry("udp", "17"),
            Map.entry("udplite", "136"),
            Map.entry("vrrp", "112"));
    private static final Set<String> WITH_PORTS = Set.of("6", "17", "33", "132", "136");
    /** What makes two rules equal; the protocol counts by its number, the range of addresses by its text. */
    private static final List<String> IDENTITY = List.of(
            "security_group_id",
            "ethertype",
            "direction",
            "port_range_min",
            "port_range_max",
            "remote_group_id",
            "remote_ip_prefix",
            "remote_address_group_id");

    SecurityGroupRules(Network neutron) {
        super(
                neutron,
                "security_group_rule",
                "security_group_rules",
                "SecurityGroupRuleNotFound",
                "Security group rule %s does not exist");
        attributes
                .required("security_group_id")
                .required("direction")
                .fixed("ethertype", "IPv4")
                .fixed("protocol", null)
                .fixed("port_range_min", null)
                .fixed("port_range_max", null)
                .fixed("remote_ip_prefix", null)
                .fixed("remote_group_id", null)
                .with("standard-attr-description", more -> more.field("description", ""))
                .modern(more -> more.fixed("remote_address_group_id", null).shown("normalized_cidr", null));
    }

    @Override
    boolean tagged() {
        return false;
    }

    /** A rule that the service makes by itself, without the checks and the quota of a request. */
    void add(String group, String project, String direction, String ethertype, String remoteGroup) {
        ObjectNode rule = createByService(
                project,
                WireJson.object(
                        "security_group_id",
                        group,
                        "direction",
                        direction,
                        "ethertype",
                        ethertype,
                        "remote_group_id",
                        remoteGroup));
        if (neutron.release().modern()) {
            rule.putNull("description");
        }
    }

    /** A rule inside its group carries two attributes more than on its own. */
    ObjectNode embedded(ObjectNode rule) {
        ObjectNode view = rule.deepCopy();
        if (neutron.release().modern()) {
            view.put("standard_attr_id", Math.abs(WireJson.text(rule, "id").hashCode()));
            view.set("tags", WireJson.array());
        } else {
            view.remove("description"); // since Newton
        }
        return view;
    }

    @Override
    void make(ObjectNode row, Call call) {
        if (!byService(call)) {
            neutron.groups.visible(WireJson.text(row, "security_group_id"), call.caller());
            if (WireJson.has(row, "remote_group_id")) {
                neutron.groups.visible(WireJson.text(row, "remote_group_id"), call.caller());
            }
            if (WireJson.has(row, "remote_address_group_id")) {
                neutron.addressGroups.visible(WireJson.text(row, "remote_address_group_id"), call.caller());
            }
        }
        normalise(row, neutron.release().modern());
        ports(row);
        remote(row);
        String existing = table.where("security_group_id", WireJson.text(row, "security_group_id"))
                .filter(rule -> same(rule, row))
                .map(rule -> WireJson.text(rule, "id"))
                .findFirst()
                .orElse(null);
        if (existing != null) {
            if (call.json().get("security_group_rules") instanceof ArrayNode wanted && twice(wanted, row)) {
                throw new Refused(409, "DuplicateSecurityGroupRuleInPost", "Duplicate Security Group Rule in POST.");
            }
            throw new Refused(
                    409, "SecurityGroupRuleExists", "Security group rule already exists. Rule id is " + existing + ".");
        }
    }

    /** Neutron makes many rules at once for one group only. */
    @Override
    void checkTogether(ArrayNode many) {
        if (many.findValuesAsText("security_group_id").stream().distinct().count() > 1) {
            throw new Refused(
                    400,
                    "SecurityGroupNotSingleGroupRules",
                    "Only allowed to update rules for one security profile at a time");
        }
    }

    private boolean twice(ArrayNode wanted, ObjectNode row) {
        int equal = 0;
        for (JsonNode each : wanted) {
            ObjectNode other = row.deepCopy();
            attributes
                    .filled((ObjectNode) each, new TokenHolder("", "", null, null, null, Set.of("admin")))
                    .properties()
                    .forEach(field -> other.set(field.getKey(), field.getValue()));
            normalise(other, neutron.release().modern());
            remote(other);
            equal += same(other, row) ? 1 : 0;
        }
        return equal > 1;
    }

    /** @param modern whether Neutron writes ICMP of IPv6 and a range of all ports in its own way */
    private static void normalise(ObjectNode row, boolean modern) {
        oneOf(row, "direction", "ingress", "egress");
        oneOf(row, "ethertype", "IPv4", "IPv6");
        if (WireJson.has(row, "protocol")) {
            String protocol = WireJson.text(row, "protocol").toLowerCase(Locale.ROOT);
            boolean number = protocol.matches("\\d{1,3}") && Integer.parseInt(protocol) <= 255;
            if (!number && !NUMBERS.containsKey(protocol)) {
                throw new Refused(
                        400,
                        "SecurityGroupRuleInvalidProtocol",
                        "Security group rule protocol " + WireJson.text(row, "protocol")
                                + " not supported. Only protocol values "
                                + NUMBERS.keySet().stream().sorted().toList()
                                + " and integer representations [0 to 255] are supported.");
            }
            boolean six = modern && WireJson.text(row, "ethertype").equals("IPv6");
            boolean legacy = six && Set.of("icmp", "icmpv6").contains(protocol);
            row.put("protocol", legacy ? "ipv6-icmp" : six && protocol.equals("1") ? "58" : protocol);
        }
        for (String port : List.of("port_range_min", "port_range_max")) {
            if (WireJson.has(row, port)) {
                row.put(port, row.path(port).asInt());
            }
        }
        if (modern
                && row.path("port_range_min").asInt() == 1
                && row.path("port_range_max").asInt() == 65535) {
            row.putNull("port_range_min").putNull("port_range_max");
        }
    }

    private static void oneOf(ObjectNode row, String field, String... allowed) {
        for (String value : allowed) {
            if (value.equalsIgnoreCase(WireJson.text(row, field))) {
                row.put(field, value);
                return;
            }
        }
        throw Refused.badRequest(
                "Invalid input for " + field + ". Reason: " + WireJson.text(row, field) + " is not in valid_values.");
    }

    private void ports(ObjectNode row) {
        JsonNode low = row.path("port_range_min");
        JsonNode high = row.path("port_range_max");
        String protocol = number(row);
        if (low.isNull() && high.isNull()) {
            return;
        }
        if (protocol == null) {
            throw new Refused(
                    400,
                    "SecurityGroupProtocolRequiredWithPorts",
                    "Must also specify protocol if port range is given.");
        }
        boolean modern = neutron.release().modern();
        if (modern && WITH_PORTS.contains(protocol) && (low.asInt(-1) == 0 || high.asInt(-1) == 0)) {
            throw new Refused(400, "SecurityGroupInvalidPortValue", "Invalid value for port 0");
        }
        if (modern && !WITH_PORTS.contains(protocol) && !Set.of("1", "58").contains(protocol)) {
            throw new Refused(
                    400,
                    "SecurityGroupInvalidProtocolForPort",
                    "Ports cannot be specified for protocol " + protocol
                            + ". Ports are only supported for DCCP, SCTP, TCP," + " UDP, UDPLITE.");
        }
        if (WITH_PORTS.contains(protocol)) {
            if (low.isNull() || high.isNull() || low.asInt() > high.asInt()) {
                throw new Refused(
                        400,
                        "SecurityGroupInvalidPortRange",
                        "For TCP/UDP protocols, port_range_min must be <= port_range_max");
            }
        } else if (Set.of("1", "58").contains(protocol) && low.isNull()) {
            throw new Refused(
                    400,
                    "SecurityGroupMissingIcmpType",
                    "ICMP code (port-range-max) " + high.asText()
                            + " is provided but ICMP type (port-range-min) is missing.");
        }
    }

    private void remote(ObjectNode row) {
        long remotes = List.of("remote_ip_prefix", "remote_group_id", "remote_address_group_id").stream()
                .filter(field -> WireJson.has(row, field))
                .count();
        if (remotes > 1) {
            throw row.has("normalized_cidr")
                    ? new Refused(
                            400,
                            "SecurityGroupMultipleRemoteEntites",
                            "Only one of remote_ip_prefix or remote_group_id or remote_address_group_id may be"
                                    + " provided.")
                    : new Refused(
                            400,
                            "SecurityGroupRemoteGroupAndRemoteIpPrefix",
                            "Only remote_ip_prefix or remote_group_id may be provided.");
        }
        if (!WireJson.has(row, "remote_ip_prefix")) {
            return;
        }
        String text = WireJson.text(row, "remote_ip_prefix");
        Prefix prefix = Prefix.of(text)
                .orElseThrow(() -> Refused.badRequest(
                        "Invalid input for remote_ip_prefix. Reason: '" + text + "' is not a valid IP subnet."));
        if (prefix.v6() != WireJson.text(row, "ethertype").equals("IPv6")) {
            throw new Refused(
                    400,
                    "SecurityGroupRuleParameterConflict",
                    "Conflicting value ethertype " + WireJson.text(row, "ethertype") + " for CIDR " + text);
        }
        // What is beyond the prefix stays; what the text means is shown beside it.
        row.put("remote_ip_prefix", text.contains("/") ? text : prefix.toString());
        if (neutron.release().modern()) {
            Spelling.canonical(WireJson.array(row), "remote_ip_prefix");
        }
        if (row.has("normalized_cidr")) {
            row.put("normalized_cidr", prefix.toString());
        }
    }

    private static String number(ObjectNode row) {
        String protocol = WireJson.text(row, "protocol");
        return protocol == null ? null : NUMBERS.getOrDefault(protocol, protocol);
    }

    private static boolean same(ObjectNode a, ObjectNode b) {
        return IDENTITY.stream().allMatch(field -> Objects.equals(a.get(field), b.get(field)))
                && Objects.equals(number(a), number(b));
    }

    @Override
    void change(ObjectNode row, ObjectNode next, ObjectNode changes, Call call) {}

    @Override
    void gone(ObjectNode row) {}
}
