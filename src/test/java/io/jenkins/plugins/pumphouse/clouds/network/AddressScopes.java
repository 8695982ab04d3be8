package io.jenkins.plugins.pumphouse.clouds.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;

/** Address scopes: a name, an IP version, and nothing else, not even a description. */
final class AddressScopes extends NeutronResource {
    AddressScopes(Network neutron) {
        super(
                neutron,
                "address_scope",
                "address_scopes",
                "AddressScopeNotFound",
                "Address scope %s could not be found");
        attributes.field("name", "").required("ip_version").field("shared", false);
    }

    @Override
    boolean tagged() {
        return false;
    }

    @Override
    boolean stamped() {
        return false;
    }

    @Override
    void make(ObjectNode row, Call call) {}

    @Override
    void change(ObjectNode row, ObjectNode next, ObjectNode changes, Call call) {}

    @Override
    void gone(ObjectNode row) {
        String id = WireJson.text(row, "id");
        if (neutron.pools.table.where("address_scope_id", id).findAny().isPresent()) {
            throw new Refused(
                    409,
                    "AddressScopeInUse",
                    "Unable to complete operation on address scope " + id
                            + ". There are one or more subnet pools in use on the address scope.");
        }
    }
}
