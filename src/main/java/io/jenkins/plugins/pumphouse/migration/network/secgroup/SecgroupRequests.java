package io.jenkins.plugins.pumphouse.migration.network.secgroup;

import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.network.neutron.NeutronRequests;
import io.jenkins.plugins.pumphouse.migration.type.RequestPlan;
import io.jenkins.plugins.pumphouse.migration.type.RequestPlan.Sender;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;

/** What the changes of security groups and address groups send. */
public final class SecgroupRequests {
    private SecgroupRequests() {}

    /** Several groups of a project are made by one request, and only the first needs its description set. */
    public static void ofGroup(RequestPlan plan) {
        boolean made = plan.decision() == Decision.CREATE;
        if (made && SecurityGroupType.isDefault(plan.resource().json())) {
            return; // Neutron makes it
        }
        boolean together = made
                && ((SecurityGroupType) plan.type()).isTogether(plan.targets().cloud());
        if (!together) {
            NeutronRequests.ofObject(plan);
            return;
        }
        Sender neutron = plan.onTarget(Service.NETWORK);
        neutron.put(SecurityGroupType.PATH + "/{id}/tags");
        neutron.atMost(1).post(SecurityGroupType.PATH).put(SecurityGroupType.PATH + "/{id}");
    }

    /** Addresses are added and taken away by requests of their own. */
    public static void ofAddressGroup(RequestPlan plan) {
        if (plan.decision() == Decision.UPDATE) {
            Resource existing = plan.existing().orElseThrow();
            List<String> wanted = Json.texts(plan.wanted(), AddressGroupType.ADDRESSES);
            List<String> onTarget = Json.texts(existing.json(), AddressGroupType.ADDRESSES);
            Sender neutron = plan.onTarget(Service.NETWORK);
            neutron.times(isMore(wanted, onTarget) ? 1 : 0).put("/address-groups/{id}/add_addresses");
            neutron.times(isMore(onTarget, wanted) ? 1 : 0).put("/address-groups/{id}/remove_addresses");
        }
        NeutronRequests.ofObject(plan, AddressGroupType.ADDRESSES);
    }

    private static boolean isMore(List<String> all, List<String> less) {
        List<String> left = new ArrayList<>(all);
        left.removeAll(less);
        return !left.isEmpty();
    }
}
