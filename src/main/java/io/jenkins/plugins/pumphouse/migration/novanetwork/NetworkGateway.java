package io.jenkins.plugins.pumphouse.migration.novanetwork;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import java.util.List;

/**
 * The gateway of a network as Neutron would have it, a router: nova-network routes on its hosts, translates what its
 * servers send to the outside, and leads floating addresses to them.
 */
record NetworkGateway(FixedNetwork network) {
    String id() {
        return FixedNetwork.derived("router", network.id());
    }

    /**
     * The router; null where the network has no gateway.
     *
     * @param pool where its servers' floating addresses are from; null where the cloud has none
     */
    ObjectNode asRouter(String pool) {
        if (asInterfaces().isEmpty()) {
            return null;
        }
        ObjectNode router = Json.object()
                .put("id", id())
                .put("name", network.label())
                .put("tenant_id", network.owner())
                .put("admin_state_up", true)
                .put("status", "ACTIVE")
                .put(NovaNetworkFields.COMMON, network.isCommon());
        if (pool == null) {
            router.putNull("external_gateway_info");
        } else {
            router.putObject("external_gateway_info")
                    .put("network_id", FloatingView.poolId(pool))
                    .putArray("external_fixed_ips");
        }
        router.putArray("routes");
        return router;
    }

    /** Its interfaces, one for each subnet with a gateway. */
    List<ObjectNode> asInterfaces() {
        return network.isSpare()
                ? List.of()
                : network.asSubnets().stream()
                        .filter(subnet -> subnet.hasNonNull("gateway_ip"))
                        .map(this::asInterface)
                        .toList();
    }

    private ObjectNode asInterface(ObjectNode subnet) {
        ObjectNode port = Json.object()
                .put("id", FixedNetwork.derived("interface", Json.text(subnet, "id")))
                .put("network_id", network.id())
                .put("tenant_id", network.owner())
                .put("device_id", id())
                .put("device_owner", "network:router_interface")
                .put("admin_state_up", !subnet.path(NovaNetworkFields.SILENT).asBoolean())
                .put(NovaNetworkFields.MARK, true);
        port.putArray("fixed_ips")
                .addObject()
                .put("subnet_id", Json.text(subnet, "id"))
                .put("ip_address", Json.text(subnet, "gateway_ip"));
        return port;
    }

    /** @throws MigrationException while nova-network answers at the gateway, with what to do on its hosts */
    void checkSilent() {
        String cloud = network.cloud().name();
        List<String> running = new NetworkHosts(network.cloud()).running(network.host());
        if (!running.isEmpty()) {
            throw new MigrationException("nova-network of " + cloud + " answers at the gateway of network "
                    + network.label() + " and for its DHCP, and has no request that ends it. On "
                    + String.join(", ", running) + ": stop the service nova-network, end the dnsmasq of "
                    + Json.text(network.row(), "bridge") + ", and take " + Json.text(network.row(), "gateway")
                    + " off that bridge (ip address del). Then nova service-disable <host> nova-network, wait until"
                    + " nova service-list shows it down, and run pumpCutover again. Other networks that those hosts"
                    + " serve lose their gateway too.");
        }
    }
}
