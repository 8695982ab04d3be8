package io.jenkins.plugins.pumphouse.clouds.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Json;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import java.util.List;

/** Address groups: lists of prefixes that rules of security groups may name as their remote side. */
final class AddressGroups extends Resource {
    AddressGroups(Network neutron) {
        super(
                neutron,
                "address_group",
                "address_groups",
                "AddressGroupNotFound",
                "Address group %s could not be found.");
        attributes
                .field("name", "")
                .field("description", "")
                .field("addresses", List.of())
                .shown("shared", false);
    }

    @Override
    boolean tagged() {
        return false;
    }

    @Override
    void make(ObjectNode row, Call call) {}

    @Override
    void change(ObjectNode row, ObjectNode next, ObjectNode changes, Call call) {}

    @Override
    void gone(ObjectNode row) {
        String id = Json.text(row, "id");
        if (neutron.rules.table.where("remote_address_group_id", id).findAny().isPresent()) {
            throw new Refused(
                    409,
                    "AddressGroupInUse",
                    "Address group " + id + " is in use on one or more security group rules.");
        }
    }
}
