package io.jenkins.plugins.pumphouse.migration.plan;

import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;

/** A change decided once more, while its plan is applied: what it depends on may be another since. */
public final class Revision {
    private Revision() {}

    /**
     * The change as it has to be now; often nothing is left to do.
     *
     * @param source and target without what was read of them before
     */
    public static Change of(
            Change change, ResourceType type, CloudInventory source, CloudInventory target, Translation translation) {
        if (change.decision() == Decision.DELETE || change.decision() == Decision.ROLL_BACK) {
            return change; // it proves by itself that it may
        }
        Resource resource = type.readOne(source, change.resource().id()).orElse(change.resource());
        Draft draft = new Draft(resource, change.needs(), change.requested(), change.detail(), change.leftBehind());
        return new Matcher(source, target, translation).match(resource, type, draft);
    }

    /**
     * Whether a change is one of those that take what another has made of its kind, as a mapping gives both one name.
     */
    public static boolean takesWhatCame(Change change, Mapping mapping) {
        return change.decision() == Decision.CREATE
                && mapping.of(change.resource()).isPresent()
                && change.needs().stream()
                        .anyMatch(need -> need.required()
                                && need.kind().equals(change.resource().kind()));
    }
}
