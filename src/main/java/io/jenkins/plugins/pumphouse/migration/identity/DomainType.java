package io.jenkins.plugins.pumphouse.migration.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.MigrationException;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.type.ApiCollection;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.Declaration;
import io.jenkins.plugins.pumphouse.migration.type.Unasked;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Domains. One that the target has under the name is found and left as it is; another is made, except Default, which
 * each cloud has of its own.
 *
 * <p>Keystone v2.0 has none. Its objects are in the domain that pumphouse.yaml names for that cloud
 * ({@code project_domain}, {@code Default} when it says nothing).
 */
public final class DomainType extends IdentityType {
    public static final Kind KIND = new Kind("domain");

    /** The id of the one domain of a Keystone v2.0, and of the first that a v3 is born with. */
    static final String ONLY = "default";

    /**
     * Where services keep users that they make by themselves, by the names that installers give: Heat's of stacks,
     * Magnum's trustees, service accounts.
     */
    private static final Set<String> OF_SERVICES =
            Set.of("heat", "heat_stack", "heat_user_domain", "magnum", "service_domain");

    public DomainType() {
        super(
                Declaration.of(KIND, Service.IDENTITY, new ApiCollection("/domains", "domains", "domain"))
                        .copies("name", "description", DisabledProjects.ENABLED, "tags")
                        .serviceSets("id", "links", "extra")
                        .tells("options", null, "set it when all has come: openstack domain set --immutable")
                        .bringsOthers()
                        .uniquelyIdentifiedBy("name"),
                null);
    }

    @Override
    public List<Resource> read(CloudInventory inventory, Scope scope) {
        return inventory.cloud().identityV2() ? List.of(only(inventory.cloud())) : super.read(inventory, scope);
    }

    @Override
    public Optional<Resource> readOne(CloudInventory inventory, String id) {
        return inventory.cloud().identityV2() ? Optional.of(only(inventory.cloud())) : super.readOne(inventory, id);
    }

    private Resource only(Cloud cloud) {
        String name = cloud.access().scope().projectDomain();
        return new Resource(KIND, ONLY, name, Json.object().put("id", ONLY).put("name", name));
    }

    /** With a tenant, the domain that it is in. */
    @Override
    public List<Resource> select(Selection selection, CloudInventory source) {
        if (selection.user() != null) {
            return List.of();
        }
        return selection.tenant() == null
                ? domains(source)
                : source.find(ProjectType.KIND, source.scope(selection).owner()).stream()
                        .flatMap(project -> source.find(KIND, project.text("domain_id")).stream())
                        .toList();
    }

    @Override
    public Optional<String> skipped(Resource resource, CloudInventory source) {
        return OF_SERVICES.contains(resource.name())
                        && source.mapping().of(resource).isEmpty()
                ? Optional.of("holds users of a service of the cloud itself")
                : Optional.empty();
    }

    /** What of the target stands for a domain, as its mark or its name tells; empty where the account sees none. */
    static Optional<Resource> counterpart(Resource domain, CloudInventory source, CloudInventory target) {
        String word = source.mapping().of(domain).orElse(domain.name());
        List<Resource> there = domains(target);
        return there.stream()
                .filter(other -> markOf(other)
                        .filter(Mark.of(source.cloud(), domain)::equals)
                        .isPresent())
                .findFirst()
                .or(() -> there.stream()
                        .filter(other -> word.equals(other.id()) || word.equalsIgnoreCase(other.name()))
                        .findFirst());
    }

    static Optional<Mark> markOf(Resource domain) {
        return Mark.ofValue(domain.text(Mark.KEY));
    }

    /** Whether a domain of the source is on the target only because a migration makes or has made it. */
    static boolean isBrought(String id, CloudInventory source, CloudInventory target) {
        return source.find(KIND, id)
                .filter(domain -> counterpart(domain, source, target)
                        .map(there -> markOf(there).isPresent())
                        .orElse(true))
                .isPresent();
    }

    /** The name of a disabled domain of the target's own; empty for others, and where the account may not list them. */
    static Optional<String> disabled(CloudInventory inventory, String id) {
        return domains(inventory).stream()
                .filter(domain -> domain.id().equals(id))
                .filter(DisabledProjects::isDisabled)
                .filter(domain -> markOf(domain).isEmpty())
                .map(Resource::label)
                .findFirst();
    }

    /** What was there before is found by its name, and left as it is. */
    @Override
    public List<Difference> compare(ObjectNode wanted, Resource existing, boolean marked) {
        return marked ? super.compare(wanted, existing, true) : List.of();
    }

