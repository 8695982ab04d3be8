package io.jenkins.plugins.pumphouse.migration.plan;

import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.ResourceKey;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** What of the changes that were decided a plan is about. */
final class PlanScope {
    private final Set<ResourceKey> requested;
    private final Map<ResourceKey, Change> decided;

    PlanScope(Set<ResourceKey> requested, Map<ResourceKey, Change> decided) {
        this.requested = requested;
        this.decided = decided;
    }

    /**
     * What was asked for, and all that those need that come. What only a refused object would need is not among them: a
     * port for a server that does not come would be left lying on the target.
     */
    Set<ResourceKey> of(Predicate<Change> coming) {
        Set<ResourceKey> reached = new HashSet<>();
        requested.stream().map(decided::get).forEach(change -> reach(change, coming, reached));
        return reached;
    }

    private void reach(Change change, Predicate<Change> coming, Set<ResourceKey> reached) {
        if (reached.add(change.key()) && coming.test(change)) {
            change.needs().stream()
                    .map(need -> decided.get(need.key()))
                    .filter(Objects::nonNull)
                    .forEach(needed -> reach(needed, coming, reached));
        }
    }

    /** Whether a change comes: neither refused nor skipped. */
    static boolean comes(Change change) {
        return change.decision() != Decision.CONFLICT && change.decision() != Decision.SKIP;
    }
}
