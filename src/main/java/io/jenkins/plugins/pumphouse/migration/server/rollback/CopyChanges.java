package io.jenkins.plugins.pumphouse.migration.server.rollback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.network.floating.FloatingIpType;
import io.jenkins.plugins.pumphouse.migration.network.floating.PortForwardings;
import io.jenkins.plugins.pumphouse.migration.server.card.HeldGateways;
import io.jenkins.plugins.pumphouse.migration.server.card.NicOrder;
import io.jenkins.plugins.pumphouse.migration.server.card.Nics;
import io.jenkins.plugins.pumphouse.migration.server.card.ServerFloating;
import io.jenkins.plugins.pumphouse.migration.server.card.ServerTrunks;
import io.jenkins.plugins.pumphouse.migration.server.forwarding.ServerForwardings;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerHistory;
import io.jenkins.plugins.pumphouse.migration.server.note.Accepted;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.server.note.RefusedParts;
import io.jenkins.plugins.pumphouse.migration.server.proof.ServerComparison;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What was changed on a server's copy since its move, and would be lost when the server is rolled back. */
final class CopyChanges {
    /** What changes a server's copy for good (Compute API, {@code os-instance-actions}). */
    private static final Set<String> CHANGES = Set.of(
            "rebuild",
            "resize",
            "attach_volume",
            "detach_volume",
            "swap_volume",
            "attach_interface",
            "detach_interface",
            "attach_share",
            "detach_share",
            "restore");

    private final Resource server;
    private final CloudInventory source;
    private final Resource copy;
    private final CloudInventory target;
    private final List<String> changed = new ArrayList<>();

    private CopyChanges(Resource server, CloudInventory source, Resource copy, CloudInventory target) {
        this.server = server;
        this.source = source;
        this.copy = copy;
        this.target = target;
    }

    /** A sentence each, for a person; empty when nothing was. */
    static List<String> of(Resource server, CloudInventory source, Resource copy, CloudInventory target) {
        CopyChanges changes = new CopyChanges(server, source, copy, target);
        changes.look();
        return List.copyOf(changes.changed);
    }

    /** The same of a copy whose move was interrupted, and that need not have all of its server yet. */
    static List<String> ofUnfinished(Resource server, CloudInventory source, Resource copy, CloudInventory target) {
        CopyChanges changes = new CopyChanges(server, source, copy, target);
        changes.history();
        changes.floating();
        return List.copyOf(changes.changed);
    }

    private void look() {
        ServerComparison servers = new ServerComparison(server, source, copy, target, new Translation());
        List<Difference> differences = new ArrayList<>(servers.differences(
                had(),
                NicOrder.of(server, source),
                new HeldGateways(source.options().cutovers())));
        servers.size().ifPresent(differences::add);
        Set<String> accepted = Accepted.of(server);
        differences.stream()
                .filter(difference -> !accepted.contains(difference.field()))
                .map(difference ->
                        difference.between(source.cloud().name(), target.cloud().name()))
                .forEach(difference -> changed.add(difference.toString()));
        history();
        floating();
    }

    /** What the copy has had from the move, without what its owner turns on and off. */
    private ObjectNode had() {
        ObjectNode had = Json.object().put("name", server.name());
        for (String field : List.of("description", "tags", "accessIPv4", "accessIPv6")) {
            if (server.json().hasNonNull(field)) {
                had.set(field, server.field(field));
            }
        }
        had.set("metadata", MoveNotes.ownMetadata(server));
        had.set("addresses", Json.array(Nics.addresses(server.json())));
        return RefusedParts.accepted(had, copy.json()).put("power", copy.text("status"));
    }

    /** No move does any of these to a copy, so that no two clocks have to agree since when they count. */
    private void history() {
        ServerHistory.ifShown(target.cloud(), copy.id()).stream() // else the comparison has to do
                .flatMap(history -> history.newestFirst().stream())
                .filter(action -> CHANGES.contains(action.word()))
                .forEach(action -> changed.add(action + " on " + target.cloud().name()));
    }

    /** Floating addresses that the copy has got on the target, and those that forward to it. */
    private void floating() {
        Set<String> moved = new HashSet<>();
        ServerFloating.of(server, source).forEach(floating -> moved.add(String.valueOf(floating.copy())));
        Set<String> ports = new HashSet<>();
        ServerTrunks.ports(copy, target).forEach(port -> ports.add(port.id()));
        FloatingIpType.all(target).stream()
                .filter(ip -> ip.text("port_id") != null && ports.contains(ip.text("port_id")))
                .filter(ip -> !moved.contains(ip.id()))
                .forEach(ip -> changed.add("floating address " + ip.name() + " was bound to it on "
                        + target.cloud().name()));
        moved.addAll(ServerForwardings.copies(server)); // what these forward goes back with them
        ports.stream()
                .flatMap(port -> PortForwardings.byPort(target).getOrDefault(port, List.of()).stream())
                .filter(ip -> !moved.contains(ip.id()))
                .map(ip -> "floating address " + ip.name() + " forwards to it on "
                        + target.cloud().name())
                .distinct()
                .forEach(changed::add);
    }
}
