package io.jenkins.plugins.pumphouse.clouds.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.clouds.wire.Answer;
import io.jenkins.plugins.pumphouse.clouds.wire.Call;
import io.jenkins.plugins.pumphouse.clouds.wire.Refused;
import io.jenkins.plugins.pumphouse.clouds.wire.Routes;
import io.jenkins.plugins.pumphouse.clouds.wire.WireJson;
import java.util.List;
import java.util.Optional;

/**
 * Trunks with the rules of Neutron's trunk plugin under Open vSwitch: no trunk of a port that a server has, no change
 * of a disabled one, no deletion of a port that is in one.
 */
final class Trunks extends NeutronResource {
    static final String EXTENSION = "trunk";
    private static final String DETAILS = "trunk-details";
    private static final String SUB_PORTS = "sub_ports";
    private static final String PARENT = "port_id";
    private static final int LAST_VLAN = 4094;

    /**
     * OVN takes a port that a server has, and lets it go; there a trunk is ACTIVE and has its sub-ports from the
     * beginning.
     */
    boolean ovn;

    Trunks(Network neutron) {
        super(neutron, "trunk", "trunks", "TrunkNotFound", "Trunk %s could not be found.");
        attributes
                .required(PARENT)
                .field("name", "")
                .field("description", "")
                .field("admin_state_up", true)
                .fixed(SUB_PORTS, List.of())
                .shown("status", "DOWN");
    }

    @Override
    void addTo(Routes routes) {
        super.addTo(routes);
        String one = "/v2.0/trunks/{id}";
        routes.put(one + "/add_subports", this::add)
                .put(one + "/remove_subports", this::remove)
                .get(
                        one + "/get_subports",
                        call -> Answer.ok(WireJson.object(
                                SUB_PORTS, visible(call).path(SUB_PORTS).deepCopy())));
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
        String parent = WireJson.text(row, PARENT);
        ObjectNode port = neutron.ports.visible(parent, call.caller());
        checkUnused(parent);
        if (isBound(port) && !ovn) {
            throw parentInUse(parent);
        }
        ArrayNode wanted = (ArrayNode) row.path(SUB_PORTS).deepCopy();
        row.set(SUB_PORTS, WireJson.array());
        row.set(SUB_PORTS, checked(row, wanted, call));
        if (ovn) {
            own(row, port);
        }
    }

    private ArrayNode checked(ObjectNode trunk, ArrayNode wanted, Call call) {
        ArrayNode all = trunk.withArrayProperty(SUB_PORTS).deepCopy();
        for (JsonNode each : wanted) {
            String id = WireJson.text(each, PARENT);
            ObjectNode port = neutron.ports.visible(id, call.caller());
            ObjectNode network = neutron.networks.table.get(WireJson.text(port, "network_id"));
            ObjectNode sub = WireJson.object(PARENT, id);
            boolean inherits = "inherit".equals(WireJson.text(each, "segmentation_type"));
            sub.set(
                    "segmentation_type",
                    inherits ? network.path("provider:network_type") : each.path("segmentation_type"));
            sub.set(
                    "segmentation_id",
                    inherits ? network.path("provider:segmentation_id") : each.path("segmentation_id"));
            if (id.equals(WireJson.text(trunk, PARENT))) {
                throw parentInUse(id);
            }
            mtu(trunk, id, network);
            if (!"vlan".equals(WireJson.text(sub, "segmentation_type"))) {
                throw invalid("Unknown segmentation_type '" + WireJson.text(sub, "segmentation_type") + "'");
            }
            int vlan = sub.path("segmentation_id").asInt();
            if (vlan < 1 || vlan > LAST_VLAN) {
                throw invalid("Segmentation ID '" + vlan + "' is not in range");
            }
            checkUnused(id);
            if (!WireJson.text(port, "device_id").isEmpty()) {
                throw new Refused(
                        409,
                        "PortInUse",
                        "Unable to complete operation on port " + id + " for network "
                                + WireJson.text(port, "network_id") + ". Port already has an attached device "
                                + WireJson.text(port, "device_id") + ".");
            }
            for (JsonNode other : all) {
                if (other.path("segmentation_id").asInt() == vlan) {
                    throw new Refused(
                            409,
                            "DuplicateSubPort",
                            "segmentation_type vlan and segmentation_id " + vlan + " already in use on trunk "
                                    + WireJson.text(trunk, "id") + ".");
                }
            }
            all.add(sub.put("segmentation_id", vlan));
        }
        return all;
    }

    private void mtu(ObjectNode trunk, String sub, ObjectNode network) {
        ObjectNode port = neutron.ports.table.get(WireJson.text(trunk, PARENT));
        int most = neutron.networks
                .table
                .get(WireJson.text(port, "network_id"))
                .path("mtu")
                .asInt();
        int mtu = network.path("mtu").asInt();
        if (neutron.extensions.has("net-mtu") && most > 0 && mtu > most) {
            throw new Refused(
                    409,
                    "SubPortMtuGreaterThanTrunkPortMtu",
                    "MTU " + mtu + " of subport " + sub + " cannot be greater than MTU " + most + " of trunk "
                            + WireJson.text(trunk, PARENT) + ".");
        }
    }

    private void checkUnused(String port) {
        if (ofSubPort(port).isPresent()) {
            throw new Refused(409, "TrunkPortInUse", "Port " + port + " is in use by another trunk.");
        }
        if (ofParent(port).isPresent()) {
            throw parentInUse(port);
        }
    }

    private static Refused parentInUse(String port) {
        return new Refused(
                409,
                "ParentPortInUse",
                "Port " + port + " is currently in use and is not eligible for use as a parent port.");
    }

