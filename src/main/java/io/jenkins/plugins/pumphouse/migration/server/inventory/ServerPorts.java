package io.jenkins.plugins.pumphouse.migration.server.inventory;

import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The ports of the servers of one cloud, found by {@code device_id} and never by owner: an administrator may have given
 * a server a port of another project.
 *
 * <p>Servers that are expected are asked for together, a page of them at a time.
 */
public final class ServerPorts {
    /** So many ids fit into the address of one request. */
    private static final int TOGETHER = 40;

    private final CloudInventory inventory;
    private final Map<String, List<Resource>> byServer = new HashMap<>();
    /** Project by server. */
    private final Map<String, String> expected = new LinkedHashMap<>();

    private ServerPorts(CloudInventory inventory) {
        this.inventory = inventory;
    }

    public static ServerPorts of(CloudInventory inventory) {
        return inventory.fact(ServerPorts.class, () -> new ServerPorts(inventory));
    }

    /** Says that the ports of these servers will be asked for. */
    public synchronized void expect(List<Resource> servers) {
        servers.forEach(server -> expected.put(server.id(), server.text("tenant_id")));
    }

    /** The ports of one server, in the order of Neutron, which means nothing. */
    public synchronized List<Resource> of(Resource server) {
        if (!byServer.containsKey(server.id())) {
            expect(List.of(server));
            read(server.id());
        }
        return byServer.get(server.id());
    }

    private void read(String server) {
        List<String> ids = new ArrayList<>(List.of(server));
        expected.keySet().stream()
                .filter(id -> !id.equals(server) && !byServer.containsKey(id))
                .limit(TOGETHER - 1L)
                .forEach(ids::add);
        // Kept only when all are read: to a server without an entry they are asked for again, one with an empty list
        // has none.
        Map<String, List<Resource>> read = new HashMap<>();
        ids.forEach(id -> read.put(id, new ArrayList<>()));
        for (Resource port : PortType.ofDevices(inventory, ids)) {
            Resource owned = owned(port);
            read.getOrDefault(port.text("device_id"), new ArrayList<>()).add(owned);
            inventory.learn(owned);
        }
        byServer.putAll(read);
    }

    /** A port whose project is gone counts as its server's project's: nobody else could own it on another cloud. */
    private Resource owned(Resource port) {
        String project = expected.get(port.text("device_id"));
        if (project == null
                || project.equals(port.text("tenant_id"))
                || inventory
                        .find(Kind.PROJECT, String.valueOf(port.text("tenant_id")))
                        .isPresent()) {
            return port;
        }
        return new Resource(
                PortType.KIND, port.id(), port.name(), port.json().deepCopy().put("tenant_id", project));
    }
}
