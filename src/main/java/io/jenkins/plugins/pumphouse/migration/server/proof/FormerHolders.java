package io.jenkins.plugins.pumphouse.migration.server.proof;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.server.inventory.NovaServer;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerHistory;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Servers that may have had a shared volume and do not have it now. Cinder forgets who had a volume, and Nova notes
 * that a server got or lost one, but not which: any of the volume's project may have written to it.
 *
 * @param source where they are
 * @param volume that several servers may have
 * @param holders ids of those that have it now
 */
record FormerHolders(Cloud source, Resource volume, Set<String> holders) {
    /** Why one may have written to the volume after {@code taken}; empty when none did. */
    Optional<String> useSince(Instant taken) {
        String project = volume.text("os-vol-tenant-attr:tenant_id");
        Request list = NovaServer.list(project == null ? Scope.ALL : Scope.ownedBy(project));
        for (ObjectNode json : source.list(list, "servers")) {
            Resource server = NovaServer.of(json);
            Optional<ServerHistory.Action> change =
                    holders.contains(server.id()) ? Optional.empty() : change(server, taken);
            if (change.isPresent()) {
                return change.map(action -> told(action, server) + ", which may have had it");
            }
        }
        Request deleted = list.query("deleted", "True").query("changes-since", taken.toString());
        for (ObjectNode json : source.list(deleted, "servers")) {
            Resource server = NovaServer.of(json);
            Optional<ServerHistory.Action> use = useBeforeDeletion(server, taken);
            if (use.isPresent()) {
                return use.map(action -> told(action, server) + ", which is deleted and may have had it");
            }
        }
        return Optional.empty();
    }

    /** A move that adopts volumes detaches them itself, from a server that is off. */
    private Optional<ServerHistory.Action> change(Resource server, Instant taken) {
        boolean isMoved = MoveNotes.isBeingMoved(server) || MoveNotes.isMoved(server);
        return history(server) // of one that is deleted by now: among those that are
                .flatMap(history -> history.volumeChangeSince(
                        taken, isMoved ? source.caller().userId() : null));
    }

    private Optional<ServerHistory.Action> useBeforeDeletion(Resource server, Instant taken) {
        return history(server)
                .flatMap(history ->
                        history.useBeforeDeletion(taken, source.caller().userId()));
    }

    /** Empty when Nova has purged what it knew of a server. */
    private Optional<ServerHistory> history(Resource server) {
        return ReadRefusal.emptyIfGone(() -> ServerHistory.of(source, server.id()));
    }

    private static String told(ServerHistory.Action action, Resource server) {
        return "Nova notes " + action + " of server " + server.name() + " (" + server.id() + ")";
    }
}
