package io.jenkins.plugins.pumphouse.migration.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.type.ApiCollection;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.Declaration;
import io.jenkins.plugins.pumphouse.migration.type.DeclaredType;
import io.jenkins.plugins.pumphouse.migration.type.Marking;
import io.jenkins.plugins.pumphouse.migration.type.TargetRemoval;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * What Keystone's types have in common: two dialects, and a mark that is an extra attribute of the object.
 *
 * <p>Keystone stores attributes that it does not know ("extra", Identity API v3, section "Projects": additional
 * properties are kept), in v2.0 too; that makes the mark part of the very request that creates the object.
 */
abstract class IdentityType extends DeclaredType {
    /** The beginning of an id that no object has: what follows is the domain whose objects cannot be read. */
    private static final String ALL_OF = "*";

    /** What Keystone shows as null when somebody has taken it away, and not at all where it never was. */
    private static final Set<String> EMPTIED = Set.of("description", "email");

    private final ApiCollection older;

    /** @param older where Keystone v2.0 keeps the objects */
    IdentityType(Declaration declared, ApiCollection older) {
        super(declared);
        this.older = older;
    }

    @Override
    protected ApiCollection place(Cloud cloud) {
        return cloud.identityV2() ? older : super.place(cloud);
    }

    @Override
    protected Resource resource(CloudInventory inventory, ObjectNode json) {
        return super.resource(inventory, inventory.cloud().identityV2() ? fromV2(json) : json);
    }

    /**
     * All objects, domain by domain: where a domain has a directory (LDAP) of its own, a list without a domain shows
     * only the one of the token (Keystone, {@code domain_specific_drivers_enabled}). A directory that does not answer
     * costs its domain, for which one object stands that cannot be read.
     */
    final List<Resource> ofAllDomains(CloudInventory inventory) {
        List<Resource> domains = domains(inventory);
        if (domains.size() < 2) {
            return super.read(inventory, Scope.ALL);
        }
        Map<String, Resource> all = new LinkedHashMap<>();
        List<CloudException> refusals = new ArrayList<>();
        for (Resource domain : domains) {
            try {
                ofDomain(domain, inventory).forEach(each -> all.putIfAbsent(each.id(), each));
            } catch (CloudException e) {
                refusals.add(e);
                Resource unread = unread(domain, e);
                all.put(unread.id(), unread);
            }
        }
        if (refusals.size() == domains.size()) {
            throw refusals.get(0);
        }
        return List.copyOf(all.values());
    }

    /** The objects that one domain has of its own. */
    final List<Resource> ofDomain(Resource domain, CloudInventory inventory) {
        return answer(inventory, get(place(inventory.cloud()).listPath()).query("domain_id", domain.id()));
    }

    final List<Resource> answer(CloudInventory inventory, Request list) {
        Cloud cloud = inventory.cloud();
        List<Resource> own = new ArrayList<>();
        cloud.list(list, place(cloud).plural()).forEach(json -> own.add(resource(inventory, json)));
        return own;
    }

    private Resource unread(Resource domain, CloudException refused) {
        String name = "(all of domain " + domain.name() + ")";
        ObjectNode json = Json.object().put("name", name).put("domain_id", domain.id());
        return new Resource(kind(), ALL_OF + domain.id(), name, json.put(Resource.UNREAD, refused.getMessage()));
    }

    @Override
    public Optional<Resource> readOne(CloudInventory inventory, String id) {
        return id.startsWith(ALL_OF)
                ? inventory.list(kind(), Scope.ALL).stream()
                        .filter(unread -> unread.id().equals(id))
                        .findFirst()
                : super.readOne(inventory, id);
    }

    /** Whether a domain that cannot be read has the object already, nobody can tell. */
    @Override
    public Optional<String> obstructed(ObjectNode wanted, CloudInventory target) {
        return target.candidates(kind(), Scope.ALL)
                .withId(ALL_OF + wanted.path("domain_id").asText())
                .map(unread -> "may be on " + target.cloud().name() + " already, but its domain cannot be read: "
                        + unread.text(Resource.UNREAD));
    }

    /** None where the account may not list them: then the plain list has to do. */
    static List<Resource> domains(CloudInventory inventory) {
        try {
            return inventory.list(DomainType.KIND, Scope.ALL);
        } catch (CloudException.NotShown e) {
            return List.of();
        }
    }

    /** Objects of one name are in different domains, and the domain is what a person knows. */
    @Override
    public String distinction(Resource resource, CloudInventory inventory) {
        return resource.id()
                + domain(resource, inventory)
                        .map(domain -> " in domain " + domain)
                        .orElse("");
    }

    @Override
    public Optional<String> qualifiedName(Resource resource, CloudInventory inventory) {
        return domain(resource, inventory).map(domain -> domain + "/" + resource.name());
    }

    @Override
    public List<Resource> namesakes(Resource resource, CloudInventory source) {
        return new Namesakes(this, source).of(resource);
    }

