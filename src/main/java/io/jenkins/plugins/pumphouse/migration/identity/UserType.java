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
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Users. No API of Keystone shows a password or its hash. A user is created with a new password where the operator asks
 * for it, else with none, so that nobody can log in by guessing. The outcome says which.
 *
 * <p>One costs one request to make beside the lists, and one to read where a tenant is named.
 */
public final class UserType extends IdentityType {
    public static final Kind KIND = new Kind("user");

    /** What no service tells of a user, so that a person has to judge it. */
    public static final String UNKNOWN =
            "Keystone does not tell whether the user has logged in or set a password since";

    public UserType() {
        super(
                Declaration.of(KIND, Service.IDENTITY, new ApiCollection("/users", "users", "user"))
                        .copies("name", "email", "description", "enabled")
                        .brings("default_project_id", "username", "tenantId", UserOptions.FIELD)
                        .serviceSets("id", "links", "password_expires_at", "extra", "password")
                        .tells("federated", null, "federated identities are not migrated")
                        .bringsOthers()
                        .refers("domain_id", DomainType.KIND)
                        .uniquelyIdentifiedBy("name", "domain_id"),
                new ApiCollection("/users", "users", "user"));
    }

    @Override
    public List<Resource> read(CloudInventory inventory, Scope scope) {
        return inventory.cloud().identityV2() ? super.read(inventory, scope) : ofAllDomains(inventory);
    }

    /** With a tenant, the users who have a role in it; a directory of ten thousand is never listed for that. */
    @Override
    public List<Resource> select(Selection selection, CloudInventory source) {
        if (selection.user() != null) {
            return List.of(source.named(KIND, selection.user(), Scope.ALL));
        }
        if (selection.tenant() == null) {
            return source.list(KIND, Scope.ALL);
        }
        List<Resource> users = new ArrayList<>();
        String project = source.scope(selection).owner();
        for (String id : members(source, AssignmentType.in(source, project))) {
            source.find(KIND, id).ifPresent(users::add);
        }
        return users;
    }

    private static Set<String> members(CloudInventory source, List<Resource> assignments) {
        Set<String> ids = new LinkedHashSet<>();
        for (Resource assignment : assignments) {
            if (assignment.text("user_id") != null) {
                ids.add(assignment.text("user_id"));
            }
        }
        GroupType.of(assignments).forEach(group -> ids.addAll(GroupMembersType.of(source, group)));
        return ids;
    }

    @Override
    public Optional<String> skipped(Resource resource, CloudInventory source) {
        return isOfTheCloud(resource.id(), source)
                ? Optional.of("is a service account of the cloud itself")
                : Optional.empty();
    }

    /** Whether a user is a service account of the cloud itself. */
    static boolean isOfTheCloud(String user, CloudInventory source) {
        return serviceAccounts(source).contains(user);
    }

    private static Set<String> serviceAccounts(CloudInventory source) {
        return source.fact(UserType.class, () -> {
            Set<String> ids = new HashSet<>();
            for (Resource project : source.list(ProjectType.KIND, Scope.ALL)) {
                if (ProjectType.isOfTheCloud(project)) {
                    // a role that they inherit makes nobody a service account
                    ids.addAll(members(source, source.list(AssignmentType.KIND, Scope.ownedBy(project.id()))));
                }
            }
            ids.remove(source.cloud().caller().userId());
            return ids;
        });
    }

    @Override
    public List<Reference> needs(Resource resource, CloudInventory source) {
        List<Reference> needs = new ArrayList<>(super.needs(resource, source));
        String project = resource.text("default_project_id");
        if (project != null && !project.isEmpty()) {
            needs.add(Reference.known(ProjectType.KIND, project));
        }
        return needs;
    }

    @Override
    public List<String> leftBehind(Resource resource, CloudInventory source, CloudInventory target) {
        if (resource.id().equals(source.cloud().caller().userId())) {
            return List.of();
        }
        List<String> left = new ArrayList<>(super.leftBehind(resource, source, target));
        DomainType.opened(resource, source, target).ifPresent(left::add);
        UserOptions.leftBehind(resource).ifPresent(left::add);
        return left;
    }

