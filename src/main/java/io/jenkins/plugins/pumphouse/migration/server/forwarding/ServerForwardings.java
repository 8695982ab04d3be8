package io.jenkins.plugins.pumphouse.migration.server.forwarding;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.migration.network.TrunkPorts;
import io.jenkins.plugins.pumphouse.migration.network.floating.FloatingIpType;
import io.jenkins.plugins.pumphouse.migration.network.floating.PortForwarding;
import io.jenkins.plugins.pumphouse.migration.network.floating.PortForwardings;
import io.jenkins.plugins.pumphouse.migration.server.card.FloatingAddress;
import io.jenkins.plugins.pumphouse.migration.server.card.ServerTrunks;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The port forwardings that lead, or led before a run took them, to servers of the source. */
public final class ServerForwardings {
    private ServerForwardings() {}

    /** Those of an address: what the source has, and what runs have noted at servers that count, each once. */
    static List<Forwarding> of(Resource address, CloudInventory source) {
        Map<String, Forwarding> all = new LinkedHashMap<>();
        noted(source).getOrDefault(address.id(), List.of()).forEach(one -> all.put(one.meaning(), one));
        for (ObjectNode live : PortForwardings.of(address, source)) {
            String meaning = PortForwarding.meaning(live);
            Forwarding noted = all.get(meaning);
            all.put(meaning, noted == null ? new Forwarding(address.id(), null, false, live, null) : noted.live(live));
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
                Forwarding.noted(item.getValue().asText(), text, new Forwarding.Kept(server.id(), item.getKey()))
                        .ifPresent(noted::add);
            }
        }
        return noted;
    }

    /** Ids of the target's addresses that the forwardings of a moved server have gone to. */
    public static Set<String> copies(Resource server) {
        return noted(server).stream().map(Forwarding::copy).collect(Collectors.toSet());
    }

    /**
     * The server that has the note of a forwarding, or is to have it: where no server has its port, another of its
     * address's. Empty when the source has none of them.
     *
     * @param all of the address
     */
    static Optional<Resource> keeper(Forwarding forwarding, List<Forwarding> all, CloudInventory source) {
        return Optional.ofNullable(forwarding.kept())
                .flatMap(kept -> source.find(Kind.SERVER, kept.server()))
                .or(() -> server(forwarding, source))
                .or(() -> all.stream()
                        .flatMap(other -> server(other, source).stream())
                        .min(Comparator.comparing(Resource::id)));
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
                            + " have moved, or says why they stay)"));
        }
        noted(server).stream()
                .filter(one -> !one.isDone() && !isLive(one, source))
                .forEach(one -> blocking.add("port forwarding " + one.meaning()
                        + " was taken from the source and is not known to be on the target: run the step again that"
                        + " was interrupted, pumpInstances or pumpRollback; or give it up: " + one.giveUp()
                        + " on " + source.cloud().name()));
        return blocking;
    }

    private static boolean isLive(Forwarding noted, CloudInventory source) {
        return source.find(FloatingIpType.KIND, noted.floating()).stream()
                .flatMap(address -> PortForwardings.of(address, source).stream())
                .anyMatch(live -> PortForwarding.meaning(live).equals(noted.meaning()));
    }
}
