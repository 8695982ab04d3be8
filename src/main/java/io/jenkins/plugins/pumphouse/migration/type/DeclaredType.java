package io.jenkins.plugins.pumphouse.migration.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.ReadRefusal;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A resource type that a {@link Declaration} describes; what is special about a type overrides the step concerned. */
public abstract class DeclaredType extends ResourceType {
    private final Declaration declared;
    private final Links links;

    protected DeclaredType(Declaration declared) {
        this.declared = declared;
        this.links = new Links(declared);
    }

    @Override
    public final Kind kind() {
        return declared.kind;
    }

    /** Where {@code cloud} keeps the objects; an older release may keep them elsewhere. */
    protected ApiCollection place(Cloud cloud) {
        return declared.place;
    }

    /** The path of all objects in {@code cloud}. */
    public final String collection(Cloud cloud) {
        return place(cloud).path();
    }

    /** The path of one object. */
    protected final String path(Cloud cloud, String id) {
        return collection(cloud) + '/' + Request.segment(id);
    }

    /** Adds the declared microversion to a request. */
    protected final Request versioned(Request request) {
        return declared.microversion == null ? request : request.microversion(declared.microversion);
    }

    @Override
    public List<Resource> read(CloudInventory inventory, Scope scope) {
        if (!exists(inventory.cloud())) {
            return List.of();
        }
        Request list =
                versioned(Request.get(declared.service, place(inventory.cloud()).listPath()));
        for (var parameter : declared.query.entrySet()) {
            list = list.query(parameter.getKey(), parameter.getValue());
        }
        if (!scope.all() && declared.owner != null) {
            list = list.query(declared.owner, scope.owner());
        }
        List<Resource> resources = new ArrayList<>();
        for (ObjectNode json :
                inventory.cloud().list(list, place(inventory.cloud()).plural())) {
            resources.add(resource(inventory, json));
        }
        return resources;
    }

    /** Whether the cloud's service knows such objects. */
    private boolean exists(Cloud cloud) {
        return declared.extension == null || offered(cloud).test(declared.extension);
    }

    @Override
    public Optional<String> refused(Resource resource, CloudInventory source, CloudInventory target) {
        Cloud cloud = target.cloud();
        return exists(cloud)
                ? super.refused(resource, source, target)
                : Optional.of("cannot be made on " + cloud.name() + ", which has no extension " + declared.extension
                        + ": enable it in its Neutron, or leave this type out");
    }

    @Override
    public Optional<String> refused(
            Resource resource, CloudInventory source, CloudInventory target, Translation translation) {
        return super.refused(resource, source, target, translation)
                .or(() -> distinctName(resource, source)
                        .filter(DistinctName::ambiguous)
                        .filter(name -> source.mapping().of(resource).isEmpty())
                        .flatMap(name -> namesake(resource, source, target, translation))
                        .map(other -> "is on " + target.cloud().name() + " already as " + other.label()
                                + ", or that belongs to another project that mapping: brings into the same one; no mark"
                                + " tells. Name the id of its own in mapping: "
                                + kind().mappingKey()));
    }

    /** What the target has under the name that an object cannot keep. */
    private Optional<Resource> namesake(
            Resource resource, CloudInventory source, CloudInventory target, Translation translation) {
        Scope scope = counterparts(resource, translation);
        ObjectNode plain = desired(resource, source, translation).put("name", resource.name());
        return Translation.isPending(scope.owner())
                ? Optional.empty()
                : target.candidates(kind(), scope).withKey(naturalKey(plain)).stream()
                        .findFirst();
    }

    @Override
    public Optional<Resource> readOne(CloudInventory inventory, String id) {
        Cloud cloud = inventory.cloud();
        return ReadRefusal.emptyIfGone(() -> cloud.send(versioned(Request.get(declared.service, path(cloud, id)))))
                .map(found -> resource(inventory, found.identified(place(cloud).single())));
    }

    /** An object out of the service's JSON, which a type may complete it or bring it to today's form. */
    protected Resource resource(CloudInventory inventory, ObjectNode json) {
        return new Resource(kind(), Json.text(json, "id"), Json.text(json, "name"), json);
    }

    @Override
    public List<Reference> needs(Resource resource, CloudInventory source) {
        List<Reference> needs = new ArrayList<>();
        declared.references.forEach((field, to) -> {
            String id = resource.text(field);
            if (id != null && !id.isEmpty()) {
                needs.add(Reference.to(to, id));
            }
        });
        needs.addAll(links.needs(resource, source));
        return needs;
    }

    @Override
    public Scope counterparts(Resource resource, Translation translation) {
        return declared.owner == null || resource.text(declared.owner) == null
                ? Scope.ALL
                : Scope.ownedBy(translation.id(Kind.PROJECT, resource.text(declared.owner)));
    }

