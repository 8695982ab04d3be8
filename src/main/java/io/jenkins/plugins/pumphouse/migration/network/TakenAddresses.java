package io.jenkins.plugins.pumphouse.migration.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.Marking;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Addresses of the target, of MACs too, that a port needs and another port has. A DHCP server's own address is any of
 * the pool's (Networking API v2.0, ports of {@code network:dhcp}), so that port moves out of the way.
 */
public final class TakenAddresses {
    private static final String DHCP = "network:dhcp";

    private TakenAddresses() {}

    /** Why {@code wanted} cannot have its addresses; empty when nobody but a DHCP server is in the way. */
    public static Optional<String> of(ObjectNode wanted, CloudInventory target) {
        String network = Json.text(wanted, "network_id");
        if (network == null || Translation.isPending(network)) {
            return Optional.empty();
        }
        Map<List<String>, ObjectNode> owners =
                target.fact(List.of(TakenAddresses.class, network), () -> owners(target.cloud(), network));
        List<String> taken = new ArrayList<>();
        Optional.ofNullable(wanted.has("mac_address") ? owners.get(mac(wanted)) : null)
                .filter(port -> !isMadeMeanwhile(port, wanted))
                .ifPresent(port -> taken.add(described("MAC", mac(wanted).get(0), port, target.cloud())));
        for (JsonNode ip : wanted.path("fixed_ips")) {
            Optional.ofNullable(owners.get(address(ip)))
                    .filter(port -> !isMadeMeanwhile(port, wanted))
                    .ifPresent(
                            port -> taken.add(described("address", Json.text(ip, "ip_address"), port, target.cloud())));
        }
        return taken.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", taken));
    }

    /** Whether it is the wanted port itself: another controller has made it since the ports were listed. */
    private static boolean isMadeMeanwhile(ObjectNode port, ObjectNode wanted) {
        String mac = Json.text(wanted, "mac_address");
        return mac != null
                && mac.equals(Json.text(port, "mac_address"))
                && Marking.TAG.of(port).isPresent();
    }

    private static String described(String what, String address, ObjectNode port, Cloud cloud) {
        String owner = Json.text(port, "device_owner");
        return what + " " + address + " is taken on " + cloud.name() + " by port "
                + Json.text(port, "id")
                + (owner == null || owner.isEmpty()
                        ? ", which no device uses"
                        : " of " + owner + " " + Json.text(port, "device_id"))
                + ". Free it on the target, or change one of the two";
    }

    private static boolean has(JsonNode port, JsonNode wanted) {
        for (JsonNode ip : port.path("fixed_ips")) {
            if (Objects.equals(Json.text(ip, "subnet_id"), Json.text(wanted, "subnet_id"))
                    && Json.text(ip, "ip_address") != null
                    && Json.text(ip, "ip_address").equals(Json.text(wanted, "ip_address"))) {
                return true;
            }
        }
        return false;
    }

    /** The ports of a network by their MAC and by each of their addresses; those of DHCP servers move. */
    private static Map<List<String>, ObjectNode> owners(Cloud cloud, String network) {
        Map<List<String>, ObjectNode> owners = new HashMap<>();
        for (ObjectNode port :
                cloud.list(Request.get(Service.NETWORK, "/ports").query("network_id", network), "ports")) {
            owners.putIfAbsent(mac(port), port);
            if (!DHCP.equals(Json.text(port, "device_owner"))) {
                port.path("fixed_ips").forEach(ip -> owners.putIfAbsent(address(ip), port));
            }
        }
        return owners;
    }

    /** Neutron takes a MAC once in a network, of whatever project the port is. */
    private static List<String> mac(JsonNode port) {
        return List.of(String.valueOf(Json.text(port, "mac_address"))
                .toLowerCase(Locale.ROOT)
                .replace('-', ':'));
    }

    private static List<String> address(JsonNode ip) {
        return Arrays.asList(Json.text(ip, "subnet_id"), Json.text(ip, "ip_address"));
    }

    /**
     * Lets the DHCP servers that have an address of {@code wanted} take any other of the same subnet.
     *
     * @return whether any had one
     */
    public static boolean clear(ObjectNode wanted, Cloud cloud) {
        String network = Json.text(wanted, "network_id");
        List<ObjectNode> servers = cloud.list(
                Request.get(Service.NETWORK, "/ports")
                        .query("network_id", network)
                        .query("device_owner", DHCP),
                "ports");
        boolean cleared = false;
        for (ObjectNode port : servers) {
            ArrayNode kept = Json.object().putArray("fixed_ips");
            boolean moves = false;
            for (JsonNode ip : port.path("fixed_ips")) {
                boolean inTheWay = false;
                for (JsonNode other : wanted.path("fixed_ips")) {
                    inTheWay |= has(
                            Json.object("fixed_ips", Json.object().arrayNode().add(ip)), other);
                }
                ObjectNode next = kept.addObject().put("subnet_id", Json.text(ip, "subnet_id"));
                if (!inTheWay) {
                    next.put("ip_address", Json.text(ip, "ip_address"));
                }
                moves |= inTheWay;
            }
            cleared |= moves;
            if (moves) {
                cloud.send(Request.put(Service.NETWORK, "/ports/" + Request.segment(Json.text(port, "id")))
                        .body(Json.object("port", Json.object("fixed_ips", kept))));
            }
        }
        return cleared;
    }
}
