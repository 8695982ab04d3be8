package io.jenkins.plugins.pumphouse.migration.network.router;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.network.NetworkType;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.migration.network.SharedWire;
import io.jenkins.plugins.pumphouse.migration.network.SubnetType;
import io.jenkins.plugins.pumphouse.migration.network.floating.FloatingRoom;
import io.jenkins.plugins.pumphouse.migration.options.Cutover;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One address of a router of the source on an external network. It is kept where the target's network has it free, and
 * no two routers would answer at it: not while both clouds share the wire, unless the operator says so.
 *
 * @param why it cannot be kept; null when it can
 * @param subnet of the target that has it; null where none does
 */
public record RouterAddress(String address, String why, Resource subnet) {
    public static final String GATEWAY = "external_gateway_info";
    public static final String FIXED = "external_fixed_ips";

    /** The external addresses of a router. Before Juno only its port shows them. */
    public static List<String> of(Resource router, CloudInventory cloud) {
        String network = Json.text(router.field(GATEWAY), "network_id");
        if (network == null) {
            return List.of();
        }
        if (router.field(GATEWAY).has(FIXED)) {
            return router.field(GATEWAY).path(FIXED).findValuesAsText("ip_address");
        }
        return cloud.grouped(PortType.KIND, Scope.ALL, "device_id").getOrDefault(router.id(), List.of()).stream()
                .filter(port -> network.equals(port.text("network_id")))
                .flatMap(port -> port.field("fixed_ips").findValuesAsText("ip_address").stream())
                .toList();
    }

    /** @param network the target's external network */
    static List<RouterAddress> onTarget(Resource router, String network, CloudInventory source, CloudInventory target) {
        return onTarget(router, network, source, target, isOneWire(router, network, source, target));
    }

    /**
     * The address of IPv4 that the target's router cannot have only because the source's has it on the same wire.
     *
     * @param network the target's external network
     */
    public static Optional<RouterAddress> waiting(
            Resource router, String network, CloudInventory source, CloudInventory target) {
        return isOneWire(router, network, source, target)
                ? onTarget(router, network, source, target, false).stream()
                        .filter(each ->
                                each.why() == null && "4".equals(each.subnet().text("ip_version")))
                        .findFirst()
                : Optional.empty();
    }

    private static List<RouterAddress> onTarget(
            Resource router, String network, CloudInventory source, CloudInventory target, boolean wire) {
        List<RouterAddress> all = new ArrayList<>();
        for (String address : of(router, source)) {
            Optional<Resource> subnet = target.list(SubnetType.KIND, Scope.ALL).stream()
                    .filter(one -> network.equals(one.text("network_id")))
                    .filter(one -> FloatingRoom.contains(one.text("cidr"), address))
                    .findFirst();
            String why = subnet.isEmpty()
                    ? "no subnet of the external network has it"
                    : address.equals(subnet.get().text("gateway_ip"))
                            ? "it is the gateway of subnet " + subnet.get().name()
                            : taken(address, network, target);
            if (why == null && wire) {
                why =
                        "routers of both clouds would answer at it on one wire; pumpCutover takes it over with the last of"
                                + " the router's networks that is one wire, too. By hand, when all servers have moved: openstack"
                                + " router unset --external-gateway " + router.id() + " on "
                                + source.cloud().name() + ", then openstack router set --external-gateway " + network
                                + " --fixed-ip ip-address=" + address + " <router> on "
                                + target.cloud().name();
            }
            all.add(new RouterAddress(address, why, subnet.orElse(null)));
        }
        return all;
    }

    /**
     * Who has an address, in words; null when nobody has, and also when that cannot be read: then it is asked for, and
     * Neutron refuses it if it is taken. A router that is given another one for a moment's failure would never get its
     * own back.
     */
    private static String taken(String address, String network, CloudInventory target) {
        try {
            return FloatingRoom.holder(address, network, target)
                    .map(holder -> "it is taken by " + holder)
                    .orElse(null);
        } catch (CloudException e) {
            ReadRefusal.passOnOfTheCloud(e);
            return null;
        }
    }