    @Override
    protected ObjectNode desired(Resource resource, CloudInventory source, Translation translation) {
        ObjectNode wanted = super.desired(resource, source, translation);
        if (resource.id().equals(source.cloud().caller().userId())) {
            return wanted.retain("name", "domain_id"); // the migration's own account: found by name, left as it is
        }
        String project = resource.text("default_project_id");
        if (project == null || project.isEmpty()) {
            wanted.putNull("default_project_id"); // Keystone shows none
        } else {
            translation.coming(ProjectType.KIND, project).ifPresent(id -> wanted.put("default_project_id", id));
        }
        UserOptions.want(wanted, resource);
        UserPassword.want(wanted, resource, source);
        return wanted;
    }

    @Override
    protected ObjectNode fromV2(ObjectNode json) {
        ObjectNode user = super.fromV2(json);
        user.put("name", Optional.ofNullable(Json.text(json, "name")).orElse(Json.text(json, "username")));
        user.put("default_project_id", Json.text(json, "tenantId"));
        return user;
    }

    @Override
    protected ObjectNode toV2(ObjectNode wanted) {
        ObjectNode user = super.toV2(wanted);
        user.remove("description");
        user.remove(UserOptions.FIELD);
        if (user.has("default_project_id")) {
            user.set("tenantId", user.remove("default_project_id"));
        }
        return user;
    }

    @Override
    public List<Difference> compare(ObjectNode wanted, Resource existing, boolean marked) {
        ObjectNode described = wanted.deepCopy();
        JsonNode password = described.remove(UserPassword.KEY);
        if (!marked) {
            described.remove(UserOptions.FIELD); // the choice of the person who made the user
        }
        List<Difference> differences = new ArrayList<>(super.compare(described, existing, marked));
        if (password != null && marked) {
            UserPassword.differing(password.asText(), existing).ifPresent(differences::add);
        }
        return differences;
    }

    /** Whom the target's administrator has shut out stays out when a server or a role needs the user. */
    @Override
    public Optional<Unasked> unasked(Resource existing, List<Difference> differences, CloudInventory target) {
        return isOpened(differences) ? Optional.of(Unasked.left("pumpUsers")) : Optional.empty();
    }

    @Override
    public Optional<String> refused(Resource resource, CloudInventory source, CloudInventory target) {
        return DomainDirectory.awaited(resource, source, target)
                .or(() -> source.options().passwords().copies()
                        ? UserHash.unfit(resource, source, target)
                        : super.refused(resource, source, target));
    }

    @Override
    public CompletionStage<ChangeResult> create(ChangeContext context) {
        ObjectNode wanted = context.wanted();
        return wanted.has(UserPassword.KEY)
                ? withPassword(context, wanted, body -> make(context, body))
                : ChangeResult.now(
                        make(context, wanted),
                        context.options().passwords().copies() ? UserHash.MISSING : UserPassword.NONE);
    }

    @Override
    public CompletionStage<ChangeResult> rollBack(ChangeContext context) {
        return super.rollBack(context)
                .thenApply(gone -> new ChangeResult(
                        gone.target(),
                        Stream.concat(gone.notes().stream(), Stream.of(UNKNOWN)).toList(),
                        gone.facts()));
    }

    @Override
    protected ObjectNode changed(ChangeContext context) {
        ObjectNode changed = super.changed(context);
        UserOptions.takeAway(changed, context.existing().orElseThrow());
        return changed;
    }

    @Override
    public CompletionStage<ChangeResult> update(ChangeContext context) {
        ObjectNode changed = changed(context);
        return changed.has(UserPassword.KEY)
                ? withPassword(context, changed, body -> change(context, body))
                : ChangeResult.now(change(context, changed));
    }

    private CompletionStage<ChangeResult> withPassword(
            ChangeContext context, ObjectNode body, Function<ObjectNode, String> write) {
        return context.options().passwords().generates()
                ? new UserPassword(context).give(body, write)
                : new UserHash(context).copy(body, write, (id, note) -> change(context.target(), id, note));
    }
}
