package io.jenkins.plugins.pumphouse.host.nova;

import java.io.Serializable;
import java.util.Set;

/**
 * What the operator has allowed in so many words; there is no "allow everything".
 *
 * @param disable whether nova-compute will be disabled by us if it is not yet
 * @param lastOfAggregates the aggregates, by name, that may lose their last compute
 * @param lastOfZones the zones, by name, that may lose their last compute
 */
public record Allowances(boolean disable, Set<String> lastOfAggregates, Set<String> lastOfZones) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Nothing is allowed. */
    public static final Allowances NONE = new Allowances(false, Set.of(), Set.of());

    /** Copies the sets. */
    public Allowances {
        lastOfAggregates = Set.copyOf(lastOfAggregates);
        lastOfZones = Set.copyOf(lastOfZones);
    }
}
