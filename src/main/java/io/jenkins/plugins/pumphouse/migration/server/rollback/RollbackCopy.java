package io.jenkins.plugins.pumphouse.migration.server.rollback;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.server.adoption.AdoptionReturn;
import io.jenkins.plugins.pumphouse.migration.server.cleanup.ServerRemoval;
import io.jenkins.plugins.pumphouse.migration.server.inventory.AttachedVolume;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerVolumes;
import io.jenkins.plugins.pumphouse.migration.server.inventory.SilentHypervisor;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerState;
import io.jenkins.plugins.pumphouse.migration.server.note.ServerTask;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.volume.AdoptedVolume;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The copy that a rollback deletes on the target: whether it is there, is a copy, and is at rest. */
final class RollbackCopy {
    private final Resource server;
    private final CloudInventory source;
    private final CloudInventory target;
    private final List<String> against = new ArrayList<>();
    private Resource copy;
    private Resource deleted;
    private String lost;
    private final boolean unfinished;

    private RollbackCopy(Resource server, CloudInventory source, CloudInventory target, boolean unfinished) {
        this.unfinished = unfinished;
        this.server = server;
        this.source = source;
        this.target = target;
    }

    /**
     * @param id of the server on the target that the source's notes name
     * @param unfinished whether its move was interrupted
     */
    static RollbackCopy of(
            String id, Resource server, CloudInventory source, CloudInventory target, boolean unfinished) {
        RollbackCopy found = new RollbackCopy(server, source, target, unfinished);
        found.look(id);
        return found;
    }

    /** The server on the target; null when it is gone or not a copy. */
    Resource copy() {
        return copy;
    }

    /** The server on the target when it is deleted, and Nova keeps it for a while; null when it is not. */
    Resource deleted() {
        return deleted;
    }

    /** Why it cannot be deleted; empty when it can. */
    List<String> against() {
        return against;
    }

    /** What was lost with a copy that somebody else has deleted; empty when nobody has. */
    Optional<String> lost() {
        return Optional.ofNullable(lost);
    }

    private void look(String id) {
        Optional<Resource> found = target.find(Kind.SERVER, id);
        if (ServerRemoval.isGone(found)) {
            deleted = found.filter(this::isCopy).orElse(null);
            lost = MoveNotes.isBeingTakenBack(server) ? null : lost(id);
            return;
        }
        if (!isCopy(found.orElseThrow())) {
            against.add("server " + id + " on " + target.cloud().name() + " is not marked as a copy of this server: "
                    + MoveNotes.toMark(new Mark(source.cloud().name(), server.id()), id, target.cloud()));
            return;
        }
        copy = found.get();
        for (AttachedVolume attached : ServerVolumes.of(copy, target)) {
            String way = "openstack server remove volume " + copy.id() + " "
                    + attached.volume().id() + " on " + target.cloud().name() + ", then run again";
            JsonNode volume = attached.volume().json();
            if (AdoptedVolume.isOne(volume)) {
                if (!AdoptionReturn.isOf(server, source, volume)) {
                    against.add("its copy has the adopted " + attached.label()
                            + ", whose data is nowhere else and could" + " be deleted with the copy: " + way);
                }
            } else if (attached.withServer() && !attached.boots() && !ServerVolumes.isMadeOf(server, source, volume)) {
                against.add("its copy has " + attached.label() + ", which was attached to it later and would be deleted"
                        + " with it: " + way);
            }
        }
        String status = copy.text("status");
        String on = target.cloud().name();
        boolean off = ServerState.SHUTOFF.equals(status) || ServerState.isShelved(status);
        boolean unstoppable = UnstoppableCopy.is(server, copy, unfinished);
        if (!off && !ServerState.ACTIVE.equals(status) && !unstoppable) {
            against.add("is " + status + " on " + on + ", not ACTIVE or SHUTOFF: "
                    + ServerState.wayOut(status, copy.id()) + " on " + on + "; then run again; or, to give it up,"
                    + " openstack server delete " + copy.id() + " on " + on + ", then run again with force: true");
        }
        if (!off) {
            SilentHypervisor.of(copy, target)
                    .ifPresent(silent -> against.add("its copy is on " + silent + ", and may run on it although nobody"
                            + " can stop it. Bring that back; or turn its power off, then openstack server delete "
                            + copy.id() + " on " + target.cloud().name() + ", and run again with force: true"));
        }
        ServerTask.hindering(copy, server)
                .filter(task -> !unstoppable)
                .ifPresent(task -> against.add("is busy on " + on + ": " + task));
    }

    private boolean isCopy(Resource found) {
        String mark = Json.text(found.field("metadata"), Mark.KEY);
        return new Mark(source.cloud().name(), server.id()).value().equals(mark);
    }

    private String lost(String id) {
        String on = target.cloud().name();
        return deleted == null
                ? "its server " + id + " is not on " + on + " any more, and what was written there is gone with it"
                : "its server " + id + " on " + on + " was deleted; while Nova keeps it, openstack server restore " + id
                        + " brings it back with what was written there";
    }
}
