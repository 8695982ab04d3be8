package io.jenkins.plugins.pumphouse.migration.cutover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterAddress;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterType;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The external address of a router, where both clouds share that wire too: the target's router takes it when the last
 * of the router's networks has been switched over. The source's router lets its gateway go before; Neutron itself
 * refuses that while floating addresses lead through it, and then all stays as it is.
 */
final class RouterHandover {
    private final ChangeContext context;
    private final Cloud source;
    private final Cloud target;
    private final String onSource;
    private final String onTarget;
    private final ExternalAddressNote note;

    /** @param router of the source */
    RouterHandover(ChangeContext context, String router) {
        this.context = context;
        this.source = context.source();
        this.target = context.target();
        this.onSource = router;
        this.onTarget = context.translation().id(RouterType.KIND, router);
        this.note = new ExternalAddressNote(target, onTarget);
    }

    /** What was done or why not, for a person; nothing where there is nothing to hand over. */
    List<String> run() {
        Resource router = read(target, onTarget);
        Resource origin = read(source, onSource);
        String network = Json.text(router.field(RouterAddress.GATEWAY), "network_id");
        CloudInventory sources = context.inventory().anew();
        CloudInventory targets = context.targets().anew();
        Optional<String> noted = ExternalAddressNote.of(router, targets);
        Optional<RouterAddress> waiting = noted.isPresent() || network == null
                ? Optional.empty()
                : RouterAddress.waiting(origin, network, sources, targets);
        String address = noted.or(() -> waiting.map(RouterAddress::address)).orElse(null);
        if (network == null || address == null) {
            return network == null ? List.of() : RouterAddress.told(origin, router, network, sources, targets);
        }
        JsonNode former = origin.field(RouterAddress.GATEWAY);
        if (!hasIt(router, address, targets)) {
            note.write(address, context.existing().orElseThrow().id());
            try {
                release(address);
            } catch (CloudException.Conflict e) { // floating addresses
                note.remove(address);
                return List.of("router " + origin.name() + " keeps its external address " + address + " on "
                        + source.name() + ": " + e.serviceMessage());
            }
            take(router, address, former);
        }
        note.remove(address);
        return List.of("router " + router.name() + " has external address " + address + " on " + target.name()
                + ", and none on " + source.name());
    }

    private Resource read(Cloud cloud, String id) {
        ObjectNode json = cloud.send(Request.get(Service.NETWORK, path(id))).identified("router");
        return new Resource(RouterType.KIND, id, Json.text(json, "name"), json);
    }

    private static boolean hasIt(Resource router, String address, CloudInventory cloud) {
        return RouterAddress.of(router, cloud).contains(address);
    }

    /** Does nothing where an interrupted run has. */
    private void release(String address) {
        if (hasIt(read(source, onSource), address, context.inventory().anew())) {
            put(source, onSource, Json.object().putNull(RouterAddress.GATEWAY));
        }
    }

    /** @param former gateway of the source's router; none where an interrupted run has taken it */
    private void take(Resource router, String address, JsonNode former) {
        ObjectNode gateway = router.field(RouterAddress.GATEWAY).deepCopy();
        gateway.retain("network_id", "enable_snat");
        ArrayNode addresses = gateway.putArray(RouterAddress.FIXED);
        addresses.addObject().put("ip_address", address);
        for (JsonNode own : router.field(RouterAddress.GATEWAY).path(RouterAddress.FIXED)) {
            if (own.path("ip_address").asText().indexOf(':') >= 0) {
                addresses.add(own); // of IPv6 it keeps its own
            }
        }
        try {
            put(target, onTarget, Json.object(RouterAddress.GATEWAY, gateway));
        } catch (CloudException e) {
            if (hasIt(read(target, onTarget), address, context.targets().anew())) {
                return; // its answer was lost
            }
            giveBack(address, former, e);
        }
    }

    private void giveBack(String address, JsonNode former, CloudException refused) {
        String network = Objects.requireNonNullElse(Json.text(former, "network_id"), "NETWORK");
        String restored = "no router has it now. Run again, or on " + source.name()
                + ": openstack router set --external-gateway " + network + " --fixed-ip ip-address=" + address + " "
                + onSource;
        if (former instanceof ObjectNode before) {
            try {
                ObjectNode gateway = before.deepCopy();
                gateway.retain("network_id", "enable_snat", RouterAddress.FIXED);
                put(source, onSource, Json.object(RouterAddress.GATEWAY, gateway));
                note.remove(address);
                restored = "router " + onSource + " of " + source.name() + " has it again";
            } catch (CloudException e) {
                refused.addSuppressed(e);
            }
        }
        throw new MigrationException("The network is switched over, but router " + onTarget + " of " + target.name()
                + " does not get external address " + address + ": " + refused.getMessage() + " Now " + restored);
    }

    private static void put(Cloud cloud, String id, ObjectNode change) {
        cloud.send(Request.put(Service.NETWORK, path(id)).body(Json.object("router", change)));
    }

    static String path(String router) {
        return "/routers/" + Request.segment(router);
    }
}
