package io.jenkins.plugins.pumphouse.host.fuel.layout;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.host.fuel.FuelNetwork;
import io.jenkins.plugins.pumphouse.host.fuel.Node;
import java.util.List;
import java.util.Map;

/**
 * Nodes for layouts: {@code node(5).disk("sda", 100, "os", 50, "vm", 50).nic("eth0", 1000, "public").build()}, sizes in
 * GiB.
 */
final class EquipmentBuilder {

    static final List<FuelNetwork> NETWORKS = List.of(
            new FuelNetwork(1, "fuelweb_admin", null),
            new FuelNetwork(2, "public", 1),
            new FuelNetwork(3, "management", 1),
            new FuelNetwork(4, "storage", 1),
            new FuelNetwork(5, "private", 1));

    private static final Map<String, Integer> IDS =
            Map.of("fuelweb_admin", 1, "public", 2, "management", 3, "storage", 4, "private", 5);

    private final ObjectNode node = JsonNodeFactory.instance.objectNode();
    private final ArrayNode drives;
    private final ArrayNode disks = node.arrayNode();
    private final ArrayNode nics = node.arrayNode();

    private EquipmentBuilder(int id) {
        node.put("id", id)
                .put("name", "cmp-" + id)
                .put("cluster", 2)
                .put("group_id", 1)
                .put("status", "discover");
        drives = node.putObject("meta").putArray("disks");
    }

    static EquipmentBuilder node(int id) {
        return new EquipmentBuilder(id);
    }

    /** @param volumes names and their sizes in GiB, in turn */
    EquipmentBuilder disk(String name, int gib, Object... volumes) {
        return disk(name, "pci-" + name, "HDD", gib, volumes);
    }

    EquipmentBuilder disk(String name, String path, String model, int gib, Object... volumes) {
        drives.addObject().put("name", name).put("disk", path).put("model", model);
        ObjectNode disk = disks.addObject()
                .put("name", name)
                .put("id", path)
                .put("size", gib * 1024)
                .put("bootable", disks.size() == 1);
        ArrayNode list = disk.putArray("volumes");
        for (int i = 0; i < volumes.length; i += 2) {
            list.addObject()
                    .put("name", (String) volumes[i])
                    .put("size", (Integer) volumes[i + 1] * 1024)
                    .put("keep_data", false);
        }
        return this;
    }

    /** The first one boots. */
    EquipmentBuilder nic(String name, int speed, String... networks) {
        ObjectNode nic = nics.addObject()
                .put("id", 10 * node.path("id").asInt() + nics.size())
                .put("name", name)
                .put("type", "ether")
                .put("mac", "52:54:00:00:0" + node.path("id").asInt() + ":0" + nics.size())
                .put("max_speed", speed)
                .put("state", "up")
                .put("pxe", nics.size() == 1);
        assign(nic, networks);
        return this;
    }

    EquipmentBuilder bond(String name, List<String> slaves, String... networks) {
        ObjectNode bond = nics.addObject()
                .put("id", 99)
                .put("name", name)
                .put("type", "bond")
                .put("mac", "52:54:00:00:00:99")
                .put("mode", "active-backup");
        slaves.forEach(slave -> bond.withArray("slaves").addObject().put("name", slave));
        assign(bond, networks);
        return this;
    }

    private static void assign(ObjectNode nic, String... networks) {
        ArrayNode list = nic.putArray("assigned_networks");
        for (String network : networks) {
            list.addObject().put("id", IDS.get(network)).put("name", network);
        }
    }

    Equipment build() {
        return new Equipment(Node.of(node), disks, nics);
    }
}
