package io.jenkins.plugins.pumphouse.clouds.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Address groups: lists of prefixes that rules of security groups may name as their remote side. */
final class AddressGroups extends NeutronResource {
    AddressGroups(Network neutron) {
        super(
                neutron,
                "address_group",
                "address_groups",
                "AddressGroupNotFound",
                "Address group %s could not be found.");
        attributes.field("name", "").field("description", "").fixed("addresses", List.of());
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
    void addTo(Routes routes) {
        super.addTo(routes);
        routes.put("/v2.0/address-groups/{id}/add_addresses", call -> addresses(call, true))
                .put("/v2.0/address-groups/{id}/remove_addresses", call -> addresses(call, false));
    }

    private Answer addresses(Call call, boolean add) {
        ObjectNode group = own(call);
        Set<JsonNode> addresses = new LinkedHashSet<>();
        group.path("addresses").forEach(addresses::add);
        for (JsonNode address : call.json().path("addresses")) {
            if (!(add ? addresses.add(address) : addresses.remove(address))) {
                throw new Refused(
                        add ? 409 : 404,
                        add ? "AddressesAlreadyExist" : "AddressesNotFound",
                        "Addresses ['" + address.asText() + "'] " + (add ? "already exist" : "not found")
                                + " in the address group " + WireJson.text(group, "id") + ".");
            }
        }
        group.set("addresses", WireJson.arrayOf(addresses));
        return Answer.ok(WireJson.object("address_group", view(group, call.caller())));
    }

    @Override
    void make(ObjectNode row, Call call) {}

    @Override
    void change(ObjectNode row, ObjectNode next, ObjectNode changes, Call call) {}

    @Override
    void gone(ObjectNode row) {
        String id = WireJson.text(row, "id");
        if (neutron.rules.table.where("remote_address_group_id", id).findAny().isPresent()) {
            throw new Refused(
                    409,
                    "AddressGroupInUse",
                    "Address group " + id + " is in use on one or more security group rules.");
        }
    }
}
