package io.jenkins.plugins.pumphouse.migration.server.cleanup;

import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.server.inventory.Hypervisors;
import io.jenkins.plugins.pumphouse.migration.server.inventory.NovaServer;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerExclusions;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerName;
import io.jenkins.plugins.pumphouse.migration.server.inventory.ServerSelection;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveSnapshots;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which servers of the source a clean-up is about; {@link CleanupDecision} says what becomes of each.
 *
 * <p>Reads both clouds and writes to none. A server that a former run deleted without coming to its snapshot is among
 * them.
 */
public final class CleanupPlanner {
    private final CloudInventory source;
    private final CleanupDecision decision;

    public CleanupPlanner(CloudInventory source, CloudInventory target) {
        this.source = source;
        this.decision = new CleanupDecision(source, target);
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
            throw new MigrationException(
                    "No server is named, which does not mean all. Say which of the moved servers are"
                            + " to be deleted on " + source.cloud().name()
                            + ": host, tenant or instances, or all. Nothing was deleted.");
        }
        Scope scope = source.scope(selection);
        String host = selection.host() == null ? null : Hypervisors.host(source, selection.host());
        List<Resource> deleted = deleted(scope);
        ServerExclusions.check(selection, scope, source, deleted);
        Map<String, Change> changes = new LinkedHashMap<>();
        for (Change change :
                selection.instances().isEmpty() ? all(scope, host, deleted) : named(selection, scope, host, deleted)) {
            if (!ServerExclusions.isExcluded(selection, change.resource())) {
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
                .map(decision::of)
                .forEach(changes::add);
        deleted.stream()
                .filter(server -> ServerSelection.isOn(host, server))
                .map(decision::ofRest)
                .forEach(changes::add);
        if (scope.all() && host == null) {
            changes.addAll(decision.leftovers());
        }
        return changes;
    }

    private List<Change> named(Selection selection, Scope scope, String host, List<Resource> deleted) {
        List<Change> changes = new ArrayList<>();
        for (ServerName name : ServerName.of(selection.instances())) {
            List<Resource> existing =
                    source.list(Kind.SERVER, scope).stream().filter(name::means).toList();
            List<Resource> rests = deleted.stream().filter(name::means).toList();
            List<Change> gone = existing.isEmpty() && rests.isEmpty() ? decision.gone(name) : List.of();
            if (!gone.isEmpty()) {
                changes.addAll(gone);
            } else if (name.isPattern()) {
                if (existing.isEmpty() && rests.isEmpty()) {
                    throw ServerSelection.nothingMatches(name, scope, source);
                }
                existing.forEach(s -> changes.add(ServerSelection.isOn(host, s) ? decision.of(s) : elsewhere(s, host)));
                rests.forEach(
                        s -> changes.add(ServerSelection.isOn(host, s) ? decision.ofRest(s) : elsewhere(s, host)));
            } else if (existing.isEmpty() && !rests.isEmpty()) {
                rests.forEach(
                        s -> changes.add(ServerSelection.isOn(host, s) ? decision.ofRest(s) : elsewhere(s, host)));
            } else {
                Resource server = source.named(Kind.SERVER, name.text(), scope);
                changes.add(ServerSelection.isOn(host, server) ? decision.of(server) : elsewhere(server, host));
            }
        }
        return changes;
    }

    private static Change elsewhere(Resource server, String host) {
        return CleanupDecision.skip(server, "is on " + NovaServer.host(server) + ", not on " + host, Optional.empty());
    }
}
