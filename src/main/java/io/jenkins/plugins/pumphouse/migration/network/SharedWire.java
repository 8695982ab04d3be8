package io.jenkins.plugins.pumphouse.migration.network;

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
    static Cutover choice(String network, CloudInventory source) {
        return source.find(NetworkType.KIND, network)
                .filter(SharedWire::is)
                .map(source.options().cutovers()::of)
                .orElse(Cutover.NOW);
    }

    static boolean is(String network, CloudInventory source) {
        return source.find(NetworkType.KIND, network).filter(SharedWire::is).isPresent();
    }

    /** {@code "vlan 101 on physnet1"}. */
    public static String described(Resource network) {
        String segment = network.text(SEGMENT);
        return network.text(TYPE) + (segment == null ? "" : " " + segment) + " on "
                + network.text("provider:physical_network");
    }
}
