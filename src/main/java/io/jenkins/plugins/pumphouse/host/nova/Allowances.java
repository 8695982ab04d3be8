package io.jenkins.plugins.pumphouse.host.nova;

import java.io.Serializable;
import java.util.Set;

/**
 * What the operator has allowed in so many words; there is no "allow everything".
 *
 * @param disable whether nova-compute will be disabled by us if it is not yet
 * @param lastOf the names of the aggregates and zones that may lose their last compute
 */
public record Allowances(boolean disable, Set<String> lastOf) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Nothing is allowed. */
    public static final Allowances NONE = new Allowances(false, Set.of());

    /** Copies the set. */
    public Allowances {
        lastOf = Set.copyOf(lastOf);
    }
}
