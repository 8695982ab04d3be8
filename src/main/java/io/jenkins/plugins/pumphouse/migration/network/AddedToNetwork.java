package io.jenkins.plugins.pumphouse.migration.network;

import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.network.neutron.SharingPolicies;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an administrator has added to the networks of a tenant: it belongs to the administrator's project, and the
 * network is not whole without it. What a project has added with which the network is shared moves with that project.
 */
public final class AddedToNetwork {
    private final CloudInventory source;
    private final Map<String, Resource> networks = new HashMap<>();
    private final String tenant;

    /** None without a tenant, which selects all there is. */
    public AddedToNetwork(Selection selection, CloudInventory source) {
        this.source = source;
        Scope scope = source.scope(selection);
        this.tenant = scope.owner();
        if (!scope.all()) {
            source.list(NetworkType.KIND, scope).forEach(network -> networks.put(network.id(), network));
        }
    }

    /** The unbound ports among what was added. */
    List<Resource> ports() {
        return PortType.whereAny("network_id", List.copyOf(networks.keySet()), source).stream()
                .filter(port -> PortType.isUnbound(port) && has(port))
                .toList();
    }

    private boolean has(Resource port) {
        return has(port.text("network_id"), port.text("tenant_id"));
    }

    /** Whether something that belongs to {@code owner} was added to a network. */
    public boolean has(String id, String owner) {
        Resource network = networks.get(String.valueOf(id));
        return network != null
                && owner != null
                && !owner.isEmpty()
                && !owner.equals(tenant)
                && (owner.equals(source.cloud().caller().projectId()) || !isSharedWith(owner, network));
    }

    private boolean isSharedWith(String project, Resource network) {
        return network.field("shared").asBoolean()
                || SharingPolicies.byObject(source).getOrDefault(network.id(), List.of()).stream()
                        .anyMatch(policy -> project.equals(Json.text(policy, SharingPolicies.WITH)));
    }
}
