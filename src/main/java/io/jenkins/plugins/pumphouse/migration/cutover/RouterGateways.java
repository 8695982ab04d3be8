package io.jenkins.plugins.pumphouse.migration.cutover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.network.NetworkType;
import io.jenkins.plugins.pumphouse.migration.network.SharedWire;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterAddress;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterInterfaceType;
import io.jenkins.plugins.pumphouse.migration.network.router.RouterType;
import io.jenkins.plugins.pumphouse.migration.options.Cutover;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** For the plan of a cutover: which external addresses the routers of a network have, and have to have. */
final class RouterGateways {
    static final String FIELD = "external addresses of routers";

    private static final String ADDRESSES = "addresses";
    /** The segment of the external network; empty where it has no number. Absent where it is no wire in the rack. */
    private static final String WIRE = "wire";

    private static final String NOTED = "noted";

    private RouterGateways() {}

    /** What the routers in a network have, on either cloud. */
    static ArrayNode shown(String network, CloudInventory inventory) {
        ArrayNode all = Json.object().putArray(FIELD);
        routers(network, inventory)
                .flatMap(id -> inventory.find(RouterType.KIND, id).stream())
                .map(router -> shown(router, inventory))
                .forEach(all::add);
        return all;
    }

    private static ObjectNode shown(Resource router, CloudInventory inventory) {
        ObjectNode shown = Json.object().put("id", router.id());
        shown.set(ADDRESSES, Json.array(RouterAddress.of(router, inventory)));
        ExternalAddressNote.of(router, inventory).ifPresent(address -> shown.put(NOTED, address));
        inventory
                .find(NetworkType.KIND, String.valueOf(Json.text(router.field(RouterAddress.GATEWAY), "network_id")))
                .filter(SharedWire::isWired)
                .filter(external -> inventory.options().cutovers().of(external) != Cutover.NOW)
                .ifPresent(external -> shown.set(WIRE, Json.array(SharedWire.vlans(external))));
        return shown;
    }

    private static Stream<String> routers(String network, CloudInventory inventory) {
        return inventory
                .grouped(RouterInterfaceType.KIND, Scope.ALL, "network_id")
                .getOrDefault(network, List.of())
                .stream()
                .map(port -> port.text("device_id"))
                .distinct();
    }

    /**
     * The routers of a network of the source of which no other network is still answered for: with this one they have
     * nothing left to do. Where all are switched over, one of their networks has them.
     */
    static List<String> last(String network, CloudInventory source) {
        return routers(network, source)
                .filter(router -> isLast(network, router, source))
                .toList();
    }

    private static boolean isLast(String network, String router, CloudInventory source) {
        List<Resource> ports =
                source.grouped(RouterInterfaceType.KIND, Scope.ALL, "device_id").getOrDefault(router, List.of());
        List<String> answering = ports.stream()
                .filter(port -> port.field("admin_state_up").asBoolean(true))
                .map(port -> port.text("network_id"))
                .distinct()
                .toList();
        return answering.isEmpty()
                ? networks(router, source).stream()
                        .min(String::compareTo)
                        .filter(network::equals)
                        .isPresent()
                : answering.equals(List.of(network));
    }

    /** The networks that a router of the source has an interface in. */
    static List<String> networks(String router, CloudInventory source) {
        return source.grouped(RouterInterfaceType.KIND, Scope.ALL, "device_id").getOrDefault(router, List.of()).stream()
                .map(port -> port.text("network_id"))
                .distinct()
                .toList();
    }

    /** What the target's routers have to have once a network is switched over. */
    static ArrayNode wanted(JsonNode shown, String network, CloudInventory source, Translation translation) {
        ArrayNode wanted = Json.object().putArray(FIELD);
        List<String> last = last(network, source);
        for (JsonNode router : shown) {
            if (last.contains(Json.text(router, "id")) && router.has(WIRE)) {
                wanted.add(((ObjectNode) router)
                        .deepCopy()
                        .put("id", translation.id(RouterType.KIND, Json.text(router, "id"))));
            }
        }
        return wanted;
    }

    /**
     * @param existing what the target's routers in the network have; one that is not in it yet gets its address with it
     */
    static Optional<Difference> difference(JsonNode wanted, JsonNode existing) {
        List<String> missing = new ArrayList<>();
        for (JsonNode router : existing) {
            Optional.ofNullable(Json.text(router, NOTED)).ifPresent(missing::add);
            for (JsonNode other : wanted) {
                if (Json.text(router, "id").equals(Json.text(other, "id")) && isOneWire(router, other)) {
                    List<String> addresses = new ArrayList<>(Json.texts(other, ADDRESSES));
                    addresses.removeIf(address -> address.indexOf(':') >= 0); // of IPv6 they are their routers' own
                    addresses.removeAll(Json.texts(router, ADDRESSES));
                    missing.addAll(addresses);
                }
            }
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(new Difference(FIELD, String.join(", ", missing), "others"));
    }

    private static boolean isOneWire(JsonNode router, JsonNode other) {
        return router.has(WIRE)
                && other.has(WIRE)
                && !SharedWire.areApart(Set.copyOf(Json.texts(router, WIRE)), Set.copyOf(Json.texts(other, WIRE)));
    }
}
