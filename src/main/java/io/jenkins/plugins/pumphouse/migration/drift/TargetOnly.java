package io.jenkins.plugins.pumphouse.migration.drift;

import io.jenkins.plugins.pumphouse.migration.ResourceTypes;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.quota.TargetQuotas;
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
            tell(resource.kind() + " " + resource.name(), more, told);
        }
        return told;
    }

    /** The same of quotas that no object of the source stands for. */
    List<String> quotas(List<Change> changes, CloudInventory onTarget, Translation translation) {
        List<String> told = new ArrayList<>();
        new TargetQuotas(source, onTarget, translation).of(changes, (name, more) -> tell(name, more, told));
        return told;
    }

    private void tell(String name, List<String> more, List<String> told) {
        if (!more.isEmpty()) {
            told.add(name + " has only on " + target + ": " + String.join(", ", more) + ". Removed on "
                    + source.cloud().name() + " since the move, or added on " + target + "; no step takes it away");
        }
    }
}
