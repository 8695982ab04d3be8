package io.jenkins.plugins.pumphouse.migration.network.router;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.network.NetworkType;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Addresses of a shared wire that no port of either cloud has: the target's Neutron alone would pick one that a server
 * still has on the source.
 */
final class FreeAddress {
    /** How many addresses of a pool are tried, from its end downwards: no wire has more ports than that. */
    private static final int TRIED = 1 << 16;

    private FreeAddress() {}

    /**
     * The interface {@code wanted}, each of its addresses a free one of its subnet.
     *
     * @throws MigrationException when a subnet has none left
     */
    static ObjectNode on(ObjectNode wanted, ChangeContext context) {
        String network = context.resource().text("network_id");
        Set<InetAddress> taken = new HashSet<>();
        addTaken(taken, context.source(), network);
        addTaken(taken, context.target(), context.translation().id(NetworkType.KIND, network));
        ObjectNode free = wanted.deepCopy();
        for (JsonNode ip : free.path("fixed_ips")) {
            InetAddress address = freeIn(Json.text(ip, "subnet_id"), context.target(), taken);
            taken.add(address);
            ((ObjectNode) ip).put("ip_address", address.getHostAddress());
        }
        return free;
    }

    static void addTaken(Set<InetAddress> taken, Cloud cloud, String network) {
        for (ObjectNode port :
                cloud.list(Request.get(Service.NETWORK, "/ports").query("network_id", network), "ports")) {
            port.path("fixed_ips").forEach(ip -> taken.add(literal(Json.text(ip, "ip_address"))));
        }
    }

    private static InetAddress freeIn(String id, Cloud cloud, Set<InetAddress> taken) {
        JsonNode subnet =
                cloud.get(Service.NETWORK, "/subnets/" + Request.segment(id)).path("subnet");
        return lastFree(subnet, taken)
                .orElseThrow(() -> new MigrationException(
                        "Subnet " + Json.text(subnet, "cidr") + " (" + id + ") on " + cloud.name()
                                + " has no address left for another interface of a router. Enlarge its pools, or choose"
                                + " cutover: hold for its network."));
    }

    /** The last address of a subnet's pools that is not among {@code taken}. */
    static Optional<InetAddress> lastFree(JsonNode subnet, Set<InetAddress> taken) {
        List<ObjectNode> pools = Json.objects(subnet, "allocation_pools");
        for (int i = pools.size() - 1; i >= 0; i--) {
            InetAddress first = literal(Json.text(pools.get(i), "start"));
            InetAddress address = literal(Json.text(pools.get(i), "end"));
            for (int tried = 0; tried < TRIED; tried++) {
                if (!taken.contains(address)) {
                    return Optional.of(address);
                }
                if (address.equals(first)) {
                    break;
                }
                address = before(address);
            }
        }
        return Optional.empty();
    }

    private static InetAddress before(InetAddress address) {
        byte[] bytes = address.getAddress();
        byte[] number = new BigInteger(1, bytes).subtract(BigInteger.ONE).toByteArray();
        byte[] before = new byte[bytes.length];
        int length = Math.min(number.length, before.length);
        System.arraycopy(number, number.length - length, before, before.length - length, length);
        try {
            return InetAddress.getByAddress(before);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // only of another length than 4 or 16
        }
    }

    /** An address as Neutron writes it: a literal, so that no name is ever looked up. */
    static InetAddress literal(String address) {
        try {
            if (address == null || !address.matches("[0-9a-fA-F:.]+")) {
                throw new UnknownHostException(address);
            }
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new MigrationException("Neutron shows the address \"" + address + "\", which is none.");
        }
    }
}
