package io.jenkins.plugins.pumphouse.host.nova;

import java.io.Serializable;
import java.util.Set;

/**
 * What the operator has allowed explicitly; there is no "allow everything".
 *
 * @param disable whether nova-compute will be disabled by us if it is not yet
 * @param lastOf the names of the aggregates and zones that may lose their last compute
 * @param emptied roles of local storage, as the source's Fuel calls them, whose data has left the host
 */
public record Allowances(boolean disable, Set<String> lastOf, Set<String> emptied) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Nothing is allowed. */
    public static final Allowances NONE = new Allowances(false, Set.of(), Set.of());

    /** Copies the sets. */
    public Allowances {
        lastOf = Set.copyOf(lastOf);
        emptied = Set.copyOf(emptied);
    }
}
