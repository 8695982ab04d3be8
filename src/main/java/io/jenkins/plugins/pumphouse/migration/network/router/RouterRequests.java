package io.jenkins.plugins.pumphouse.migration.network.router;

import io.jenkins.plugins.pumphouse.migration.network.SharedWire;
import io.jenkins.plugins.pumphouse.migration.options.Cutover;
import io.jenkins.plugins.pumphouse.migration.type.RequestPlan;
import io.jenkins.plugins.pumphouse.migration.type.RequestPlan.Sender;
import io.jenkins.plugins.pumphouse.openstack.Service;

/** What the changes of routers' interfaces and routes send. */
public final class RouterRequests {
    private static final String ROUTER = "/routers/{id}";

    private RouterRequests() {}

    /** A router takes a gateway's address by itself; any other by a port that is made for it. */
    public static void ofInterface(RequestPlan plan) {
        Sender neutron = plan.onTarget(Service.NETWORK);
        int described = InterfacePort.isDescribed(plan.targets().cloud()) ? 1 : 0;
        switch (plan.decision()) {
            case CREATE -> {
                boolean another = SharedWire.choiceOf(plan.resource(), plan.inventory()) == Cutover.ADDRESS;
                boolean gateway = !another && InterfaceAttachment.isGateway(plan.resource(), plan.inventory());
                if (gateway) {
                    int subnets = plan.resource().field("fixed_ips").size();
                    neutron.times(subnets).put(ROUTER + "/add_router_interface");
                } else {
                    attached(neutron, described);
                }
            }
            case UPDATE -> neutron.times(described).put("/ports/{id}");
            case ROLL_BACK -> neutron.put(ROUTER + "/remove_router_interface");
            default -> RequestPlan.none(plan);
        }
    }

    private static void attached(Sender neutron, int described) {
        neutron.post("/ports")
                .put(ROUTER + "/add_router_interface")
                .times(described)
                .put("/ports/{id}");
    }

    public static void ofRoutes(RequestPlan plan) {
        plan.onTarget(Service.NETWORK).put(ROUTER);
    }
}