    private static Refused invalid(String why) {
        return new Refused(400, "InvalidInput", "Invalid input for operation: " + why + ".");
    }

    private Optional<ObjectNode> ofParent(String port) {
        return table.where(PARENT, port).findFirst();
    }

    private Optional<ObjectNode> ofSubPort(String port) {
        return table.where(
                        trunk -> trunk.path(SUB_PORTS).findValuesAsText(PARENT).contains(port))
                .findFirst();
    }

    private Answer add(Call call) {
        ObjectNode trunk = manageable(call);
        if ("ERROR".equals(WireJson.text(trunk, "status"))) {
            throw new Refused(
                    409,
                    "TrunkInErrorState",
                    "Trunk " + WireJson.text(trunk, "id")
                            + " is in error state. Attempt to resolve the error condition before proceeding.");
        }
        trunk.set(SUB_PORTS, checked(trunk, (ArrayNode) call.json().path(SUB_PORTS), call));
        return changed(trunk, call);
    }

    private Answer remove(Call call) {
        ObjectNode trunk = manageable(call);
        List<String> gone = call.json().path(SUB_PORTS).findValuesAsText(PARENT);
        ArrayNode left = WireJson.array();
        trunk.path(SUB_PORTS).forEach(each -> {
            if (!gone.contains(WireJson.text(each, PARENT))) {
                left.add(each);
            }
        });
        if (left.size() + gone.size() != trunk.path(SUB_PORTS).size()) {
            throw new Refused(
                    404,
                    "SubPortNotFound",
                    "SubPort " + gone.get(0) + " on trunk " + WireJson.text(trunk, "id") + " could not be found.");
        }
        trunk.set(SUB_PORTS, left);
        return changed(trunk, call);
    }

    private Answer changed(ObjectNode trunk, Call call) {
        touch(trunk);
        wire(neutron.ports.table.get(WireJson.text(trunk, PARENT)));
        return Answer.ok(view(trunk, call.caller()));
    }

    private ObjectNode manageable(Call call) {
        ObjectNode trunk = own(call);
        checkEnabled(trunk);
        return trunk;
    }

    private static void checkEnabled(ObjectNode trunk) {
        if (!trunk.path("admin_state_up").asBoolean()) {
            throw new Refused(409, "TrunkDisabled", "Trunk " + WireJson.text(trunk, "id") + " is currently disabled.");
        }
    }

    @Override
    void change(ObjectNode row, ObjectNode next, ObjectNode changes, Call call) {}

    @Override
    void gone(ObjectNode row) {
        checkEnabled(row);
        if (ovn) {
            row.path(SUB_PORTS)
                    .forEach(each -> neutron.ports
                            .table
                            .get(WireJson.text(each, PARENT))
                            .put("device_owner", "")
                            .put("binding:vif_type", "unbound"));
        } else if (isBound(neutron.ports.table.get(WireJson.text(row, PARENT)))) {
            throw new Refused(409, "TrunkInUse", "Trunk " + WireJson.text(row, "id") + " is currently in use.");
        }
    }

    private static boolean isBound(ObjectNode port) {
        return !port.path("binding:host_id").asText().isEmpty();
    }

    /** Refuses the deletion of a port that is in a trunk. */
    void checkFree(ObjectNode port) {
        String id = WireJson.text(port, "id");
        ofSubPort(id).ifPresent(trunk -> {
            throw new Refused(
                    409,
                    "PortInUseAsSubPort",
                    "Port " + id + " is currently a subport for trunk " + WireJson.text(trunk, "id") + ".");
        });
        ofParent(id).ifPresent(trunk -> {
            throw new Refused(
                    409,
                    "PortInUseAsTrunkParent",
                    "Port " + id + " is currently a parent port for trunk " + WireJson.text(trunk, "id") + ".");
        });
    }

    /** Whether a port is in a trunk. */
    boolean has(ObjectNode port) {
        String id = WireJson.text(port, "id");
        return ofSubPort(id).isPresent() || ofParent(id).isPresent();
    }

    /** What a parent port shows of its trunk. */
    Optional<ObjectNode> details(ObjectNode port) {
        return neutron.extensions.has(DETAILS)
                ? ofParent(WireJson.text(port, "id"))
                        .map(trunk -> WireJson.object(
                                "trunk_id",
                                trunk.path("id"),
                                SUB_PORTS,
                                trunk.path(SUB_PORTS).deepCopy()))
                : Optional.empty();
    }

    /** What the agent does when a parent port gets a host or loses it: then the sub-ports keep what they were given. */
    void wire(ObjectNode parent) {
        ofParent(WireJson.text(parent, "id")).ifPresent(trunk -> {
            if (isBound(parent) || ovn) {
                own(trunk, parent);
            } else {
                trunk.put("status", "DOWN");
            }
        });
    }

    private void own(ObjectNode trunk, ObjectNode parent) {
        trunk.put("status", "ACTIVE");
        trunk.path(SUB_PORTS).forEach(each -> {
            ObjectNode port = neutron.ports.table.get(WireJson.text(each, PARENT));
            port.put("device_owner", "trunk:subport")
                    .put("binding:host_id", WireJson.text(parent, "binding:host_id"))
                    .put("binding:vif_type", "ovs")
                    .put("status", WireJson.text(parent, "status"));
            if (ovn) {
                port.set(
                        "binding:profile",
                        WireJson.object(
                                "parent_name", WireJson.text(parent, "id"), "tag", each.path("segmentation_id")));
            }
            neutron.ports.touch(port);
        });
    }
}
