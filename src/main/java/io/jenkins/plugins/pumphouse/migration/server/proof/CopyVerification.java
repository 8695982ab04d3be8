package io.jenkins.plugins.pumphouse.migration.server.proof;

import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.inventory.NovaServer;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerHistory;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerVolumes;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServiceTime;
import io.jenkins.plugins.pumphouse.migration.server.inventory.SilentHypervisor;
import io.jenkins.plugins.pumphouse.migration.server.note.Accepted;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerState;
import io.jenkins.plugins.pumphouse.migration.server.note.SourceLock;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether all of a server of the source is on the target, so that the source's may be deleted: all reasons against it.
 *
 * <p>Of what the move itself noted, only where to look is believed: server, ports and content are compared as both
 * clouds show them now. What cannot be proved blocks the deletion.
 */
public final class CopyVerification {
    private static final Set<String> WELL = Set.of("ACTIVE", "SHUTOFF");

    /** Nova's {@code OS-EXT-STS:power_state} of a server that runs, whatever the server's status says. */
    private static final int RUNNING = 1;

    private final Resource server;
    private final CloudInventory source;
    private final CloudInventory target;
    private final List<String> against = new ArrayList<>();
    private Resource copy;

    private CopyVerification(Resource server, CloudInventory source, CloudInventory target) {
        this.server = server;
        this.source = source;
        this.target = target;
    }

    /** Looks at a server that exists on the source. */
    public static CopyVerification of(Resource server, CloudInventory source, CloudInventory target) {
        CopyVerification proof = new CopyVerification(server, source, target);
        proof.look(true);
        return proof;
    }

    /**
     * Looks for a server that was deleted after such a proof, as far as it still can be: its snapshot is what is left
     * of it.
     */
    public static CopyVerification ofDeleted(Resource server, CloudInventory source, CloudInventory target) {
        CopyVerification proof = new CopyVerification(server, source, target);
        proof.look(false);
        return proof;
    }

    /**
     * Looks at a server that was moved, and compares it with its copy; whether that could be proved to be a copy, so
     * that the source's may be deleted, is not asked.
     */
    static CopyVerification ofMoved(Resource server, CloudInventory source, CloudInventory target) {
        CopyVerification comparison = new CopyVerification(server, source, target);
        comparison.compare();
        return comparison;
    }

    private void compare() {
        if (!isMoved()) {
            return;
        }
        if (!isOff()) {
            against.add("is " + server.text("status") + " on " + source.cloud().name() + " again");
        }
        if (!isThere()) {
            return;
        }
        checkWell();
        against.addAll(new CopyDifferences(server, source, copy, target).all());
        if (!ServerVolumes.bootsFromVolume(server)) {
            new ContentProof(server, source, copy, target).snapshot().ifPresent(this::checkUnchangedSince);
        }
    }

    /** For a person; empty when there is nothing against it. */
    public List<String> against() {
        return List.copyOf(against);
    }

    /** The server on the target that the source's was moved to, where there is one. */
    public Optional<Resource> copy() {
        return Optional.ofNullable(copy);
    }

    private List<String> soak() {
        SoakCheck check = new SoakCheck(source.options().safeguards().soak());
        Instant cloud = check.soak() == null
                ? null
                : ServiceTime.ofAnswer(target.cloud().send(NovaServer.get(copy.id())))
                        .orElse(null);
        return check.against(server, copy, Instant.now(), cloud);
    }

    private void look(boolean exists) {
        try {
            if (!isMoved()) {
                return;
            }
            if (exists) {
                checkAtRest();
            }
            if (!isThere()) {
                return;
            }
            checkWell();
            if (exists) {
                against.addAll(soak());
                StoredPassword.against(server, source, copy, target).ifPresent(against::add);
                against.addAll(AttachedShares.against(server, source, copy, target));
                against.addAll(new CopyDifferences(server, source, copy, target).all());
            }
            if (exists && ServerVolumes.bootsFromVolume(server)) {
                return;
            }
            Resource snapshot = checkContent();
            if (exists && snapshot != null) {
                checkUnchangedSince(snapshot);
            }
        } catch (CloudException.NotFound e) {
            against.add("changed while it was checked: run again (" + e.getMessage() + ")");
        }
    }

