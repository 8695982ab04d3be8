package io.jenkins.plugins.pumphouse.clouds.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.TokenHolder;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Subnets and the addresses in them: default gateway, default pools, the next free address. */
final class Subnets extends NeutronResource {
    private static final String DELEGATION = "prefix_delegation";

    Subnets(Network neutron) {
        super(neutron, "subnet", "subnets", "SubnetNotFound", "Subnet %s could not be found.");
        attributes
                .required("network_id")
                .required("ip_version")
                .fixed("cidr", null)
                .field("name", "")
                .field("enable_dhcp", true)
                // Absent is not the same as null: null means no gateway at all.
                .field("gateway_ip", "")
                .field("allocation_pools", null)
                .field("host_routes", List.of())
                .field("dns_nameservers", List.of())
                .fixed("ipv6_ra_mode", null)
                .fixed("ipv6_address_mode", null)
                .with("standard-attr-description", more -> more.field("description", ""))
                .modern(more -> more.with("subnet-service-types", types -> types.field("service_types", List.of()))
                        .with("subnet-dns-publish-fixed-ip", dns -> dns.field("dns_publish_fixed_ip", false))
                        .with(Segments.EXTENSION, routed -> routed.adminField("segment_id", null))
                        .fixed("subnetpool_id", null));
    }

    @Override
    boolean common(ObjectNode row) {
        ObjectNode network = neutron.networks.table.get(WireJson.text(row, "network_id"));
        return network != null && neutron.networks.common(network);
    }

    @Override
    void make(ObjectNode row, Call call) {
        String networkId = WireJson.text(row, "network_id");
        neutron.networks.visible(networkId, call.caller());
        delegate(row);
        if (!WireJson.has(row, "cidr")) {
            throw new Refused(
                    400, "BadRequest", "Bad subnets request: a subnetpool must be specified in the absence of a cidr.");
        }
        String text = WireJson.text(row, "cidr");
        Prefix prefix = Prefix.of(text).orElseThrow(() -> invalid("'" + text + "' is not a valid IP subnet."));
        if (prefix.v6() != (row.path("ip_version").asInt() == 6)) {
            throw invalid("cidr '" + text + "' does not match the ip_version '"
                    + row.path("ip_version").asText() + "'");
        }
        if (of(networkId).anyMatch(other -> prefix(other).overlaps(prefix))) {
            throw invalid("Requested subnet with cidr: " + prefix + " for network: " + networkId
                    + " overlaps with another subnet.");
        }
        boolean modern = neutron.release().modern();
        row.put("cidr", modern ? prefix.toString() : text);
        if (modern) {
            Spelling.canonical(WireJson.array(row), "gateway_ip");
            Spelling.canonical(row.path("allocation_pools"), "start", "end");
        }
        pool(row, prefix);
        if ("".equals(WireJson.text(row, "gateway_ip"))) {
            // IPv6 gives the gateway the subnet's own address: the anycast address of its routers.
            row.put(
                    "gateway_ip",
                    prefix.text(prefix.v6() ? prefix.first() : prefix.first().add(BigInteger.ONE)));
        }
        if (!WireJson.has(row, "allocation_pools")) {
            row.set("allocation_pools", defaultPools(prefix, WireJson.text(row, "gateway_ip")));
        }
        poolsInside(row, prefix);
        modes(row, row.path("enable_dhcp").asBoolean());
        gateway(row, prefix);
        neutron.segments.checkNew(row);
    }

    /** The routes to other segments come when the subnet is made: only the next answer shows them. */
    @Override
    ObjectNode born(ObjectNode row, TokenHolder caller) {
        ObjectNode born = super.born(row, caller).deepCopy();
        neutron.peerRoutes.complete(of(WireJson.text(row, "network_id")).toList());
        return born;
    }

