package io.jenkins.plugins.pumphouse.migration.engine;

import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** An entry of the operator's mapping that means several objects of the source by one name. */
final class AmbiguousEntry {
    private AmbiguousEntry() {}

    /**
     * Why {@code resource} is not mapped, with all that are meant; empty when the entry means one, or there is none.
     */
    static Optional<String> of(Resource resource, ResourceType type, CloudInventory source) {
        Mapping mapping = source.mapping();
        if (!mapping.isByName(resource)) {
            return Optional.empty();
        }
        List<Resource> meant = type.namesakes(resource, source).stream()
                .filter(mapping::isByName)
                .toList();
        return meant.size() < 2
                ? Optional.empty()
                : Optional.of("mapping: " + resource.kind().mappingKey() + ": \"" + resource.name() + "\" means "
                        + meant.size() + " of " + source.cloud().name() + " ("
                        + meant.stream()
                                .map(one -> type.distinction(one, source))
                                .collect(Collectors.joining(", "))
                        + "). Write which one: its id, or "
                        + meant.stream()
                                .flatMap(one -> type.qualifiedName(one, source).stream())
                                .collect(Collectors.joining(", ")));
    }
}
