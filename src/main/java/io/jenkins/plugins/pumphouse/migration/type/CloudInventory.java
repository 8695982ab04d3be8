package io.jenkins.plugins.pumphouse.migration.type;

import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.ResourceKey;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.migration.options.Options;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.remedy.RemediableException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * What one cloud has, read at most once a list: the plan of a thousand objects costs a few requests, and all its parts
 * see the same state.
 */
public final class CloudInventory {

    private static final Logger LOG = Logger.getLogger(CloudInventory.class.getName());

    private final Cloud cloud;
    private final Function<Kind, ResourceType> types;
    private final Options options;
    private final Mapping mapping;
    private final Readings readings = new Readings();
    private final Map<ResourceKey, Resource> listed = new ConcurrentHashMap<>();

    /** @param options of the run that reads the cloud */
    public CloudInventory(Cloud cloud, Function<Kind, ResourceType> types, Options options) {
        this(cloud, types, options, Mapping.NONE);
    }

    /** @param mapping the operator's word on what becomes of the objects; of a source */
    public CloudInventory(Cloud cloud, Function<Kind, ResourceType> types, Options options, Mapping mapping) {
        this.cloud = cloud;
        this.types = types;
        this.options = options;
        this.mapping = mapping;
    }

    /** How the run is to be done that reads the cloud. */
    public Options options() {
        return options;
    }

    /** The operator's word on what becomes of the objects of a source. */
    public Mapping mapping() {
        return mapping;
    }

    /** The same cloud with nothing read yet: for what has to be looked at once more. */
    public CloudInventory anew() {
        return new CloudInventory(cloud, types, options, mapping);
    }

    public Cloud cloud() {
        return cloud;
    }

    /**
     * All objects of a kind in a scope; listed by the first who asks.
     *
     * @throws CloudException the same one for all who ask, when the service refuses the list
     */
    public List<Resource> list(Kind kind, Scope scope) {
        return readings.once(List.of("list", kind, scope), () -> {
            List<Resource> list =
                    understood(kind, () -> List.copyOf(types.apply(kind).read(this, scope)));
            list.forEach(resource -> listed.putIfAbsent(ResourceKey.of(resource), resource));
            return list;
        });
    }

    /** The same list, to find its objects without a walk through it. */
    public Candidates candidates(Kind kind, Scope scope) {
        return readings.once(
                List.of("candidates", kind, scope), () -> new Candidates(types.apply(kind), list(kind, scope)));
    }

    /** The same list by the text of a field, to find the parts of an object without a walk through all. */
    public Map<String, List<Resource>> grouped(Kind kind, Scope scope, String field) {
        return readings.once(
                List.of("grouped", kind, scope, field),
                () -> list(kind, scope).stream()
                        .collect(Collectors.groupingBy(resource -> String.valueOf(resource.text(field)))));
    }

    /** An object by its id: from a list that was read, else by a request of its own; empty when the cloud has none. */
    public Optional<Resource> find(Kind kind, String id) {
        ResourceKey key = new ResourceKey(kind, id);
        Resource known = listed.get(key);
        return known != null
                ? Optional.of(known)
                : readings.once(
                        key, () -> understood(kind, () -> types.apply(kind).readOne(this, id)));
    }

    /** An answer that a type does not expect ends in words; its trace goes to the log of the JVM. */
    private <T> T understood(Kind kind, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (RemediableException | MigrationException | CancellationException | CompletionException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, e, () -> "Unexpected answer for " + kind + " of " + cloud.name());
            throw new MigrationException(cloud.name() + ": what it answers for " + kind
                    + " is not what its API promises, or Pumphouse has a mistake. Run again; if it stays, the log of"
                    + " this JVM has the details (logger io.jenkins.plugins.pumphouse, level FINE).");
        }
    }

    /** Takes note of an object that was read in another way, so that {@link #find} asks for it no more. */
    public void learn(Resource resource) {
        listed.put(ResourceKey.of(resource), resource);
    }

    /**
     * The one object that a person means by a name or an id.
     *
     * @throws MigrationException when there is none (naming what there is) or more than one (naming them with ids)
     */
    public Resource named(Kind kind, String nameOrId, Scope scope) {
        return new NamedObjects(this, types.apply(kind), scope).named(nameOrId);
    }

    /** The scope that a selection's tenant means in this cloud. */
    public Scope scope(Selection selection) {
        return selection.tenant() == null
                ? Scope.ALL
                : Scope.ownedBy(
                        named(Kind.PROJECT, selection.tenant(), Scope.ALL).id());
    }

    /** Anything else about the cloud that is worth reading only once. {@code key} must be unique to its caller. */
    public <T> T fact(Object key, Supplier<T> reading) {
        return readings.once(List.of("fact", key), reading);
    }

    /** {@code "There are: db-1, web-1."}, for a message about a name that nothing has. */
    public String names(Kind kind, Scope scope) {
        return new NamedObjects(this, types.apply(kind), scope).all();
    }
}