    /** At one request, as a directory of ten thousand is not listed for that. */
    @Override
    public boolean isName(String name, Resource beside, CloudInventory source) {
        return source.cloud().identityV2()
                ? super.isName(name, beside, source)
                : answer(source, get(place(source.cloud()).listPath()).query("name", name)).stream()
                        .anyMatch(one -> name.equals(one.name()));
    }

    @Override
    public boolean isQualified(String word, CloudInventory target) {
        return domains(target).stream()
                .anyMatch(domain ->
                        word.toLowerCase(Locale.ROOT).startsWith(domain.name().toLowerCase(Locale.ROOT) + '/'));
    }

    private static Optional<String> domain(Resource resource, CloudInventory inventory) {
        return domains(inventory).stream()
                .filter(domain -> domain.id().equals(resource.text("domain_id")))
                .map(Resource::name)
                .findFirst();
    }

    /** Whether the target has disabled what the source has enabled. */
    static boolean isOpened(List<Difference> differences) {
        return differences.stream().anyMatch(d -> d.field().equals("enabled") && "true".equals(d.source()));
    }

    /** An object of Keystone v2.0 as v3 would show it: all of them are in the one domain that there is. */
    protected ObjectNode fromV2(ObjectNode json) {
        return json.deepCopy().put("domain_id", DomainType.ONLY);
    }

    /** The fields of an object as Keystone v2.0 takes them. */
    protected ObjectNode toV2(ObjectNode wanted) {
        ObjectNode older = wanted.deepCopy();
        older.remove("domain_id");
        return older;
    }

    /**
     * Keystone takes names that differ in nothing but case for one (its column is compared so by MySQL, and domains by
     * its own code): {@code Member} and {@code member} are one role.
     */
    @Override
    public boolean ignoresCase() {
        return true;
    }

    /**
     * With the attributes that operators have added, which Keystone keeps whatever they are. A null says that a value
     * was taken away.
     */
    @Override
    protected ObjectNode desired(Resource resource, CloudInventory source, Translation translation) {
        ObjectNode wanted = super.desired(resource, source, translation);
        if (isMarking()) {
            resource.json().properties().stream()
                    .filter(field -> isAdded(field.getKey()))
                    .forEach(field -> wanted.set(field.getKey(), field.getValue()));
            EMPTIED.stream()
                    .filter(field -> resource.text(field) == null && !isAdded(field))
                    .forEach(wanted::putNull);
        }
        return wanted;
    }

    private boolean isAdded(String field) {
        return !account().orElseThrow().names(field);
    }

    /** An object that was there before us keeps the case of its name, and what was added to it. */
    @Override
    public List<Difference> compare(ObjectNode wanted, Resource existing, boolean marked) {
        ObjectNode there = wanted.deepCopy();
        if (!marked) {
            wanted.properties().stream()
                    .filter(field -> field.getValue().isNull() || isAdded(field.getKey()))
                    .forEach(field -> there.remove(field.getKey()));
            if (existing.name().equalsIgnoreCase(wanted.path("name").asText())) {
                there.put("name", existing.name());
            }
        }
        return super.compare(there, existing, marked);
    }

    @Override
    protected Marking marking() {
        return Marking.ATTRIBUTE;
    }

    @Override
    public CompletionStage<ChangeResult> create(ChangeContext context) {
        return ChangeResult.now(make(context, context.wanted()));
    }

    @Override
    public CompletionStage<ChangeResult> rollBack(ChangeContext context) {
        return isMarking()
                ? TargetRemoval.of(context, this, now -> remove(context.target(), now))
                : TargetRemoval.ofUnmarked(context, this, now -> remove(context.target(), now));
    }

    /** Deletes an object of the target. */
    protected void remove(Cloud cloud, Resource now) {
        cloud.send(Request.delete(Service.IDENTITY, path(cloud, now.id())));
    }

    /** Creates an object that says for which of the source's it was created; its id. */
    final String make(ChangeContext context, ObjectNode wanted) {
        wanted.properties().removeIf(field -> field.getValue().isNull());
        marking().write(wanted, context.mark());
        ObjectNode made = post(context.target(), context.target().identityV2() ? toV2(wanted) : wanted);
        return Json.text(made, "id");
    }

    @Override
    public CompletionStage<ChangeResult> update(ChangeContext context) {
        return ChangeResult.now(change(context, changed(context)));
    }

    /** Changes fields of the existing object; its id. */
    final String change(ChangeContext context, ObjectNode changed) {
        String id = context.existing().orElseThrow().id();
        if (!changed.isEmpty()) {
            change(context.target(), id, changed);
        }
        return id;
    }

    /** Changes fields of an object. */
    final void change(Cloud target, String id, ObjectNode changed) {
        if (target.identityV2()) {
            updateV2(target, id, toV2(changed));
        } else {
            patch(target, id, changed);
        }
    }

    /** Keystone v2.0 updates a tenant by POST and all else by PUT (Identity Admin API v2.0). */
    protected void updateV2(Cloud cloud, String id, ObjectNode fields) {
        put(cloud, id, fields);
    }

    /** A request to the identity service. */
    static Request get(String path) {
        return Request.get(Service.IDENTITY, path);
    }
}
