package io.jenkins.plugins.pumphouse.migration.drift;

import io.jenkins.plugins.pumphouse.console.FirstFew;
import io.jenkins.plugins.pumphouse.migration.ResourceTypes;
import io.jenkins.plugins.pumphouse.migration.compute.KeypairType;
import io.jenkins.plugins.pumphouse.migration.identity.AssignmentType;
import io.jenkins.plugins.pumphouse.migration.identity.GroupType;
import io.jenkins.plugins.pumphouse.migration.identity.UserType;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.network.NetworkType;
import io.jenkins.plugins.pumphouse.migration.network.neutron.SharingPolicies;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterInterfaceType;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterType;
import io.jenkins.plugins.pumphouse.migration.network.secgroup.SecurityGroupType;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.MergedProjects;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says which rights, keys and ways in only the target has for what was moved. They bear no mark, so nothing tells
 * whether the source has taken them away since or somebody has given them on the target; no step removes one.
 */
final class UnmarkedOnTarget {
    /** So many of a kind are named. */
    private static final int NAMED = 10;

    /** Fields that name what an object is for, with the kind of that. */
    private static final Map<Kind, Map<String, Kind>> FOR = Map.of(
            AssignmentType.KIND,
            Map.of("user_id", UserType.KIND, "group_id", GroupType.KIND),
            KeypairType.KIND,
            Map.of("user_id", UserType.KIND),
            RouterInterfaceType.KIND,
            Map.of("device_id", RouterType.KIND),
            SharingPolicies.OF_NETWORKS,
            Map.of("object_id", NetworkType.KIND),
            SharingPolicies.OF_GROUPS,
            Map.of("object_id", SecurityGroupType.KIND));

    private final ResourceTypes types;
    private final CloudInventory source;
    private final CloudInventory target;
    private final List<Change> changes;

    /** @param changes what a further run would do */
    UnmarkedOnTarget(ResourceTypes types, CloudInventory source, CloudInventory target, List<Change> changes) {
        this.types = types;
        this.source = source;
        this.target = target;
        this.changes = changes;
    }

    /**
     * A line for a person of each kind that is compared; interfaces say nothing themselves, and are where routers are.
     */
    List<String> of(Set<Kind> compared) {
        List<String> told = new ArrayList<>();
        for (Kind kind : types.kinds()) {
            Kind telling = kind.equals(RouterInterfaceType.KIND) ? RouterType.KIND : kind;
            if (FOR.containsKey(kind) && compared.contains(telling)) {
                try {
                    tell(kind, told);
                } catch (CloudException e) {
                    told.add(kind.plural() + " that only " + target.cloud().name() + " has could not be looked for: "
                            + e.getMessage());
                }
            }
        }
        return told;
    }

    private void tell(Kind kind, List<String> told) {
        Set<String> stood = existing(kind).map(Resource::id).collect(Collectors.toSet());
        Set<String> more = new LinkedHashSet<>();
        for (Resource one : onTarget(kind)) {
            if (!stood.contains(one.id()) && isForMoved(one)) {
                more.add(name(one));
            }
        }
        if (!more.isEmpty()) {
            told.add(kind.plural() + " only on " + target.cloud().name() + ": " + FirstFew.of(more, NAMED)
                    + ". Removed on " + source.cloud().name() + " since the move, or added on "
                    + target.cloud().name() + "; no step takes them away");
        }
    }

    private List<Resource> onTarget(Kind kind) {
        if (kind.equals(RouterInterfaceType.KIND)) {
            Set<String> routers = existing(RouterType.KIND).map(Resource::id).collect(Collectors.toSet());
            return target.list(kind, Scope.ALL).stream()
                    .filter(each -> routers.contains(each.text("device_id")))
                    .toList();
        }
        Stream<Resource> owners = kind.equals(KeypairType.KIND) ? existing(UserType.KIND) : projects();
        return owners.map(Resource::id)
                .distinct()
                .flatMap(owner -> target.list(kind, Scope.ownedBy(owner)).stream())
                .toList();
    }

    /** Those in which all comes from projects that are compared: of the others nothing tells what another one has. */
    private Stream<Resource> projects() {
        Set<String> compared =
                of(Kind.PROJECT).map(change -> change.resource().id()).collect(Collectors.toSet());
        return of(Kind.PROJECT)
                .filter(change -> compared.containsAll(
                        MergedProjects.beside(change.resource().id(), source)))
                .flatMap(change -> change.existing().stream());
    }

    private Stream<Change> of(Kind kind) {
        return changes.stream().filter(change -> change.resource().kind().equals(kind));
    }

    private Stream<Resource> existing(Kind kind) {
        return of(kind).flatMap(change -> change.existing().stream());
    }

    private boolean isForMoved(Resource one) {
        return FOR.get(one.kind()).entrySet().stream()
                .filter(field -> one.text(field.getKey()) != null)
                .anyMatch(field -> target.find(field.getValue(), one.text(field.getKey()))
                        .flatMap(types.apply(field.getValue())::mark)
                        .filter(mark -> mark.cloud().equals(source.cloud().name()))
                        .isPresent());
    }

    /** The name of a key says nothing without its user. */
    private String name(Resource one) {
        return one.kind().equals(KeypairType.KIND)
                ? one.name() + " of "
                        + target.find(UserType.KIND, one.text("user_id"))
                                .map(Resource::name)
                                .orElseThrow()
                : one.name();
    }
}
