package io.jenkins.plugins.pumphouse.migration.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Equality;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.options.Cutover;
import io.jenkins.plugins.pumphouse.migration.options.ProviderNetworks;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Tells whether a network is the same wire on both clouds, and what the operator chose for it.
 *
 * <p>A VLAN or flat network keeps its segment (Networking API v2.0, "Provider extended attributes"), so the routers and
 * DHCP servers of both clouds would hear each other's hosts. The segment of an overlay is the target's own.
 */
public final class SharedWire {
    private SharedWire() {}

    /**
     * Whether {@code network} of the source keeps its segment, unless the target is to choose all. An external network
     * is found on the target, never made.
     */
    public static boolean is(Resource network, CloudInventory source) {
        return isWired(network)
                && !network.field("router:external").asBoolean()
                && source.options().providerNetworks() != ProviderNetworks.CHOOSE;
    }

    /** Whether the segment of {@code network}, or one of several, means a wire in the rack, which it keeps. */
    public static boolean isWired(Resource network) {
        return Segment.of(network.json()).stream().anyMatch(Segment::isWired);
    }

    /** Whether no segment of {@code network} is an overlay. */
    static boolean isAllWired(Resource network) {
        return Segment.of(network.json()).stream().allMatch(Segment::isWired);
    }

    /** The physical networks that it is on; none of an overlay, or where the target chooses. */
    private static List<String> physicalNetworks(Resource network, CloudInventory source) {
        return source.options().providerNetworks() == ProviderNetworks.CHOOSE
                ? List.of()
                : Segment.of(network.json()).stream()
                        .map(Segment::wire)
                        .filter(Objects::nonNull)
                        .toList();
    }

    /**
     * Those of which a server's card needs one on its host: of the segments that its subnets are bound to, else of its
     * network as the target has it, or will.
     */
    public static List<String> physicalNetworksOf(
            Resource card, CloudInventory source, CloudInventory target, Translation translation) {
        String network = card.text("network_id");
        List<String> bound = SubnetSegment.wires(card, source);
        return bound.isEmpty()
                ? translation
                        .known(NetworkType.KIND, network)
                        .flatMap(id -> target.find(NetworkType.KIND, id))
                        .or(() -> source.find(NetworkType.KIND, network))
                        .map(found -> physicalNetworks(found, source))
                        .orElse(List.of())
                : bound;
    }

    /** {@code "vlan on physnet1"} for each wire that {@code network} is on. */
    public static List<String> wires(Resource network) {
        return Segment.of(network.json()).stream()
                .filter(Segment::isWired)
                .map(segment -> segment.type() + " on " + segment.wire())
                .toList();
    }

    /** The numbers of its VLANs; empty where it has a segment without a number, which may be any. */
    public static Set<String> vlans(Resource network) {
        List<Segment> wired =
                Segment.of(network.json()).stream().filter(Segment::isWired).toList();
        return wired.stream().anyMatch(segment -> segment.number() == null)
                ? Set.of()
                : wired.stream().map(Segment::number).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether two wires cannot be the same, by the numbers of their VLANs. */
    public static boolean areApart(Set<String> vlans, Set<String> others) {
        return !vlans.isEmpty() && !others.isEmpty() && Collections.disjoint(vlans, others);
    }

    /** The operator's choice; {@link Cutover#NOW} where the clouds share no wire. */
    public static Cutover choice(String network, CloudInventory source) {
        return source.find(NetworkType.KIND, network)
                .filter(found -> is(found, source))
                .map(source.options().cutovers()::of)
                .orElse(Cutover.NOW);
    }

    /**
     * The same for an interface of a router. A router sends advertisements of an IPv6 subnet as soon as it has an
     * interface in it, at whichever address: servers of the source would take the target's router for theirs, too.
     */
    public static Cutover choiceOf(Resource port, CloudInventory source) {
        Cutover choice = choice(port.text("network_id"), source);
        return choice == Cutover.ADDRESS && isAdvertised(port, source) ? Cutover.HOLD : choice;
    }

    /** Whether the router of an interface advertises a subnet that it is in. */
    public static boolean isAdvertised(Resource port, CloudInventory source) {
        for (JsonNode ip : port.field("fixed_ips")) {
            if (source.find(SubnetType.KIND, Json.text(ip, "subnet_id"))
                    .filter(subnet -> !Equality.nothing(subnet.field("ipv6_ra_mode")))
                    .isPresent()) {
                return true;
            }
        }
        return false;
    }

    public static boolean is(String network, CloudInventory source) {
        return source.find(NetworkType.KIND, network)
                .filter(found -> is(found, source))
                .isPresent();
    }

    /** {@code "vlan 101 on physnet1"}. */
    public static String described(Resource network) {
        return Segment.shown(Segment.of(network.json()));
    }
}