    private boolean isMoved() {
        Optional<Mark> moved = Mark.ofValue(MoveNotes.movedTo(server));
        if (moved.isEmpty()) {
            against.add(
                    MoveNotes.isBeingMoved(server)
                            ? "its move is not finished: run pumpInstances, which ends it"
                            : "has not been moved: run pumpInstances first");
        } else if (!moved.get().cloud().equals(target.cloud().name())) {
            against.add("was moved to " + moved.get().cloud() + ", not to "
                    + target.cloud().name() + ": name " + moved.get().cloud() + " as the target");
        }
        return against.isEmpty();
    }

    private void checkAtRest() {
        MoveNotes.takenBack(server).ifPresent(against::add);
        if (!isOff()) {
            against.add("is " + server.text("status")
                    + ", not SHUTOFF: find out with its owner whether its copy has all" + " of its data, then stop it");
        } else if (server.field("OS-EXT-STS:power_state").asInt() == RUNNING) {
            against.add(
                    "is SHUTOFF, but runs on its hypervisor: find out who started it past Nova, and stop it on the hypervisor");
        }
        if (server.text("OS-EXT-STS:task_state") != null) {
            against.add("is busy: " + server.text("OS-EXT-STS:task_state"));
        }
        if (SourceLock.isOwners(server)) {
            against.add("is locked by its owner (unlock it first)");
        }
    }

    private boolean isOff() {
        return "SHUTOFF".equals(server.text("status")) || ServerState.isShelved(server.text("status"));
    }

    private boolean isThere() {
        String id = Mark.ofValue(MoveNotes.movedTo(server)).orElseThrow().id();
        Optional<Resource> found = target.find(Kind.SERVER, id);
        if (found.isEmpty()) {
            against.add(
                    "its server " + id + " is not on " + target.cloud().name()
                            + " any more, and this may be the only copy: run pumpInstances to move it again, or delete it yourself");
            return false;
        }
        String mark = Json.text(found.get().field("metadata"), Mark.KEY);
        if (!new Mark(source.cloud().name(), server.id()).value().equals(mark)) {
            against.add("server " + id + " on " + target.cloud().name() + " is not marked as a copy of this server: "
                    + MoveNotes.toMark(new Mark(source.cloud().name(), server.id()), id, target.cloud()));
            return false;
        }
        copy = found.get();
        return true;
    }

    private void checkWell() {
        String status = String.valueOf(copy.text("status")); // an answer without one is no server that is well
        String at = " on " + target.cloud().name();
        boolean alike = ServerState.isShelved(server.text("status")) && ServerState.isShelved(status);
        if (!WELL.contains(status) && !alike) {
            against.add("is " + status + at + ", not ACTIVE or SHUTOFF: bring it to one of them ("
                    + ServerState.wayOut(status, copy.id()) + at + ")");
        }
        SilentHypervisor.of(copy, target)
                .ifPresent(silent ->
                        against.add("its copy is on " + silent + ", so that nobody knows how it is: bring that back"));
        if (copy.text("OS-EXT-STS:task_state") != null) {
            against.add("is busy" + at + ": " + copy.text("OS-EXT-STS:task_state"));
        }
        if (copy.field("fault").isObject()) {
            against.add("has a fault" + at + ": " + Json.text(copy.field("fault"), "message"));
        }
    }

    /** The snapshot of the content; null when it cannot be shown that there is one. */
    private Resource checkContent() {
        ContentProof content = new ContentProof(server, source, copy, target);
        against.addAll(content.against());
        content.differences().stream()
                .filter(d -> !Accepted.of(server).contains(d.field()))
                .forEach(d -> against.add("its " + d.field() + " is " + d.source() + " on "
                        + source.cloud().name() + ", " + d.target() + " on "
                        + target.cloud().name()));
        return content.snapshot().orElse(null);
    }

    private void checkUnchangedSince(Resource snapshot) {
        Instant taken = ServiceTime.of(snapshot.json(), "created_at", "The snapshot of server " + server.name());
        ServerHistory.of(source.cloud(), server.id())
                .changeSince(taken)
                .ifPresent(change -> against.add("may have newer data on the source: after its snapshot of " + taken
                        + " Nova notes " + change + ". Move it again, or delete it yourself"));
    }
}
