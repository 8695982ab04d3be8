package io.jenkins.plugins.pumphouse.migration.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Equality;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.options.Mapping;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * One sort of object: how it is listed, what identifies it, what it needs, how it is compared and made.
 *
 * <p>The engine knows nothing else of it. Most types extend {@link DeclaredType}, which needs but a declaration.
 * Instances hold no state.
 */
public abstract class ResourceType {
    public abstract Kind kind();

    /** All objects in {@code scope} of the inventory's cloud, every page of them. */
    public abstract List<Resource> read(CloudInventory inventory, Scope scope);

    /** One object by its id; empty when there is none. */
    public abstract Optional<Resource> readOne(CloudInventory inventory, String id);

    /** The source's objects that an operator's selection means. */
    public List<Resource> select(Selection selection, CloudInventory source) {
        return source.list(kind(), source.scope(selection));
    }

    /**
     * Objects of this kind that the selection does not name and the plan needs all the same, because something of them
     * is left on the target that is to go: of a killed run, or of what the source had and has no more.
     *
     * @param selected the selected objects of all kinds
     * @param translation knows the counterparts of {@code selected} and of what they need
     */
    public List<Resource> remains(List<Resource> selected, CloudInventory target, Translation translation) {
        return List.of();
    }

    /** What an operator's mapping may call an object that the source has no more: by what still refers to it. */
    public List<String> namesOfLost(String id) {
        return List.of(id);
    }

    /**
     * The target's objects that a mapping can mean by {@code nameOrId} for an object that the source has no more.
     *
     * @param lost id of that object
     */
    public List<Resource> standIns(String lost, String nameOrId, CloudInventory target, Translation translation) {
        return target.candidates(kind(), Scope.ALL).called(nameOrId);
    }

