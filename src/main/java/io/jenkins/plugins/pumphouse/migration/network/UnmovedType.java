package io.jenkins.plugins.pumphouse.migration.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * What a project has in Neutron and no step moves, as one object a project that is always skipped: so the plan, the log
 * and the report say what is left behind.
 */
public final class UnmovedType extends ResourceType {
    public static final Kind KIND = new Kind("left behind");

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public List<Resource> read(CloudInventory inventory, Scope scope) {
        LeftInNeutron left = new LeftInNeutron(inventory, scope);
        inventory.list(PortType.KIND, scope).stream()
                .filter(UnmovedType::isOfAnother)
                .collect(Collectors.groupingBy(UnmovedType::device, TreeMap::new, Collectors.toList()))
                .forEach((device, ports) -> left.add(
                        "port of " + device,
                        "ports of " + device,
                        ports.stream().map(Resource::json).toList()));
        List<ObjectNode> trunks = inventory.list(TrunkType.KIND, scope).stream()
                .filter(trunk -> inventory
                        .find(PortType.KIND, trunk.text("port_id"))
                        .filter(UnmovedType::isOfAnother)
                        .isPresent())
                .map(Resource::json)
                .toList();
        left.add("trunk of another service's port", "trunks of other services' ports", trunks);
        left.addCollections();
        List<Resource> all = new ArrayList<>();
        left.byOwner().forEach((owner, words) -> {
            String name =
                    inventory.find(Kind.PROJECT, owner).map(Resource::name).orElse(owner);
            ObjectNode json = Json.object().put("tenant_id", owner).put("words", String.join(", ", words));
            all.add(new Resource(KIND, owner, name, json));
        });
        return all;
    }

    /** Whether a port is none of a server or of Neutron itself, and none that nothing has: another service's. */
    private static boolean isOfAnother(Resource port) {
        String owner = Objects.toString(port.text("device_owner"), "");
        boolean ofServer = owner.startsWith("compute:") && !nothing(port.text("device_id"));
        return !PortType.isUnbound(port) && !ofServer && !owner.startsWith("network:");
    }

    /** {@code "Octavia"}. */
    private static String device(Resource port) {
        String owner = port.text("device_owner");
        return nothing(owner) ? "device " + port.text("device_id") : owner;
    }

    private static boolean nothing(String text) {
        return text == null || text.isEmpty();
    }

    @Override
    public List<Resource> select(Selection selection, CloudInventory source) {
        String own = source.cloud().caller().projectId();
        return super.select(selection, source).stream()
                .filter(project -> selection.tenant() != null || !project.id().equals(own))
                .toList();
    }

    @Override
    public Optional<Resource> readOne(CloudInventory inventory, String id) {
        return inventory.list(KIND, Scope.ownedBy(id)).stream()
                .filter(project -> project.id().equals(id))
                .findFirst();
    }

    @Override
    public Optional<String> skipped(Resource resource, CloudInventory source) {
        return Optional.of("no step moves: " + resource.text("words"));
    }

    @Override
    protected ObjectNode desired(Resource resource, CloudInventory source, Translation translation) {
        return Json.object();
    }

    @Override
    public CompletionStage<ChangeResult> create(ChangeContext context) {
        throw new IllegalStateException(KIND + " is never created");
    }
}
