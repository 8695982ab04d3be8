package io.jenkins.plugins.pumphouse.migration.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A kind of tunnel that a network names among its segments, and that the target does not make: Neutron refuses it when
 * the network is created ({@code network_type value 'gre' not supported}).
 */
final class LackedTunnel {
    private LackedTunnel() {}

    /** Empty where the target makes all of them, or where no agent tells what it makes, as with OVN. */
    static Optional<String> of(Resource network, CloudInventory target) {
        Set<String> made = target.fact(LackedTunnel.class, () -> made(target));
        if (made.isEmpty()) {
            return Optional.empty();
        }
        return Segment.of(network.json()).stream()
                .filter(segment -> segment.type() != null && !segment.isWired() && !made.contains(segment.type()))
                .findFirst()
                .map(segment -> "has a segment of " + segment.type() + ", and "
                        + target.cloud().name() + " makes tunnels of " + String.join(", ", made) + " only");
    }

    /** What living agents say, and what networks of the target have; nothing where no agent says anything. */
    private static Set<String> made(CloudInventory target) {
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
        if (!made.isEmpty()) {
            target.list(NetworkType.KIND, Scope.ALL).stream()
                    .flatMap(network -> Segment.of(network.json()).stream())
                    .filter(segment -> segment.type() != null && !segment.isWired())
                    .forEach(segment -> made.add(segment.type()));
        }
        return made;
    }
}