    /**
     * A prefix that is delegated is not known yet; whoever names one gets an ordinary subnet
     * (neutron/db/db_base_plugin_v2.py, {@code create_subnet}).
     */
    private static void delegate(ObjectNode row) {
        if (!DELEGATION.equals(WireJson.text(row, "subnetpool_id"))) {
            return;
        }
        if (WireJson.has(row, "cidr")) {
            row.putNull("subnetpool_id");
        } else {
            row.put("cidr", "::/64");
        }
    }

    private static boolean hasModes(ObjectNode row) {
        return WireJson.has(row, "ipv6_ra_mode") || WireJson.has(row, "ipv6_address_mode");
    }

    private static void modes(ObjectNode row, boolean dhcp) {
        if (hasModes(row) && !dhcp) {
            throw invalid("ipv6_ra_mode or ipv6_address_mode cannot be set when enable_dhcp is set to False");
        }
        if (WireJson.has(row, "ipv6_ra_mode")
                && WireJson.has(row, "ipv6_address_mode")
                && !row.get("ipv6_ra_mode").equals(row.get("ipv6_address_mode"))) {
            throw invalid(
                    "ipv6_ra_mode set to '" + WireJson.text(row, "ipv6_ra_mode") + "' with ipv6_address_mode set to '"
                            + WireJson.text(row, "ipv6_address_mode")
                            + "' is not valid. If both attributes are set, they must be the same value");
        }
    }

    /** One outside of the subnet is taken; one that the pools give away is not. */
    private static void gateway(ObjectNode row, Prefix prefix) {
        BigInteger gateway = WireJson.has(row, "gateway_ip")
                ? Prefix.number(WireJson.text(row, "gateway_ip")).orElseThrow()
                : null;
        if (gateway == null) {
            return;
        }
        if (!prefix.v6() && (gateway.equals(prefix.first()) || gateway.equals(prefix.last()))) {
            throw invalid("Gateway is not valid on subnet");
        }
        for (JsonNode pool : row.path("allocation_pools")) {
            BigInteger start = Prefix.number(WireJson.text(pool, "start")).orElseThrow();
            BigInteger end = Prefix.number(WireJson.text(pool, "end")).orElseThrow();
            boolean same = prefix.contains(WireJson.text(row, "gateway_ip"));
            if (same && gateway.compareTo(start) >= 0 && gateway.compareTo(end) <= 0) {
                throw new Refused(
                        409,
                        "GatewayConflictWithAllocationPools",
                        "Gateway ip " + WireJson.text(row, "gateway_ip") + " conflicts with allocation pool "
                                + WireJson.text(pool, "start") + "-" + WireJson.text(pool, "end") + ".");
            }
        }
    }

    private void pool(ObjectNode row, Prefix prefix) {
        boolean others = of(WireJson.text(row, "network_id"))
                .filter(other -> prefix(other).v6() == prefix.v6())
                .anyMatch(other ->
                        !Objects.equals(WireJson.text(other, "subnetpool_id"), WireJson.text(row, "subnetpool_id")));
        if (others) {
            throw new Refused(
                    400,
                    "NetworkSubnetPoolAffinityError",
                    "Subnets hosted on the same network must be allocated from the same subnet pool.");
        }
        if (WireJson.has(row, "subnetpool_id") && !DELEGATION.equals(WireJson.text(row, "subnetpool_id"))) {
            neutron.pools.allocate(row, prefix);
        }
    }

    @Override
    void change(ObjectNode row, ObjectNode next, ObjectNode changes, Call call) {
        neutron.segments.checkChange(row, changes);
        poolsInside(next, prefix(row));
        if (changes.has("enable_dhcp") && !changes.path("enable_dhcp").asBoolean() && hasModes(row)) {
            throw invalid("Cannot disable enable_dhcp with ipv6 attributes set");
        }
        if (changes.has("gateway_ip") || changes.has("allocation_pools")) {
            gateway(next, prefix(row));
        }
    }

