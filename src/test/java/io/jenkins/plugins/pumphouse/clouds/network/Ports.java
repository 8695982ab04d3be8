package io.jenkins.plugins.pumphouse.clouds.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.TokenHolder;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Ports: MACs unique per network, addresses unique per subnet, the default security group where none is asked for. */
final class Ports extends NeutronResource {
    private static final String ALLOCATION = "ip_allocation";
    private static final String OPTIONS = "extra_dhcp_opts";
    private static final List<String> VNIC_TYPES =
            List.of("normal", "macvtap", "direct", "baremetal", "direct-physical", "virtio-forwarder", "smart-nic");

    private final PortAddresses addresses;
    private int nextMac = 1;

    Ports(Network neutron) {
        super(neutron, "port", "ports", "PortNotFound", "Port %s could not be found.");
        addresses = new PortAddresses(neutron);
        attributes
                .required("network_id")
                .field("name", "")
                .field("admin_state_up", true)
                .shown("status", "DOWN")
                .field("mac_address", null)
                .field("fixed_ips", null)
                .field("device_id", "")
                .field("device_owner", "")
                .field("security_groups", null)
                .field("allowed_address_pairs", List.of())
                .field("extra_dhcp_opts", List.of())
                .field("binding:vnic_type", "normal")
                .adminField("binding:host_id", "")
                .adminField("binding:profile", WireJson.object())
                .adminField("binding:vif_type", "unbound")
                .adminField("binding:vif_details", WireJson.object())
                .with("standard-attr-description", more -> more.field("description", ""))
                .modern(more -> more.with("port-security", security -> security.field("port_security_enabled", null))
                        .with(
                                "dns-integration",
                                dns -> dns.field("dns_name", "").shown("dns_assignment", List.of()))
                        .with("dns-domain-ports", dns -> dns.field("dns_domain", ""))
                        .with("ip_allocation", routed -> routed.shown(ALLOCATION, "immediate"))
                        .field("qos_policy_id", null)
                        .shown("qos_network_policy_id", null)
                        .shown("resource_request", null));
    }

    @Override
    boolean takesTagsAtCreation() {
        return neutron.extensions.has("tag-ports-during-bulk-creation");
    }

    @Override
    void make(ObjectNode row, Call call) {
        ObjectNode network = neutron.networks.visible(WireJson.text(row, "network_id"), call.caller());
        boolean service = WireJson.text(row, "device_owner").startsWith("network:");
        if (row.has("port_security_enabled") && !WireJson.has(row, "port_security_enabled")) {
            row.put(
                    "port_security_enabled",
                    !service && network.path("port_security_enabled").asBoolean(true));
        }
        neutron.policies.check(row);
        row.set(OPTIONS, merged(WireJson.array(), row.path(OPTIONS)));
        vnic(row);
        mac(row, null);
        boolean deferred = isDeferred(row, network);
        if (row.has(ALLOCATION)) {
            boolean none =
                    WireJson.has(row, "fixed_ips") && row.path("fixed_ips").isEmpty();
            row.put(ALLOCATION, deferred ? "deferred" : none ? "none" : "immediate");
        }
        row.set(
                "fixed_ips",
                deferred
                        ? WireJson.array()
                        : addresses.of(row, WireJson.has(row, "fixed_ips") ? (ArrayNode) row.get("fixed_ips") : null));
        boolean guarded = !service && row.path("port_security_enabled").asBoolean(true);
        if (WireJson.has(row, "security_groups")) {
            groupsExist(row, call);
            guard(row);
        } else {
            row.set(
                    "security_groups",
                    guarded
                            ? WireJson.array(neutron.groups.defaultOf(WireJson.text(row, "tenant_id")))
                            : WireJson.array());
        }
        pairs(row);
        bind(row);
    }

    /** Which subnet a port of a routed network is in depends on its host, unless it says so itself. */
    private boolean isDeferred(ObjectNode row, ObjectNode network) {
        return !neutron.segments.areAdjacent(network)
                && !WireJson.has(row, "fixed_ips")
                && row.path("binding:host_id").asText().isEmpty();
    }

    @Override
    void change(ObjectNode row, ObjectNode next, ObjectNode changes, Call call) {
        if (changes.has("mac_address")) {
            mac(next, WireJson.text(row, "id"));
        }
        if (changes.get("fixed_ips") instanceof ArrayNode wanted) {
            row.set("fixed_ips", WireJson.array());
            try {
                next.set("fixed_ips", addresses.of(next, wanted));
            } finally {
                row.set("fixed_ips", next.get("fixed_ips"));
            }
        }
        if (changes.has("security_groups")) {
            groupsExist(next, call);
        }
        if (changes.has(OPTIONS)) {
            next.set(OPTIONS, merged(row.path(OPTIONS), changes.path(OPTIONS)));
        }
        name(next, changes, call);
        vnic(next);
        guard(next);
        pairs(next);
        bind(next);
    }

    @Override
    ObjectNode view(ObjectNode row, TokenHolder caller) {
        ObjectNode view = super.view(row, caller);
        neutron.trunks.details(row).ifPresent(details -> view.set("trunk_details", details));
        return view;
    }

