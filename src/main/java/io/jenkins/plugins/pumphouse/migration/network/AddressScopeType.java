package io.jenkins.plugins.pumphouse.migration.network;

import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.network.neutron.NeutronType;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.Marking;

/**
 * Address scopes, within which prefixes are unique. Neutron keeps neither tags nor a description of them, so they are
 * known by name, and of several of one name each gets one of its own.
 */
public final class AddressScopeType extends NeutronType {
    public static final Kind KIND = new Kind("address scope");

    public AddressScopeType() {
        super(
                declared(KIND, "/address-scopes", "address_scopes", "address_scope")
                        .existsWith("address-scope")
                        .copies("name", "ip_version", "shared")
                        .serviceSets("id")
                        .ownedBy("tenant_id")
                        .identifiedBy("name", "ip_version")
                        .getsDistinctName("another scope of the same name"),
                Marking.NONE);
    }

    /** What the migration has made with its project goes with it, as nothing tells it apart. */
    @Override
    public boolean isMadeFor(Mark mark, Resource onTarget, CloudInventory target) {
        return target.find(Kind.PROJECT, String.valueOf(onTarget.text("tenant_id")))
                .flatMap(project -> Mark.ofValue(project.text(Mark.KEY)))
                .filter(project -> project.cloud().equals(mark.cloud()))
                .isPresent();
    }

    @Override
    protected String sharedByPoliciesWith() {
        return "rbac-address-scope";
    }
}
