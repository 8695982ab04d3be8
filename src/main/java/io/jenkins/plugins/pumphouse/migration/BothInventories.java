package io.jenkins.plugins.pumphouse.migration;

import io.jenkins.plugins.pumphouse.migration.identity.DomainMapping;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.novanetwork.NovaNetwork;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.MappingByName;
import io.jenkins.plugins.pumphouse.openstack.Cloud;

/** What a run reads of its two clouds, under the mapping of its request. */
public record BothInventories(CloudInventory source, CloudInventory target) {

    /**
     * Both as they are now.
     *
     * @throws MigrationException when the account of the source does not see what others own
     */
    public static BothInventories of(MigrationRequest request, ResourceTypes types, Cloud source, Cloud target) {
        AccountRights.checkSource(source);
        NovaNetwork.standIn(source, request.mapping());
        CloudInventory onTarget = new CloudInventory(target, types, request.options());
        Mapping mapping = MappingByName.of(DomainMapping.of(request.mapping(), source, target), source, onTarget);
        return new BothInventories(new CloudInventory(source, types, request.options(), mapping), onTarget);
    }
}
