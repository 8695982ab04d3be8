package io.jenkins.plugins.pumphouse.migration.rollback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The ports of the target, which say who uses networks, routers and security groups. */
final class TargetPorts {
    /** Neutron's own, which go with the network. */
    private static final Set<String> OWN =
            Set.of("network:dhcp", "network:distributed", "network:ha_router_replicated_interface");

    private final CloudInventory target;
    private final Set<String> going;

    /** @param going ids of what goes as well, whose use does not count; may become less */
    TargetPorts(CloudInventory target, Set<String> going) {
        this.target = target;
        this.going = going;
    }

    /** All of them. */
    List<ObjectNode> all() {
        return target.fact(
                TargetPorts.class, () -> target.cloud().list(Request.get(Service.NETWORK, "/ports"), "ports"));
    }

    /** Those that stay and for which {@code uses} holds. */
    Stream<ObjectNode> users(Predicate<ObjectNode> uses) {
        return all().stream()
                .filter(uses)
                .filter(port ->
                        !going.contains(Json.text(port, "id")) && !going.contains(Json.text(port, "device_id")));
    }

    /** What has the port, as Neutron calls it; empty for nothing. */
    static String owner(JsonNode port) {
        return Objects.toString(Json.text(port, "device_owner"), "");
    }

    /** Whether Neutron has made it, and deletes it with the network. */
    static boolean isOwn(ObjectNode port) {
        return OWN.contains(owner(port));
    }

    static boolean isInterface(ObjectNode port) {
        return owner(port).startsWith("network:router_interface");
    }

    /** A port that uses an object, in words. */
    static String shown(ObjectNode port) {
        String device = Objects.toString(Json.text(port, "device_id"), "");
        return "port " + Json.text(port, "id")
                + (device.isEmpty() ? ", which no server has," : " of " + owner(port) + " " + device) + " uses it";
    }
}
