package io.jenkins.plugins.pumphouse.migration.quota;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.identity.AssignmentType;
import io.jenkins.plugins.pumphouse.migration.identity.UserType;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.MergedProjects;
import io.jenkins.plugins.pumphouse.migration.type.SettingType;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What single users may have of a project's quotas of Nova, where that is not what the project has itself. */
public final class UserQuotaType extends SettingType {
    public static final Kind KIND = new Kind("user quota");

    static final QuotaKeeper NOVA = QuotaKeeper.ALL.get(0);
    static final String VALUES = "values";

    @Override
    public Kind kind() {
        return KIND;
    }

    /** @param scope a project's: Nova tells them one by one */
    @Override
    public List<Resource> read(CloudInventory inventory, Scope scope) {
        String project = scope.owner();
        List<Resource> quotas = new ArrayList<>();
        try {
            JsonNode ofProject = NOVA.read(inventory.cloud(), NOVA.path(project));
            for (String user : members(inventory, scope)) {
                ObjectNode values = own(NOVA.ofUser(inventory.cloud(), project, user), ofProject);
                if (!values.isEmpty()) {
                    quotas.add(quota(inventory, project, user, values));
                }
            }
        } catch (CloudException.Denied e) {
            return quotas; // a Nova without quotas of users, or without quotas: its own line says so
        }
        return quotas;
    }

    /** What a user has that is not what the project has: what is the same cannot be told from what follows it. */
    static ObjectNode own(JsonNode ofUser, JsonNode ofProject) {
        ObjectNode own = Json.object();
        ofUser.properties().stream()
                .filter(value -> value.getValue().isIntegralNumber())
                .filter(value -> !QuotaType.OF_NOVA_NETWORK.contains(value.getKey()))
                .filter(value -> !value.getValue().equals(ofProject.path(value.getKey())))
                .forEach(value -> own.set(value.getKey(), value.getValue()));
        return own;
    }

    private static Resource quota(CloudInventory inventory, String project, String user, ObjectNode values) {
        ObjectNode json = Json.object().put("project_id", project).put("user_id", user);
        json.set(VALUES, values);
        return new Resource(KIND, id(json), name(inventory, project, user), json);
    }

    private static String name(CloudInventory inventory, String project, String user) {
        return inventory.find(UserType.KIND, user).map(Resource::name).orElse(user) + " in "
                + inventory.find(Kind.PROJECT, project).map(Resource::name).orElse(project);
    }

    private static String id(JsonNode json) {
        return Json.text(json, "project_id") + '/' + Json.text(json, "user_id");
    }

    private static Set<String> members(CloudInventory inventory, Scope project) {
        Set<String> users = new LinkedHashSet<>();
        for (Resource assignment : AssignmentType.in(inventory, project.owner())) {
            if (assignment.text("user_id") != null) {
                users.add(assignment.text("user_id"));
            }
        }
        return users;
    }

    @Override
    public Optional<Resource> readOne(CloudInventory inventory, String id) {
        return inventory
                .candidates(KIND, Scope.ownedBy(id.substring(0, id.indexOf('/'))))
                .withId(id);
    }

    @Override
    public String detail(Resource resource) {
        List<String> values = new ArrayList<>();
        resource.field(VALUES)
                .properties()
                .forEach(value ->
                        values.add(value.getKey() + " " + value.getValue().asText()));
        return String.join(", ", values);
    }

    /** The project's own come first: Nova refuses a user more than the project has. */
    @Override
    public List<Reference> needs(Resource resource, CloudInventory source) {
        return List.of(
                Reference.to(Kind.PROJECT, resource.text("project_id")),
                Reference.to(UserType.KIND, resource.text("user_id")),
                Reference.companion(Kind.QUOTA, resource.text("project_id")));
    }

    /** Nova keeps the quotas of a user who is gone. */
    @Override
    public boolean isRemnantWithout(Reference lost) {
        return true;
    }

    @Override
    public List<String> leftBehind(Resource resource, CloudInventory source, CloudInventory target) {
        Set<String> known = QuotaFacts.known(NOVA, target);
        return resource.field(VALUES).properties().stream()
                .filter(value -> !known.contains(value.getKey()))
                .map(value -> value.getKey() + " " + value.getValue().asText() + " ("
                        + target.cloud().name() + " has no such quota)")
                .toList();
    }

