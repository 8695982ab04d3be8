package io.jenkins.plugins.pumphouse.migration.type;

import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import java.util.List;
import java.util.Optional;

/**
 * What belongs to another object, such as the rules of a group, as one object with the id and name of the whole. It is
 * read with the whole, and made after it.
 */
public abstract class PartType extends ResourceType {
    private final Kind kind;
    private final Kind whole;

    protected PartType(Kind kind, Kind whole) {
        this.kind = kind;
        this.whole = whole;
    }

    @Override
    public final Kind kind() {
        return kind;
    }

    /** The kind that this belongs to. */
    protected final Kind whole() {
        return whole;
    }

    /** The part of one whole, which may take a request of its own. */
    protected Resource partOf(Resource object, CloudInventory inventory) {
        return new Resource(kind, object.id(), object.name(), object.json());
    }

    @Override
    public List<Resource> read(CloudInventory inventory, Scope scope) {
        return inventory.list(whole, scope).stream()
                .map(object -> partOf(object, inventory))
                .toList();
    }

    @Override
    public final Optional<Resource> readOne(CloudInventory inventory, String id) {
        return inventory.find(whole, id).map(object -> partOf(object, inventory));
    }

    @Override
    public List<Reference> needs(Resource resource, CloudInventory source) {
        return List.of(Reference.to(whole, resource.id()));
    }

    /** What it is a part of tells. */
    @Override
    public boolean isUnmarked(Resource onTarget) {
        return false;
    }
}
