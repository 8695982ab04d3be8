package io.jenkins.plugins.pumphouse.migration.model;

import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What one cloud has, read at most once a list: the plan of a thousand objects costs a few requests, and all its parts
 * see the same state.
 */
public final class Inventory {
    /** So many names stand in a message that says what there is instead of what was asked for. */
    private static final int NAMES_IN_MESSAGE = 20;

    private final Cloud cloud;
    private final Function<Kind, ResourceType> types;
    private final Map<Kind, Map<Scope, List<Resource>>> lists = new HashMap<>();
    private final Map<Key, Optional<Resource>> singles = new HashMap<>();
    private final Map<Object, Object> facts = new HashMap<>();

    public Inventory(Cloud cloud, Function<Kind, ResourceType> types) {
        this.cloud = cloud;
        this.types = types;
    }

    /** The same cloud with nothing read yet: for what has to be looked at once more. */
    public Inventory anew() {
        return new Inventory(cloud, types);
    }

    public Cloud cloud() {
        return cloud;
    }

    /** All objects of a kind in a scope; listed by the first who asks. */
    public synchronized List<Resource> list(Kind kind, Scope scope) {
        Map<Scope, List<Resource>> ofKind = lists.computeIfAbsent(kind, k -> new HashMap<>());
        List<Resource> list = ofKind.get(scope);
        if (list == null) {
            list = List.copyOf(types.apply(kind).read(this, scope));
            ofKind.put(scope, list);
        }
        return list;
    }

    /** An object by its id: from a list that was read, else by a request of its own; empty when the cloud has none. */
    public synchronized Optional<Resource> find(Kind kind, String id) {
        for (List<Resource> list : lists.getOrDefault(kind, Map.of()).values()) {
            for (Resource resource : list) {
                if (resource.id().equals(id)) {
                    return Optional.of(resource);
                }
            }
        }
        Key key = new Key(kind, id);
        Optional<Resource> single = singles.get(key);
        if (single == null) {
            single = types.apply(kind).readOne(this, id);
            singles.put(key, single);
        }
        return single;
    }

    /**
     * The one object that a person means by a name or an id.
     *
     * @throws MigrationException when there is none (naming what there is) or more than one (naming them with ids)
     */
    public Resource named(Kind kind, String nameOrId, Scope scope) {
        List<Resource> all = list(kind, scope);
        for (Resource resource : all) {
            if (resource.id().equals(nameOrId)) {
                return resource;
            }
        }
        List<Resource> named = all.stream().filter(r -> r.name().equals(nameOrId)).toList();
        if (named.size() == 1) {
            return named.get(0);
        }
        if (named.isEmpty()) {
            throw new MigrationException("No " + kind + " \"" + nameOrId + "\" in " + cloud.name() + ". There "
                    + (all.isEmpty() ? "is none." : (all.size() == 1 ? "is: " : "are: ") + names(all) + "."));
        }
        throw new MigrationException("The " + kind + " \"" + nameOrId + "\" is not unique in " + cloud.name() + ": "
                + named.stream().map(r -> r.name() + " (" + types.apply(kind).distinction(r, this) + ")")
                        .collect(Collectors.joining(", "))
                + ". Name it by id.");
    }

    /** The scope that a selection's tenant means in this cloud. */
    public Scope scope(Selection selection) {
        return selection.tenant() == null
                ? Scope.ALL
                : Scope.ownedBy(named(Kind.PROJECT, selection.tenant(), Scope.ALL).id());
    }

    /** Anything else about the cloud that is worth reading only once. {@code key} must be unique to its caller. */
    @SuppressWarnings("unchecked")
    public synchronized <T> T fact(Object key, Supplier<T> reading) {
        if (!facts.containsKey(key)) {
            facts.put(key, reading.get());
        }
        return (T) facts.get(key);
    }

    private static String names(List<Resource> all) {
        List<String> names = new ArrayList<>(all.stream().map(Resource::name).distinct().sorted().toList());
        int more = names.size() - NAMES_IN_MESSAGE;
        return more <= 0
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, NAMES_IN_MESSAGE)) + " and " + more + " more";
    }
}
