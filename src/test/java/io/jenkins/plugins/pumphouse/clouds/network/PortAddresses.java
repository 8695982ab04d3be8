package io.jenkins.plugins.pumphouse.clouds.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/**
 * Which addresses a port gets: those that it asks for, or one of each IP version. A port of the network also gets the
 * address that follows from its MAC in each automatic subnet (SLAAC, stateless DHCPv6) and can choose none there; a
 * router's interface can, and gets none unasked (neutron/db/ipam_backend_mixin.py, {@code _test_fixed_ips_for_port};
 * ipam_pluggable_backend.py, {@code _allocate_ips_for_port}).
 */
final class PortAddresses {
    private static final List<String> AUTOMATIC = List.of("slaac", "dhcpv6-stateless");

    private final Network neutron;

    PortAddresses(Network neutron) {
        this.neutron = neutron;
    }

    /**
     * The addresses of a port.
     *
     * @param wanted null without a wish
     */
    ArrayNode of(ObjectNode port, ArrayNode wanted) {
        boolean router = WireJson.text(port, "device_owner").startsWith("network:router_");
        String network = WireJson.text(port, "network_id");
        List<ObjectNode> subnets = neutron.subnets.of(network).toList();
        List<ObjectNode> automatic = router
                ? List.of()
                : subnets.stream().filter(PortAddresses::isAutomatic).toList();
        ArrayNode given = wanted == null
                ? oneOfEachVersion(
                        network,
                        subnets.stream().filter(s -> !automatic.contains(s)).toList())
                : asked(network, subnets, automatic, wanted);
        for (ObjectNode subnet : automatic) {
            given.add(at(subnet, fromMac(subnet, WireJson.text(port, "mac_address"))));
        }
        return given;
    }

    private static boolean isAutomatic(ObjectNode subnet) {
        return AUTOMATIC.contains(String.valueOf(WireJson.text(subnet, "ipv6_ra_mode")))
                || AUTOMATIC.contains(String.valueOf(WireJson.text(subnet, "ipv6_address_mode")));
    }

    private ArrayNode oneOfEachVersion(String network, List<ObjectNode> subnets) {
        ArrayNode given = WireJson.array();
        for (int version : new int[] {4, 6}) {
            List<ObjectNode> candidates = subnets.stream()
                    .filter(subnet -> subnet.path("ip_version").asInt() == version)
                    .toList();
            if (!candidates.isEmpty()) {
                given.add(candidates.stream()
                        .map(this::pick)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElseThrow(() -> new Refused(
                                409,
                                "IpAddressGenerationFailure",
                                "No more IP addresses available on network " + network + ".")));
            }
        }
        return given;
    }

    private ArrayNode asked(String network, List<ObjectNode> subnets, List<ObjectNode> automatic, ArrayNode wanted) {
        ArrayNode given = WireJson.array();
        for (JsonNode wish : wanted) {
            ObjectNode subnet = subnet(network, subnets, wish);
            String address = WireJson.text(wish, "ip_address");
            if (!automatic.contains(subnet)) {
                given.add(address == null ? pick(network, subnet) : chosen(subnet, address, given));
            } else if (address != null) {
                throw new Refused(
                        400,
                        "AllocationOnAutoAddressSubnet",
                        "IPv6 address " + address + " cannot be directly assigned to a port on subnet "
                                + WireJson.text(subnet, "id")
                                + " as the subnet is configured for automatic addresses");
            }
        }
        return given;
    }

    private ObjectNode subnet(String network, List<ObjectNode> subnets, JsonNode wish) {
        String address = WireJson.text(wish, "ip_address");
        String id = WireJson.text(wish, "subnet_id");
        if (id != null && !neutron.subnets.table.has(id)) {
            throw neutron.subnets.notFound(id);
        }
        return subnets.stream()
                .filter(s -> (id == null || WireJson.text(s, "id").equals(id))
                        && (address == null || Subnets.prefix(s).contains(address)))
                .findFirst()
                .orElseThrow(() -> address == null
                        ? invalid(network, id)
                        : id == null
                                ? new Refused(
                                        400,
                                        "InvalidIpForNetwork",
                                        "IP address " + address
                                                + " is not a valid IP for any of the subnets on the specified network.")
                                : new Refused(
                                        400,
                                        "InvalidIpForSubnet",
                                        "IP address " + address + " is not a valid IP for the specified subnet."));
    }

    private ObjectNode chosen(ObjectNode subnet, String address, ArrayNode sofar) {
        String id = WireJson.text(subnet, "id");
        ObjectNode taken = at(subnet, address);
        if (neutron.subnets.taken(id, address)
                || StreamSupport.stream(sofar.spliterator(), false).anyMatch(taken::equals)) {
            throw new Refused(
                    409, "IpAddressAlreadyAllocated", "IP address " + address + " already allocated in subnet " + id);
        }
        return taken;
    }

    private ObjectNode pick(String network, ObjectNode subnet) {
        ObjectNode picked = pick(subnet);
        if (picked == null) {
            throw invalid(network, WireJson.text(subnet, "id"));
        }
        return picked;
    }

    private ObjectNode pick(ObjectNode subnet) {
        String free = neutron.subnets.free(subnet);
        return free == null ? null : at(subnet, free);
    }

    private static Refused invalid(String network, String subnet) {
        return new Refused(
                400,
                "InvalidInput",
                "Invalid input for operation: Failed to create port on network " + network
                        + ", because fixed_ips included invalid subnet " + subnet + ".");
    }

    private static ObjectNode at(ObjectNode subnet, String address) {
        return WireJson.object("subnet_id", WireJson.text(subnet, "id"), "ip_address", address);
    }

    /** The interface identifier of a MAC (RFC 4291, appendix A: modified EUI-64) in the subnet's prefix. */
    private static String fromMac(ObjectNode subnet, String mac) {
        String digits = mac.replace(":", "");
        String identifier = digits.substring(0, 6) + "fffe" + digits.substring(6);
        Prefix prefix = Subnets.prefix(subnet);
        return prefix.text(prefix.first().or(new BigInteger(identifier, 16).flipBit(57)));
    }
}
