package io.jenkins.plugins.pumphouse.migration.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which trunk of a cloud a port belongs to, as its parent or as a sub-port. */
public final class TrunkPorts {
    /** What Neutron writes to a sub-port when the parent's server is wired; it names no device. */
    static final String OWNER = "trunk:subport";

    private static final String DETAILS = "trunk-details";

    private final CloudInventory inventory;
    private final Map<String, Resource> byParent = new HashMap<>();
    private final Map<String, Resource> bySubPort = new HashMap<>();

    private TrunkPorts(CloudInventory inventory) {
        this.inventory = inventory;
        for (Resource trunk : inventory.list(TrunkType.KIND, Scope.ALL)) {
            byParent.put(trunk.text("port_id"), trunk);
            trunk.field(TrunkType.SUB_PORTS).forEach(port -> bySubPort.put(Json.text(port, "port_id"), trunk));
        }
    }

    public static TrunkPorts of(CloudInventory inventory) {
        return inventory.fact(TrunkPorts.class, () -> new TrunkPorts(inventory));
    }

    /** The trunk that a port is the parent of; a Neutron with {@code trunk-details} says so in the port itself. */
    static Optional<Resource> ofParent(Resource port, CloudInventory inventory) {
        String id = Json.text(port.field("trunk_details"), "trunk_id");
        if (id != null) {
            return inventory.find(TrunkType.KIND, id);
        }
        return inventory.cloud().networkExtensions().contains(DETAILS)
                ? Optional.empty()
                : Optional.ofNullable(of(inventory).byParent.get(port.id()));
    }

    /** Whether a port is in a trunk whose parent something has, so that it moves, or stays, with that. */
    public boolean isOfDevice(String port) {
        Resource trunk = bySubPort.getOrDefault(port, byParent.get(port));
        return trunk != null
                && inventory
                        .find(PortType.KIND, trunk.text("port_id"))
                        .filter(parent -> !PortType.isUnbound(parent))
                        .isPresent();
    }

    /** The port by which a server has this one: a sub-port's is the parent of its trunk, any other's is itself. */
    public static Resource card(Resource port, CloudInventory inventory) {
        Resource trunk = of(inventory).bySubPort.get(port.id());
        return trunk == null
                ? port
                : inventory.find(PortType.KIND, trunk.text("port_id")).orElse(port);
    }

    /** The sub-ports of a trunk, of any owner, in its order; one that is gone is left out. */
    public static List<Resource> subPorts(Resource trunk, CloudInventory inventory) {
        return inventory.fact(List.of(TrunkPorts.class, trunk.id()), () -> {
            List<String> ids = new ArrayList<>();
            trunk.field(TrunkType.SUB_PORTS).forEach(port -> ids.add(Json.text(port, "port_id")));
            List<Resource> ports = new ArrayList<>(PortType.whereAny("id", ids, inventory));
            ports.forEach(inventory::learn);
            ports.sort(Comparator.comparingInt(port -> ids.indexOf(port.id())));
            return List.copyOf(ports);
        });
    }

    /** {@code "vlan 101"}: how a trunk's server marks the frames of a sub-port. */
    public static String segment(Resource trunk, String subPort) {
        for (JsonNode port : trunk.field(TrunkType.SUB_PORTS)) {
            if (subPort.equals(Json.text(port, "port_id"))) {
                return Json.text(port, "segmentation_type") + ' ' + Json.text(port, "segmentation_id");
            }
        }
        return "";
    }
}
