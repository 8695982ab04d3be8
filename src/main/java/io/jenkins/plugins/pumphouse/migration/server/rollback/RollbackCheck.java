package io.jenkins.plugins.pumphouse.migration.server.rollback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.network.FloatingIpType;
import io.jenkins.plugins.pumphouse.migration.server.cleanup.ServerRemoval;
import io.jenkins.plugins.pumphouse.migration.server.inventory.AttachedVolume;
import io.jenkins.plugins.pumphouse.migration.server.inventory.HeldGateways;
import io.jenkins.plugins.pumphouse.migration.server.inventory.NicOrder;
import io.jenkins.plugins.pumphouse.migration.server.inventory.Nics;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerFloating;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerHistory;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerPorts;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerVolumes;
import io.jenkins.plugins.pumphouse.migration.server.note.Accepted;
import io.jenkins.plugins.pumphouse.migration.server.note.CopyParts;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerState;
import io.jenkins.plugins.pumphouse.migration.server.proof.ServerComparison;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a moved server can be taken back: the source still has all of it, and the copy is known and at rest. What was
 * changed on the copy since the move would be lost, and is told apart.
 */
final class RollbackCheck {
    /** What changes a server's copy for good (Compute API, {@code os-instance-actions}). */
    private static final Set<String> CHANGES = Set.of(
            "rebuild",
            "resize",
            "confirmResize",
            "attach_volume",
            "detach_volume",
            "swap_volume",
            "attach_interface",
            "detach_interface",
            "restore");

    private final Resource server;
    private final CloudInventory source;
    private final CloudInventory target;
    private final List<String> against = new ArrayList<>();
    private final List<String> changed = new ArrayList<>();
    private Resource copy;
    private boolean noteAlone;

    private RollbackCheck(Resource server, CloudInventory source, CloudInventory target) {
        this.server = server;
        this.source = source;
        this.target = target;
    }

    static RollbackCheck of(Resource server, CloudInventory source, CloudInventory target) {
        RollbackCheck check = new RollbackCheck(server, source, target);
        try {
            check.look();
        } catch (CloudException.NotFound e) {
            check.against.add("changed while it was checked (" + e.getMessage() + ")");
        }
        return check;
    }

    /** Why it cannot be taken back at all; empty when it can. */
    List<String> against() {
        return List.copyOf(against);
    }

    /** What was changed since the move and would be lost; empty when nothing was, or a rollback has begun. */
    List<String> changed() {
        return List.copyOf(changed);
    }

    /** Whether all is done but to strike out the note of the rollback. */
    boolean isNoteAlone() {
        return noteAlone;
    }

    /** The server on the target; empty when it is gone. */
    Optional<Resource> copy() {
        return Optional.ofNullable(copy);
    }

    private void look() {
        Optional<Mark> moved = Mark.ofValue(MoveNotes.movedTo(server));
        if (moved.isEmpty() && MoveNotes.isBeingTakenBack(server)) {
            lookForNoCopy();
            return;
        }
        if (moved.isEmpty()) {
            against.add(
                    MoveNotes.isBeingMoved(server)
                            ? "its move is not finished: pumpInstances resumes it, or brings it back if it fails"
                            : "has not been moved");
            return;
        }
        if (!moved.get().cloud().equals(target.cloud().name())) {
            against.add("was moved to " + moved.get().cloud() + ", not to "
                    + target.cloud().name());
            return;
        }
        checkSource();
        findCopy(moved.get().id());
        boolean runs = copy != null && ServerState.ACTIVE.equals(copy.text("status"));
        if (runs && ServerState.ACTIVE.equals(server.text("status"))) {
            against.add("runs on " + source.cloud().name() + " and on "
                    + target.cloud().name() + " with the same MACs and addresses; find out with its owner which of the"
                    + " two has the data, and stop the other");
        }
        if (copy != null && (runs || !MoveNotes.isBeingTakenBack(server)) && against.isEmpty()) {
            lookForChanges();
        }
    }

