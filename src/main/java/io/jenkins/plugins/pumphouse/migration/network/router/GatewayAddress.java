package io.jenkins.plugins.pumphouse.migration.network.router;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.network.floating.FloatingIpType;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import io.jenkins.plugins.pumphouse.remedy.Remedy;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A router's address on an external network beside the floating addresses and routers that are to keep theirs: the
 * target's Neutron alone may give it one that a project of the source still holds and that comes in a later run.
 */
final class GatewayAddress {
    private static final int IPV4 = 4;

    /** A service without them, and an account that never sees them. */
    private static final Set<Remedy> ABSENT = Set.of(Remedy.LOST, Remedy.MISSING_RIGHT, Remedy.NOT_SUPPORTED);

    private GatewayAddress() {}

    /**
     * What to ask for as {@code external_fixed_ips}; empty where Neutron may choose: the source has no floating address
     * that is still to come, or no subnet of the network has room beside them.
     *
     * @param network the target's
     */
    static Optional<ArrayNode> beside(String network, ChangeContext context) {
        Set<InetAddress> taken;
        try {
            taken = toCome(context);
        } catch (CloudException e) {
            if (!ABSENT.contains(e.remedy())) {
                throw e; // the next run reads them, and the router may not stand on one of them by then
            }
            return Optional.empty(); // floating addresses that cannot be read are not moved either
        }
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        FreeAddress.addTaken(taken, context.target(), network);
        List<ObjectNode> subnets =
                context.target().list(Request.get(Service.NETWORK, "/subnets").query("network_id", network), "subnets");
        // Routers of one run are made side by side, and the list of ports shows none of those under way.
        Set<InetAddress> given =
                context.targets().fact(List.of(GatewayAddress.class, network), ConcurrentHashMap::newKeySet);
        synchronized (given) {
            taken.addAll(given);
            for (ObjectNode subnet : subnets) {
                Optional<InetAddress> free =
                        version(subnet) == IPV4 ? FreeAddress.lastFree(subnet, taken) : Optional.empty();
                if (free.isPresent()) {
                    given.add(free.get());
                    return Optional.of(asked(subnet, free.get(), subnets));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The values that floating addresses of the source are to have on the target, which does not have them yet, and
     * those that routers of the source have, of which some answer on the same wire.
     */
    private static Set<InetAddress> toCome(ChangeContext context) {
        Set<String> held = FloatingIpType.all(context.targets()).stream()
                .map(Resource::name)
                .collect(Collectors.toSet());
        Stream<String> ofRouters = context.inventory().list(RouterType.KIND, Scope.ALL).stream()
                .flatMap(router -> RouterAddress.of(router, context.inventory()).stream());
        Stream<String> floating = FloatingIpType.all(context.inventory()).stream()
                .map(ip -> context.mapping().of(ip).orElse(ip.name()))
                .filter(Objects::nonNull)
                .filter(address -> !held.contains(address) && !address.equals(FloatingIpType.ANY));
        return Stream.concat(floating, ofRouters)
                .map(FreeAddress::literal)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** With one subnet of IPv6 where there is one, as Neutron takes when nobody chooses. */
    private static ArrayNode asked(ObjectNode subnet, InetAddress address, List<ObjectNode> subnets) {
        ArrayNode asked = Json.object().arrayNode();
        asked.addObject().put("subnet_id", Json.text(subnet, "id")).put("ip_address", address.getHostAddress());
        subnets.stream()
                .filter(other -> version(other) != IPV4)
                .findFirst()
                .ifPresent(other -> asked.addObject().put("subnet_id", Json.text(other, "id")));
        return asked;
    }

    private static int version(ObjectNode subnet) {
        return subnet.path("ip_version").asInt(IPV4);
    }
}
