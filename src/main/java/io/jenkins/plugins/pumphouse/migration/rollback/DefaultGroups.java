package io.jenkins.plugins.pumphouse.migration.rollback;

import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.network.secgroup.SecurityGroupRulesType;
import io.jenkins.plugins.pumphouse.migration.network.secgroup.SecurityGroupType;
import io.jenkins.plugins.pumphouse.migration.options.CreatedObject;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The groups {@code default}, with their rules, of the projects that a build has created: Neutron has made them, so no
 * report calls them created, and they go with their project.
 */
public final class DefaultGroups {
    private DefaultGroups() {}

    /**
     * What a build has created and those groups; the same where no build is named.
     *
     * @param source lists its security groups once, where a project was created
     */
    public static Selection with(Selection selection, CloudInventory source) {
        Set<String> projects = selection.created().stream()
                .filter(one -> one.kind().equals(Kind.PROJECT.word()) && !one.onlyUpdated())
                .map(CreatedObject::source)
                .collect(Collectors.toSet());
        if (projects.isEmpty()) {
            return selection;
        }
        List<CreatedObject> all = new ArrayList<>(selection.created());
        for (Resource group : groups(source)) {
            if (projects.contains(group.text("tenant_id")) && SecurityGroupType.isDefault(group.json())) {
                for (Kind kind : List.of(SecurityGroupType.KIND, SecurityGroupRulesType.KIND)) {
                    all.add(new CreatedObject(kind.word(), group.name(), group.id(), "", Map.of(), Map.of()));
                }
            }
        }
        return Selection.ofCreated(all);
    }

    private static List<Resource> groups(CloudInventory source) {
        try {
            return source.list(SecurityGroupType.KIND, Scope.ALL);
        } catch (CloudException e) {
            return List.of(); // what names them is kept while the target's own list shows it
        }
    }
}
