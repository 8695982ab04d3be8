package io.jenkins.plugins.pumphouse.host.model;

import io.jenkins.plugins.pumphouse.host.fuel.LayoutRules;
import java.io.Serializable;

/**
 * How a node's disks and interfaces are to be laid out in Fuel. Without rules and without a template Fuel's own layout stays.
 *
 * @param template name or id of a node in Fuel to take after; null for none
 * @param rules    what was said for this host; they win over the template
 */
public record LayoutPlan(String template, LayoutRules rules) implements Serializable {
    private static final long serialVersionUID = 1L;
}
