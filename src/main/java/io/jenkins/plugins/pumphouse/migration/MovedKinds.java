package io.jenkins.plugins.pumphouse.migration;

import io.jenkins.plugins.pumphouse.migration.identity.AssignmentType;
import io.jenkins.plugins.pumphouse.migration.identity.GroupType;
import io.jenkins.plugins.pumphouse.migration.identity.ImpliedRoleType;
import io.jenkins.plugins.pumphouse.migration.identity.RoleType;
import io.jenkins.plugins.pumphouse.migration.identity.UserType;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.ResourceKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * Of which kinds something was moved: those of which the target has objects that say so. Where a kind says nothing, the
 * objects have to tell that come into being by a move only.
 */
final class MovedKinds {
    /** Who has a role, and where; both say that they were moved. */
    private static final Set<Kind> PLACES = Set.of(UserType.KIND, GroupType.KIND, Kind.PROJECT);

    private final ResourceTypes types;
    private final ToIntFunction<Change> wantedFields;

    /** @param wantedFields how many fields of an object are compared */
    MovedKinds(ResourceTypes types, ToIntFunction<Change> wantedFields) {
        this.types = types;
        this.wantedFields = wantedFields;
    }

    Set<Kind> of(List<Change> changes) {
        Set<Kind> moved = new LinkedHashSet<>();
        for (Change change : changes) {
            if (isMoved(change)) {
                moved.add(change.resource().kind());
            }
        }
        Set<ResourceKey> places = changes.stream()
                .filter(change -> PLACES.contains(change.resource().kind()) && isMoved(change))
                .map(change -> ResourceKey.of(change.resource()))
                .collect(Collectors.toSet());
        if (changes.stream().anyMatch(change -> isLost(change, places))) {
            moved.add(AssignmentType.KIND);
        }
        // Every cloud has the usual roles: only with assignments, or when none is missing, were all of them moved.
        for (Kind usual : List.of(RoleType.KIND, ImpliedRoleType.KIND)) {
            boolean missing = changes.stream()
                    .anyMatch(change -> change.resource().kind().equals(usual) && change.decision() == Decision.CREATE);
            if (missing && !moved.contains(AssignmentType.KIND)) {
                moved.remove(usual);
            }
        }
        return moved;
    }

    /**
     * Whether somebody who was moved has not the role on the target: it keeps nothing of roles that were all taken
     * away, and without them nobody logs in.
     */
    private static boolean isLost(Change change, Set<ResourceKey> moved) {
        if (!change.resource().kind().equals(AssignmentType.KIND) || change.decision() != Decision.CREATE) {
            return false;
        }
        List<Reference> places = change.needs().stream()
                .filter(need -> PLACES.contains(need.kind()))
                .toList();
        return !places.isEmpty() && places.stream().allMatch(place -> moved.contains(place.key()));
    }

    private boolean isMoved(Change change) {
        Kind kind = change.resource().kind();
        if (change.existing().isEmpty()) {
            return false;
        }
        if (types.apply(kind).isMarking()) {
            return types.apply(kind).mark(change.existing().get()).isPresent();
        }
        // Every project has quotas: those were moved of which not all values differ.
        return !types.of(Verb.QUOTAS).contains(kind)
                || change.decision() == Decision.REUSE
                || change.differences().size() < wantedFields.applyAsInt(change);
    }

    /** A line for a person of each kind of which the source has objects and none was moved yet. */
    static List<String> notMoved(List<Change> changes, Set<Kind> moved) {
        List<String> told = new ArrayList<>();
        count(changes, moved, Decision.CREATE)
                .forEach((kind, count) -> told.add(kind + ": none was moved yet, " + count
                        + " on the source; not compared (types: compares them all the same)"));
        count(changes, moved, Decision.UPDATE)
                .forEach((kind, count) -> told.add(kind + ": " + count
                        + " differ in every value, as where none was moved; not compared (types: compares them all the"
                        + " same)"));
        return told;
    }

    private static Map<String, Long> count(List<Change> changes, Set<Kind> moved, Decision decision) {
        return changes.stream()
                .filter(change -> change.decision() == decision)
                .map(change -> change.resource().kind())
                .filter(kind -> !moved.contains(kind))
                .collect(Collectors.groupingBy(Kind::plural, TreeMap::new, Collectors.counting()));
    }
}