    private static void poolsInside(ObjectNode row, Prefix prefix) {
        for (JsonNode pool : row.path("allocation_pools")) {
            if (!prefix.contains(WireJson.text(pool, "start")) || !prefix.contains(WireJson.text(pool, "end"))) {
                throw new Refused(
                        400,
                        "OutOfBoundsAllocationPool",
                        "The allocation pool " + WireJson.text(pool, "start") + "-" + WireJson.text(pool, "end")
                                + " spans beyond the subnet cidr " + prefix + ".");
            }
        }
    }

    /**
     * Everything but the network's address, the gateway and (IPv4) the broadcast address; in two pools around a gateway
     * inside.
     */
    private static ArrayNode defaultPools(Prefix prefix, String gateway) {
        BigInteger low = prefix.first().add(BigInteger.ONE);
        BigInteger high = prefix.v6() ? prefix.last() : prefix.last().subtract(BigInteger.ONE);
        ArrayNode pools = WireJson.array();
        BigInteger hole = gateway == null ? null : Prefix.number(gateway).orElse(null);
        if (hole == null || hole.compareTo(low) < 0 || hole.compareTo(high) > 0) {
            return pool(pools, prefix, low, high);
        }
        pool(pools, prefix, low, hole.subtract(BigInteger.ONE));
        return pool(pools, prefix, hole.add(BigInteger.ONE), high);
    }

    private static ArrayNode pool(ArrayNode pools, Prefix prefix, BigInteger from, BigInteger to) {
        return from.compareTo(to) > 0
                ? pools
                : pools.add(WireJson.object("start", prefix.text(from), "end", prefix.text(to)));
    }

    @Override
    void gone(ObjectNode row) {
        String id = WireJson.text(row, "id");
        if (neutron.ports.addresses().anyMatch(address -> id.equals(WireJson.text(address, "subnet_id")))) {
            throw new Refused(
                    409,
                    "SubnetInUse",
                    "Unable to complete operation on subnet " + id
                            + ": One or more ports have an IP allocation from this subnet.");
        }
        neutron.peerRoutes.forget(row);
    }

    Stream<ObjectNode> of(String networkId) {
        return table.where("network_id", networkId);
    }

    static Prefix prefix(ObjectNode subnet) {
        return Prefix.of(WireJson.text(subnet, "cidr")).orElseThrow();
    }

    /** The lowest address of the pools that no port has, null when none is left. */
    String free(ObjectNode subnet) {
        Set<String> taken = taken(subnet);
        Prefix prefix = prefix(subnet);
        for (JsonNode pool : subnet.path("allocation_pools")) {
            BigInteger end = Prefix.number(WireJson.text(pool, "end")).orElseThrow();
            for (BigInteger at = Prefix.number(WireJson.text(pool, "start")).orElseThrow();
                    at.compareTo(end) <= 0;
                    at = at.add(BigInteger.ONE)) {
                String address = prefix.text(at);
                if (!taken.contains(address)) {
                    return address;
                }
            }
        }
        return null;
    }

    boolean taken(String subnetId, String address) {
        ObjectNode subnet = table.get(subnetId);
        return subnet != null && taken(subnet).contains(address);
    }

    /** How many addresses of a subnet ports have. */
    long used(ObjectNode subnet) {
        return taken(subnet).size();
    }

    /** The addresses of a subnet that ports of its network have. */
    private Set<String> taken(ObjectNode subnet) {
        Set<String> taken = new HashSet<>();
        neutron.ports
                .table
                .where("network_id", WireJson.text(subnet, "network_id"))
                .forEach(port -> port.path("fixed_ips").forEach(given -> {
                    if (WireJson.text(subnet, "id").equals(WireJson.text(given, "subnet_id"))) {
                        taken.add(WireJson.text(given, "ip_address"));
                    }
                }));
        return taken;
    }

    private static Refused invalid(String reason) {
        return new Refused(400, "InvalidInput", "Invalid input for operation: " + reason);
    }
}
