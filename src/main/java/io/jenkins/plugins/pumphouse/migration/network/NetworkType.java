package io.jenkins.plugins.pumphouse.migration.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Declaration;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Inventory;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Place;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Networks. A project's own are made; those of the cloud itself (external ones, and shared ones of the operator's
 * project) are found on the target by name, as how they are wired is that cloud's affair.
 *
 * <p>A VLAN or flat network means a wire in the rack and keeps its segment; the segment of an overlay is the target's
 * to choose.
 */
public final class NetworkType extends NeutronType {
    public static final Kind KIND = new Kind("network");

    private static final String EXTERNAL = "router:external";
    private static final List<String> SEGMENT =
            List.of("provider:network_type", "provider:physical_network", "provider:segmentation_id");
    private static final Set<String> WIRED = Set.of("vlan", "flat");

    public NetworkType() {
        super(Declaration.of(KIND, Service.NETWORK, new Place("/networks", "networks", "network"))
                .copies("name", "admin_state_up", "shared", "mtu", "port_security_enabled")
                .ownedBy("tenant_id"));
    }

    /** Whether {@code network} belongs to the cloud itself and not to one of its customers. */
    static boolean isOfTheCloud(Resource network, Inventory source) {
        return network.field(EXTERNAL).asBoolean()
                || (network.field("shared").asBoolean()
                        && String.valueOf(network.text("tenant_id")).equals(source.cloud().caller().projectId()));
    }

    @Override
    public List<Reference> needs(Resource resource, Inventory source) {
        return isOfTheCloud(resource, source) ? List.of() : super.needs(resource, source);
    }

    @Override
    public Scope counterparts(Resource resource, Translation translation) {
        return resource.field(EXTERNAL).asBoolean() || resource.field("shared").asBoolean()
                ? Scope.ALL
                : super.counterparts(resource, translation);
    }

    @Override
    public Optional<Object> naturalKey(JsonNode json) {
        String reach = json.path(EXTERNAL).asBoolean() ? "external" : json.path("shared").asBoolean() ? "shared" : "own";
        return Optional.of(List.of(reach, json.path("name").asText()));
    }

    @Override
    protected ObjectNode desired(Resource resource, Inventory source, Translation translation) {
        if (isOfTheCloud(resource, source)) {
            ObjectNode found = Json.object();
            found.put("name", resource.name()).put("shared", resource.field("shared").asBoolean());
            return found.put(EXTERNAL, resource.field(EXTERNAL).asBoolean());
        }
        ObjectNode wanted = super.desired(resource, source, translation);
        if (WIRED.contains(resource.field(SEGMENT.get(0)).asText())) {
            SEGMENT.stream().filter(f -> resource.text(f) != null).forEach(f -> wanted.set(f, resource.field(f)));
        }
        return wanted;
    }

    @Override
    public List<Difference> compare(ObjectNode wanted, Resource existing, boolean ours) {
        boolean found = wanted.has(EXTERNAL); // of the cloud itself: nothing of it is ours to compare
        return found ? List.of() : super.compare(wanted, existing, ours);
    }

    @Override
    public Optional<String> refused(Resource resource, Inventory source, Inventory target) {
        if (isOfTheCloud(resource, source)) {
            return Optional.of("belongs to the cloud itself and is not on " + target.cloud().name()
                    + "; create it there, or name its counterpart in mapping: networks: {" + resource.name() + ": …}");
        }
        if (!WIRED.contains(resource.field(SEGMENT.get(0)).asText())) {
            return Optional.empty();
        }
        return target.list(KIND, Scope.ALL).stream()
                .filter(other -> SEGMENT.stream().allMatch(f -> String.valueOf(other.text(f))
                        .equals(String.valueOf(resource.text(f)))))
                .findFirst()
                .map(other -> "its segment (" + resource.text(SEGMENT.get(0)) + " " + resource.text(SEGMENT.get(2))
                        + " on " + resource.text(SEGMENT.get(1)) + ") is taken on " + target.cloud().name() + " by "
                        + other.label() + "; name that one in mapping if it is the same wire");
    }
}
