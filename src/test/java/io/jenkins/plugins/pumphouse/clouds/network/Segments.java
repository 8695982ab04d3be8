package io.jenkins.plugins.pumphouse.clouds.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.TokenHolder;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * The segments of networks as objects: each network has them from its birth, and a subnet may be bound to one. They are
 * the administrator's (neutron/services/segments; the rules on subnets in neutron/db/ipam_backend_mixin.py,
 * {@code _validate_segment}).
 */
final class Segments extends NeutronResource {
    static final String EXTENSION = "segment";

    /** The attributes of a segment, each with its name among those of a network. */
    private static final List<String> WIRING = List.of("network_type", "physical_network", "segmentation_id");

    private static final String INDEX = "segment_index";

    Segments(Network neutron) {
        super(neutron, "segment", "segments", "SegmentNotFound", "Segment %s could not be found.");
        attributes
                .required("network_id")
                .required("network_type")
                .fixed("physical_network", null)
                .fixed("segmentation_id", null)
                .field("name", null)
                .field("description", null);
    }

    @Override
    boolean tagged() {
        return false;
    }

    @Override
    void beforeList(Call call) {
        offered();
    }

    @Override
    ObjectNode visible(Call call) {
        offered();
        return super.visible(call);
    }

    private void offered() {
        if (!neutron.extensions.has(EXTENSION)) {
            throw new Refused(404, "HTTPNotFound", "The resource could not be found.");
        }
    }

    @Override
    void make(ObjectNode row, Call call) {
        offered();
        if (!call.caller().admin()) {
            throw new Refused(403, "PolicyNotAuthorized", "rule:create_segment is disallowed by policy");
        }
        ObjectNode network = neutron.networks.visible(WireJson.text(row, "network_id"), call.caller());
        ownedByNobody(row).put(INDEX, of(network).size());
        table.add(row);
        rewire(network);
    }

    private static ObjectNode ownedByNobody(ObjectNode row) {
        row.remove("project_id");
        return row.put("tenant_id", "");
    }

    /** What ML2 makes of the attributes of a new network. */
    void born(ObjectNode network) {
        int index = 0;
        for (JsonNode each : shown(network)) {
            ObjectNode row = ownedByNobody(
                            WireJson.object("id", UUID.randomUUID().toString()))
                    .put("network_id", WireJson.text(network, "id"))
                    .putNull("name")
                    .putNull("description")
                    .put(INDEX, index++);
            wire(row, each);
            touch(row);
            row.set("created_at", row.get("updated_at"));
            table.add(row);
        }
    }

    private static Iterable<JsonNode> shown(ObjectNode network) {
        return WireJson.has(network, "segments") ? network.get("segments") : List.<JsonNode>of(network);
    }

    private static void wire(ObjectNode row, JsonNode shown) {
        for (String field : WIRING) {
            JsonNode value = shown.path("provider:" + field);
            row.set(field, value.isMissingNode() ? WireJson.node(null) : value.deepCopy());
        }
    }

    /** Those of a network, in the order of their making. */
    private List<ObjectNode> of(ObjectNode network) {
        return table.where("network_id", WireJson.text(network, "id"))
                .sorted(Comparator.comparing(row -> row.path(INDEX).asInt()))
                .toList();
    }

    /** A network that has got another number has it in its segment. */
    void renumbered(ObjectNode network) {
        List<ObjectNode> rows = of(network);
        if (rows.size() == 1) {
            wire(rows.get(0), network);
        }
    }

    /** The network shows one segment in its own attributes and several in a list. */
    private void rewire(ObjectNode network) {
        List<ObjectNode> rows = of(network);
        if (rows.isEmpty()) {
            return;
        }
        ArrayNode list = WireJson.array();
        for (ObjectNode row : rows) {
            ObjectNode one = list.addObject();
            WIRING.forEach(field -> one.set("provider:" + field, row.get(field)));
        }
        boolean several = list.size() > 1;
        network.set("segments", several ? list : WireJson.node(null));
        for (String field : WIRING) {
            network.set(
                    "provider:" + field,
                    several ? WireJson.node(null) : rows.get(0).get(field));
        }
    }

    @Override
    void change(ObjectNode row, ObjectNode next, ObjectNode changes, Call call) {
        // nothing but words can change
    }

