package io.jenkins.plugins.pumphouse.migration.server.card;

import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.network.NetworkType;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterType;
import io.jenkins.plugins.pumphouse.migration.novanetwork.NovaNetworkFields;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why a floating address of nova-network cannot go with its server, where one of Neutron could. */
final class NovaFloating {
    private NovaFloating() {}

    static List<String> refusals(Resource server, CloudInventory source) {
        List<String> reasons = new ArrayList<>();
        for (FloatingAddress floating : ServerFloating.of(server, source)) {
            String has = "has floating address " + floating.address();
            Resource ip = floating.ip();
            if (ip.field(NovaNetworkFields.UNCLEAR).asBoolean()) {
                reasons.add(
                        has + ", of which nova-network does not tell to which fixed address it leads (remove it from"
                                + " the server, and associate it again after the move)");
            } else if (isOfAnotherPool(ip, source)) {
                reasons.add(has + " of pool " + ip.text(NovaNetworkFields.POOL)
                        + ", and another server of its network has one"
                        + " of another pool: a router leads to one (remove it from the server)");
            } else if (isHeld(floating, source)) {
                reasons.add(has + " in a network whose gateway stays on "
                        + source.cloud().name() + " until pumpCutover,"
                        + " and nova-network, which has to be stopped before that, lets no address go then (choose"
                        + " cutover: now for the network, or remove the address from the server and associate it again"
                        + " after pumpCutover)");
            }
        }
        return reasons;
    }

    private static boolean isOfAnotherPool(Resource ip, CloudInventory source) {
        return ip.json().has(NovaNetworkFields.POOL)
                && Optional.ofNullable(ip.text("router_id"))
                        .flatMap(router -> source.find(RouterType.KIND, router))
                        .map(router -> Json.text(router.field("external_gateway_info"), "network_id"))
                        .filter(external -> !external.equals(ip.text("floating_network_id")))
                        .isPresent();
    }

    private static boolean isHeld(FloatingAddress floating, CloudInventory source) {
        String network = ServerFloating.network(floating, source);
        return network != null
                && source.find(NetworkType.KIND, network)
                        .filter(found -> found.json().has(NovaNetworkFields.MARK))
                        .isPresent()
                && new HeldGateways(source.options().cutovers()).holds(network, source);
    }
}
