package io.jenkins.plugins.pumphouse.migration.model;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a migration is going to do, in an order in which every object comes after all that it needs.
 *
 * @param changes one an object
 */
public record Plan(List<Change> changes) {
    public Plan {
        changes = List.copyOf(changes);
    }

    public Map<Decision, Integer> counts() {
        Map<Decision, Integer> counts = new EnumMap<>(Decision.class);
        changes.forEach(change -> counts.merge(change.decision(), 1, Integer::sum));
        return counts;
    }
}
