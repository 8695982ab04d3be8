package io.jenkins.plugins.pumphouse.migration.plan;

import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.ResourceKey;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Objects of the target that the operator's mapping names, each with the first of the source that it stands for. */
final class Adoptions {
    private final Map<ResourceKey, Resource> first = new HashMap<>();
    private final Translation translation;

    Adoptions(Translation translation) {
        this.translation = translation;
    }

    /** Takes an object as it is, also as a further one of the source, where two can share it. */
    Change of(Resource resource, Resource existing, ResourceType type, String cloud, Draft draft) {
        Optional<Resource> beside = Optional.ofNullable(first.putIfAbsent(ResourceKey.of(existing), resource))
                .filter(other -> !other.id().equals(resource.id()));
        if (beside.isPresent() && type.isForOne()) {
            return draft.conflict("is to be " + existing.label() + " of " + cloud + " by mapping:, and so is "
                    + beside.get().label() + "; it can stand for one only. Correct the mapping");
        }
        translation.learn(resource.kind(), resource.id(), existing.id());
        String also = beside.map(other -> ", as is " + other.label()).orElse("");
        return draft.reuse(existing, "mapped to " + existing.name() + also, false);
    }
}
