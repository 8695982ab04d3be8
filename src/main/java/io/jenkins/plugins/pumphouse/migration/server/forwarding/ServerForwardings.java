package io.jenkins.plugins.pumphouse.migration.server.forwarding;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.network.PortForwardings;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.migration.network.TrunkPorts;
import io.jenkins.plugins.pumphouse.migration.server.inventory.FloatingAddress;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerTrunks;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The port forwardings that lead, or led before a run took them, to servers of the source. */
public final class ServerForwardings {
    private ServerForwardings() {}

    /** Those of an address: what the source has, and what runs have noted at servers that count, each once. */
    static List<Forwarding> of(Resource address, CloudInventory source) {
        Map<String, Forwarding> all = new LinkedHashMap<>();
        noted(source).getOrDefault(address.id(), List.of()).forEach(one -> all.put(one.meaning(), one));
        for (ObjectNode live : PortForwardings.of(address, source)) {
            Forwarding forwarding = new Forwarding(address.id(), null, false, live);
            all.put(forwarding.meaning(), forwarding);
        }
        return List.copyOf(all.values());
    }

    /** Says whose notes count; to be called before the first {@link #of}. */
    static void expect(Collection<Resource> servers, CloudInventory source) {
        source.fact(ServerForwardings.class, () -> {
            Map<String, List<Forwarding>> noted = new HashMap<>();
            for (Resource server : servers) {
                noted(server)
                        .forEach(one -> noted.computeIfAbsent(one.floating(), id -> new ArrayList<>())
                                .add(one));
            }
            return noted;
        });
    }

    /** Notes by the address. */
    private static Map<String, List<Forwarding>> noted(CloudInventory source) {
        return source.fact(ServerForwardings.class, Map::of);
    }

    static List<Forwarding> noted(Resource server) {
        List<Forwarding> noted = new ArrayList<>();
        for (var item : server.field("metadata").properties()) {
            if (item.getKey().startsWith(FloatingAddress.KEY) && !item.getKey().endsWith(FloatingAddress.TEXT)) {
                String text = Json.text(server.field("metadata"), item.getKey() + FloatingAddress.TEXT);
                Forwarding.noted(item.getValue().asText(), text).ifPresent(noted::add);
            }
        }
        return noted;
    }

    /** The server that a forwarding leads to; empty when its port is no server's. */
    static Optional<Resource> server(Forwarding forwarding, CloudInventory source) {
        return source.find(PortType.KIND, forwarding.port())
                .map(port -> TrunkPorts.card(port, source))
                .filter(port -> String.valueOf(port.text("device_owner")).startsWith("compute:"))
                .flatMap(port -> source.find(Kind.SERVER, String.valueOf(port.text("device_id"))));
    }

    /** Why a server must not be deleted: what still forwards to it, or is on neither cloud, in words. */
    public static List<String> blocking(Resource server, CloudInventory source) {
        List<String> blocking = new ArrayList<>();
        Map<String, List<Resource>> byPort = PortForwardings.byPort(source);
        for (Resource port : ServerTrunks.ports(server, source)) {
            byPort.getOrDefault(port.id(), List.of())
                    .forEach(address -> blocking.add("floating address " + address.name() + " still forwards to it on "
                            + source.cloud().name()
                            + " (pumpInstances takes the forwardings along when all servers that the address leads to"
                            + " have moved)"));
        }
        noted(server).stream()
                .filter(one -> !one.isDone())
                .forEach(one -> blocking.add("port forwarding " + one.meaning()
                        + " was taken from the source and is not known to be on the target: run pumpInstances"));
        return blocking;
    }
}
