package io.jenkins.plugins.pumphouse.migration.server.cleanup;

import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.server.inventory.Hypervisors;
import io.jenkins.plugins.pumphouse.migration.server.inventory.NovaServer;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerName;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerSelection;
import io.jenkins.plugins.pumphouse.migration.server.note.EarlyCopies;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveSnapshots;
import io.jenkins.plugins.pumphouse.migration.server.proof.CopyVerification;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which servers of the source are deleted, because all of them is on the target, and why the others are kept.
 *
 * <p>Reads both clouds and writes to none. A server that a former run deleted without coming to its snapshot is among
 * them.
 */
public final class CleanupPlanner {
    private final CloudInventory source;
    private final CloudInventory target;

    public CleanupPlanner(CloudInventory source, CloudInventory target) {
        this.source = source;
        this.target = target;
    }

    /**
     * A change for each server that {@code selection} means: {@link Decision#DELETE}, or {@link Decision#SKIP} with all
     * that blocks it. Where a selection names servers and a host, only those that are both are deleted.
     *
     * @throws MigrationException when nothing is selected, which does not mean everything for a deletion, or something
     *     that is nowhere
     */
    public Plan plan(Selection selection) {
        if (!selection.saysWhichServers()) {
            throw new MigrationException("Say which of the moved servers are to be deleted on "
                    + source.cloud().name() + ": host, tenant or instances, or all. Nothing was deleted.");
        }
        Scope scope = source.scope(selection);
        String host = selection.host() == null ? null : Hypervisors.host(source, selection.host());
        List<Resource> deleted = deleted(scope);
        ServerSelection.checkExclusions(selection, scope, source, deleted);
        Map<String, Change> changes = new LinkedHashMap<>();
        for (Change change :
                selection.instances().isEmpty() ? all(scope, host, deleted) : named(selection, scope, host, deleted)) {
            if (!ServerSelection.isExcluded(selection, change.resource())) {
                changes.putIfAbsent(change.resource().id(), change);
            }
        }
        return new Plan(List.copyOf(changes.values()));
    }

    /** What former runs deleted and left a snapshot of. */
    private List<Resource> deleted(Scope scope) {
        return MoveSnapshots.byServer(source).values().stream()
                .flatMap(snapshots -> snapshots.stream()
                        .map(MoveSnapshots::ended)
                        .flatMap(Optional::stream)
                        .limit(1))
                .filter(server -> scope.all() || scope.owner().equals(server.text("tenant_id")))
                .filter(server -> ServerRemoval.isGone(source.find(Kind.SERVER, server.id())))
                .toList();
    }

    private List<Change> all(Scope scope, String host, List<Resource> deleted) {
        List<Change> changes = new ArrayList<>();
        source.list(Kind.SERVER, scope).stream()
                .filter(server -> ServerSelection.isOn(host, server))
                .map(this::decide)
                .forEach(changes::add);
        deleted.stream()
                .filter(server -> ServerSelection.isOn(host, server))
                .map(this::decideOnRest)
                .forEach(changes::add);
        if (scope.all() && host == null) {
            changes.addAll(leftovers());
        }
        return changes;
    }

    private List<Change> named(Selection selection, Scope scope, String host, List<Resource> deleted) {
        List<Change> changes = new ArrayList<>();
        for (ServerName name : ServerName.of(selection.instances())) {
            List<Resource> existing =
                    source.list(Kind.SERVER, scope).stream().filter(name::means).toList();
            List<Resource> rests = deleted.stream().filter(name::means).toList();
            List<Change> gone = existing.isEmpty() && rests.isEmpty() ? gone(name) : List.of();
            if (!gone.isEmpty()) {
                changes.addAll(gone);
            } else if (name.isPattern()) {
                if (existing.isEmpty() && rests.isEmpty()) {
                    throw ServerSelection.nothingMatches(name, scope, source);
                }
                existing.forEach(s -> changes.add(ServerSelection.isOn(host, s) ? decide(s) : elsewhere(s, host)));
                rests.forEach(s -> changes.add(ServerSelection.isOn(host, s) ? decideOnRest(s) : elsewhere(s, host)));
            } else if (existing.isEmpty() && !rests.isEmpty()) {
                rests.forEach(s -> changes.add(ServerSelection.isOn(host, s) ? decideOnRest(s) : elsewhere(s, host)));
            } else {
                Resource server = source.named(Kind.SERVER, name.text(), scope);
                changes.add(ServerSelection.isOn(host, server) ? decide(server) : elsewhere(server, host));
            }
        }
        return changes;
    }

    private static Change elsewhere(Resource server, String host) {
        return skip(server, "is on " + NovaServer.host(server) + ", not on " + host, Optional.empty());
    }

    /** What a former run has deleted whole, so that only the target still knows of it. */
    private List<Change> gone(ServerName name) {
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

    private Change decide(Resource server) {
        if (ServerRemoval.hasBegun(server, source)) {
            return delete(server, "the deletion was interrupted", Optional.empty());
        }
        CopyVerification proof = CopyVerification.of(server, source, target);
        return proof.against().isEmpty()
                ? delete(server, VolumesWithServer.told(server, source), proof.copy())
                : skip(server, String.join("; ", withEarly(server, proof.against())), proof.copy());
    }

    private List<String> withEarly(Resource server, List<String> against) {
        List<String> said = new ArrayList<>(against);
        if (!MoveNotes.isMoved(server)) {
            new EarlyCopies(source, target).of(server).ifPresent(said::add);
        }
        return said;
    }

    /** Servers that are nowhere any more, of which something is left all the same. */
    private List<Change> leftovers() {
        EarlyCopies early = new EarlyCopies(source, target);
        return early.servers().stream()
                .filter(id -> ServerRemoval.isGone(source.find(Kind.SERVER, id)))
                .map(id -> skip(
                        NovaServer.of(Json.object().put("id", id).put("name", id)), early.ofGone(id), Optional.empty()))
                .toList();
    }

    private Change decideOnRest(Resource server) {
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

    private static Change delete(Resource server, String reason, Optional<Resource> copy) {
        return change(server, Decision.DELETE, reason, copy);
    }

    private static Change skip(Resource server, String reason, Optional<Resource> copy) {
        return change(server, Decision.SKIP, reason, copy);
    }

    private static Change change(Resource server, Decision decision, String reason, Optional<Resource> copy) {
        String detail = server.text("status") == null ? "" : NovaServer.shown(server);
        return new Change(server, decision, reason, List.of(), copy, List.of(), true, detail);
    }
}
