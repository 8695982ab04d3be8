package io.jenkins.plugins.pumphouse.host.model;

import java.io.Serializable;
import java.util.Map;

/**
 * What a node is called in Fuel and its node group.
 *
 * @param rename whether it gets the host's name, and its hostname where Fuel allows that
 * @param labels that it gets besides those that it has
 * @param group node group by name or id; null for the one that Fuel finds by the machine's address
 */
public record NodeNaming(boolean rename, Map<String, String> labels, String group) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** All as Fuel does it by itself. */
    public static final NodeNaming BY_FUEL = new NodeNaming(false, Map.of(), null);

    /** Copies the labels. */
    public NodeNaming {
        labels = Map.copyOf(labels);
    }
}
