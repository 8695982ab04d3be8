package io.jenkins.plugins.pumphouse.migration.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Equality;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.options.Cutover;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.Set;

/**
 * Tells whether a network is the same wire on both clouds, and what the operator chose for it.
 *
 * <p>A VLAN or flat network keeps its segment (Networking API v2.0, "Provider extended attributes"), so the routers and
 * DHCP servers of both clouds would hear each other's hosts. The segment of an overlay is the target's own.
 */
public final class SharedWire {
    private static final Set<String> WIRED = Set.of("vlan", "flat");
    private static final String TYPE = "provider:network_type";

    /** The number of a VLAN. */
    public static final String SEGMENT = "provider:segmentation_id";

    private SharedWire() {}

    /**
     * Whether {@code network} of the source keeps its segment. An external network is found on the target, never made.
     */
    public static boolean is(Resource network) {
        return isWired(network) && !network.field("router:external").asBoolean();
    }

    /** Whether the segment of {@code network} means a wire in the rack, which it keeps. */
    public static boolean isWired(Resource network) {
        return WIRED.contains(network.field(TYPE).asText());
    }

    /** The operator's choice; {@link Cutover#NOW} where the clouds share no wire. */
    public static Cutover choice(String network, CloudInventory source) {
        return source.find(NetworkType.KIND, network)
                .filter(SharedWire::is)
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
        return source.find(NetworkType.KIND, network).filter(SharedWire::is).isPresent();
    }

    /** {@code "vlan 101 on physnet1"}. */
    public static String described(Resource network) {
        String segment = network.text(SEGMENT);
        return network.text(TYPE) + (segment == null ? "" : " " + segment) + " on "
                + network.text("provider:physical_network");
    }
}
