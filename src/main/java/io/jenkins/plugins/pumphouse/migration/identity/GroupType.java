package io.jenkins.plugins.pumphouse.migration.identity;

import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.type.ApiCollection;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.Declaration;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keystone's groups of users, without their members: {@link GroupMembersType}. Keystone v2.0 has none.
 *
 * <p>One without members costs three requests beside the lists, those for its members included.
 */
public final class GroupType extends IdentityType {
    public static final Kind KIND = new Kind("group");

    public GroupType() {
        super(
                Declaration.of(KIND, Service.IDENTITY, new ApiCollection("/groups", "groups", "group"))
                        .copies("name", "description")
                        .brings(GroupMembersType.MEMBERS)
                        .serviceSets(GroupMembersType.NOTE)
                        .serviceSets("id", "links", "extra")
                        .bringsOthers()
                        .refers("domain_id", DomainType.KIND)
                        .uniquelyIdentifiedBy("name", "domain_id"),
                null);
    }

    @Override
    public List<Resource> read(CloudInventory inventory, Scope scope) {
        return inventory.cloud().identityV2() ? List.of() : ofAllDomains(inventory);
    }

    @Override
    public Optional<Resource> readOne(CloudInventory inventory, String id) {
        return inventory.cloud().identityV2() ? Optional.empty() : super.readOne(inventory, id);
    }

    @Override
    public Optional<String> refused(Resource resource, CloudInventory source, CloudInventory target) {
        return DomainDirectory.awaited(resource, source, target).or(() -> super.refused(resource, source, target));
    }

    /** With a tenant, the groups that have a role in it; with a user, none: the user is what was asked for. */
    @Override
    public List<Resource> select(Selection selection, CloudInventory source) {
        if (selection.user() != null) {
            return List.of();
        }
        return selection.tenant() == null
                ? source.list(KIND, Scope.ALL)
                : of(AssignmentType.in(source, source.scope(selection).owner())).stream()
                        .flatMap(id -> source.find(KIND, id).stream())
                        .toList();
    }

    /** The ids of the groups among those who have a role. */
    static Set<String> of(List<Resource> assignments) {
        Set<String> ids = new LinkedHashSet<>();
        for (Resource assignment : assignments) {
            if (assignment.text("group_id") != null) {
                ids.add(assignment.text("group_id"));
            }
        }
        return ids;
    }
}