    @Override
    public Scope counterparts(Resource resource, Translation translation) {
        return Scope.ownedBy(translation.id(Kind.PROJECT, resource.text("project_id")));
    }

    @Override
    public Optional<Object> naturalKey(JsonNode json) {
        return Optional.of(id(json));
    }

    /** Nova shows a user's quotas only for the user by name; which users to ask for, the roles say. */
    @Override
    public Optional<String> deferred(
            Resource resource,
            ObjectNode wanted,
            CloudInventory source,
            CloudInventory target,
            Translation translation) {
        return isMember(wanted, target)
                ? new UserQuotaRoom(resource, wanted, source, target).above(translation)
                : Optional.of("the user has no role in the project on "
                        + target.cloud().name() + " yet. Run pumpUserRoles, then again");
    }

    static boolean isMember(JsonNode wanted, CloudInventory target) {
        String project = Json.text(wanted, "project_id");
        return !Translation.isPending(project)
                && members(target, Scope.ownedBy(project)).contains(Json.text(wanted, "user_id"));
    }

    /** Those of whichever project came last would hold. */
    @Override
    public Optional<String> unsupported(Resource resource, CloudInventory source) {
        Set<String> others = MergedProjects.beside(resource.text("project_id"), source);
        return others.stream()
                        .flatMap(other -> source.list(KIND, Scope.ownedBy(other)).stream())
                        .filter(quota -> resource.text("user_id").equals(quota.text("user_id")))
                        .allMatch(quota -> quota.field(VALUES).equals(resource.field(VALUES)))
                ? Optional.empty()
                : Optional.of("mapping brings project " + MergedProjects.named(others, source)
                        + " into the same project, where the user has other quotas. Set what the user is to have on the"
                        + " target: openstack quota set");
    }

    /** A user's first quota. */
    @Override
    public Optional<String> obstructed(ObjectNode wanted, CloudInventory target) {
        String project = Json.text(wanted, "project_id");
        String user = Json.text(wanted, "user_id");
        return Translation.isPending(project) || Translation.isPending(user)
                ? Optional.empty()
                : QuotaUse.aboveOfUser(wanted.path(VALUES), project, user, name(target, project, user), target);
    }

    @Override
    public Optional<String> obstructed(ObjectNode wanted, Resource existing, CloudInventory target) {
        return obstructed(wanted, target);
    }

    @Override
    protected ObjectNode desired(Resource resource, CloudInventory source, Translation translation) {
        ObjectNode wanted = Json.object()
                .put("project_id", translation.id(Kind.PROJECT, resource.text("project_id")))
                .put("user_id", translation.id(UserType.KIND, resource.text("user_id")));
        return wanted.set(VALUES, resource.field(VALUES).deepCopy());
    }

    @Override
    public List<Difference> compare(ObjectNode wanted, Resource existing, boolean marked) {
        List<Difference> differences = new ArrayList<>();
        for (var value : wanted.path(VALUES).properties()) {
            JsonNode onTarget = existing.field(VALUES).path(value.getKey());
            if (!value.getValue().equals(onTarget)) {
                differences.add(new Difference(value.getKey(), value.getValue().asText(), Json.shown(onTarget)));
            }
        }
        return differences;
    }

    @Override
    public CompletionStage<ChangeResult> update(ChangeContext context) {
        ObjectNode wanted = context.wanted();
        ObjectNode values = (ObjectNode) wanted.path(VALUES);
        values.retain(QuotaFacts.known(NOVA, context.targets()));
        NOVA.writeOfUser(context.target(), Json.text(wanted, "project_id"), Json.text(wanted, "user_id"), values);
        TreeMap<String, Long> before = new TreeMap<>();
        context.existing().map(existing -> existing.field(VALUES).properties()).orElse(Set.of()).stream()
                .filter(own -> values.has(own.getKey()))
                .forEach(own ->
                        before.put("compute " + own.getKey(), own.getValue().asLong()));
        TreeMap<String, Long> after = new TreeMap<>();
        values.properties()
                .forEach(set ->
                        after.put("compute " + set.getKey(), set.getValue().asLong()));
        return CompletableFuture.completedFuture(
                new ChangeResult(id(wanted), List.of(), Map.of("quotasBefore", before, "quotasAfter", after)));
    }

    /** To what they were before a build has set them: {@link FormerUserQuotas}. */
    @Override
    public CompletionStage<ChangeResult> rollBack(ChangeContext context) {
        return FormerUserQuotas.setBack(context);
    }
}
