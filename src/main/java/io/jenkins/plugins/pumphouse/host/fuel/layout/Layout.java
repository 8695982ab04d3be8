package io.jenkins.plugins.pumphouse.host.fuel.layout;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.jenkins.plugins.pumphouse.host.fuel.FuelNetwork;
import io.jenkins.plugins.pumphouse.host.fuel.NodeSetup;
import java.util.ArrayList;
import java.util.List;

/**
 * How a node's disks and interfaces shall be, computed and checked against its hardware before anything is sent.
 *
 * @param disks the body for {@link NodeSetup#disks(ArrayNode)}; null when Fuel's own proposal stays
 * @param interfaces the body for {@link NodeSetup#interfaces(ArrayNode)}; null when Fuel's own proposal stays
 * @param remarks what an operator may want to know although it fits, one clause each
 */
public record Layout(ArrayNode disks, ArrayNode interfaces, List<String> remarks) {

    /** Makes the remarks immutable. */
    public Layout {
        remarks = List.copyOf(remarks);
    }

    /**
     * Lays a node out: by rules where there are any, like the template otherwise, and as Fuel proposes without both.
     * Pure: asks nobody.
     *
     * @param own the node, already assigned with its roles
     * @param disksLike null when there is none
     * @param interfacesLike null when there is none
     * @param networks those of the node's environment; may be empty when there are no rules and no template for the
     *     interfaces
     * @throws LayoutMisfit with all reasons
     */
    public static Layout of(
            Equipment own,
            Equipment disksLike,
            Equipment interfacesLike,
            LayoutRules rules,
            List<FuelNetwork> networks) {
        List<String> reasons = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        ArrayNode disks = null;
        if (!rules.disks().isEmpty()) {
            disks = new DisksByRule(own, reasons).place(rules.disks());
        } else if (disksLike != null) {
            disks = new DisksLikeTemplate(own, disksLike, reasons, remarks).place();
        }
        ArrayNode interfaces = null;
        Assignments assignments = new Assignments(own, networks, reasons);
        if (!rules.interfaces().isEmpty()) {
            interfaces = new InterfacesByRule(own, assignments, reasons).place(rules.interfaces());
        } else if (interfacesLike != null) {
            interfaces = new InterfacesLikeTemplate(own, interfacesLike, assignments, reasons, remarks).place();
        }
        if (!reasons.isEmpty()) {
            throw new LayoutMisfit(own.node() + like(disksLike, interfacesLike), reasons);
        }
        return new Layout(disks, interfaces, remarks);
    }

    private static String like(Equipment disks, Equipment interfaces) {
        if (disks == null && interfaces == null) {
            return "";
        }
        if (disks == null || interfaces == null) {
            return ", with " + (disks == null ? interfaces : disks).node() + " as the template of its "
                    + (disks == null ? "interfaces," : "disks,");
        }
        return ", with " + disks.node()
                + (disks.node().id() == interfaces.node().id() ? "" : " and " + interfaces.node())
                + " as its template,";
    }
}
