package io.jenkins.plugins.pumphouse.migration.network.neutron;

import io.jenkins.plugins.pumphouse.migration.type.RequestPlan;
import io.jenkins.plugins.pumphouse.migration.type.RequestPlan.Sender;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Service;

/** What the changes of Neutron's objects send. */
public final class NeutronRequests {
    /** Of an object whose id is not known yet. */
    private static final String ID = "{id}";

    private NeutronRequests() {}

    /** An object, its tags, and its own description after them. */
    public static void ofObject(RequestPlan plan) {
        ofObject(plan, "tags");
    }

    /** @param apart fields that a change of an object sends in requests of their own */
    public static void ofObject(RequestPlan plan, String... apart) {
        Cloud cloud = plan.targets().cloud();
        NeutronType type = (NeutronType) plan.type();
        String all = type.collection(cloud);
        String tags = type.tagged(cloud, ID) + "/tags";
        Sender neutron = plan.onTarget(Service.NETWORK);
        switch (plan.decision()) {
            case CREATE -> {
                neutron.atMost(type.isTogether(cloud) ? 1 : 0).post(all);
                neutron.times(type.isTogether(cloud) ? 0 : 1).post(all);
                boolean later = type.isTagged(cloud) && !type.isTaggedAtOnce(cloud);
                neutron.times(later ? 1 : 0).put(tags).put(all + '/' + ID);
            }
            case UPDATE -> {
                neutron.times(type.isTagged(cloud) ? 1 : 0).put(tags);
                neutron.times(plan.changesFields(apart) ? 1 : 0).put(all + '/' + ID);
            }
            case ROLL_BACK -> neutron.delete(all + '/' + ID);
            default -> RequestPlan.none(plan);
        }
    }

    /** The parts of an object, such as the rules of a group. */
    public static void ofParts(RequestPlan plan) {
        ((RuleSetType) plan.type()).say(plan);
    }
}
