package io.jenkins.plugins.pumphouse.migration.network.secgroup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.network.neutron.NeutronType;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.Marking;
import io.jenkins.plugins.pumphouse.migration.type.Unasked;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Lists of prefixes that rules of security groups name as their remote side. */
public final class AddressGroupType extends NeutronType {
    public static final Kind KIND = new Kind("address group");

    static final String ADDRESSES = "addresses";

    public AddressGroupType() {
        super(
                declared(KIND, "/address-groups", "address_groups", "address_group")
                        .existsWith("address-group")
                        .copies("name", ADDRESSES)
                        .brings("description")
                        .serviceSets("id", "shared", "created_at", "updated_at", "revision_number")
                        .ownedBy("tenant_id")
                        .identifiedBy("name"),
                Marking.DESCRIPTION);
    }

    /** Rules that name it would let in other addresses. */
    @Override
    public Optional<Unasked> unasked(Resource existing, List<Difference> differences, CloudInventory target) {
        return differences.stream().anyMatch(difference -> difference.field().equals(ADDRESSES))
                ? Optional.of(Unasked.left("pumpSecgroups"))
                : Optional.empty();
    }

    /** Neutron changes the addresses by requests of their own, so that rules never stand without any. */
    @Override
    public CompletionStage<ChangeResult> update(ChangeContext context) {
        Resource existing = context.existing().orElseThrow();
        List<String> wanted = Json.texts(context.wanted(), ADDRESSES);
        List<String> onTarget = Json.texts(existing.json(), ADDRESSES);
        send(context.target(), existing.id(), "add_addresses", without(wanted, onTarget));
        send(context.target(), existing.id(), "remove_addresses", without(onTarget, wanted));
        return super.update(context);
    }

    @Override
    protected ObjectNode changed(ChangeContext context) {
        ObjectNode changed = super.changed(context);
        changed.remove(ADDRESSES);
        return changed;
    }

    private static List<String> without(List<String> all, List<String> less) {
        List<String> left = new ArrayList<>(all);
        left.removeAll(less);
        return left;
    }

    private void send(Cloud cloud, String id, String action, List<String> addresses) {
        if (!addresses.isEmpty()) {
            cloud.send(Request.put(Service.NETWORK, path(cloud, id) + '/' + action)
                    .body(Json.object(ADDRESSES, Json.array(addresses))));
        }
    }
}
