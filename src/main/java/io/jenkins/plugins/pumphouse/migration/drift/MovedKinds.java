package io.jenkins.plugins.pumphouse.migration.drift;

import io.jenkins.plugins.pumphouse.migration.ResourceTypes;
import io.jenkins.plugins.pumphouse.migration.Verb;
import io.jenkins.plugins.pumphouse.migration.compute.FlavorType;
import io.jenkins.plugins.pumphouse.migration.compute.KeypairType;
import io.jenkins.plugins.pumphouse.migration.identity.AssignmentType;
import io.jenkins.plugins.pumphouse.migration.identity.ImpliedRoleType;
import io.jenkins.plugins.pumphouse.migration.identity.RoleType;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.ResourceKey;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterInterfaceType;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * Of which kinds something was moved: those of which the target has objects that say so. Where a kind says nothing, the
 * objects have to tell that come into being by a move only.
 */
final class MovedKinds {
    /** What the account of the migration itself has on every cloud. */
    private static final Set<Kind> OF_USERS = Set.of(AssignmentType.KIND, KeypairType.KIND);

    private final ResourceTypes types;
    private final String account;
    private final BroughtByServers brought;
    private final ToIntFunction<Change> wantedFields;
    private final Predicate<Change> occupied;
    private final List<Change> changes;

    /** Kinds of which the target has nothing, although it has all from the migration that they would connect. */
    private final Set<Kind> lost;

    /**
     * @param account id on the source of the user who migrates
     * @param brought what came with servers
     * @param occupied whether an object cannot come because the copy of another one has its name
     * @param wantedFields how many fields of an object are compared
     * @param changes what a further run would do
     */
    MovedKinds(
            ResourceTypes types,
            String account,
            BroughtByServers brought,
            Predicate<Change> occupied,
            ToIntFunction<Change> wantedFields,
            List<Change> changes) {
        this.types = types;
        this.account = account;
        this.brought = brought;
        this.occupied = occupied;
        this.wantedFields = wantedFields;
        this.changes = changes;
        this.lost = lost();
    }

    Set<Kind> all() {
        Set<Kind> moved = new LinkedHashSet<>();
        for (Change change : changes) {
            if (isMoved(change)) {
                moved.add(change.resource().kind());
            }
        }
        if (lost.contains(RouterInterfaceType.KIND)) { // a router and a subnet are not moved without it
            moved.add(RouterInterfaceType.KIND);
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

    private Set<Kind> lost() {
        Set<ResourceKey> objects = changes.stream()
                .filter(this::isMoved)
                .map(change -> ResourceKey.of(change.resource()))
                .collect(Collectors.toSet());
        return LostConnections.kinds(changes, objects);
    }

    private boolean isMoved(Change change) {
        Kind kind = change.resource().kind();
        if (change.existing().isEmpty()) {
            return false;
        }
        if (types.apply(kind).mark(change.existing().get()).isPresent()) {
            return true;
        }
        if (kind.equals(FlavorType.KIND)) { // has its mark only until it is whole, and keeps its id; 1 to 5 are usual
            return Mapping.isId(change.resource().id())
                    && change.resource().id().equals(change.existing().get().id())
                    && !brought.have(change);
        }
        if (types.apply(kind).isMarking()
                || brought.have(change)
                || OF_USERS.contains(kind) && account.equals(change.resource().text("user_id"))) {
            return false;
        }
        // Every project has quotas: those were moved of which not all values differ.
        return !types.of(Verb.QUOTAS).contains(kind)
                || change.decision() == Decision.REUSE
                || change.differences().size() < wantedFields.applyAsInt(change);
    }

    /** Whether an object is compared although nothing tells that others of its kind were moved. */
    boolean tells(Change change) {
        return brought.have(change) && (change.existing().isPresent() || change.decision() == Decision.CREATE)
                || occupied.test(change);
    }

    /** Whether the target has none of a kind, although it has all from the migration that they would connect. */
    boolean isLost(Kind kind) {
        return lost.contains(kind);
    }
}
