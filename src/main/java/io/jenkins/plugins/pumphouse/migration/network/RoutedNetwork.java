package io.jenkins.plugins.pumphouse.migration.network;

import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.Optional;

/**
 * A network whose subnets are bound to its segments, so that routers stand between them: a server of one does not come
 * up on a host of another (Networking API v2.0, "L2 Adjacency").
 */
final class RoutedNetwork {
    private static final String ADJACENT = "l2_adjacency";

    private RoutedNetwork() {}

    /** Neutron says so by the first of the subnets. */
    static boolean is(Resource network) {
        return network.json().has(ADJACENT) && !network.field(ADJACENT).asBoolean();
    }

    /** Why the target cannot have it as it is, and what to do. */
    static Optional<String> refused(Resource network, CloudInventory source, CloudInventory target) {
        return is(network)
                ? unread(network, source)
                        .or(() -> lacking(target))
                        .or(() -> joined(network, source, target.cloud().name()))
                : Optional.empty();
    }

    private static Optional<String> unread(Resource network, CloudInventory source) {
        return NetworkSegments.of(network, source).isEmpty()
                ? Optional.of("is routed, and " + source.cloud().name() + " does not show its segments to this account."
                        + " Give the account the right get_segment of Neutron's policy, which is an administrator's, or"
                        + " create the network on the target and name it in mapping: networks")
                : Optional.empty();
    }

    /** The part of the message that is the same of a network and of its segments. */
    static Optional<String> lacking(CloudInventory target) {
        return NetworkSegments.areOffered(target.cloud())
                ? Optional.empty()
                : Optional.of("is routed: its subnets are bound to its segments, and "
                        + target.cloud().name() + " has no extension " + NetworkSegments.EXTENSION
                        + ". Add segments to service_plugins in its neutron.conf, or create a network for the same"
                        + " addresses on the target and name it in mapping: networks");
    }

    private static Optional<String> joined(Resource network, CloudInventory source, String target) {
        return Segment.areSeveral(network) && ProviderChoice.of(network, source).isChosen()
                ? Optional.of("is routed between its segments, and " + target + " gives it a single one, as"
                        + " providerNetworks is choose. Create it on the target and name it in mapping: networks")
                : Optional.empty();
    }
}
