package io.jenkins.plugins.pumphouse.migration.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.Marking;
import io.jenkins.plugins.pumphouse.migration.type.PartReading;
import io.jenkins.plugins.pumphouse.migration.type.PartType;
import io.jenkins.plugins.pumphouse.openstack.CloudException;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Who is in a group, as one object with the group's id. The members come along, as a role of the group's would else be
 * nobody's; service accounts of the cloud itself do not.
 */
public final class GroupMembersType extends PartType {
    public static final Kind KIND = new Kind("group members");

    static final String MEMBERS = "pumphouse_members";
    private static final String GROUP = "group_id";

    public GroupMembersType() {
        super(KIND, GroupType.KIND);
    }

    /** The group with its members, which take a request of their own: one that is refused costs this group. */
    @Override
    protected Resource partOf(Resource group, CloudInventory inventory) {
        ObjectNode json = group.json().deepCopy();
        PartReading.set(json, MEMBERS, () -> {
            List<String> ids = new ArrayList<>();
            Request list = IdentityType.get("/groups/" + Request.segment(group.id()) + "/users");
            inventory.cloud().list(list, "users").forEach(user -> ids.add(Json.text(user, "id")));
            return Json.array(ids);
        });
        return new Resource(KIND, group.id(), group.name(), json);
    }

    /** The ids of the members of a group; none of one that cannot be read, of which its own line tells. */
    static List<String> of(CloudInventory inventory, String group) {
        try {
            return inventory
                    .find(KIND, group)
                    .map(members -> Json.texts(members.json(), MEMBERS))
                    .orElse(List.of());
        } catch (CloudException.MissingRight | CloudException.ServiceFault e) {
            return List.of();
        }
    }

    /** @param scope one group's: members take a request a group, and a directory may have thousands of groups */
    @Override
    public List<Resource> read(CloudInventory inventory, Scope scope) {
        Stream<Resource> groups = scope.all()
                ? inventory.list(GroupType.KIND, scope).stream()
                : inventory.find(GroupType.KIND, scope.owner()).stream();
        return groups.map(group -> partOf(group, inventory)).toList();
    }

    @Override
    public Scope counterparts(Resource resource, Translation translation) {
        return Scope.ownedBy(translation.id(GroupType.KIND, resource.id()));
    }

    @Override
    public List<Resource> select(Selection selection, CloudInventory source) {
        return new GroupType()
                .select(selection, source).stream()
                        .flatMap(group -> source.find(KIND, group.id()).stream())
                        .toList();
    }

    @Override
    public String detail(Resource resource) {
        int members = resource.field(MEMBERS).size();
        return members == 1 ? "1 member" : members + " members";
    }

    private static List<String> meant(Resource resource, CloudInventory source) {
        return Json.texts(resource.json(), MEMBERS).stream()
                .filter(user -> !UserType.isOfTheCloud(user, source))
                .toList();
    }

    @Override
    public List<Reference> needs(Resource resource, CloudInventory source) {
        List<Reference> needs = new ArrayList<>(super.needs(resource, source));
        meant(resource, source).forEach(user -> needs.add(Reference.companion(UserType.KIND, user)));
        return needs;
    }

    @Override
    protected Marking marking() {
        return Marking.ATTRIBUTE;
    }

    @Override
    public Optional<Object> naturalKey(JsonNode json) {
        return Optional.of(json.path(json.has(GROUP) ? GROUP : "id").asText());
    }

    @Override
    protected ObjectNode desired(Resource resource, CloudInventory source, Translation translation) {
        ObjectNode wanted = Json.object().put(GROUP, translation.id(GroupType.KIND, resource.id()));
        ArrayNode members = wanted.putArray(MEMBERS);
        meant(resource, source)
                .forEach(user -> translation.expected(UserType.KIND, user).ifPresent(members::add));
        return wanted;
    }

    private static List<String> without(JsonNode all, JsonNode less) {
        List<String> left = new ArrayList<>(Json.texts(all, MEMBERS));
        left.removeAll(Json.texts(less, MEMBERS));
        return left;
    }

    @Override
    public List<Difference> compare(ObjectNode wanted, Resource existing, boolean marked) {
        List<Difference> differences = new ArrayList<>();
        without(wanted, existing.json()).forEach(user -> differences.add(new Difference("member", user, "nothing")));
        without(existing.json(), wanted).forEach(user -> differences.add(new Difference("member", "nothing", user)));
        return differences;
    }

    @Override
    public CompletionStage<ChangeResult> create(ChangeContext context) {
        return reconcile(context, Json.text(context.wanted(), GROUP), Json.object());
    }

    @Override
    public CompletionStage<ChangeResult> update(ChangeContext context) {
        Resource existing = context.existing().orElseThrow();
        return reconcile(context, existing.id(), existing.json());
    }

    private static CompletionStage<ChangeResult> reconcile(ChangeContext context, String group, JsonNode there) {
        List<String> missing = without(context.wanted(), there);
        List<String> extra = without(there, context.wanted());
        String path = "/groups/" + Request.segment(group) + "/users/";
        missing.forEach(user -> context.target().send(Request.put(Service.IDENTITY, path + Request.segment(user))));
        extra.forEach(user -> context.target().remove(Request.delete(Service.IDENTITY, path + Request.segment(user))));
        return ChangeResult.now(group, missing.size() + " added, " + extra.size() + " removed");
    }
}