    @Override
    void gone(ObjectNode row) {
        neutron.trunks.checkFree(row);
        String owner = WireJson.text(row, "device_owner");
        if (owner.startsWith("network:router") || owner.equals("network:floatingip")) {
            throw new Refused(
                    409,
                    "ServicePortInUse",
                    "Port " + WireJson.text(row, "id")
                            + " cannot be deleted directly via the port API: has device owner " + owner + ".");
        }
        neutron.floatingIps.release(WireJson.text(row, "id"));
    }

    /** Options by name and IP version: one without a value goes, one that is not named stays. */
    private static ArrayNode merged(JsonNode options, JsonNode changes) {
        Map<String, ObjectNode> byName = new LinkedHashMap<>();
        for (JsonNode from : List.of(options, changes)) {
            for (JsonNode each : from) {
                ObjectNode option = each.deepCopy();
                int version = option.path("ip_version").asInt(4);
                option.put("ip_version", version);
                String name = version + " " + WireJson.text(option, "opt_name");
                if (WireJson.has(option, "opt_value")) {
                    byName.put(name, option);
                } else {
                    byName.remove(name);
                }
            }
        }
        return WireJson.arrayOf(List.copyOf(byName.values()));
    }

    private static void vnic(ObjectNode row) {
        String type = WireJson.text(row, "binding:vnic_type");
        if (!VNIC_TYPES.contains(type)) {
            throw Refused.badRequest("Invalid input for binding:vnic_type. Reason: '" + type + "' is not in "
                    + VNIC_TYPES.stream().map(each -> "'" + each + "'").toList() + ".");
        }
    }

    private void mac(ObjectNode row, String self) {
        if (!WireJson.has(row, "mac_address")) {
            row.put(
                    "mac_address",
                    String.format("fa:16:3e:%02x:%02x:%02x", nextMac >> 16 & 255, nextMac >> 8 & 255, nextMac++ & 255));
            return;
        }
        String given = WireJson.text(row, "mac_address");
        String mac = given.toLowerCase(Locale.ROOT);
        if (!mac.matches("[0-9a-f]{2}(:[0-9a-f]{2}){5}")) {
            throw Refused.badRequest(
                    "Invalid input for mac_address. Reason: '" + mac + "' is not a valid MAC address.");
        }
        String network = WireJson.text(row, "network_id");
        if (table.where("network_id", network)
                .anyMatch(port -> mac.equalsIgnoreCase(WireJson.text(port, "mac_address"))
                        && !WireJson.text(port, "id").equals(self))) {
            throw new Refused(
                    409,
                    "MacAddressInUse",
                    "Unable to complete operation for network " + network + ". The mac address " + mac + " is in use.");
        }
        row.put("mac_address", neutron.release().modern() ? mac : given); // sanitized since Rocky
    }

    /** Its name is in the domain of its own, or that of its network. */
    private void name(ObjectNode row, ObjectNode changes, Call call) {
        String name = WireJson.text(changes, "dns_name");
        if (name == null || name.isEmpty()) {
            return;
        }
        String own = WireJson.text(row, "dns_domain");
        String domain = own.isEmpty()
                ? WireJson.text(neutron.networks.table.get(WireJson.text(row, "network_id")), "dns_domain")
                : own;
        row.path("fixed_ips")
                .forEach(ip -> neutron.dns.publish(name, domain, WireJson.text(ip, "ip_address"), call.caller()));
    }

    private void groupsExist(ObjectNode row, Call call) {
        for (JsonNode group : row.path("security_groups")) {
            neutron.groups.visible(group.asText(), call.caller());
        }
    }

    private static void guard(ObjectNode row) {
        boolean unguarded = row.has("port_security_enabled")
                && !row.path("port_security_enabled").asBoolean();
        if (unguarded && !row.path("security_groups").isEmpty()) {
            throw new Refused(
                    409,
                    "PortSecurityPortHasSecurityGroup",
                    "Port has security group associated. Cannot disable port security or IP address until security"
                            + " group is removed.");
        }
        if (unguarded && !row.path("allowed_address_pairs").isEmpty()) {
            throw new Refused(
                    409,
                    "AddressPairAndPortSecurityRequired",
                    "Port Security must be enabled in order to have allowed address pairs on a port.");
        }
    }

    private void pairs(ObjectNode row) {
        for (JsonNode pair : row.path("allowed_address_pairs")) {
            if (!WireJson.has(pair, "mac_address")) {
                ((ObjectNode) pair).put("mac_address", WireJson.text(row, "mac_address"));
            }
        }
        if (neutron.release().modern()) {
            Spelling.canonical(row.path("allowed_address_pairs"), "ip_address", "mac_address");
            Spelling.canonical(row.path("fixed_ips"), "ip_address");
        }
    }

    /** A port on a host is bound at once, as there is no agent to wait for. */
    private static void bind(ObjectNode row) {
        boolean bound = !row.path("binding:host_id").asText().isEmpty();
        row.put("binding:vif_type", bound ? "ovs" : "unbound").put("status", bound ? "ACTIVE" : "DOWN");
    }

    /** Every address of every port. */
    Stream<JsonNode> addresses() {
        List<JsonNode> all = new ArrayList<>();
        table.all().forEach(port -> port.path("fixed_ips").forEach(all::add));
        return all.stream();
    }
}
