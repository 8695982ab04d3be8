package io.jenkins.plugins.pumphouse.migration.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.BothInventories;
import io.jenkins.plugins.pumphouse.migration.Cost;
import io.jenkins.plugins.pumphouse.migration.MigrationRequest;
import io.jenkins.plugins.pumphouse.migration.ResourceTypes;
import io.jenkins.plugins.pumphouse.migration.drift.Drift.Row;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.plan.Planner;
import io.jenkins.plugins.pumphouse.migration.type.Allowance;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads both clouds again and compares what was moved, object by object: the plan of a further run, which is not
 * applied; of servers all that their move verified; and what the target has of objects that the source no longer has.
 */
public final class DriftCheck {
    private final MigrationRequest request;
    private final Collection<String> types;

    /**
     * @param request whose verb and dry run are ignored
     * @param types words of kinds ({@code "security group"}, {@code "security_groups"}); empty for those of which
     *     something was moved
     */
    public DriftCheck(MigrationRequest request, Collection<String> types) {
        this.request = request;
        this.types = List.copyOf(types);
    }

    /**
     * Reads both clouds.
     *
     * @throws MigrationException when there is no such tenant or type, or the account of the source does not see what
     *     others own
     * @throws CloudException when a cloud cannot be reached at all
     */
    public Drift run() throws InterruptedException {
        long start = System.nanoTime();
        ResourceTypes all = new ResourceTypes();
        List<Kind> kinds = ComparedKinds.of(all, types);
        try (Cloud source = Cloud.open(request.source());
                Cloud target = Cloud.open(request.target())) {
            BothInventories inventories = BothInventories.of(request, all, source, target);
            CloudInventory onSource = inventories.source();
            CloudInventory onTarget = inventories.target();
            onSource.scope(request.selection()); // first: a mistyped tenant is no missing service
            Translation translation = new Translation();
            List<Change> changes = new Planner(all, onSource, onTarget, translation, Allowance.UNLIMITED)
                    .plan(kinds, request.selection()).changes().stream()
                            .filter(change -> change.requested()
                                    && kinds.contains(change.resource().kind()))
                            .toList();
            MovedKinds tells = new MovedKinds(
                    all,
                    source.caller().userId(),
                    new BroughtByServers(changes, onSource, onTarget),
                    new Occupied(onSource, onTarget),
                    change -> values(all.apply(change.resource().kind())
                            .wanted(change.resource(), onSource, translation, onSource.mapping())),
                    changes);
            Set<Kind> moved = types.isEmpty() ? tells.all() : new LinkedHashSet<>(kinds);
            DriftRows row = new DriftRows(all, translation, onSource, onTarget);
            List<Row> rows = new ArrayList<>();
            for (Change change : changes) {
                boolean compared = moved.contains(change.resource().kind()) || types.isEmpty() && tells.tells(change);
                if (compared && change.decision() != Decision.SKIP) {
                    rows.add(row.of(change));
                }
            }
            List<String> notes = new ArrayList<>(new NotCompared(tells, changes, moved).lines());
            TargetOnly only = new TargetOnly(all, onSource, target.name());
            notes.addAll(only.of(changes, moved));
            notes.addAll(new UnmarkedOnTarget(all, onSource, onTarget, changes).of(moved));
            notes.addAll(only.quotas(changes, onTarget, translation));
            new LostOrigins(all, onSource, onTarget, request.selection(), translation).of(kinds, rows, notes);
            return new Drift(source.name(), target.name(), rows, notes, Cost.since(start, source, target));
        }
    }

    private static int values(ObjectNode quota) {
        int values = 0;
        for (JsonNode service : quota) {
            values += service.size();
        }
        return values;
    }
}
