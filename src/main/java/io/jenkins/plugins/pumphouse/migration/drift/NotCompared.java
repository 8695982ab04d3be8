package io.jenkins.plugins.pumphouse.migration.drift;

import io.jenkins.plugins.pumphouse.migration.compute.FlavorType;
import io.jenkins.plugins.pumphouse.migration.compute.KeypairType;
import io.jenkins.plugins.pumphouse.migration.identity.AssignmentType;
import io.jenkins.plugins.pumphouse.migration.identity.ImpliedRoleType;
import io.jenkins.plugins.pumphouse.migration.identity.RoleType;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.network.AddressScopeType;
import io.jenkins.plugins.pumphouse.migration.network.neutron.SharingPolicies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Says of what the source has why it is not compared: nothing of its kind was moved yet, or nothing tells that. */
record NotCompared(MovedKinds tells, List<Change> changes, Set<Kind> compared) {
    private static final String ANYWAY = "; not compared (types: compares them anyway)";

    private static final int NAMED = 5;

    /** Users come with servers, too, so nothing tells which of the two it is. */
    private static final String LOST_ROLES = "the target has none for users and projects that were moved: pumpUserRoles"
            + " was not run yet, or somebody has taken them away";

    /** What has no mark, or only until it is whole: nothing tells those that are gone from those that never came. */
    private static final Set<Kind> UNTOLD = Set.of(
            FlavorType.KIND,
            KeypairType.KIND,
            RoleType.KIND,
            ImpliedRoleType.KIND,
            AddressScopeType.KIND,
            SharingPolicies.OF_NETWORKS,
            SharingPolicies.OF_GROUPS);

    /** A line for a person of each such kind. */
    List<String> lines() {
        List<String> told = new ArrayList<>();
        byKind(change -> change.decision() == Decision.CREATE)
                .forEach((kind, these) ->
                        told.add(kind + ": " + missing(these.get(0).resource().kind(), these.size()) + ANYWAY));
        byKind(change -> change.decision() == Decision.UPDATE)
                .forEach((kind, these) -> told.add(
                        kind + ": " + these.size() + " differ in every value, as where none was moved" + ANYWAY));
        byKind(change -> change.decision() == Decision.CONFLICT
                        && change.existing().isEmpty())
                .forEach((kind, these) -> told.add(kind + ": " + these.size() + " cannot be compared: "
                        + these.get(0).resource().label() + " " + these.get(0).reason()));
        byKind(change -> change.decision() == Decision.CONFLICT
                        && change.existing().isPresent())
                .forEach((kind, these) -> told.add(kind + ": " + these.size()
                        + " with other values than the target's in their place, as where none was moved: "
                        + these.stream()
                                .limit(NAMED)
                                .map(change -> change.resource().name())
                                .collect(Collectors.joining(", "))
                        + (these.size() > NAMED ? ", …" : "") + ANYWAY));
        return told;
    }

    private String missing(Kind kind, int count) {
        if (tells.isLost(kind) && kind.equals(AssignmentType.KIND)) {
            return LOST_ROLES + ", " + count + " on the source";
        }
        return UNTOLD.contains(kind)
                ? count + " of the source " + (count == 1 ? "is" : "are")
                        + " not on the target: not moved yet, or deleted since"
                : "none was moved yet, or all were deleted since, " + count + " on the source";
    }

    private Map<String, List<Change>> byKind(Predicate<Change> meant) {
        return changes.stream()
                .filter(change -> meant.test(change) && !tells.tells(change))
                .filter(change -> !compared.contains(change.resource().kind()))
                .collect(Collectors.groupingBy(
                        change -> change.resource().kind().plural(), TreeMap::new, Collectors.toList()));
    }
}
