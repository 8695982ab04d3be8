package io.jenkins.plugins.pumphouse.host.model;

import io.jenkins.plugins.pumphouse.host.fuel.layout.LayoutRules;
import java.io.Serializable;

/**
 * How a node is to be set up in Fuel. Without rules and without a template Fuel's own layout stays.
 *
 * @param disksLike name or id of a node in Fuel whose disks are taken after; null for none
 * @param interfacesLike name or id of a node in Fuel whose interfaces are taken after; null for none
 * @param rules what was said for this host; they win over the templates
 * @param naming what it is called in Fuel
 */
public record LayoutPlan(String disksLike, String interfacesLike, LayoutRules rules, NodeNaming naming)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** With one template for both, and called as Fuel calls it. */
    public LayoutPlan(String template, LayoutRules rules) {
        this(template, template, rules, NodeNaming.BY_FUEL);
    }
}
