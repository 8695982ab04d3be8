package io.jenkins.plugins.pumphouse.migration.network;

import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.network.neutron.NeutronType;
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

    @Override
    protected String sharedByPoliciesWith() {
        return "rbac-address-scope";
    }
}
