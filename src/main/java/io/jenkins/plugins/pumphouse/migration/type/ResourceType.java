package io.jenkins.plugins.pumphouse.migration.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Change;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * One sort of object: beside how it is listed and identified, what it needs, how it is compared and made.
 *
 * <p>The engine knows nothing else of it. Most types extend {@link DeclaredType}, which needs but a declaration.
 * Instances hold no state.
 */
public abstract class ResourceType extends PlannedType {
    /** What {@code resource} refers to and therefore needs on the target. */
    public List<Reference> needs(Resource resource, CloudInventory source) {
        return List.of();
    }

    /** What of another kind only objects of this type tell of, such as a flavor that the source has no more. */
    public Optional<Resource> remembered(Kind other, String id, CloudInventory source) {
        return Optional.empty();
    }

    /** The project whose quota the object counts against; empty where none limits it. */
    public Optional<String> payer(Resource resource) {
        return Optional.empty();
    }

    /**
     * How much of its {@link #payer}'s quotas one such object takes, by {@code "<service> <key>"}: {@code "network
     * port"}.
     */
    public Map<String, Long> consumes(Resource resource, CloudInventory source) {
        return Map.of();
    }

    /**
     * The same, where what stands for the object's parts decides.
     *
     * @param translation knows what {@code resource} needs
     */
    public Map<String, Long> consumes(
            Resource resource, CloudInventory source, CloudInventory target, Translation translation) {
        return consumes(resource, source);
    }

    /**
     * What {@code resource} has and the target's object will not have, one short text each with the way out, if any:
     * {@code "segment_id 3f2a… (segments are not migrated yet)"}.
     */
    public List<String> leftBehind(Resource resource, CloudInventory source, CloudInventory target) {
        return account()
                .map(account -> account.leftBehind(resource.json(), offered(target.cloud())))
                .orElse(List.of());
    }

    /** What becomes of every field that a service shows; empty for what is composed of parts of other objects. */
    public Optional<Account> account() {
        return Optional.empty();
    }

    /** Which extensions of the API the type's service has in {@code cloud}; where it has none to choose from, all. */
    protected Predicate<String> offered(Cloud cloud) {
        return extension -> true;
    }

    /**
     * What an object that Pumphouse created lacks because its cloud has refused it then, as it stands in the object
     * itself: {@code "image property hw_x (the target refuses it)"}.
     */
    public List<String> lacking(Resource onTarget) {
        return List.of();
    }

    /** The same, where what stands for the object's parts decides. */
    public List<String> leftBehind(
            Resource resource, CloudInventory source, CloudInventory target, Translation translation) {
        return leftBehind(resource, source, target);
    }

    /**
     * Why nothing may be written to the target for {@code resource} as it is, and what to do; empty when it may. Holds
     * whether a counterpart exists or not: what cannot be made whole must not be made whole by an update either.
     */
    public Optional<String> unsupported(Resource resource, CloudInventory source) {
        return account().flatMap(account -> account.refused(resource.json()));
    }

    /**
     * Which extension the target lacks without which {@code resource} would be another one on it, and what to do. Holds
     * whether a counterpart exists or not, as {@link #unsupported} does.
     */
    public Optional<String> unsupportedOn(Resource resource, CloudInventory target) {
        Cloud cloud = target.cloud();
        return account().flatMap(account -> account.refused(resource.json(), offered(cloud), cloud.name()));
    }

    /** Whether a change comes whatever has become of what the object needs. */
    public boolean standsAlone(Change change) {
        return change.decision() == Decision.REUSE;
    }

    /** The object as it ought to be on the target, ids translated, without what the service sets by itself. */
    protected abstract ObjectNode desired(Resource resource, CloudInventory source, Translation translation);

    /** {@link #desired} under the name that the operator's mapping gives it. */
    public final ObjectNode wanted(Resource resource, CloudInventory source, Translation translation, Mapping mapping) {
        ObjectNode wanted = desired(resource, source, translation);
        mapping.of(resource).filter(word -> !isId(word)).ifPresent(name -> wanted.put("name", name));
        return wanted;
    }

    /** Whether the operator's word for an object of the target can be nothing but an id. */
    public boolean isId(String word) {
        return Mapping.isId(word);
    }

    /**
     * In what an existing object differs from the wanted one.
     *
     * @param marked whether the object is marked
     */
    public List<Difference> compare(ObjectNode wanted, Resource existing, boolean marked) {
        ObjectNode compared = wanted.deepCopy();
        account().ifPresent(account -> account.retainShown(compared, existing.json()));
        return Difference.of(compared, existing.json());
    }

    /**
     * What runs that are over have left on an object that Pumphouse made, which an update takes away. No reading back
     * asks for it: what another controller is still at is none of it, and comes and goes meanwhile.
     */
    public List<Difference> leftover(Resource existing, CloudInventory target) {
        return List.of();
    }

