package io.jenkins.plugins.pumphouse.migration.server.presence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.network.floating.FloatingIpType;
import io.jenkins.plugins.pumphouse.migration.network.floating.PortForwarding;
import io.jenkins.plugins.pumphouse.migration.network.floating.PortForwardings;
import io.jenkins.plugins.pumphouse.migration.novanetwork.NovaAddress;
import io.jenkins.plugins.pumphouse.migration.server.card.FloatingAddress;
import io.jenkins.plugins.pumphouse.migration.server.card.Nics;
import io.jenkins.plugins.pumphouse.migration.server.card.ServerFloating;
import io.jenkins.plugins.pumphouse.migration.server.card.ServerTrunks;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerVolumes;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What its owner has changed of a server since the plan was made, which the plan's copy would not have. */
public final class ChangedServer {
    private ChangedServer() {}

    /** Each change in words; empty when the server is as it was. */
    public static List<String> since(Resource planned, Resource now) {
        List<String> changes = new ArrayList<>();
        add(changes, "flavor", Json.text(planned.field("flavor"), "id"), Json.text(now.field("flavor"), "id"));
        add(changes, "image", Json.text(planned.field("image"), "id"), Json.text(now.field("image"), "id"));
        add(changes, "volumes", volumes(planned), volumes(now));
        add(changes, "network cards", macs(planned), macs(now));
        if (macs(planned).equals(macs(now))) {
            add(changes, "addresses", addresses(planned), addresses(now));
        }
        for (Difference word : Difference.of(words(now), words(planned))) {
            add(changes, word.field(), word.target(), word.source());
        }
        return changes;
    }

    /**
     * Floating addresses that have come to lead, or forward, to it since, each in words: nothing on the target is ready
     * for them. One that it has lost needs nothing.
     */
    public static List<String> bound(Resource planned, CloudInventory before, CloudInventory now) {
        Set<String> known = addresses(planned, before);
        List<String> bound = new ArrayList<>(addresses(planned, now).stream()
                .filter(address -> !known.contains(address))
                .map(address -> "floating address " + address + " leads to it now")
                .toList());
        bound.addAll(forwarded(planned, before, now));
        return bound;
    }

    /** Addresses that have come to forward to it; one whose forwardings are as they were is not asked again. */
    private static List<String> forwarded(Resource server, CloudInventory before, CloudInventory now) {
        List<String> forwarded = new ArrayList<>();
        if (!now.cloud().has(Service.NETWORK)) {
            return forwarded;
        }
        Set<String> ports =
                ServerTrunks.ports(server, now).stream().map(Resource::id).collect(Collectors.toSet());
        for (Resource address : FloatingIpType.all(now)) {
            Optional<Resource> planned = before.find(FloatingIpType.KIND, address.id());
            if (planned.filter(one -> PortForwardings.isSame(one, address)).isEmpty()) {
                Set<String> known =
                        planned.map(one -> meanings(one, ports, before)).orElse(Set.of());
                meanings(address, ports, now).stream()
                        .filter(one -> !known.contains(one))
                        .forEach(one -> forwarded.add(
                                "floating address " + address.name() + " forwards to it now (" + one + ")"));
            }
        }
        return forwarded;
    }

    private static Set<String> meanings(Resource address, Set<String> ports, CloudInventory cloud) {
        return PortForwardings.of(address, cloud).stream()
                .filter(one -> ports.contains(String.valueOf(Json.text(one, PortForwarding.PORT))))
                .map(PortForwarding::meaning)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> addresses(Resource server, CloudInventory source) {
        return ServerFloating.of(server, source).stream()
                .map(FloatingAddress::address)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What its owner calls it and says of it. */
    public static ObjectNode words(Resource server) {
        ObjectNode words = Json.object();
        for (String field : List.of("name", "description", "tags", "accessIPv4", "accessIPv6")) {
            if (server.json().has(field)) { // an older API does not show all of them
                words.set(field, server.field(field));
            }
        }
        words.set("metadata", MoveNotes.ownMetadata(server));
        return words;
    }

    private static String addresses(Resource server) {
        return String.join(", ", Nics.addresses(server.json()));
    }

    private static void add(List<String> changes, String what, String before, String after) {
        if (!Objects.equals(before, after)) {
            changes.add(what + " " + shown(before) + " became " + shown(after));
        }
    }

    private static String shown(String value) {
        return value == null || value.isEmpty() ? "none" : value;
    }

    private static String volumes(Resource server) {
        return String.join(", ", new TreeSet<>(ServerVolumes.ids(server)));
    }

    private static String macs(Resource server) {
        TreeSet<String> macs = new TreeSet<>();
        Nics.reported(server.json()).forEach(address -> macs.add(String.valueOf(Json.text(address, NovaAddress.MAC))));
        return String.join(", ", macs);
    }
}
