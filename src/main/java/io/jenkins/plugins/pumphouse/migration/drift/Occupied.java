package io.jenkins.plugins.pumphouse.migration.drift;

import io.jenkins.plugins.pumphouse.migration.identity.ProjectType;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whether a project cannot be compared because the target has its name for the copy of another one: somebody has
 * deleted it on the source after its move, and made it anew.
 */
record Occupied(CloudInventory source, CloudInventory target) implements Predicate<Change> {
    @Override
    public boolean test(Change change) {
        return change.resource().kind().equals(Kind.PROJECT)
                && change.decision() == Decision.CONFLICT
                && change.existing().isEmpty()
                && target.list(Kind.PROJECT, Scope.ALL).stream()
                        .filter(project -> project.name()
                                .equalsIgnoreCase(change.resource().name()))
                        .map(new ProjectType()::mark)
                        .flatMap(Optional::stream)
                        .map(Mark::cloud)
                        .anyMatch(source.cloud().name()::equals);
    }
}
