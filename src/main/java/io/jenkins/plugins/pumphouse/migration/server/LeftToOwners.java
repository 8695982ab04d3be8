package io.jenkins.plugins.pumphouse.migration.server;

import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Plan;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.ResourceKey;
import io.jenkins.plugins.pumphouse.migration.server.note.MoveNotes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What only servers need that have moved: since then it is their owners' to change or to delete on the target, and a
 * later run of {@code pumpInstances} leaves it as they have it.
 */
public final class LeftToOwners {
    private final Map<ResourceKey, Change> changes;
    /** What is asked for, or needed by what still has to come. */
    private final Set<ResourceKey> wanted = new HashSet<>();

    private LeftToOwners(Plan plan) {
        this.changes = plan.changes().stream().collect(Collectors.toMap(Change::key, Function.identity()));
    }

    /** The same plan, without the writes to what is the owners'. */
    public static Plan in(Plan plan) {
        LeftToOwners owners = new LeftToOwners(plan);
        plan.changes().stream().filter(Change::requested).forEach(owners::want);
        List<Change> left = new ArrayList<>();
        for (Change change : plan.changes()) {
            if (owners.wanted.contains(change.key()) || !change.decision().writes()) {
                left.add(change);
            } else if (change.existing().isPresent()) {
                left.add(leftAlone(change));
            }
        }
        return new Plan(left);
    }

    private void want(Change change) {
        if (wanted.add(change.key()) && !hasMoved(change)) {
            for (Reference need : change.needs()) {
                if (changes.containsKey(need.key())) {
                    want(changes.get(need.key()));
                }
            }
        }
    }

    /** Also when the source's server has yet to be locked, or when a person has to say which of the two counts. */
    static boolean hasMoved(Change change) {
        Optional<String> copy = change.existing().map(Resource::id);
        return change.resource().kind().equals(Kind.SERVER)
                && copy.isPresent()
                && (!change.decision().writes() || MoveNotes.isMovedTo(change.resource(), copy.get()));
    }

    private static Change leftAlone(Change change) {
        return new Change(
                change.resource(),
                Decision.REUSE,
                "left alone, as all servers that need it have moved",
                change.differences(),
                change.existing(),
                change.needs(),
                false,
                change.detail(),
                change.leftBehind());
    }
}
