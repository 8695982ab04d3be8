package io.jenkins.plugins.pumphouse.migration.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.type.ApiCollection;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.Declaration;
import io.jenkins.plugins.pumphouse.migration.type.Unasked;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Projects (v2.0: tenants), under their parents. One costs one request beside the lists. */
public final class ProjectType extends IdentityType {
    public static final Kind KIND = Kind.PROJECT;

    /** What installers call the project of the cloud's own service accounts; the target has its own. */
    private static final Set<String> OF_THE_CLOUD = Set.of("service", "services");

    private static final String TAGS = NotedTags.FIELD;

    /** Of the tags by which a run notes its temporary access on a project; they hold for the cloud that has them. */
    public ProjectType() {
        super(
                Declaration.of(KIND, Service.IDENTITY, new ApiCollection("/projects", "projects", "project"))
                        .copies("name", "description", "enabled", TAGS)
                        .brings("parent_id")
                        .serviceSets("id", "links", "is_domain", "extra")
                        .tells("options", null, "set it when all has moved: openstack project set --immutable")
                        .bringsOthers()
                        .refers("domain_id", DomainType.KIND)
                        .uniquelyIdentifiedBy("name", "domain_id"),
                new ApiCollection("/tenants", "tenants", "tenant"));
    }

    @Override
    public List<String> leftBehind(Resource resource, CloudInventory source, CloudInventory target) {
        List<String> left = new ArrayList<>(super.leftBehind(resource, source, target));
        DomainType.opened(resource, source, target).ifPresent(left::add);
        return left;
    }

    static boolean isOfTheCloud(Resource project) {
        return OF_THE_CLOUD.contains(project.name());
    }

    /** The project that the migration's own account works in: found by name, and otherwise left as it is. */
    private static boolean isOwn(Resource project, CloudInventory source) {
        return project.id().equals(source.cloud().caller().projectId());
    }

    @Override
    public List<Resource> select(Selection selection, CloudInventory source) {
        return selection.tenant() == null
                ? source.list(KIND, source.scope(selection))
                : List.of(source.named(KIND, selection.tenant(), source.scope(Selection.ALL)));
    }

    @Override
    public Optional<String> skipped(Resource resource, CloudInventory source) {
        return isOfTheCloud(resource) ? Optional.of("holds the cloud's own service accounts") : Optional.empty();
    }

    @Override
    public List<Reference> needs(Resource resource, CloudInventory source) {
        List<Reference> needs = new ArrayList<>(super.needs(resource, source));
        if (parent(resource) != null) {
            needs.add(Reference.to(KIND, parent(resource)));
        }
        return needs;
    }

    /**
     * The parent project; null where the parent is the domain itself, as Keystone shows it for a project at the top.
     */
    static String parent(Resource resource) {
        String parent = resource.text("parent_id");
        return parent == null || parent.equals(resource.text("domain_id")) ? null : parent;
    }

    @Override
    protected ObjectNode desired(Resource resource, CloudInventory source, Translation translation) {
        ObjectNode wanted = super.desired(resource, source, translation);
        if (wanted.has(TAGS)) {
            wanted.set(TAGS, Json.array(NotedTags.own(resource.json())));
        }
        if (isOwn(resource, source)) {
            return wanted.retain("name", "domain_id");
        }
        if (parent(resource) != null) {
            wanted.put("parent_id", translation.id(KIND, parent(resource)));
        }
        return wanted;
    }

    /** The notes that a run leaves on a project of its temporary access are no tags of the user's. */
    @Override
    public List<Difference> compare(ObjectNode wanted, Resource existing, boolean marked) {
        ObjectNode shown = existing.json().deepCopy();
        shown.set(TAGS, Json.array(NotedTags.own(shown)));
        return super.compare(wanted, new Resource(KIND, existing.id(), existing.name(), shown), marked);
    }

    /** Keystone tells no other service: what they made for the project by themselves would stay for good. */
    @Override
    protected void remove(Cloud cloud, Resource now) {
        super.remove(cloud, now);
        if (cloud.has(Service.NETWORK)) {
            Request groups = Request.get(Service.NETWORK, "/security-groups")
                    .query("tenant_id", now.id())
                    .query("name", "default");
            for (ObjectNode group : cloud.list(groups, "security_groups")) {
                cloud.remove(
                        Request.delete(Service.NETWORK, "/security-groups/" + Request.segment(Json.text(group, "id"))));
            }
        }
    }

    /** Keystone makes no project below a disabled one (400), nor in a disabled domain. */
    @Override
    public Optional<String> obstructed(ObjectNode wanted, CloudInventory target) {
        String parent = Json.text(wanted, "parent_id");
        Optional<String> above = parent == null || Translation.isPending(parent)
                ? Optional.empty()
                : target.find(KIND, parent)
                        .filter(DisabledProjects::isDisabled)
                        .filter(project -> mark(project).isEmpty())
                        .map(Resource::label);
        return above.or(() -> DomainType.disabled(target, Json.text(wanted, "domain_id")))
                .map(disabled -> "cannot be made below " + disabled + ", which is disabled on "
                        + target.cloud().name() + ". Enable it and run again");
    }

    @Override
    public CompletionStage<ChangeResult> create(ChangeContext context) {
        ObjectNode wanted = context.wanted();
        DisabledProjects disabled = DisabledProjects.of(context);
        disabled.openDomain(context.resource().text("domain_id"), context);
        disabled.open(parent(context.resource()), context);
        boolean last = isDisabledLast(wanted, context);
        String id = make(context, last ? wanted.put(DisabledProjects.ENABLED, true) : wanted);
        if (last) {
            disabled.disableAtTheEnd(id, context.resource(), context);
        }
        return ChangeResult.now(id);
    }

    /** Whether it has projects below it, without which it can be disabled at once. */
    private static boolean isDisabledLast(JsonNode fields, ChangeContext context) {
        return !context.target().identityV2()
                && fields.has(DisabledProjects.ENABLED)
                && !fields.path(DisabledProjects.ENABLED).asBoolean()
                && context.inventory()
                        .grouped(KIND, Scope.ALL, "parent_id")
                        .containsKey(context.resource().id());
    }

    @Override
    public CompletionStage<ChangeResult> update(ChangeContext context) {
        ObjectNode changed = changed(context);
        String id = context.existing().orElseThrow().id();
        if (isDisabledLast(changed, context)) {
            changed.remove(DisabledProjects.ENABLED);
            DisabledProjects.of(context).disableAtTheEnd(id, context.resource(), context);
        } else if (changed.path(DisabledProjects.ENABLED).asBoolean()) {
            DisabledProjects.of(context).openDomain(context.resource().text("domain_id"), context);
        }
        return ChangeResult.now(change(context, changed));
    }

    /** Nothing can be brought into a project that the target's administrator has disabled. */
    @Override
    public Optional<Unasked> unasked(Resource existing, List<Difference> differences, CloudInventory target) {
        return DisabledProjects.unopened(differences, target);
    }

    @Override
    protected ObjectNode changed(ChangeContext context) {
        ObjectNode changed = super.changed(context);
        if (changed.has(TAGS)) {
            NotedTags.keepNotes(changed, context.existing().orElseThrow().json());
        }
        return changed;
    }

    @Override
    protected ObjectNode toV2(ObjectNode wanted) {
        return super.toV2(wanted).without(List.of("parent_id", TAGS));
    }

    @Override
    protected void updateV2(Cloud cloud, String id, ObjectNode fields) {
        cloud.send(Request.post(Service.IDENTITY, path(cloud, id))
                .body(Json.object("tenant", fields))
                .repeatable());
    }
}
