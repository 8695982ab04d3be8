package io.jenkins.plugins.pumphouse.migration.fit;

import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.Demand;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.util.List;
import java.util.stream.Stream;

/**
 * A plan, with what it takes of the target.
 *
 * @param demands what its new objects take of quotas, also those that the quotas do not allow
 * @param translation as the plan left it: knows what is on the target already
 */
record PlannedNeeds(
        Plan plan, List<Demand> demands, CloudInventory source, CloudInventory target, Translation translation) {
    Cloud cloud() {
        return target.cloud();
    }

    /** The objects of a kind that the plan makes. */
    Stream<Resource> made(Kind kind) {
        return of(kind, Decision.CREATE).map(Change::resource);
    }

    /** The objects of a kind that are not on the target and that the plan does not make, as something forbids it. */
    Stream<Resource> keptBack(Kind kind) {
        return of(kind, Decision.CONFLICT)
                .filter(change -> change.existing().isEmpty())
                .map(Change::resource);
    }

    private Stream<Change> of(Kind kind, Decision decision) {
        return plan.changes().stream()
                .filter(change -> change.decision() == decision
                        && change.resource().kind().equals(kind));
    }

    /** How much of one quota all new objects take together, of all projects. */
    long sum(String quota) {
        return demands.stream().mapToLong(demand -> demand.amount(quota)).sum();
    }
}
