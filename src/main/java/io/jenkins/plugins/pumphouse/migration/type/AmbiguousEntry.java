package io.jenkins.plugins.pumphouse.migration.type;

import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** An entry of the operator's mapping that means several objects of the source by one name. */
public final class AmbiguousEntry {
    private AmbiguousEntry() {}

    /**
     * Why {@code resource} is not mapped, with all that are meant; empty when the entry means one, or there is none.
     */
    public static Optional<String> of(Resource resource, ResourceType type, CloudInventory source) {
        Mapping mapping = source.mapping();
        if (!mapping.isByName(resource)) {
            return Optional.empty();
        }
        Optional<String> other = mapping.otherSpelling(resource).filter(key -> type.isName(key, resource, source));
        if (other.isPresent()) { // a Keystone whose database tells names apart by their case
            return Optional.of("mapping: " + resource.kind().mappingKey() + ": \"" + other.get() + "\" may mean it or "
                    + other.get() + ", which " + source.cloud().name() + " has, too. Write the ids of those that are"
                    + " meant");
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
