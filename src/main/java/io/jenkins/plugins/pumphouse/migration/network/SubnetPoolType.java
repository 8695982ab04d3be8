package io.jenkins.plugins.pumphouse.migration.network;

import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.network.neutron.NeutronType;
import io.jenkins.plugins.pumphouse.migration.network.neutron.SharedObjectUse;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.List;

/** Pools of prefixes that subnets are cut from. */
public final class SubnetPoolType extends NeutronType {
    public static final Kind KIND = new Kind("subnet pool");

    public SubnetPoolType() {
        super(declared(KIND, "/subnetpools", "subnetpools", "subnetpool")
                .existsWith("subnet_allocation")
                .copies("name", "prefixes", "shared", "default_quota")
                .copies("default_prefixlen", "min_prefixlen", "max_prefixlen")
                .serviceSets("id", "ip_version", "created_at", "updated_at", "revision_number")
                .tells("is_default", false, "which pool is the default is the target's to choose")
                .refers("address_scope_id", AddressScopeType.KIND)
                .ownedBy("tenant_id")
                .countsAs("network subnetpool")
                .identifiedBy("name"));
    }

    @Override
    public List<Reference> needs(Resource resource, CloudInventory source) {
        return SharedObjectUse.withPolicies(resource, super.needs(resource, source), source);
    }

    @Override
    protected boolean isMadeTwice() {
        return true;
    }

    @Override
    protected String sharedByPoliciesWith() {
        return "rbac-subnetpool";
    }
}