    @Override
    void gone(ObjectNode row) {
        List<String> bound = neutron.subnets
                .table
                .where(subnet -> WireJson.text(row, "id").equals(WireJson.text(subnet, "segment_id")))
                .map(subnet -> WireJson.text(subnet, "id"))
                .toList();
        if (!bound.isEmpty()) {
            throw new Refused(
                    409,
                    "SegmentInUse",
                    "Segment '" + WireJson.text(row, "id")
                            + "' cannot be deleted: The segment is still associated with subnet(s) "
                            + String.join(", ", bound) + ".");
        }
        table.remove(WireJson.text(row, "id"));
        rewire(neutron.networks.table.get(WireJson.text(row, "network_id")));
    }

    /** They go with their network, whatever is bound to them. */
    void forget(ObjectNode network) {
        table.removeIf(row -> WireJson.text(network, "id").equals(WireJson.text(row, "network_id")));
    }

    @Override
    ObjectNode view(ObjectNode row, TokenHolder caller) {
        ObjectNode view = super.view(row, caller);
        view.remove(List.of("tenant_id", INDEX));
        return view;
    }

    /** Whether all of a network is one broadcast domain, as far as its first subnet tells. */
    boolean areAdjacent(ObjectNode network) {
        return neutron.subnets
                .of(WireJson.text(network, "id"))
                .findFirst()
                .filter(subnet -> WireJson.has(subnet, "segment_id"))
                .isEmpty();
    }

    /** Refuses a subnet that is to be bound otherwise than the others of its network. */
    void checkNew(ObjectNode subnet) {
        String segment = WireJson.text(subnet, "segment_id");
        if (segment != null && !table.has(segment)) {
            throw notFound(segment);
        }
        Set<String> all = bound(subnet);
        all.add(segment);
        if (all.size() > 1 && all.contains(null)) {
            throw mixed(subnet);
        }
        checkNetwork(subnet, segment);
    }

    /** Refuses another segment but to the only subnet of a network of one. */
    void checkChange(ObjectNode subnet, ObjectNode changes) {
        if (!changes.has("segment_id")) {
            return;
        }
        if (!neutron.extensions.has("subnet-segmentid-writable")) {
            throw Refused.badRequest("Cannot update read-only attribute segment_id");
        }
        String segment = WireJson.text(changes, "segment_id");
        if (Objects.equals(segment, WireJson.text(subnet, "segment_id"))) {
            return;
        }
        ObjectNode network = neutron.networks.table.get(WireJson.text(subnet, "network_id"));
        if (neutron.subnets.of(WireJson.text(network, "id")).count() > 1) {
            throw mixed(subnet);
        }
        if (WireJson.has(subnet, "segment_id")) {
            throw new Refused(
                    400,
                    "SubnetSegmentAssociationChangeNotAllowed",
                    "A subnet that is already associated with a segment cannot have its segment association changed.");
        }
        if (of(network).size() > 1) {
            throw new Refused(
                    400,
                    "NoUpdateSubnetWhenMultipleSegmentsOnNetwork",
                    "The network '" + WireJson.text(network, "id")
                            + "' has multiple segments, it is only possible to associate an existing subnet with a"
                            + " segment on networks with a single segment.");
        }
        checkNetwork(subnet, segment);
    }

    private Set<String> bound(ObjectNode subnet) {
        Set<String> bound = new HashSet<>();
        neutron.subnets
                .of(WireJson.text(subnet, "network_id"))
                .forEach(other -> bound.add(WireJson.text(other, "segment_id")));
        return bound;
    }

    private static Refused mixed(ObjectNode subnet) {
        return new Refused(
                400,
                "SubnetsNotAllAssociatedWithSegments",
                "All of the subnets on network '" + WireJson.text(subnet, "network_id")
                        + "' must either all be associated with segments or all not associated with any segment.");
    }

    private void checkNetwork(ObjectNode subnet, String segment) {
        if (segment != null
                && !WireJson.text(subnet, "network_id").equals(WireJson.text(table.get(segment), "network_id"))) {
            throw new Refused(
                    400,
                    "NetworkIdsDontMatch",
                    "The subnet's network id, '" + WireJson.text(subnet, "network_id")
                            + "', doesn't match the network_id of segment '" + segment + "'");
        }
    }
}
