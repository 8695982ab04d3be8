package io.jenkins.plugins.pumphouse.migration.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.network.neutron.NeutronType;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * Trunks: a parent port, whose server reaches further networks through sub-ports, each under a number that the server
 * puts on its frames. A trunk is made with all its sub-ports in one request, and before its server boots: most drivers
 * of Neutron make no trunk of a port that a server has.
 */
public final class TrunkType extends NeutronType {
    public static final Kind KIND = new Kind("trunk");

    static final String EXTENSION = "trunk";
    static final String SUB_PORTS = "sub_ports";
    static final String ENABLED = "admin_state_up";
    private static final String PARENT = "port_id";

    private static final Set<String> WELL = Set.of("ACTIVE", "BUILD", "DOWN");

    public TrunkType() {
        super(declared(KIND, "/trunks", "trunks", "trunk")
                .existsWith(EXTENSION)
                .copies("name", ENABLED)
                .brings(SUB_PORTS)
                .brings("description")
                .serviceSets("id", "status", "created_at", "updated_at", "revision_number")
                .refers(PARENT, PortType.KIND)
                .ownedBy("tenant_id")
                .countsAs("network trunk")
                .uniquelyIdentifiedBy(PARENT));
    }

    /**
     * Those whose parent port nothing has; the others come with their servers. One of any owner comes with its parent
     * port.
     */
    @Override
    public List<Resource> select(Selection selection, CloudInventory source) {
        Set<String> coming = new PortType()
                .select(selection, source).stream().map(Resource::id).collect(Collectors.toSet());
        String tenant = source.scope(selection).owner();
        return source.list(KIND, Scope.ALL).stream()
                .filter(trunk -> coming.contains(trunk.text(PARENT))
                        || Objects.equals(tenant, trunk.text("tenant_id")) && isUnbound(trunk, source))
                .toList();
    }

    private static boolean isUnbound(Resource trunk, CloudInventory source) {
        return source.find(PortType.KIND, trunk.text(PARENT))
                .filter(PortType::isUnbound)
                .isPresent();
    }

    /** A cloud may name the extension and not serve it. */
    @Override
    public List<Resource> read(CloudInventory inventory, Scope scope) {
        return ReadRefusal.noneIfUnserved(() -> super.read(inventory, scope));
    }

    @Override
    protected Resource resource(CloudInventory inventory, ObjectNode json) {
        String name = Json.text(json, "name");
        return new Resource(
                KIND, Json.text(json, "id"), name == null || name.isEmpty() ? Json.text(json, PARENT) : name, json);
    }

    /** {@code "vlan 101 10.5.0.7, vlan 102 10.6.0.7"}, with what is unusual about it. */
    @Override
    public String detail(Resource trunk, CloudInventory source) {
        List<String> words = new ArrayList<>();
        for (Resource port : TrunkPorts.subPorts(trunk, source)) {
            words.add(TrunkPorts.segment(trunk, port.id()) + ' ' + port.name());
        }
        words.addAll(unusual(trunk, source));
        return String.join(", ", words);
    }

    private static List<String> unusual(Resource trunk, CloudInventory source) {
        List<String> unusual = new ArrayList<>();
        for (Resource port : TrunkPorts.subPorts(trunk, source)) {
            if (!Objects.equals(port.text("tenant_id"), trunk.text("tenant_id"))) {
                unusual.add("sub-port " + port.name() + " is of project " + project(port, source));
            }
        }
        String status = trunk.text("status");
        if (status != null && !WELL.contains(status)) {
            unusual.add("is " + status + " on " + source.cloud().name());
        }
        return unusual;
    }

    private static String project(Resource port, CloudInventory source) {
        return source.find(Kind.PROJECT, String.valueOf(port.text("tenant_id")))
                .map(Resource::name)
                .orElse(port.text("tenant_id"));
    }

    @Override
    public List<Reference> needs(Resource trunk, CloudInventory source) {
        TrunkPorts.subPorts(trunk, source); // together, before they are asked for one by one
        List<Reference> needs = new ArrayList<>(super.needs(trunk, source));
        trunk.field(SUB_PORTS).forEach(port -> needs.add(Reference.to(PortType.KIND, Json.text(port, PARENT))));
        return needs;
    }

    /**
     * The number of a sub-port is what its server uses, so it is kept, also where Neutron had taken it over from the
     * segment of the network ({@code inherit}), which may be another one on the target.
     */
    @Override
    protected ObjectNode desired(Resource trunk, CloudInventory source, Translation translation) {
        ObjectNode wanted = super.desired(trunk, source, translation);
        ArrayNode ports = wanted.putArray(SUB_PORTS);
        for (JsonNode port : trunk.field(SUB_PORTS)) {
            ObjectNode copy = port.deepCopy();
            ports.add(copy.put(PARENT, translation.id(PortType.KIND, Json.text(port, PARENT))));
        }
        return wanted;
    }

    /** Once a server of the target has its parent port, it is that server's, to change too. */
    @Override
    public Decision whenDifferent(
            Resource existing, List<Difference> differences, boolean marked, CloudInventory target) {
        boolean finished = marked && !Mark.isTag(existing.text("description"));
        boolean taken = target.find(PortType.KIND, String.valueOf(existing.text(PARENT)))
                .filter(port -> !PortType.isUnbound(port))
                .isPresent();
        return finished && taken ? Decision.REUSE : super.whenDifferent(existing, differences, marked, target);
    }

    @Override
    public CompletionStage<ChangeResult> create(ChangeContext context) {
        return super.create(context)
                .thenApply(made -> new ChangeResult(
                        made.target(), unusual(context.resource(), context.inventory()), made.facts()));
    }

    @Override
    public CompletionStage<ChangeResult> update(ChangeContext context) {
        new TrunkChange(context.target(), context.existing().orElseThrow().id())
                .become(context.wanted().path(SUB_PORTS));
        return super.update(context);
    }

    @Override
    protected ObjectNode changed(ChangeContext context) {
        return super.changed(context).without(List.of(SUB_PORTS));
    }

    /** A rollback enables it before it deletes it. */
    @Override
    public boolean isOfRemoval(Difference difference) {
        return difference.field().equals(ENABLED) && difference.target().equals("true");
    }

    @Override
    protected void remove(ChangeContext context, Resource now) {
        delete(context.target(), now.id());
    }

    /**
     * Deletes a trunk of a target, whose ports stay.
     *
     * @throws CloudException.Conflict when a server has its parent port
     */
    public static void delete(Cloud target, String id) {
        new TrunkChange(target, id).delete();
    }

    /** The trunk that a port is the parent of. */
    public static Optional<Resource> ofParent(Resource port, CloudInventory inventory) {
        return TrunkPorts.ofParent(port, inventory);
    }
}
