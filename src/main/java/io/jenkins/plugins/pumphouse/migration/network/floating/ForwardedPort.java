package io.jenkins.plugins.pumphouse.migration.network.floating;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.network.PortType;
import io.jenkins.plugins.pumphouse.migration.network.TrunkPorts;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a port forwarding leads to: a server's port, one that nothing has, or another service's. */
public final class ForwardedPort {
    private ForwardedPort() {}

    /** Whether nothing has the port, so that it is made on the target, and the forwarding follows its address. */
    public static boolean isFree(JsonNode forwarding, CloudInventory source) {
        return port(forwarding, source).filter(PortType::isUnbound).isPresent();
    }

    /**
     * Who has the port where it is neither a server's nor free: {@code "Octavia lb-6f0c…"}. No server's move brings
     * that.
     */
    public static Optional<String> service(JsonNode forwarding, CloudInventory source) {
        return port(forwarding, source)
                .filter(port -> !isServers(port) && !PortType.isUnbound(port))
                .map(port -> (String.valueOf(port.text("device_owner")) + ' ' + port.text("device_id")).strip());
    }

    private static boolean isServers(Resource port) {
        return String.valueOf(port.text("device_owner")).startsWith("compute:");
    }

    private static Optional<Resource> port(JsonNode forwarding, CloudInventory source) {
        return source.find(PortType.KIND, String.valueOf(Json.text(forwarding, PortForwarding.PORT)))
                .map(port -> TrunkPorts.card(port, source));
    }

    /** What of an address's forwardings no server's move brings. */
    static List<String> leftBehind(Resource address, CloudInventory source) {
        List<ObjectNode> all = PortForwardings.of(address, source);
        boolean follows = all.stream()
                .anyMatch(one ->
                        port(one, source).filter(ForwardedPort::isServers).isPresent());
        boolean held = all.stream().anyMatch(one -> service(one, source).isPresent());
        List<String> left = new ArrayList<>();
        for (ObjectNode one : all) {
            String port = Json.text(one, PortForwarding.PORT);
            Optional<String> service = service(one, source);
            if (service.isPresent()) {
                left.add("port forwarding " + PortForwarding.meaning(one) + " (its port " + port + " is "
                        + service.get() + "'s, and forwardings move with servers: all of the address stay on "
                        + source.cloud().name() + ')');
            } else if (isFree(one, source) && (held || !follows)) {
                left.add("port forwarding " + PortForwarding.meaning(one) + " (its port " + port
                        + " is no server's, and forwardings move with servers)");
            }
        }
        return left;
    }
}
