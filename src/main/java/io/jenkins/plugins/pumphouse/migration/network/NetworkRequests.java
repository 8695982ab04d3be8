package io.jenkins.plugins.pumphouse.migration.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.network.neutron.NeutronRequests;
import io.jenkins.plugins.pumphouse.migration.type.RequestPlan;
import io.jenkins.plugins.pumphouse.migration.type.RequestPlan.Sender;
import io.jenkins.plugins.pumphouse.openstack.Service;

/** What the changes of ports, segments and trunks send beside what all of Neutron's objects do. */
public final class NetworkRequests {
    private static final String TRUNK = "/trunks/{id}";

    private NetworkRequests() {}

    /** The DHCP servers that have an address of a port make room for it. */
    public static void ofPort(RequestPlan plan) {
        if (plan.decision() == Decision.CREATE) {
            int addresses = plan.resource().field("fixed_ips").size();
            plan.onTarget(Service.NETWORK).atMost(addresses).put("/ports/{id}");
        }
        NeutronRequests.ofObject(plan);
    }

    /** Sub-ports come and go by requests of their own, for which a trunk has to be enabled. */
    public static void ofTrunk(RequestPlan plan) {
        Sender neutron = plan.onTarget(Service.NETWORK);
        if (plan.decision() == Decision.UPDATE) {
            Resource existing = plan.existing().orElseThrow();
            JsonNode wanted = plan.wanted().path(TrunkType.SUB_PORTS);
            JsonNode now = existing.field(TrunkType.SUB_PORTS);
            boolean leave = !TrunkChange.but(now, wanted).isEmpty();
            boolean come = !TrunkChange.but(wanted, now).isEmpty();
            neutron.times(leave ? 1 : 0).put(TRUNK + "/remove_subports");
            neutron.times(come ? 1 : 0).put(TRUNK + "/add_subports");
            neutron.times((leave || come) && isDisabled(existing) ? 2 : 0).put(TRUNK);
        } else if (plan.decision() == Decision.ROLL_BACK) {
            neutron.times(isDisabled(plan.existing().orElseThrow()) ? 1 : 0).put(TRUNK);
        }
        NeutronRequests.ofObject(plan, "tags", TrunkType.SUB_PORTS);
    }

    /** Neutron makes segments with their network: their words are written. */
    public static void ofSegments(RequestPlan plan) {
        plan.onTarget(Service.NETWORK)
                .times(SegmentsType.written(plan.wanted(), plan.existing()))
                .put("/segments/{id}");
    }

    private static boolean isDisabled(Resource trunk) {
        JsonNode enabled = trunk.field(TrunkType.ENABLED);
        return enabled.isBoolean() && !enabled.asBoolean();
    }
}
