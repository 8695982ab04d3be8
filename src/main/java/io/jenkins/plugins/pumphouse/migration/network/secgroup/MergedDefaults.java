package io.jenkins.plugins.pumphouse.migration.network.secgroup;

import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.MergedProjects;
import java.util.Optional;
import java.util.Set;

/**
 * Groups {@code default} of projects that mapping brings into one: Neutron gives a project one such group, which would
 * have the rules of whichever tenant came last.
 */
final class MergedDefaults {
    private MergedDefaults() {}

    /** Why a group {@code default} cannot have its rules; empty where all that become one have the same. */
    static Optional<String> unlike(Resource rules, CloudInventory source) {
        if (!SecurityGroupType.isDefault(rules.json())) {
            return Optional.empty();
        }
        Set<String> others = MergedProjects.beside(rules.text("tenant_id"), source);
        Set<String> own = BornRules.meanings(rules);
        return others.stream()
                        .flatMap(other -> source.list(SecurityGroupRulesType.KIND, Scope.ownedBy(other)).stream())
                        .filter(group -> SecurityGroupType.isDefault(group.json()))
                        .allMatch(group -> BornRules.meanings(group).equals(own))
                ? Optional.empty()
                : Optional.of(
                        "mapping brings project " + MergedProjects.named(others, source)
                                + " into the same project, whose group default has other rules on "
                                + source.cloud().name()
                                + ", and a project has one such group. Make the rules equal, or give each project one of its own");
    }
}
