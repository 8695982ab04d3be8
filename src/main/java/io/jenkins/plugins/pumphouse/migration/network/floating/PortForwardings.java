package io.jenkins.plugins.pumphouse.migration.network.floating;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Doubt;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.type.Account;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The port forwardings of floating addresses (Networking API v2.0, "Floating IPs port forwarding"). An address with
 * forwardings is bound to no port, and announced by the router that forwards.
 */
public final class PortForwardings {
    private static final String EXTENSION = "floating-ip-port-forwarding";
    private static final String RANGES = EXTENSION + "-port-ranges";
    private static final String FIELD = "port_forwardings";

    private static final Account ACCOUNT = new Account()
            .brings("protocol", "external_port", "internal_port", "internal_ip_address", PortForwarding.PORT)
            .bringsWhere(EXTENSION + "-description", null, "description")
            .brings("external_port_range", "internal_port_range") // or refused
            .serviceSets(
                    "id",
                    "floatingip_id",
                    "floating_ip_address",
                    "router_id",
                    "project_id",
                    "tenant_id",
                    "created_at",
                    "updated_at",
                    "revision_number");

    private PortForwardings() {}

    /** Those of one address, as they were when the inventory was read. */
    public static List<ObjectNode> of(Resource address, CloudInventory inventory) {
        return address.field(FIELD).isEmpty() && !isHidden(address)
                ? List.of()
                : inventory.fact(
                        List.of(PortForwardings.class, address.id()), () -> now(inventory.cloud(), address.id()));
    }

    /** Whether an address forwards without showing what: an older Neutron gives it a router and no port. */
    private static boolean isHidden(Resource address) {
        return !address.json().has(FIELD) && address.text("port_id") == null && address.text("router_id") != null;
    }

    /** Whether an address certainly forwards what it did, as it shows itself. */
    public static boolean isSame(Resource before, Resource now) {
        return !isHidden(now)
                && before.field(FIELD).equals(now.field(FIELD))
                && Objects.equals(before.text("router_id"), now.text("router_id"));
    }

    /** Those of one address now; none where there is no such address, or a Neutron without forwardings. */
    public static List<ObjectNode> now(Cloud cloud, String address) {
        return ReadRefusal.noneIfUnserved(() -> cloud.list(Request.get(Service.NETWORK, path(address)), FIELD));
    }

    /** The addresses of a cloud, of any owner, by the ports that they forward to. */
    public static Map<String, List<Resource>> byPort(CloudInventory inventory) {
        return inventory.fact(PortForwardings.class, () -> {
            Map<String, List<Resource>> byPort = new HashMap<>();
            if (inventory.cloud().has(Service.NETWORK)) {
                for (Resource address : FloatingIpType.all(inventory)) {
                    of(address, inventory).stream()
                            .map(forwarding -> String.valueOf(Json.text(forwarding, PortForwarding.PORT)))
                            .distinct()
                            .forEach(port -> byPort.computeIfAbsent(port, p -> new ArrayList<>())
                                    .add(address));
                }
            }
            return byPort;
        });
    }

    /** Why a forwarding cannot be made on {@code target}; empty when it can. */
    public static Optional<String> refused(JsonNode forwarding, Cloud target) {
        for (String extension : PortForwarding.isRange(forwarding) ? List.of(EXTENSION, RANGES) : List.of(EXTENSION)) {
            if (!target.networkExtensions().contains(extension)) {
                return Optional.of("forwards " + PortForwarding.meaning(forwarding) + ", and " + target.name()
                        + " has no extension " + extension + ". Remove the forwarding, or enable the extension");
            }
        }
        return Optional.empty();
    }

    /** What of a forwarding {@code target} does not keep. */
    public static List<String> leftBehind(JsonNode forwarding, Cloud target) {
        return ACCOUNT.leftBehind(forwarding, target.networkExtensions()::contains).stream()
                .map(lost -> lost + " of forwarding " + PortForwarding.meaning(forwarding))
                .toList();
    }

    /** Makes a forwarding where the address does not have it; after a doubtful answer it looks before it fails. */
    public static void ensure(Cloud cloud, String address, ObjectNode wanted) {
        if (has(cloud, address, wanted)) {
            return;
        }
        ObjectNode asked = wanted.deepCopy();
        ACCOUNT.retainOffered(asked, cloud.networkExtensions()::contains);
        try {
            cloud.send(Request.post(Service.NETWORK, path(address)).body(Json.object("port_forwarding", asked)));
        } catch (CloudException e) { // a refusal, too, as somebody may have made the same meanwhile
            if (!Doubt.mayBeDone(e) && !(e instanceof CloudException.Rejected || e instanceof CloudException.Conflict)
                    || !has(cloud, address, wanted)) {
                throw e;
            }
        }
    }

    private static boolean has(Cloud cloud, String address, ObjectNode wanted) {
        return now(cloud, address).stream()
                .anyMatch(existing -> PortForwarding.meaning(existing).equals(PortForwarding.meaning(wanted)));
    }

    /** Removes those of one address that mean the same as {@code forwarding}. */
    public static void remove(Cloud cloud, String address, JsonNode forwarding) {
        for (ObjectNode existing : now(cloud, address)) {
            if (PortForwarding.meaning(existing).equals(PortForwarding.meaning(forwarding))) {
                cloud.remove(Request.delete(
                        Service.NETWORK, path(address) + '/' + Request.segment(Json.text(existing, "id"))));
            }
        }
    }

    private static String path(String address) {
        return "/floatingips/" + Request.segment(address) + "/port_forwardings";
    }
}
