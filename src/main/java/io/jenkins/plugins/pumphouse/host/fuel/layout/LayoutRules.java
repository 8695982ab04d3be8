package io.jenkins.plugins.pumphouse.host.fuel.layout;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the configuration says of a node's disks and interfaces.
 *
 * @param disks one rule a volume; empty leaves the disks to the template, or to Fuel
 * @param interfaces the networks' names by interface: its name, its MAC, or {@code pxe} for the one that boots; empty
 *     leaves the interfaces to the template, or to Fuel
 */
public record LayoutRules(List<DiskRule> disks, Map<String, List<String>> interfaces) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Makes both immutable; the order of the interfaces stays. */
    public LayoutRules {
        disks = List.copyOf(disks);
        Map<String, List<String>> copy = new LinkedHashMap<>();
        interfaces.forEach((name, networks) -> copy.put(name, List.copyOf(networks)));
        interfaces = Collections.unmodifiableMap(copy);
    }

    /** No rule at all. */
    public static LayoutRules none() {
        return new LayoutRules(List.of(), Map.of());
    }
}
