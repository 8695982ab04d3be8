package io.jenkins.plugins.pumphouse.migration.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A kind of tunnel that a network names among its segments, and that the target does not make: Neutron refuses it when
 * the network is created ({@code network_type value 'gre' not supported}).
 */
final class MissingTunnel {
    /**
     * Kinds of tunnels.
     *
     * @param types that agents tell, or that networks of the target have
     * @param whole whether there are no others, as agents tell what they make; those of OVN do not
     */
    private record Made(Set<String> types, boolean whole) {}

    private MissingTunnel() {}

    /** Empty where the target makes all of them, or nothing tells. */
    static Optional<String> of(Resource network, CloudInventory target) {
        Made made = made(target);
        return made.whole
                ? unmade(network, made)
                        .findFirst()
                        .map(type -> "has a segment of " + type + ", and "
                                + target.cloud().name() + " makes tunnels of " + String.join(", ", made.types)
                                + " only")
                : Optional.empty();
    }

    /** The kinds of which nobody knows whether the target makes them, in a few words; empty where somebody does. */
    static Optional<String> untold(Resource network, CloudInventory target) {
        Made made = made(target);
        List<String> types = made.whole ? List.of() : unmade(network, made).toList();
        return types.isEmpty()
                ? Optional.empty()
                : Optional.of("the check whether " + target.cloud().name() + " makes tunnels of "
                        + String.join(", ", types) + " (no agent tells, as with OVN, and no network has one)");
    }

    private static Stream<String> unmade(Resource network, Made made) {
        return Segment.of(network.json()).stream()
                .filter(segment -> segment.type() != null && !segment.isWired() && !made.types.contains(segment.type()))
                .map(Segment::type)
                .distinct();
    }

    private static Made made(CloudInventory target) {
        return target.fact(MissingTunnel.class, () -> {
            Set<String> types = new TreeSet<>(ofAgents(target));
            boolean whole = !types.isEmpty();
            target.list(NetworkType.KIND, Scope.ALL).stream()
                    .flatMap(network -> Segment.of(network.json()).stream())
                    .filter(segment -> segment.type() != null && !segment.isWired())
                    .forEach(segment -> types.add(segment.type()));
            return new Made(types, whole);
        });
    }

    /** What living agents say. */
    private static Set<String> ofAgents(CloudInventory target) {
        Set<String> made = new TreeSet<>();
        try {
            for (JsonNode agent : target.cloud().list(Request.get(Service.NETWORK, "/agents"), "agents")) {
                if (agent.path("alive").asBoolean()) {
                    made.addAll(Json.texts(agent.path("configurations"), "tunnel_types"));
                }
            }
        } catch (CloudException.NotShown e) {
            return Set.of();
        }
        return made;
    }
}
