package io.jenkins.plugins.pumphouse.migration.type;

import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The objects of one list, indexed: each is found by its id, name, mark or key without a walk through all the others.
 */
public final class Candidates {
    private final Map<String, Resource> byId = new HashMap<>();
    private final Map<String, List<Resource>> byName = new HashMap<>();
    private final Map<Mark, List<Resource>> byMark = new HashMap<>();
    private final Map<Object, List<Resource>> byKey = new HashMap<>();

    Candidates(ResourceType type, List<Resource> all) {
        for (Resource resource : all) {
            byId.putIfAbsent(resource.id(), resource);
            add(byName, resource.name(), resource);
            type.mark(resource).ifPresent(mark -> add(byMark, mark, resource));
            if (type.isTelling(resource)) {
                type.naturalKey(resource.json()).ifPresent(key -> add(byKey, key, resource));
            }
        }
    }

    private static <K> void add(Map<K, List<Resource>> index, K key, Resource resource) {
        index.computeIfAbsent(key, k -> new ArrayList<>(1)).add(resource);
    }

    public Optional<Resource> withId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Those that a person can mean by a name or an id. */
    public List<Resource> called(String nameOrId) {
        Resource withId = byId.get(nameOrId);
        return withId != null ? List.of(withId) : List.copyOf(byName.getOrDefault(nameOrId, List.of()));
    }

    public List<Resource> marked(Mark mark) {
        return List.copyOf(byMark.getOrDefault(mark, List.of()));
    }

    /** Those with the same {@link ResourceType#naturalKey}; none for an empty key. */
    public List<Resource> withKey(Optional<Object> key) {
        return key.isEmpty() ? List.of() : List.copyOf(byKey.getOrDefault(key.get(), List.of()));
    }
}
