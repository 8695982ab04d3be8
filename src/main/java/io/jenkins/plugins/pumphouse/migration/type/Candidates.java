package io.jenkins.plugins.pumphouse.migration.type;

import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The objects of one list, indexed: each is found by its id, name, mark or key without a walk through all the others.
 */
public final class Candidates {
    private final Map<String, Resource> byId = new HashMap<>();
    private final Map<String, List<Resource>> byName = new HashMap<>();
    /** By what a person who reads or types a name, or a service that knows no case, cannot tell from others. */
    private final Map<String, List<Resource>> byLook = new HashMap<>();

    private final Map<Mark, List<Resource>> byMark = new HashMap<>();
    private final Map<Object, List<Resource>> byKey = new HashMap<>();

    private final boolean ignoresCase;

    Candidates(ResourceType type, List<Resource> all) {
        ignoresCase = type.ignoresCase();
        for (Resource resource : all) {
            byId.putIfAbsent(resource.id(), resource);
            add(byName, resource.name(), resource);
            String look = look(resource.name());
            if (look != null && !look.equals(resource.name())) { // else its name finds it
                add(byLook, look, resource);
            }
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

    private String look(String name) {
        if (name == null) {
            return null;
        }
        return ignoresCase ? Mapping.composed(name).toLowerCase(Locale.ROOT) : Mapping.composed(name);
    }

    /**
     * Those that a person can mean by a name or an id; what has that very name before what only looks so, or differs in
     * nothing but case where the service ignores it.
     */
    public List<Resource> called(String nameOrId) {
        Resource withId = byId.get(nameOrId);
        if (withId != null) {
            return List.of(withId);
        }
        List<Resource> named = byName.getOrDefault(nameOrId, List.of());
        return named.isEmpty() ? looking(look(nameOrId)) : List.copyOf(named);
    }

    private List<Resource> looking(String look) {
        List<Resource> all = new ArrayList<>(byName.getOrDefault(look, List.of()));
        all.addAll(byLook.getOrDefault(look, List.of()));
        return all;
    }

    public List<Resource> marked(Mark mark) {
        return List.copyOf(byMark.getOrDefault(mark, List.of()));
    }

    /** Those with the same {@link ResourceType#naturalKey}; none for an empty key. */
    public List<Resource> withKey(Optional<Object> key) {
        return key.isEmpty() ? List.of() : List.copyOf(byKey.getOrDefault(key.get(), List.of()));
    }
}
