package io.jenkins.plugins.pumphouse.migration;

import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Says what only the copies of objects have: properties and quotas of which nothing tells whose word they are. */
record TargetOnly(ResourceTypes types, CloudInventory source, String target) {
    /** A line for a person of each object that has some. */
    List<String> of(List<Change> changes, Set<Kind> moved) {
        List<String> told = new ArrayList<>();
        for (Change change : changes) {
            Resource resource = change.resource();
            if (change.existing().isEmpty() || !moved.contains(resource.kind())) {
                continue;
            }
            List<String> more = types.apply(resource.kind())
                    .onTargetOnly(resource, change.existing().get(), source);
            if (!more.isEmpty()) {
                told.add(resource.kind() + " " + resource.name() + " has only on " + target + ": "
                        + String.join(", ", more) + ". Removed on "
                        + source.cloud().name() + " since the move, or added on " + target
                        + "; no step takes it away");
            }
        }
        return told;
    }
}
