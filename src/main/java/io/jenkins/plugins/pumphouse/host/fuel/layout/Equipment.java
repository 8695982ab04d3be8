package io.jenkins.plugins.pumphouse.host.fuel.layout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.jenkins.plugins.pumphouse.host.fuel.Node;
import io.jenkins.plugins.pumphouse.host.fuel.NodeSetup;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * A node with its disks and interfaces as Fuel has them now: of a node that gets a layout, or of its template.
 *
 * @param disks of {@link NodeSetup#disks()}; its volumes follow from the roles, so the node has to be assigned first
 * @param interfaces of {@link NodeSetup#interfaces()}
 */
public record Equipment(Node node, ArrayNode disks, ArrayNode interfaces) {

    /** The node as it was read, with its disks and interfaces as they are now; two calls of Fuel. */
    public static Equipment of(Node node, NodeSetup setup) {
        return new Equipment(node, setup.disks(), setup.interfaces());
    }

    /** The names of the volumes that the node's roles ask for. */
    Set<String> volumes() {
        Set<String> names = new TreeSet<>();
        disks.forEach(disk -> disk.path("volumes")
                .forEach(volume -> names.add(volume.path("name").asText())));
        return names;
    }

    /** Whether the machine boots from this interface; before 9.0 only the hardware's report says so. */
    boolean boots(JsonNode nic) {
        if (nic.has("pxe")) {
            return nic.path("pxe").asBoolean();
        }
        for (JsonNode port : node.meta().path("interfaces")) {
            if (port.path("mac").asText("-").equalsIgnoreCase(nic.path("mac").asText())) {
                return port.path("pxe").asBoolean();
            }
        }
        return false;
    }

    /**
     * Whether the disk rotates or not, its model otherwise; empty when the hardware says nothing. Disks alike in it are
     * of one type.
     */
    String type(JsonNode disk) {
        for (JsonNode drive : node.meta().path("disks")) {
            if (drive.path("disk").asText("-").equals(disk.path("id").asText())
                    || drive.path("name").equals(disk.path("name"))) {
                return drive.path("rotational").asText(drive.path("model").asText(""));
            }
        }
        return "";
    }

    /** Whether the disk is known not to rotate. */
    boolean isSolid(JsonNode disk) {
        String type = type(disk);
        return type.equals("0")
                || type.equals("false")
                || type.toUpperCase(Locale.ROOT).contains("SSD");
    }
}
