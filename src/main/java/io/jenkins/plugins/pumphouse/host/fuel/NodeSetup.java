package io.jenkins.plugins.pumphouse.host.fuel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * What Fuel keeps of one node for its deployment: what it is called, its node group, its disks and its interfaces.
 * Every method is a call of Nailgun and throws {@link FuelException}.
 */
public final class NodeSetup {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Nailgun nailgun;
    private final String path;

    NodeSetup(Nailgun nailgun, int node) {
        this.nailgun = nailgun;
        this.path = "/nodes/" + node;
    }

    /** Changes the name that Fuel's web interface shows; {@code PUT /nodes/N}. */
    public void rename(String name) {
        nailgun.put(path, JSON.objectNode().put("name", name));
    }

    /**
     * Sets the name that the host gets, which is the name of the hypervisor too; from 7.0 on, and only before it is
     * provisioned.
     *
     * @throws FuelException.Rejected when another node has it, or the node is past {@code discover}
     */
    public void hostname(String hostname) {
        nailgun.put(path, JSON.objectNode().put("hostname", hostname));
    }

    /**
     * Puts the node into a node group of its environment, which takes its interfaces' networks away; {@code PUT
     * /nodes/N}.
     */
    public void group(int group) {
        nailgun.put(path, JSON.objectNode().put("group_id", group));
    }

    /** Its labels; empty before 7.0. */
    public Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>();
        nailgun.get(path, FuelShape.NODE)
                .path("labels")
                .fields()
                .forEachRemaining(
                        label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }

    /** Sets all its labels; from 7.0 on. */
    public void labels(Map<String, String> labels) {
        ObjectNode body = JSON.objectNode();
        ObjectNode all = body.putObject("labels");
        labels.forEach(all::put);
        nailgun.put(path, body);
    }

    /**
     * Its disks with their volumes, as Fuel writes them; the volumes follow from the roles; {@code GET /nodes/N/disks}.
     */
    public ArrayNode disks() {
        return array(path + "/disks", FuelShape.DISK);
    }

    /** Sets the volumes of all disks; {@code PUT /nodes/N/disks}. */
    public void disks(ArrayNode disks) {
        nailgun.put(path + "/disks", disks);
    }

    /** Its interfaces and bonds with their networks, as Fuel writes them; {@code GET /nodes/N/interfaces}. */
    public ArrayNode interfaces() {
        return array(path + "/interfaces", FuelShape.INTERFACE);
    }

    /**
     * Sets the networks of all interfaces; each entry as Fuel gave it, as versions differ in what they need; {@code PUT
     * /nodes/N/interfaces}.
     */
    public void interfaces(ArrayNode interfaces) {
        nailgun.put(path + "/interfaces", interfaces);
    }

    private ArrayNode array(String of, FuelShape shape) {
        ArrayNode list = JSON.arrayNode();
        nailgun.list(of, shape).forEach(list::add);
        return list;
    }
}