    /** Nothing can be brought into a domain that the target's administrator has disabled. */
    @Override
    public Optional<Unasked> unasked(Resource existing, List<Difference> differences, CloudInventory target) {
        return DisabledProjects.unopened(differences, target);
    }

    /**
     * That an object's domain is disabled on the source, and the one of the target's own that stands for it is not: who
     * could not use it can.
     */
    static Optional<String> opened(Resource owned, CloudInventory source, CloudInventory target) {
        return domains(source).stream()
                .filter(domain -> domain.id().equals(owned.text("domain_id")))
                .filter(DisabledProjects::isDisabled)
                .filter(domain -> counterpart(domain, source, target)
                        .filter(other -> markOf(other).isEmpty())
                        .filter(other -> !DisabledProjects.isDisabled(other))
                        .isPresent())
                .map(domain -> "that its domain " + domain.name() + " is disabled (on "
                        + target.cloud().name() + " it is enabled, and its users can log in)")
                .findFirst();
    }

    @Override
    public List<String> leftBehind(Resource resource, CloudInventory source, CloudInventory target) {
        Optional<Resource> there = counterpart(resource, source, target);
        if (there.isPresent() && markOf(there.get()).isEmpty()) {
            return List.of();
        }
        List<String> left = new ArrayList<>(super.leftBehind(resource, source, target));
        if (there.isEmpty()) {
            DomainDirectory.of(resource, source, target.cloud().name()).ifPresent(left::add);
        }
        return left;
    }

    @Override
    public Optional<String> refused(Resource resource, CloudInventory source, CloudInventory target) {
        return resource.id().equals(ONLY) || target.cloud().identityV2()
                ? Optional.of(
                        "no domain of that name on " + target.cloud().name() + ". Create it, or " + insteadOf(resource))
                : Optional.empty();
    }

    private static String insteadOf(Resource domain) {
        return "name the domain to use instead in mapping: domains: {" + domain.entry() + ": …}";
    }

    /** Enabled until all has come that belongs to it: Keystone makes no project in a disabled one. */
    @Override
    public CompletionStage<ChangeResult> create(ChangeContext context) {
        ObjectNode wanted = context.wanted();
        boolean last = isDisabledLast(wanted);
        String id;
        try {
            id = make(context, last ? wanted.put(DisabledProjects.ENABLED, true) : wanted);
        } catch (CloudException.MissingRight e) {
            throw new MigrationException(e.getMessage() + " To make domains, an account needs identity:create_domain"
                    + " and, to disable one, identity:update_domain. Or create the domain by hand (openstack domain"
                    + " create), or " + insteadOf(context.resource()) + ", and run again.");
        }
        if (last) {
            DisabledProjects.of(context).disableAtTheEnd(id, context.resource(), context);
        }
        return ChangeResult.now(id);
    }

    private static boolean isDisabledLast(ObjectNode fields) {
        return fields.has(DisabledProjects.ENABLED)
                && !fields.path(DisabledProjects.ENABLED).asBoolean();
    }

    @Override
    public CompletionStage<ChangeResult> update(ChangeContext context) {
        ObjectNode changed = changed(context);
        if (isDisabledLast(changed)) {
            changed.remove(DisabledProjects.ENABLED);
            DisabledProjects.of(context)
                    .disableAtTheEnd(context.existing().orElseThrow().id(), context.resource(), context);
        }
        return ChangeResult.now(change(context, changed));
    }

    /** A removal disables it first. */
    @Override
    public boolean isOfRemoval(Difference difference) {
        return difference.field().equals(DisabledProjects.ENABLED) && "false".equals(difference.target());
    }

    /**
     * Keystone deletes all users, groups and projects with their domain, and no domain that is enabled
     * (keystone/resource/core.py, delete_domain): looked at before it is disabled, and once more after that.
     */
    @Override
    protected void remove(Cloud cloud, Resource now) {
        DomainContents.requireNone(cloud, now);
        change(cloud, now.id(), Json.object().put(DisabledProjects.ENABLED, false));
        try {
            DomainContents.requireNone(cloud, now);
            super.remove(cloud, now);
        } catch (RuntimeException e) {
            if (!DisabledProjects.isDisabled(now)) {
                enable(cloud, now.id(), e);
            }
            throw e;
        }
    }

    private void enable(Cloud cloud, String id, RuntimeException cause) {
        try {
            change(cloud, id, Json.object().put(DisabledProjects.ENABLED, true));
        } catch (CloudException e) {
            cause.addSuppressed(e);
        }
    }
}
