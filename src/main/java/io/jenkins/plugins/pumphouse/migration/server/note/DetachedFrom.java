package io.jenkins.plugins.pumphouse.migration.server.note;

import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.server.inventory.DetachedVolume;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerVolumes;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.volume.AdoptedVolume;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Optional;

/** The server of a volume that a move has detached: no server has it, and yet it is that server's. */
public final class DetachedFrom {
    private DetachedFrom() {}

    /**
     * Why a volume is not to be treated as one that no server has; empty when it is.
     *
     * @param volume of the source, or what it remembers of one
     */
    public static Optional<String> reason(Resource volume, CloudInventory source) {
        String owner = volume.text("os-vol-tenant-attr:tenant_id");
        if (owner == null || !source.cloud().has(Service.COMPUTE)) {
            return Optional.empty();
        }
        try {
            return servers(owner, source).stream()
                    .filter(server -> lacks(server, volume))
                    .map(server -> "was detached from server " + server.name() + " (" + server.id() + ") for its move, "
                            + (MoveNotes.isMoved(server)
                                    ? "and goes back with it: run pumpRollback"
                                    : "which was interrupted, and comes with it: run pumpInstances or pumpRollback")
                            + " for that server")
                    .findFirst();
        } catch (CloudException.MissingRight e) {
            return Optional.empty(); // an account that sees no servers has moved none
        }
    }

    /** A list that was refused is remembered as such: who asks again asks anew. */
    private static List<Resource> servers(String owner, CloudInventory source) {
        try {
            return source.list(Kind.SERVER, Scope.ownedBy(owner));
        } catch (CloudException.NotFound e) {
            return source.fact(
                    List.of(DetachedFrom.class, owner),
                    () -> ReadRefusal.noneIfUnserved(() -> source.anew().list(Kind.SERVER, Scope.ownedBy(owner))));
        }
    }

    private static boolean lacks(Resource server, Resource volume) {
        return DetachedVolume.of(server).stream()
                        .anyMatch(note ->
                                note.id().equals(volume.id()) || note.id().equals(AdoptedVolume.former(volume)))
                && !ServerVolumes.ids(server).contains(volume.id());
    }
}