    /** Whether the external network is a segment of the rack on both clouds, and the operator does not say "now". */
    private static boolean isOneWire(Resource router, String network, CloudInventory source, CloudInventory target) {
        Optional<Resource> ofSource = source.find(NetworkType.KIND, Json.text(router.field(GATEWAY), "network_id"));
        Optional<Resource> ofTarget = target.find(NetworkType.KIND, network);
        if (ofSource.isEmpty()
                || ofTarget.isEmpty()
                || source.options().cutovers().of(ofSource.get()) == Cutover.NOW) {
            return false;
        }
        boolean apart = SharedWire.areApart(SharedWire.vlans(ofSource.get()), SharedWire.vlans(ofTarget.get()));
        return SharedWire.isWired(ofSource.get()) && SharedWire.isWired(ofTarget.get()) && !apart;
    }

    /**
     * What to ask for as {@code external_fixed_ips}, so that a router keeps its address of IPv4; empty if it cannot.
     *
     * @param target as it was when the plan was made, or as it is now
     */
    static Optional<ArrayNode> kept(String network, ChangeContext context, CloudInventory target) {
        ArrayNode asked = Json.object().arrayNode();
        Set<String> versions = new HashSet<>();
        for (RouterAddress each : onTarget(context.resource(), network, context.inventory(), target)) {
            if (each.why() == null) {
                versions.add(each.subnet().text("ip_version"));
                asked.addObject().put("subnet_id", each.subnet().id()).put("ip_address", each.address());
            }
        }
        if (!versions.contains("4")) {
            return Optional.empty();
        }
        target.list(SubnetType.KIND, Scope.ALL).stream()
                .filter(subnet -> network.equals(subnet.text("network_id")))
                .filter(subnet -> versions.add(subnet.text("ip_version")))
                .forEach(subnet -> asked.addObject().put("subnet_id", subnet.id()));
        return Optional.of(asked);
    }

    /**
     * What a router does not keep, with the old and the new address where it is known.
     *
     * @param counterpart the target's router; empty while there is none
     */
    static List<String> lost(
            Resource router,
            Optional<Resource> counterpart,
            String network,
            CloudInventory source,
            CloudInventory target) {
        if (network == null || Translation.isPending(network)) {
            return List.of(); // the router does not come without it
        }
        String on = target.cloud().name();
        List<String> has = counterpart.map(found -> of(found, target)).orElse(null);
        List<String> lost = new ArrayList<>();
        for (RouterAddress each : onTarget(router, network, source, target)) {
            boolean kept = has == null ? each.why() == null : has.contains(each.address());
            if (!kept) {
                lost.add("external address " + each.address() + " (on " + on + " it is "
                        + (has == null || has.isEmpty() ? "another" : String.join(", ", has))
                        + (each.why() == null ? "" : ": " + each.why())
                        + "; firewalls that know the old one must learn the new)");
            }
        }
        return lost;
    }

    /**
     * Why a router of the target does not get the addresses of the source's, a text each; nothing where it has them.
     */
    public static List<String> told(
            Resource router, Resource counterpart, String network, CloudInventory source, CloudInventory target) {
        List<String> has = of(counterpart, target);
        return onTarget(router, network, source, target, false).stream()
                .filter(each -> each.why() != null && !has.contains(each.address()))
                .map(each -> "router " + router.name() + " keeps its external address " + each.address() + " on "
                        + source.cloud().name() + ": " + each.why())
                .toList();
    }

    /** The external addresses of a router, kept or not. */
    static List<String> notes(Resource router, CloudInventory source, ObjectNode made) {
        List<String> has = made.path(GATEWAY).path(FIXED).findValuesAsText("ip_address");
        return of(router, source).stream()
                .map(address -> "external address " + address
                        + (has.contains(address) ? " kept" : " is now " + String.join(", ", has)))
                .toList();
    }
}
