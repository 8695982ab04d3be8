package io.jenkins.plugins.pumphouse.migration.drift;

import io.jenkins.plugins.pumphouse.migration.identity.AssignmentType;
import io.jenkins.plugins.pumphouse.migration.identity.GroupType;
import io.jenkins.plugins.pumphouse.migration.identity.UserType;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.ResourceKey;
import io.jenkins.plugins.pumphouse.migration.network.SubnetType;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterInterfaceType;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Objects that connect others and of which the target has none, although it has what they connect from the migration.
 */
final class LostConnections {
    /** What connects others and says nothing itself, with those of them that say that they were moved. */
    private static final Map<Kind, Set<Kind>> CONNECTED = Map.of(
            AssignmentType.KIND,
            Set.of(UserType.KIND, GroupType.KIND, Kind.PROJECT),
            RouterInterfaceType.KIND,
            Set.of(RouterType.KIND, SubnetType.KIND));

    private LostConnections() {}

    /**
     * The kinds of which connections are lost.
     *
     * @param changes what a further run would do
     * @param moved the objects that were moved
     */
    static Set<Kind> kinds(List<Change> changes, Set<ResourceKey> moved) {
        return changes.stream()
                .filter(change -> isLost(change, moved))
                .map(change -> change.resource().kind())
                .collect(Collectors.toSet());
    }

    private static boolean isLost(Change change, Set<ResourceKey> moved) {
        Set<Kind> connected = CONNECTED.getOrDefault(change.resource().kind(), Set.of());
        List<Reference> ends = change.needs().stream()
                .filter(need -> connected.contains(need.kind()))
                .toList();
        return change.decision() == Decision.CREATE
                && !ends.isEmpty()
                && ends.stream().allMatch(end -> moved.contains(end.key()));
    }
}