    @Override
    public Optional<Account> account() {
        return Optional.of(declared.account);
    }

    @Override
    public Map<String, Long> consumes(Resource resource, CloudInventory source) {
        return declared.quota == null ? Map.of() : Map.of(declared.quota, 1L);
    }

    @Override
    public Optional<String> payer(Resource resource) {
        return declared.owner == null
                ? Optional.empty()
                : Optional.ofNullable(resource.text(declared.owner)).filter(owner -> !owner.isEmpty());
    }

    @Override
    public boolean isUnique() {
        return declared.unique;
    }

    @Override
    public boolean isTelling(Resource onTarget) {
        String name = onTarget.text("name");
        return !isKnownByName() || name != null && !name.isEmpty() || !marking().hasPlace(onTarget.json());
    }

    /** Whether the name is part of what identifies an object by nature. */
    protected boolean isKnownByName() {
        return declared.key.contains("name");
    }

    @Override
    public Optional<Object> naturalKey(JsonNode json) {
        if (declared.key.isEmpty()) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        for (String field : declared.key) {
            values.add(String.valueOf(Json.text(json, field)));
        }
        return Optional.of(ignoresCase() ? values.toString().toLowerCase(Locale.ROOT) : values);
    }

    @Override
    protected ObjectNode desired(Resource resource, CloudInventory source, Translation translation) {
        ObjectNode wanted = Json.object();
        for (String field : declared.copied) {
            if (resource.json().hasNonNull(field)) { // most services refuse null where they would take nothing
                wanted.set(field, resource.field(field).deepCopy());
            }
        }
        distinctName(resource, source).ifPresent(name -> wanted.put("name", name.value()));
        declared.references.forEach((field, to) -> {
            String id = resource.text(field);
            if (id != null && !id.isEmpty()) {
                wanted.put(field, translation.id(to, id));
            }
        });
        links.addTo(wanted, resource, source, translation);
        return wanted;
    }

    /** Takes away the links that say nothing: of what is to be made, and of what Pumphouse has not created. */
    protected final void retainLinks(ObjectNode wanted) {
        links.removeEmpty(wanted);
    }

    private Optional<DistinctName> distinctName(Resource resource, CloudInventory source) {
        return declared.namesakes == null
                ? Optional.empty()
                : Optional.of(DistinctName.of(
                        resource, source, source.list(kind(), Scope.ALL), declared.key, declared.owner));
    }

    @Override
    public List<String> leftBehind(Resource resource, CloudInventory source, CloudInventory target) {
        List<String> left = new ArrayList<>(super.leftBehind(resource, source, target));
        distinctName(resource, source)
                .flatMap(name -> name.lost(declared.namesakes))
                .ifPresent(left::add);
        return left;
    }

    @Override
    public boolean isFinishedByAnyone() {
        return true;
    }

    @Override
    public CompletionStage<ChangeResult> create(ChangeContext context) {
        return ChangeResult.now(Json.text(post(context, context.wanted()), "id"));
    }

    /** Removes an object of a service that has no place for a mark. */
    protected final CompletionStage<ChangeResult> removeUnmarked(ChangeContext context) {
        Cloud cloud = context.target();
        return TargetRemoval.ofUnmarked(
                context, this, now -> cloud.send(Request.delete(declared.service, path(cloud, now.id()))));
    }

    /** Posts the new object of a change, in the way of the type; returns what the service made of it. */
    protected ObjectNode post(ChangeContext context, ObjectNode body) {
        return post(context.target(), body);
    }

    /** Posts a new object and returns what the service made of it. */
    protected final ObjectNode post(Cloud cloud, ObjectNode body) {
        Request request = Request.post(declared.service, collection(cloud))
                .body(Json.object(place(cloud).single(), body));
        return cloud.send(versioned(request)).identified(place(cloud).single());
    }

    /** Puts fields of an existing object. */
    protected final ObjectNode put(Cloud cloud, String id, ObjectNode fields) {
        Request request = Request.put(declared.service, path(cloud, id))
                .body(Json.object(place(cloud).single(), fields));
        return cloud.send(versioned(request)).identified(place(cloud).single());
    }

    /** Patches fields of an existing object. */
    protected final ObjectNode patch(Cloud cloud, String id, ObjectNode fields) {
        Request request = Request.patch(declared.service, path(cloud, id))
                .body(Json.object(place(cloud).single(), fields));
        return cloud.send(versioned(request)).identified(place(cloud).single());
    }

    /** The wanted fields that differ from what is there: what an update sends. */
    protected ObjectNode changed(ChangeContext context) {
        ObjectNode changed = Json.object();
        ObjectNode wanted = context.wanted();
        for (Difference difference : compare(wanted, context.existing().orElseThrow(), true)) {
            if (wanted.has(difference.field())) {
                changed.set(difference.field(), wanted.get(difference.field()));
            }
        }
        return changed;
    }
}
