package io.jenkins.plugins.pumphouse.migration;

import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.plan.Planner;
import io.jenkins.plugins.pumphouse.migration.rollback.DefaultGroups;
import io.jenkins.plugins.pumphouse.migration.rollback.ResourceRollback;
import io.jenkins.plugins.pumphouse.migration.server.LeftToOwners;
import io.jenkins.plugins.pumphouse.migration.server.cleanup.CleanupPlanner;
import io.jenkins.plugins.pumphouse.migration.server.rollback.RollbackPlanner;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;

/** Plans what a verb asks for: what is to be brought, or what is to go on the source or the target. */
final class VerbPlan {
    private final ResourceTypes types;
    private final CloudInventory source;
    private final CloudInventory target;
    private final Planner planner;

    VerbPlan(ResourceTypes types, CloudInventory source, CloudInventory target, Planner planner) {
        this.types = types;
        this.source = source;
        this.target = target;
        this.planner = planner;
    }

    /**
     * @throws MigrationException when the selection means nothing, or not one thing
     * @throws CloudException when a cloud cannot be read
     */
    Plan of(MigrationRequest request) {
        return switch (request.verb()) {
            case CLEANUP -> new CleanupPlanner(source, target).plan(request.selection());
            case ROLLBACK -> new RollbackPlanner(source, target).plan(request.selection());
            case ROLLBACK_RESOURCES ->
                new ResourceRollback(
                                types,
                                source,
                                target,
                                types.of(request.verb()),
                                types.withoutServers(),
                                request.selection().created(),
                                project -> UnmovedServices.of(target.cloud(), project))
                        .of(planner.plan(
                                types.rolledBack(request.selection()),
                                DefaultGroups.with(request.selection(), source)));
            case INSTANCES ->
                AccountRights.checked(
                        LeftToOwners.in(planner.plan(types.of(request.verb()), request.selection())), target.cloud());
            default ->
                AccountRights.checked(planner.plan(types.of(request.verb()), request.selection()), target.cloud());
        };
    }
}
