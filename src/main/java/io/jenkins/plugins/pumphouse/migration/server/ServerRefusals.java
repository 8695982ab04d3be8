package io.jenkins.plugins.pumphouse.migration.server;

import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.options.MoverMark;
import io.jenkins.plugins.pumphouse.migration.server.card.ServerFloating;
import io.jenkins.plugins.pumphouse.migration.server.content.DowntimeForecast;
import io.jenkins.plugins.pumphouse.migration.server.inventory.AttachedVolume;
import io.jenkins.plugins.pumphouse.migration.server.inventory.MappedHost;
import io.jenkins.plugins.pumphouse.migration.server.inventory.MappedHostCheck;
import io.jenkins.plugins.pumphouse.migration.server.inventory.RootDisk;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerFlavor;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerKey;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerOwner;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerVolumes;
import io.jenkins.plugins.pumphouse.migration.server.inventory.SharingServers;
import io.jenkins.plugins.pumphouse.migration.server.note.Accepted;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerState;
import io.jenkins.plugins.pumphouse.migration.server.note.SourceLock;
import io.jenkins.plugins.pumphouse.migration.server.proof.EphemeralDisk;
import io.jenkins.plugins.pumphouse.migration.server.proof.RequestedZone;
import io.jenkins.plugins.pumphouse.migration.server.proof.ServerLosses;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why a server cannot be moved without losing something: all reasons at once, with the way out where there is one. */
final class ServerRefusals {
    private ServerRefusals() {}

    static List<String> of(Resource server, CloudInventory source, CloudInventory target, Translation translation) {
        List<String> reasons = new ArrayList<>(ofItself(server, source, target, translation));
        for (Resource other : SharingServers.of(source).with(server)) {
            List<String> others = ofItself(other, source, target, translation);
            if (!others.isEmpty()) {
                reasons.add("moves at the same time as server " + other.name() + " (" + other.id() + "), as they share"
                        + " volumes, and that one cannot be moved: it " + String.join("; ", others));
            }
        }
        return reasons;
    }

    private static List<String> ofItself(
            Resource server, CloudInventory source, CloudInventory target, Translation translation) {
        Optional<String> mover = MoverMark.of(source.options())
                .movedByOther(server.field("metadata"), source.cloud().name());
        if (mover.isPresent() && !MoveNotes.isMoved(server)) { // what else is seen of it is in the middle of that move
            return List.of(mover.get());
        }
        List<String> reasons = new ArrayList<>(
                ServerState.reasons(server, source, source.options().paused()));
        Optional<String> missing = MissingCopy.of(server, source, target, translation);
        missing.ifPresent(reasons::add);
        MoveNotes.takenBack(server).ifPresent(reasons::add);
        project(server, source, reasons);
        ServerFlavor.unclear(server, source).ifPresent(reasons::add);
        reasons.addAll(ServerFloating.refusals(server, source));
        EphemeralDisk.refused(server, source, new Accepted(source.options().accept()))
                .ifPresent(reasons::add);
        new ServerKey(server, source, target, translation).missing().ifPresent(reasons::add);
        new ServerOwner(server, source, target, translation).refused().ifPresent(reasons::add);
        reasons.addAll(ServerLosses.forbidden(server, source, target, translation));
        reasons.addAll(ServerVolumes.refusals(server, source, target));
        reasons.addAll(RootDisk.refusals(server, source, target));
        reasons.addAll(TargetFit.of(server, source, target, translation));
        new MappedHostCheck(new MappedHost(server, source, target, translation))
                .refused(RequestedZone.of(server, source).mapped(translation))
                .ifPresent(reasons::add);
        new GroupHosts(server, source, target, translation).refused().ifPresent(reasons::add);
        reasons.addAll(TargetLimits.of(server, source, target, translation));
        reasons.addAll(CardWithoutAddress.refusals(server, source, target));
        reasons.addAll(VirtualFunctions.refusals(server, source, target, translation));
        new DowntimeForecast(source, target.cloud().name(), source.options())
                .tooLong(server)
                .ifPresent(reasons::add);
        if (!reasons.isEmpty() && missing.isEmpty()) {
            lock(server, source).ifPresent(reasons::add);
        }
        return reasons;
    }

    /** A lock that an interrupted move has left stays while its server is refused: its owner has to know. */
    private static Optional<String> lock(Resource server, CloudInventory source) {
        if (!SourceLock.isOfInterruptedMove(server)) {
            return Optional.empty();
        }
        boolean whole = ServerVolumes.of(server, source).stream().noneMatch(AttachedVolume::detached);
        String locked = "is still locked by its interrupted move";
        return whole
                ? Optional.of(locked + ": openstack server unlock " + Request.segment(server.id()))
                : Optional.of(
                        locked + ", which has detached volumes: run pumpRollback, which returns them and unlocks it");
    }

    /** Keystone gives nobody a token for a disabled project, and without one nothing boots in it. */
    private static void project(Resource server, CloudInventory source, List<String> reasons) {
        source.find(Kind.PROJECT, server.text("tenant_id"))
                .filter(project -> project.json().hasNonNull("enabled")
                        && !project.field("enabled").asBoolean())
                .ifPresent(project ->
                        reasons.add("is in project " + project.name() + ", which is disabled (enable it for the"
                                + " time of the move: nothing can be booted in a disabled one)"));
    }
}