    /** In what an object that was just written differs from the wanted one, as the target reads it back. */
    public List<Difference> verify(ObjectNode wanted, Resource existing) {
        return compare(wanted, existing, true);
    }

    /**
     * What becomes of a counterpart that differs.
     *
     * @param existing the counterpart
     * @param differences in what it differs; never empty
     * @param marked whether it is marked
     */
    public Decision whenDifferent(
            Resource existing, List<Difference> differences, boolean marked, CloudInventory target) {
        return marked ? Decision.UPDATE : Decision.CONFLICT;
    }

    /**
     * What becomes of a counterpart that Pumphouse created and that differs, where the step was not asked for it but
     * only needs it; empty when it is changed. What somebody has closed on the target since is not opened again
     * unasked.
     */
    public Optional<Unasked> unasked(Resource existing, List<Difference> differences, CloudInventory target) {
        return Optional.empty();
    }

    /**
     * Why a counterpart that differs is a conflict, and what to do; follows the differences in the line.
     *
     * @param differences in what it differs; never empty
     */
    public String conflict(Resource existing, List<Difference> differences, String target) {
        return conflict(existing, target);
    }

    /** The same, whatever the differences are. */
    protected String conflict(Resource existing, String target) {
        return "is on " + target + " already, differs, and "
                + (isUnmarked(existing)
                        ? "was not created by Pumphouse"
                        : "has no mark that tells whether Pumphouse created it")
                + ". Rename one of them, or add it to mapping:";
    }

    /**
     * What only the target's object has, each in a few words: the source has taken it away since the move, or the
     * target's operator has added it. Nothing tells which, so no step removes it, and a comparison says it.
     */
    public List<String> onTargetOnly(Resource resource, Resource existing, CloudInventory source) {
        return List.of();
    }

    /** A few words for the line of an object: {@code "512 MB, raw"}; may be empty. */
    public String detail(Resource resource) {
        return "";
    }

    /** The same, where the words depend on what the source has around it. */
    public String detail(Resource resource, CloudInventory source) {
        return detail(resource);
    }

    /**
     * What an earlier run has noted of an object that it moved, and what both clouds show of it now, for programs and
     * the report; empty where nothing is.
     *
     * @param existing its counterpart on the target
     */
    public Map<String, Serializable> noted(
            Resource resource,
            Resource existing,
            CloudInventory source,
            CloudInventory target,
            Translation translation) {
        return Map.of();
    }

    /**
     * Other objects of the source that nobody may write while this one is written, and that the write does not change:
     * another build that works on one of them is waited for.
     */
    public List<Reference> worksBeside(Resource resource, CloudInventory source) {
        return List.of();
    }

    /**
     * A name for the objects of a plan with which this one is worked on at the same time, the same for each of them;
     * they count as one to the run's bounds. Empty for an object that stands alone.
     */
    public Optional<String> together(Resource resource, CloudInventory source) {
        return Optional.empty();
    }

    /** What bounds how many such objects are moved at a time; empty for nothing but the run's own bounds. */
    public Optional<Lane> lane(Resource resource, CloudInventory source) {
        return Optional.empty();
    }

    /**
     * Whether this run may finish an object that another controller has begun to make: where a few short requests make
     * it, each of which may be sent twice.
     */
    public boolean isFinishedByAnyone() {
        return false;
    }

    /**
     * Makes the object on the target. A stage that fails leaves nothing half-made behind that a re-run would not find.
     */
    public abstract CompletionStage<ChangeResult> create(ChangeContext context);

    /** Brings {@link ChangeContext#existing()} to what is wanted. */
    public CompletionStage<ChangeResult> update(ChangeContext context) {
        throw new MigrationException(kind() + " \"" + context.resource().name() + "\" differs on "
                + context.target().name() + " and cannot be changed. Rename it, or add it to mapping:.");
    }

    /**
     * Deletes {@link ChangeContext#resource()} on the source, of which {@link ChangeContext#existing()} is the copy.
     * Looks at both again first.
     *
     * @throws io.jenkins.plugins.pumphouse.migration.model.DeletionBlocked when a check fails that passed when the plan
     *     was made, in the stage or at once
     */
    public CompletionStage<ChangeResult> delete(ChangeContext context) {
        throw new MigrationException("Nothing deletes a " + kind() + " on a source.");
    }

    /**
     * Removes {@link ChangeContext#existing()} from the target, which a migration has created for
     * {@link ChangeContext#resource()}; a server is started on the source before that. Looks at both again first; what
     * was interrupted is resumed.
     */
    public CompletionStage<ChangeResult> rollBack(ChangeContext context) {
        throw new MigrationException("Nothing removes a " + kind() + " from a target.");
    }

    /** Whether a difference comes of a removal that was interrupted, so that nobody else has changed the object. */
    public boolean isOfRemoval(Difference difference) {
        return false;
    }
}
