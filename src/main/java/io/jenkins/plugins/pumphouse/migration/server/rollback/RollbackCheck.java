package io.jenkins.plugins.pumphouse.migration.server.rollback;

import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.novanetwork.NovaAddress;
import io.jenkins.plugins.pumphouse.migration.options.MoverMark;
import io.jenkins.plugins.pumphouse.migration.server.adoption.AdoptionReturn;
import io.jenkins.plugins.pumphouse.migration.server.card.Nics;
import io.jenkins.plugins.pumphouse.migration.server.card.ServerPorts;
import io.jenkins.plugins.pumphouse.migration.server.cleanup.ServerRemoval;
import io.jenkins.plugins.pumphouse.migration.server.inventory.AttachedVolume;
import io.jenkins.plugins.pumphouse.migration.server.inventory.DetachedVolume;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerVolumes;
import io.jenkins.plugins.pumphouse.migration.server.inventory.SilentHypervisor;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerState;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerTask;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.volume.cinder.VolumeState;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a moved server can be rolled back: the source still has all of it, and the copy is known and at rest. What
 * was changed on the copy since the move would be lost, and is told apart.
 */
final class RollbackCheck {
    private final Resource server;
    private final CloudInventory source;
    private final CloudInventory target;
    private final List<String> against = new ArrayList<>();
    private final List<String> changed = new ArrayList<>();
    private Resource copy;
    private Resource deleted;
    private boolean noteAlone;
    /** Where it was moved to, or was about to be. */
    private Mark movedTo;

    private boolean unfinished;

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
            check.against.add("changed while it was checked: run again (" + e.getMessage() + ")");
        }
        return check;
    }

    /** Why it cannot be rolled back at all; empty when it can. */
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

    /** The server on the target when it is deleted, and Nova keeps it for a while; empty when it is not. */
    Optional<Resource> deleted() {
        return Optional.ofNullable(deleted);
    }

    /** Where it was moved to; when its move was interrupted before it had a copy, what stands for that. */
    Mark movedTo() {
        return movedTo;
    }

    /** Whether its move was interrupted before it counted. */
    boolean isUnfinished() {
        return unfinished;
    }

    private void look() {
        movedTo = StoppedMove.is(server)
                ? stopped()
                : Mark.ofValue(MoveNotes.movedTo(server)).orElse(null);
        if (movedTo == null && MoveNotes.isBeingTakenBack(server)) {
            lookForNoCopy();
        } else if (movedTo == null) {
            against.add("has not been moved");
        } else if (!movedTo.cloud().equals(target.cloud().name())) {
            against.add("was moved to " + movedTo.cloud() + ", not to "
                    + target.cloud().name() + ": name " + movedTo.cloud() + " as the target");
        } else {
            checkSource();
            checkCopy();
            checkAddresses();
            checkState();
        }
    }

    private Mark stopped() {
        StoppedMove stopped = StoppedMove.of(server, source, target);
        unfinished = true;
        stopped.against().ifPresent(against::add);
        MoverMark.of(source.options())
                .movedByOther(server.field("metadata"), source.cloud().name())
                .ifPresent(against::add);
        return stopped.copy();
    }

    private void checkCopy() {
        RollbackCopy found = RollbackCopy.of(movedTo.id(), server, source, target, unfinished);
        copy = found.copy();
        deleted = found.deleted();
        against.addAll(found.against());
        found.lost().filter(lost -> !unfinished).ifPresent(changed::add);
        against.addAll(
                AdoptionReturn.against(server, source, copy, target, unfinished || MoveNotes.isBeingTakenBack(server)));
    }

    private void checkAddresses() {
        RollbackAddress.of(server, source, copy == null ? deleted : copy).forEach(address -> {
            address.boundElsewhere(target).ifPresent(against::add);
            address.unreachable(source).ifPresent(against::add);
        });
    }

    /** Whether both run; and what the copy would take with it, while a rollback has not stopped it yet. */
    private void checkState() {
        boolean runs = copy != null && ServerState.ACTIVE.equals(copy.text("status"));
        if (runs && ServerState.ACTIVE.equals(server.text("status"))) {
            against.add("runs on " + source.cloud().name() + " and on "
                    + target.cloud().name() + " with the same MACs and addresses; find out with its owner which of the"
                    + " two has the data, and stop the other");
        }
        if (copy != null && (runs || !MoveNotes.isBeingTakenBack(server)) && against.isEmpty()) {
            changed.addAll(
                    unfinished
                            ? CopyChanges.ofUnfinished(server, source, copy, target)
                            : CopyChanges.of(server, source, copy, target));
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
        boolean mayRun = unfinished || MoveNotes.isBeingTakenBack(server);
        if (!off && !(mayRun && ServerState.ACTIVE.equals(status))) {
            against.add("is " + status + " on " + source.cloud().name()
                    + ", not SHUTOFF: find out with its owner which of the two has the data, and stop this one");
        }
        ServerTask.hindering(server, server)
                .ifPresent(task -> against.add("is busy on " + source.cloud().name() + ": " + task));
        SilentHypervisor.of(server, source)
                .ifPresent(silent ->
                        against.add("is on " + silent + ", so that it could not be started: bring that back"));
        List<String> noted =
                DetachedVolume.of(server).stream().map(DetachedVolume::id).toList();
        for (AttachedVolume attached : ServerVolumes.of(server, source)) {
            if (!noted.contains(attached.volume().id())
                    && !VolumeState.isHeld(attached.volume().text("status"), ServerState.isShelved(status))) {
                against.add("its " + attached.label() + " is "
                        + attached.volume().text("status") + " on "
                        + source.cloud().name() + ", not in-use: attach it again (openstack server add volume "
                        + server.id() + " " + attached.volume().id() + ")");
            }
        }
        Set<String> macs = new HashSet<>();
        ServerPorts.of(source).of(server).forEach(port -> macs.add(port.text("mac_address")));
        Nics.reported(server.json()).stream()
                .map(address -> Json.text(address, NovaAddress.MAC))
                .filter(mac -> mac != null && !macs.contains(mac))
                .distinct()
                .forEach(mac -> against.add("its port " + mac + " is gone from "
                        + source.cloud().name() + ": create it again (openstack port" + " create --mac-address " + mac
                        + ") and attach it (openstack server add port)"));
    }
}
