package io.jenkins.plugins.pumphouse.migration.plan;

import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.ResourceKey;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import java.util.List;
import java.util.Optional;

/** What stands on the target, by the operator's mapping, for objects that the source refers to but no longer has. */
final class MappedStandIns {
    private final CloudInventory target;
    private final Mapping mapping;
    private final Translation translation;

    MappedStandIns(CloudInventory target, Mapping mapping, Translation translation) {
        this.target = target;
        this.mapping = mapping;
        this.translation = translation;
    }

    /**
     * Learns from the operator's mapping what stands for an object that the source refers to but no longer has.
     *
     * @return whether the mapping names exactly one object of the target
     */
    boolean learn(ResourceKey lost, ResourceType type) {
        List<Resource> found = word(lost, type)
                .map(name -> type.standIns(lost.id(), name, target, translation))
                .orElse(List.of());
        if (found.size() != 1) {
            return false;
        }
        translation.learn(lost.kind(), lost.id(), found.get(0).id());
        return true;
    }

    /** The operator's word for an object that the source no longer has; empty where there is none. */
    Optional<String> word(ResourceKey lost, ResourceType type) {
        return type.namesOfLost(lost.id()).stream()
                .flatMap(name -> mapping.ofId(lost.kind(), name).stream())
                .findFirst();
    }
}
