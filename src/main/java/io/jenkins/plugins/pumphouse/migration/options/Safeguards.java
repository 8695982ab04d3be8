package io.jenkins.plugins.pumphouse.migration.options;

import io.jenkins.plugins.pumphouse.migration.model.HealthCheck;
import io.jenkins.plugins.pumphouse.migration.model.LedgerItem;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * What has to hold of a server before it counts as moved, and before the source's is deleted.
 *
 * @param failIfLost words of {@link LedgerItem}s: a server that would lose one of them is refused, and one whose copy
 *     lacks another thing counts as moved all the same, unless it is a disk; empty for the usual, where every
 *     difference that is found after the move counts
 * @param soak how long ago a server must have been moved before the source's is deleted; null for no matter when
 * @param healthCheck what a server is asked before its stop and after its boot; null for nothing
 * @param evenIfChanged whether a server is returned to the source although its copy was changed since the move
 */
public record Safeguards(List<String> failIfLost, Duration soak, HealthCheck healthCheck, boolean evenIfChanged)
        implements Serializable {
    public static final Safeguards USUAL = new Safeguards(List.of(), null, null, false);

    public Safeguards {
        failIfLost = List.copyOf(failIfLost);
    }

    /** Whether a server must not be moved that is known to lose {@code item}. */
    public boolean forbidsLossOf(LedgerItem item) {
        return failIfLost.contains(item.word());
    }

    /** Whether a server does not count as moved whose copy differs in {@code item}. */
    public boolean requires(LedgerItem item) {
        boolean data = item == LedgerItem.DISKS || item == LedgerItem.VOLUMES; // never lost without being named
        return failIfLost.isEmpty() || data || forbidsLossOf(item);
    }
}