    /** What {@code resource} refers to and therefore needs on the target. */
    public List<Reference> needs(Resource resource, CloudInventory source) {
        return List.of();
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
     * What an object that we made lacks because its cloud has refused it then, as it stands in the object itself:
     * {@code "image property hw_x (the target refuses it)"}.
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
     * Whether an object that refers to {@code lost}, which the source has no more, is itself but a remnant: it is
     * passed over, and no conflict. What a deleted project has left lying is, unless a type knows better.
     */
    public boolean isRemnantWithout(Reference lost) {
        return lost.kind().equals(Kind.PROJECT);
    }

    /** Why {@code resource} is rightly left alone ("is created by the cloud itself"); empty when it is not. */
    public Optional<String> skipped(Resource resource, CloudInventory source) {
        return Optional.empty();
    }

    /**
     * Why nothing may be written to the target for {@code resource} as it is, and what to do; empty when it may. Holds
     * whether a counterpart exists or not: what cannot be made whole must not be made whole by an update either.
     */
    public Optional<String> unsupported(Resource resource, CloudInventory source) {
        return account().flatMap(account -> account.refused(resource.json()));
    }

    /**
     * Why {@code resource}, which has no counterpart, cannot be made, and what to do; empty when it can. Asked before
     * anything is touched.
     */
    public Optional<String> refused(Resource resource, CloudInventory source, CloudInventory target) {
        return Optional.empty();
    }

    /** The same, where what stands for the object's parts decides. */
    public Optional<String> refused(
            Resource resource, CloudInventory source, CloudInventory target, Translation translation) {
        return refused(resource, source, target);
    }

    /**
     * Which extension the target lacks without which {@code resource} would be another one there, and what to do. Holds
     * whether a counterpart exists or not, as {@link #unsupported} does.
     */
    public Optional<String> unsupportedOn(Resource resource, CloudInventory target) {
        Cloud cloud = target.cloud();
        return account().flatMap(account -> account.refused(resource.json(), offered(cloud), cloud.name()));
    }

    /**
     * What of the target is in the way of an object that is to be made, and what to do.
     *
     * @param wanted the object in the target's terms; what is still to be made has {@linkplain Translation#isPending no
     *     id yet}
     */
    public Optional<String> obstructed(ObjectNode wanted, CloudInventory target) {
        return Optional.empty();
    }

    /**
     * Why {@code resource}, which the target does not have, is not created yet; empty when it is created now.
     *
     * @param wanted the object in the target's terms
     */
    public Optional<String> deferred(
            Resource resource, ObjectNode wanted, CloudInventory source, CloudInventory target) {
        return Optional.empty();
    }

    /** Where on the target its counterpart would be listed. */
    public Scope counterparts(Resource resource, Translation translation) {
        return Scope.ALL;
    }

    /** What the target's object says of its origin. */
    public Optional<Mark> mark(Resource onTarget) {
        return marking().of(onTarget.json());
    }

    /** Where the target's object says so. */
    protected Marking marking() {
        return Marking.NONE;
    }

    /** Whether the target's objects say of which of the source's they were made. */
    public final boolean isMarking() {
        return marking() != Marking.NONE;
    }

    /**
     * What identifies an object by nature among its counterparts, in the target's terms.
     *
     * @param json a wanted object or one that the target has
     * @return equal for equal objects; empty when only the mark identifies it
     */
    public Optional<Object> naturalKey(JsonNode json) {
        return Optional.empty();
    }

    /** Whether the service finds an object by its name in any case. */
    public boolean ignoresCase() {
        return false;
    }

    /** Whether the service lets no two objects have one {@link #naturalKey}, so that a second cannot be made. */
    public boolean isUnique() {
        return false;
    }

    /**
     * The key under which a cloud of another release may know the same object ({@code member} was {@code _member_}).
     * Asked only when nothing has the {@link #naturalKey}.
     */
    public Optional<Object> fallbackKey(JsonNode wanted) {
        return Optional.empty();
    }

    /** The object as it ought to be on the target, ids translated, without what the service sets by itself. */
    protected abstract ObjectNode desired(Resource resource, CloudInventory source, Translation translation);

    /** {@link #desired} under the name that the operator's mapping gives it. */
    public final ObjectNode wanted(Resource resource, CloudInventory source, Translation translation, Mapping mapping) {
        ObjectNode wanted = desired(resource, source, translation);
        mapping.of(resource).ifPresent(name -> wanted.put("name", name));
        return wanted;
    }

    /**
     * In what an existing object differs from the wanted one.
     *
     * @param ours whether the object carries our mark
     */
    public List<Difference> compare(ObjectNode wanted, Resource existing, boolean ours) {
        ObjectNode compared = wanted.deepCopy();
        account().ifPresent(account -> account.retainShown(compared, existing.json()));
        return differing(compared, existing.json());
    }

    /** The wanted fields that are otherwise. */
    public static List<Difference> differing(ObjectNode wanted, JsonNode existing) {
        List<Difference> differences = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : wanted.properties()) {
            JsonNode found = existing.path(field.getKey());
            if (!Equality.same(field.getValue(), found)) {
                differences.add(new Difference(field.getKey(), Json.shown(field.getValue()), Json.shown(found)));
            }
        }
        return differences;
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
     * @param ours whether it carries our mark
     */
    public Decision whenDifferent(
            Resource existing, List<Difference> differences, boolean ours, CloudInventory target) {
        return ours ? Decision.UPDATE : Decision.CONFLICT;
    }

    /** Why a counterpart that differs is a conflict, and what to do; follows the differences in the line. */
    public String conflict(Resource existing, String target) {
        return "is on " + target
                + " already, differs, and was not created by Pumphouse. Rename one of them, or add it to mapping:";
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
     * What an earlier run has noted of an object that it moved, for programs and the report; empty where nothing is.
     */
    public Map<String, Serializable> noted(Resource resource) {
        return Map.of();
    }

    /** What tells objects of the same name apart. */
    public String distinction(Resource resource, CloudInventory inventory) {
        return resource.id();
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
     * @throws Kept when something stands against it by now, in the stage or at once
     */
    public CompletionStage<ChangeResult> delete(ChangeContext context) {
        throw new MigrationException("Nothing deletes a " + kind() + " on a source.");
    }

    /**
     * Sets a part of an object that takes a request of its own to read. A part that the service refuses costs this
     * object and no other: it is noted under {@link Resource#UNREAD}, and nothing is written for an object of which not
     * all is known.
     */
    public static void readPart(ObjectNode json, String field, Supplier<JsonNode> reading) {
        try {
            json.set(field, reading.get());
        } catch (CloudException.Unreachable | CloudException.WrongCredentials e) {
            throw e;
        } catch (CloudException e) {
            json.put(Resource.UNREAD, e.getMessage());
        }
    }

    /** The marked object's mark as the given source cloud writes it. */
    public static Mark markOf(Cloud source, Resource resource) {
        return new Mark(source.name(), resource.id());
    }
}