    /** An earlier run has struck out its notes but the last, which it does when the copy is gone. */
    private void lookForNoCopy() {
        String mark = new Mark(source.cloud().name(), server.id()).value();
        target.list(Kind.SERVER, Scope.ALL).stream()
                .filter(other -> mark.equals(Json.text(other.field("metadata"), Mark.KEY)))
                .filter(other -> !ServerRemoval.isGone(Optional.of(other)))
                .forEach(other -> against.add("has the note " + MoveNotes.ROLLBACK + " of a rollback, and server "
                        + other.id() + " on " + target.cloud().name() + " is marked as its copy, but its note "
                        + MoveNotes.MOVED_TO + " is gone; decide which of the two counts, and delete the other"));
        noteAlone = against.isEmpty();
    }

    private void checkSource() {
        String status = server.text("status");
        boolean off = ServerState.SHUTOFF.equals(status) || ServerState.isShelved(status);
        if (!off && !(MoveNotes.isBeingTakenBack(server) && ServerState.ACTIVE.equals(status))) {
            against.add("is " + status + " on " + source.cloud().name() + ", not SHUTOFF");
        }
        if (server.text("OS-EXT-STS:task_state") != null) {
            against.add("is busy on " + source.cloud().name() + ": " + server.text("OS-EXT-STS:task_state"));
        }
        for (AttachedVolume attached : ServerVolumes.of(server, source)) {
            if (!"in-use".equals(attached.volume().text("status"))) {
                against.add("its " + attached.label() + " is "
                        + attached.volume().text("status") + " on "
                        + source.cloud().name() + ", not in-use");
            }
        }
        Set<String> macs = new HashSet<>();
        ServerPorts.of(source).of(server).forEach(port -> macs.add(port.text("mac_address")));
        Nics.reported(server.json()).stream()
                .map(address -> Json.text(address, Nics.MAC))
                .filter(mac -> mac != null && !macs.contains(mac))
                .distinct()
                .forEach(mac -> against.add(
                        "its port " + mac + " is gone from " + source.cloud().name()));
    }

    private void findCopy(String id) {
        Optional<Resource> found = target.find(Kind.SERVER, id);
        if (ServerRemoval.isGone(found)) {
            if (!MoveNotes.isBeingTakenBack(server)) {
                changed.add("its server " + id + " is not on " + target.cloud().name()
                        + " any more, and what was written there is gone with it");
            }
            return;
        }
        String mark = Json.text(found.orElseThrow().field("metadata"), Mark.KEY);
        if (!new Mark(source.cloud().name(), server.id()).value().equals(mark)) {
            against.add("server " + id + " on " + target.cloud().name() + " is not marked as a copy of this server");
            return;
        }
        copy = found.get();
        String status = copy.text("status");
        if (!ServerState.isOnOrOff(status) && !ServerState.isShelved(status)) {
            against.add("is " + status + " on " + target.cloud().name() + ", not ACTIVE or SHUTOFF");
        }
        if (copy.text("OS-EXT-STS:task_state") != null) {
            against.add("is busy on " + target.cloud().name() + ": " + copy.text("OS-EXT-STS:task_state"));
        }
    }

    private void lookForChanges() {
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
        return CopyParts.accepted(had, copy.json()).put("power", copy.text("status"));
    }

    private void history() {
        String noted = Json.text(server.field("metadata"), MoveNotes.MOVED_AT);
        try {
            Instant moved = Instant.parse(String.valueOf(noted));
            ServerHistory.of(target.cloud(), copy.id()).newestFirst().stream()
                    .filter(action ->
                            CHANGES.contains(action.word()) && action.at().isAfter(moved))
                    .forEach(action ->
                            changed.add(action + " on " + target.cloud().name()));
        } catch (DateTimeException | CloudException.NotFound | CloudException.MissingRight e) {
            return; // a move of an older release, or a cloud that keeps or shows no history: the comparison has to do
        }
    }

    /** Floating addresses that the copy has got on the target. */
    private void floating() {
        Set<String> moved = new HashSet<>();
        ServerFloating.of(server, source).forEach(floating -> moved.add(String.valueOf(floating.copy())));
        Set<String> ports = new HashSet<>();
        ServerPorts.of(target).of(copy).forEach(port -> ports.add(port.id()));
        FloatingIpType.all(target).stream()
                .filter(ip -> ip.text("port_id") != null && ports.contains(ip.text("port_id")))
                .filter(ip -> !moved.contains(ip.id()))
                .forEach(ip -> changed.add("floating address " + ip.name() + " was bound to it on "
                        + target.cloud().name()));
    }
}
