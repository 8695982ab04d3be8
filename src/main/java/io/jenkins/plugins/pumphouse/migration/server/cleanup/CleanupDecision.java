package io.jenkins.plugins.pumphouse.migration.server.cleanup;

import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.server.inventory.NovaServer;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerName;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerVolumes;
import io.jenkins.plugins.pumphouse.migration.server.note.EarlyCopies;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveSnapshots;
import io.jenkins.plugins.pumphouse.migration.server.proof.CopyVerification;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What becomes of one server of the source: it is deleted, or kept with all that blocks its deletion. */
final class CleanupDecision {
    private final CloudInventory source;
    private final CloudInventory target;

    CleanupDecision(CloudInventory source, CloudInventory target) {
        this.source = source;
        this.target = target;
    }

    /** A server that is on the source. */
    Change of(Resource server) {
        if (ServerRemoval.hasBegun(server, source)) {
            return delete(server, "the deletion was interrupted", Optional.empty());
        }
        CopyVerification proof = CopyVerification.of(server, source, target);
        return proof.against().isEmpty()
                ? delete(server, volumesWithIt(server), proof.copy())
                : skip(server, String.join("; ", withEarly(server, proof.against())), proof.copy());
    }

    /** The plan names the volumes that Nova deletes together with the server; empty when all of them stay. */
    private String volumesWithIt(Resource server) {
        String volumes = ServerVolumes.of(server, source).stream()
                .filter(volume -> volume.withServer() && !volume.detached())
                .map(volume ->
                        volume.label() + " (" + volume.volume().field("size").asLong() + " GB)")
                .collect(Collectors.joining(", "));
        return volumes.isEmpty() ? "" : "and with it, as its delete_on_termination says, " + volumes;
    }

    private List<String> withEarly(Resource server, List<String> against) {
        List<String> said = new ArrayList<>(against);
        if (!MoveNotes.isMoved(server)) {
            new EarlyCopies(source, target).of(server).ifPresent(said::add);
        }
        return said;
    }

    /** A server of which a former run has left only the snapshot. */
    Change ofRest(Resource server) {
        CopyVerification proof = CopyVerification.ofDeleted(server, source, target);
        List<String> against = new ArrayList<>(proof.against());
        if (against.isEmpty()) {
            List<Optional<String>> uses = MoveSnapshots.of(server.id(), source).stream()
                    .map(snapshot -> MoveSnapshots.use(snapshot, server, source))
                    .toList();
            if (uses.stream().noneMatch(Optional::isEmpty)) {
                uses.forEach(use -> against.add(use.orElseThrow()));
            }
        }
        String gone = "is gone from " + source.cloud().name();
        return against.isEmpty()
                ? delete(server, gone + ", its snapshot is left", proof.copy())
                : skip(server, gone + ", but its snapshot stays: " + String.join("; ", against), proof.copy());
    }

    /** What a former run has deleted whole, so that only the target still knows of it. */
    List<Change> gone(ServerName name) {
        List<Change> changes = new ArrayList<>();
        for (Resource copy : target.list(Kind.SERVER, Scope.ALL)) {
            Optional<Mark> origin = Mark.ofValue(Json.text(copy.field("metadata"), Mark.KEY))
                    .filter(mark -> mark.cloud().equals(source.cloud().name()))
                    .filter(mark -> name.means(mark.id(), copy.name()))
                    .filter(mark -> ServerRemoval.isGone(source.find(Kind.SERVER, mark.id())));
            origin.ifPresent(mark -> changes.add(skip(
                    NovaServer.of(Json.object().put("id", mark.id()).put("name", copy.name())),
                    "is gone from " + source.cloud().name() + " already",
                    Optional.of(copy))));
        }
        return changes;
    }

    /** Servers that are nowhere any more, of which something is left all the same. */
    List<Change> leftovers() {
        EarlyCopies early = new EarlyCopies(source, target);
        return early.servers().stream()
                .filter(id -> ServerRemoval.isGone(source.find(Kind.SERVER, id)))
                .map(id -> skip(
                        NovaServer.of(Json.object().put("id", id).put("name", id)), early.ofGone(id), Optional.empty()))
                .toList();
    }

    private static Change delete(Resource server, String reason, Optional<Resource> copy) {
        return change(server, Decision.DELETE, reason, copy);
    }

    /** It is kept. */
    static Change skip(Resource server, String reason, Optional<Resource> copy) {
        return change(server, Decision.SKIP, reason, copy);
    }

    private static Change change(Resource server, Decision decision, String reason, Optional<Resource> copy) {
        String detail = server.text("status") == null ? "" : NovaServer.shown(server);
        return Change.of(server, decision, reason, copy, List.of(), detail);
    }
}
