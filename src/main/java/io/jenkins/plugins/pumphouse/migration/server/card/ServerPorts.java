package io.jenkins.plugins.pumphouse.migration.server.card;

import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;

/**
 * The ports of the servers of one cloud, found by {@code device_id} and never by owner: an administrator may have given
 * a server a port of another project.
 *
 * <p>Servers that are expected are asked for together, a page of them at a time.
 */
public final class ServerPorts {
    /** Ids that fit into the URL of one request. */
    private static final int TOGETHER = 40;

    private final CloudInventory inventory;
    /** Also those that are being read: only those who need them wait for that reading. */
    private final Map<String, CompletableFuture<List<Resource>>> byServer = new HashMap<>();
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
    public List<Resource> of(Resource server) {
        CompletableFuture<List<Resource>> ports;
        Map<String, String> page = new LinkedHashMap<>();
        synchronized (this) {
            expected.putIfAbsent(server.id(), server.text("tenant_id"));
            if (!byServer.containsKey(server.id())) {
                page.putAll(page(server.id()));
                page.keySet().forEach(id -> byServer.put(id, new CompletableFuture<>()));
            }
            ports = byServer.get(server.id());
        }
        if (!page.isEmpty()) {
            read(page);
        }
        return joined(ports);
    }

    /** Project by server: the server and as many others as one request asks for. */
    private Map<String, String> page(String server) {
        Map<String, String> page = new LinkedHashMap<>();
        page.put(server, expected.get(server));
        expected.entrySet().stream()
                .filter(other -> !byServer.containsKey(other.getKey()))
                .limit(TOGETHER)
                .forEach(other -> {
                    if (page.size() < TOGETHER) {
                        page.put(other.getKey(), other.getValue());
                    }
                });
        return page;
    }

    /** Kept only when all are read: what failed is asked for again, and a server with an empty list has none. */
    private void read(Map<String, String> page) {
        try {
            Map<String, List<Resource>> read = new HashMap<>();
            page.keySet().forEach(id -> read.put(id, new ArrayList<>()));
            for (Resource port : PortType.ofDevices(inventory, new ArrayList<>(page.keySet()))) {
                Resource owned = owned(port, page.get(port.text("device_id")));
                read.getOrDefault(port.text("device_id"), new ArrayList<>()).add(owned);
                inventory.learn(owned);
            }
            settle(page, (id, ports) -> ports.complete(read.get(id)));
        } catch (RuntimeException | Error e) {
            settle(page, (id, ports) -> {
                byServer.remove(id);
                ports.completeExceptionally(e);
            });
            throw e;
        }
    }

    private synchronized void settle(
            Map<String, String> page, BiConsumer<String, CompletableFuture<List<Resource>>> end) {
        page.keySet().forEach(id -> end.accept(id, byServer.get(id)));
    }

    private static List<Resource> joined(CompletableFuture<List<Resource>> ports) {
        try {
            return ports.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** A port whose project is gone counts as its server's project's: nobody else could own it on another cloud. */
    private Resource owned(Resource port, String project) {
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
