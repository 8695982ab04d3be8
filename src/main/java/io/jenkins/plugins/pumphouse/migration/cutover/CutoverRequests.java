package io.jenkins.plugins.pumphouse.migration.cutover;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.type.RequestPlan;
import io.jenkins.plugins.pumphouse.migration.type.RequestPlan.Sender;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the cutover of a network sends: off on the source, then on at the target. */
public final class CutoverRequests {
    private static final String SUBNET = "/subnets/{id}";

    private CutoverRequests() {}

    public static void ofNetwork(RequestPlan plan) {
        if (plan.decision() != Decision.UPDATE) {
            return;
        }
        Resource network = plan.resource();
        JsonNode existing = plan.existing().orElseThrow().json();
        List<String> dhcp = Json.texts(network.json(), CutoverType.DHCP);
        int up = 0;
        for (JsonNode port : network.field(CutoverType.INTERFACES)) {
            up += port.path("admin_state_up").asBoolean(true) ? 1 : 0;
        }
        plan.onSource(Service.NETWORK).times(dhcp.size()).put(SUBNET).times(up).put("/ports/{id}");
        Set<String> held = new LinkedHashSet<>(Json.texts(existing, CutoverType.HELD));
        held.removeAll(Json.texts(existing, CutoverType.DHCP));
        Sender neutron = plan.onTarget(Service.NETWORK);
        neutron.times(held.size()).put(SUBNET).delete(SUBNET + "/tags/{tag}");
        int routers = network.field(CutoverType.INTERFACES).size();
        neutron.atMost(existing.path(CutoverType.INTERFACES).size()).put("/routers/{id}/remove_router_interface");
        neutron.atMost(routers)
                .put("/routers/{id}/add_router_interface")
                .post("/ports")
                .put("/ports/{id}");
        addresses(plan, routers);
    }

    /** Floating addresses that were held with the gateway, and external addresses of routers. */
    private static void addresses(RequestPlan plan, int routers) {
        int held = Collections.frequency(
                plan.change().differences().stream()
                        .map(difference -> difference.field().startsWith("floating"))
                        .toList(),
                true);
        plan.onSource(Service.NETWORK).about(held).put("/floatingips/{id}");
        plan.onTarget(Service.NETWORK).about(held).put("/floatingips/{id}");
        plan.onSource(Service.NETWORK).atMost(routers).put("/routers/{id}");
        plan.onTarget(Service.NETWORK)
                .atMost(routers)
                .put("/routers/{id}")
                .put("/routers/{id}/tags/{tag}")
                .delete("/routers/{id}/tags/{tag}");
    }
}
