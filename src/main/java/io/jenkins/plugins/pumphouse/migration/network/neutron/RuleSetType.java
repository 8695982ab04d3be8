package io.jenkins.plugins.pumphouse.migration.network.neutron;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.RequestPlan;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The parts of one object, such as the rules of a group, as one object with its id: a set that is either what it ought
 * to be or not. They come with their parent's list, at no request of their own, and after it.
 *
 * <p>What a part means stands in its fields alone, so parts need no mark: the parent says whose they are.
 */
public abstract class RuleSetType extends NeutronPartType {
    private static final String PARTS = "parts";

    private final String field;

    /** @param field of the parent, which holds the parts */
    protected RuleSetType(Kind kind, Kind parent, String field) {
        super(kind, parent);
        this.field = field;
    }

    protected final JsonNode parts(Resource resource) {
        return resource.field(field);
    }

    @Override
    public String detail(Resource resource) {
        int parts = parts(resource).size();
        return parts == 1 ? "1 rule" : parts + " rules";
    }

    /** A part of the source as a new one on the target. */
    protected abstract ObjectNode wanted(JsonNode part, Resource resource, Translation translation);

    /** Whether a part of the source has a place on the target; one that has none is told. */
    protected boolean comes(JsonNode part) {
        return true;
    }

    /** One text for all ways to write the same part. */
    protected abstract String meaning(JsonNode part);

    /** What a part says of itself beside its meaning, which the service changes of no part; empty for nothing. */
    protected Optional<String> words(JsonNode part) {
        return Optional.empty();
    }

    /** Adds parts that the parent lacks. */
    protected abstract void add(Cloud cloud, String parentId, List<ObjectNode> parts);

    protected abstract void remove(Cloud cloud, String parentId, JsonNode part);

    /**
     * The id by which a part of the target is removed.
     *
     * @throws MigrationException when the service shows it without one
     */
    protected final String idOf(Cloud cloud, String parentId, JsonNode part) {
        String id = Json.text(part, "id");
        if (id == null || id.isEmpty()) {
            throw new MigrationException(cloud.name() + ": the network service shows the " + whole() + " " + parentId
                    + " with a part that has no id, so it cannot be removed: " + meaning(part)
                    + ". Check that the network service answers at this address and not a proxy.");
        }
        return id;
    }

    /** Whether a part can only be added once the one that it replaces is gone. */
    protected boolean removesFirst() {
        return false;
    }

    /** The parts as the target's parent has them now. */
    protected abstract JsonNode now(Cloud cloud, String parentId);

    @Override
    protected ObjectNode desired(Resource resource, CloudInventory source, Translation translation) {
        ObjectNode wanted = wantedOf(resource, translation);
        ArrayNode parts = wanted.putArray(PARTS);
        for (JsonNode part : parts(resource)) {
            if (comes(part)) {
                parts.add(wanted(part, resource, translation));
            }
        }
        return wanted;
    }

    /** Whether a difference is in what parts say of themselves, and not in what they mean. */
    protected static boolean isInWords(Difference difference) {
        return RuleSetDifference.isInWords(difference);
    }

    @Override
    public List<Difference> compare(ObjectNode wanted, Resource existing, boolean marked) {
        return difference(wanted.path(PARTS), parts(existing)).shown();
    }

    private RuleSetDifference difference(JsonNode wanted, JsonNode onTarget) {
        return new RuleSetDifference(wanted, onTarget, this::meaning, this::words);
    }

    /** The parent was made a moment ago: what it came with is only known on the target. */
    @Override
    public CompletionStage<ChangeResult> create(ChangeContext context) {
        String id = Json.text(context.wanted(), PARENT);
        return reconcile(context, id, bornWith(context, id).orElseGet(() -> now(context.target(), id)));
    }

    /** The parts that the parent came with, where this run has made it and was told. */
    protected Optional<JsonNode> bornWith(ChangeContext context, String parentId) {
        return Optional.empty();
    }

    @Override
    public CompletionStage<ChangeResult> update(ChangeContext context) {
        Resource existing = context.existing().orElseThrow();
        return reconcile(context, existing.id(), parts(existing));
    }

    /** Says what {@link #create} and {@link #update} send. */
    final void say(RequestPlan plan) {
        JsonNode onTarget = plan.existing()
                .map(this::parts)
                .orElseGet(() -> bornParts(plan.resource(), Json.text(plan.wanted(), PARENT)));
        RuleSetDifference difference = difference(plan.wanted().path(PARTS), onTarget);
        sayAdded(plan, difference.missing());
        sayRemoved(plan, difference.extra());
        difference.reworded().forEach(part -> {
            sayRemoved(plan, List.of(part.now()));
            sayAdded(plan, List.of(part.wanted()));
        });
    }

    /** The parts with which the service makes a parent. */
    protected JsonNode bornParts(Resource parent, String id) {
        return Json.array(List.of());
    }

    /** Says what {@link #add} sends. */
    protected abstract void sayAdded(RequestPlan plan, Collection<? extends JsonNode> parts);

    /** Says what {@link #remove} sends, for each. */
    protected abstract void sayRemoved(RequestPlan plan, Collection<? extends JsonNode> parts);

    private CompletionStage<ChangeResult> reconcile(ChangeContext context, String id, JsonNode onTarget) {
        RuleSetDifference difference = difference(context.wanted().path(PARTS), onTarget);
        List<ObjectNode> missing = difference.missing();
        Collection<JsonNode> extra = difference.extra();
        if (!missing.isEmpty() && !removesFirst()) {
            add(context.target(), id, missing);
        }
        extra.forEach(part -> remove(context.target(), id, part));
        if (!missing.isEmpty() && removesFirst()) {
            add(context.target(), id, missing);
        }
        Collection<RuleSetDifference.Reworded> reworded = difference.reworded();
        reworded.forEach(
                part -> { // one by one, as each is missing for a moment
                    remove(context.target(), id, part.now());
                    add(context.target(), id, List.of(part.wanted()));
                });
        return ChangeResult.now(id, difference.settled().toArray(String[]::new));
    }
}
