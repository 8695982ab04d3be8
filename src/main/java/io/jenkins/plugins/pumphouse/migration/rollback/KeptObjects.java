package io.jenkins.plugins.pumphouse.migration.rollback;

import io.jenkins.plugins.pumphouse.migration.compute.KeypairType;
import io.jenkins.plugins.pumphouse.migration.identity.AssignmentType;
import io.jenkins.plugins.pumphouse.migration.identity.DomainType;
import io.jenkins.plugins.pumphouse.migration.identity.GroupType;
import io.jenkins.plugins.pumphouse.migration.identity.RoleType;
import io.jenkins.plugins.pumphouse.migration.identity.UserType;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.ResourceKey;
import io.jenkins.plugins.pumphouse.migration.network.AddressScopeType;
import io.jenkins.plugins.pumphouse.migration.network.SubnetPoolType;
import io.jenkins.plugins.pumphouse.migration.network.neutron.SharingPolicies;
import io.jenkins.plugins.pumphouse.migration.network.qos.QosPolicyType;
import io.jenkins.plugins.pumphouse.migration.network.secgroup.AddressGroupType;
import io.jenkins.plugins.pumphouse.migration.network.secgroup.SecurityGroupType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a rollback leaves on the target, and why: what is used, what that needs, and what is part of it. */
final class KeptObjects {
    /** What refers to these does not belong to them. */
    private static final Set<Kind> OF_MANY = Set.of(
            GroupType.KIND,
            RoleType.KIND,
            DomainType.KIND,
            SecurityGroupType.KIND,
            AddressGroupType.KIND,
            QosPolicyType.KIND,
            SubnetPoolType.KIND,
            AddressScopeType.KIND);

    private static final Set<Kind> SHARING = Set.of(SharingPolicies.OF_NETWORKS, SharingPolicies.OF_GROUPS);

    private final List<Change> onTarget;
    private final Map<ResourceKey, String> kept = new HashMap<>();

    /** Of what is kept: what somebody uses or has changed, whose parts stay too. */
    private final Set<ResourceKey> used = new HashSet<>();

    /** Of what is kept: what something else needs that is. */
    private final Set<ResourceKey> needed = new HashSet<>();

    private final Set<String> going;

    /**
     * @param onTarget what the target has, what is needed before what needs it
     * @param going ids of it on the target; what is kept is taken out
     */
    KeptObjects(List<Change> onTarget, Set<String> going) {
        this.onTarget = onTarget;
        this.going = going;
    }

    /** It stays; what it needs and its parts follow by {@link #spread}. */
    void keep(Change change, String reason) {
        kept.putIfAbsent(change.key(), reason);
        change.existing().ifPresent(existing -> going.remove(existing.id()));
    }

    /** Somebody uses it or has changed it, so that its parts stay too. */
    void use(Change change) {
        used.add(change.key());
    }

    /** Why it stays; null when it goes. */
    String reason(Change change) {
        return kept.get(change.key());
    }

    /** What is kept uses and needs others, which then stay too. */
    void spread(TargetUse use) {
        int known;
        do {
            known = kept.size() + used.size();
            keepUsed(use);
            keepParts();
            keepNeeded();
        } while (kept.size() + used.size() > known);
    }

    /** What is kept because something needs it may be used as well, and then its parts stay. */
    private void keepUsed(TargetUse use) {
        for (Change change : onTarget) {
            boolean open = !kept.containsKey(change.key()) || needed.contains(change.key());
            if (open && !used.contains(change.key()) && change.existing().isPresent()) {
                use.of(change.existing().get()).ifPresent(reason -> keepUsed(change, reason));
            }
        }
    }

    /** It stays with its parts, as somebody uses it. */
    private void keepUsed(Change change, String reason) {
        keep(change, "stays: " + reason);
        used.add(change.key());
    }

    /** What somebody uses is used with its parts: a network with its subnets and their router. */
    private void keepParts() {
        for (Change change : onTarget) { // what is needed stands before what needs it
            change.needs().stream()
                    .filter(need -> need.required() && used.contains(need.key()))
                    .filter(need -> isPartOf(change.resource().kind(), need.kind()))
                    .findFirst()
                    .filter(need -> !kept.containsKey(change.key()) || needed.contains(change.key()))
                    .filter(need -> !used.contains(change.key()))
                    .ifPresent(need -> keepUsed(change, "it belongs to " + named(need) + ", which stays"));
        }
    }

    /**
     * A project that is used keeps who works in it, a user the keys, a network all that is in it, and what is shared
     * with others its policies.
     */
    private static boolean isPartOf(Kind part, Kind whole) {
        if (whole.equals(Kind.PROJECT)) {
            return part.equals(AssignmentType.KIND);
        }
        if (whole.equals(UserType.KIND)) {
            return part.equals(KeypairType.KIND);
        }
        return SHARING.contains(part) || !OF_MANY.contains(whole);
    }

    private void keepNeeded() {
        Map<ResourceKey, Change> byKey = new HashMap<>();
        onTarget.forEach(change -> byKey.put(change.key(), change));
        for (int i = onTarget.size() - 1; i >= 0; i--) {
            Change change = onTarget.get(i);
            if (kept.containsKey(change.key())
                    && change.existing().isPresent()
                    && !ResourceRollback.isNeutrons(change)) {
                keepNeeds(change, byKey);
            }
        }
    }

    private void keepNeeds(Change stays, Map<ResourceKey, Change> byKey) {
        for (Reference need : stays.needs()) {
            Change other = byKey.get(need.key());
            if (need.required() && other != null && !kept.containsKey(need.key())) {
                keep(other, "stays: " + stays.resource().label() + ", which stays, needs it");
                needed.add(need.key());
            }
        }
    }

    private String named(Reference need) {
        return onTarget.stream()
                .filter(change -> change.key().equals(need.key()))
                .map(change -> change.resource().label())
                .findFirst()
                .orElse(need.kind() + " " + need.id());
    }

    /** What has to be gone before an object can go. */
    Map<ResourceKey, List<Reference>> dependents() {
        Map<ResourceKey, List<Reference>> first = new HashMap<>();
        for (Change change : onTarget) {
            if (!kept.containsKey(change.key())) {
                Reference self = new Reference(change.key(), Reference.Bond.REQUIRED);
                change.needs()
                        .forEach(need -> first.computeIfAbsent(need.key(), any -> new ArrayList<>())
                                .add(self));
            }
        }
        return first;
    }
}
