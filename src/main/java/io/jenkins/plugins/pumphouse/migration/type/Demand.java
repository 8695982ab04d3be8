package io.jenkins.plugins.pumphouse.migration.type;

import java.util.Map;

/**
 * What an object that a plan makes takes of the target.
 *
 * @param project id of the target's project that pays for it;
 *     {@linkplain io.jenkins.plugins.pumphouse.migration.model.Translation#isPending pending} while it is still to be
 *     made
 * @param name of that project, for messages
 * @param amounts how much of each quota, by {@code "<service> <key>"}: {@code "compute cores"}; and
 *     {@link Allowance#DISK}
 * @param counted whether the quotas count that the project has now; false where the plan sets them first
 */
public record Demand(String project, String name, Map<String, Long> amounts, boolean counted) {
    public Demand {
        amounts = Map.copyOf(amounts);
    }

    /** How much of one quota; 0 for none. */
    public long amount(String quota) {
        return amounts.getOrDefault(quota, 0L);
    }
}
