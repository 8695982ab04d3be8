package io.jenkins.plugins.pumphouse.migration.plan;

import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.ResourceKey;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Learns what stands on the target for objects that only others refer to, and plans nothing for them. */
final class Recognition {
    private final Function<Kind, ResourceType> types;
    private final CloudInventory source;
    private final Translation translation;
    private final Matcher matcher;
    private final MappedStandIns standIns;
    private final Set<ResourceKey> recognizing = new HashSet<>();

    Recognition(
            Function<Kind, ResourceType> types,
            CloudInventory source,
            Translation translation,
            Matcher matcher,
            MappedStandIns standIns) {
        this.types = types;
        this.source = source;
        this.translation = translation;
        this.matcher = matcher;
        this.standIns = standIns;
    }

    /** Learns what stands for {@code resource} on the target, if anything does, and plans nothing for it. */
    void recognize(Resource resource) {
        if (translation.known(resource.kind(), resource.id()).isPresent()
                || !recognizing.add(ResourceKey.of(resource))) {
            return;
        }
        ResourceType type = types.apply(resource.kind());
        for (Reference need : type.needs(resource, source)) {
            source.find(need.kind(), need.id()).ifPresent(this::recognize);
        }
        matcher.match(resource, type, new Draft(resource, List.of(), false, "", List.of()));
    }

    /**
     * Learns what stands for an object; false only where the operator's mapping names something that the target does
     * not have.
     */
    boolean learn(Reference need) {
        source.find(need.kind(), need.id()).ifPresent(this::recognize);
        ResourceType type = types.apply(need.kind());
        return translation.known(need.kind(), need.id()).isPresent()
                || standIns.learn(need.key(), type)
                || standIns.word(need.key(), type).isEmpty();
    }
}
