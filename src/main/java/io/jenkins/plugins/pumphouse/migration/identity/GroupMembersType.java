package io.jenkins.plugins.pumphouse.migration.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.model.Decision;
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
import io.jenkins.plugins.pumphouse.migration.type.Unasked;
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
 *
 * <p>The target's group notes whom Pumphouse has put in: only these leave it when they have left the source's. A user
 * whom somebody has put in on the target stays.
 */
public final class GroupMembersType extends PartType {
    public static final Kind KIND = new Kind("group members");

    static final String MEMBERS = "pumphouse_members";

    /** Of the target's group: the ids of the members that Pumphouse has put in. */
    static final String NOTE = "pumphouse_put_in";

    /** Keystone keeps 64 KiB of what it does not know of a group. Without a note nobody leaves it. */
    private static final int MOST_NOTED = 1000;

    private static final String GROUP = "group_id";
    private static final String MEMBER = "member";
    private static final String OF_THE_TARGET = "member that was put in on the target";

    public GroupMembersType() {
        super(KIND, GroupType.KIND);
    }

    /** The group with its members, which take a request of their own: one that is refused costs this group. */
    @Override
    protected Resource partOf(Resource group, CloudInventory inventory) {
        ObjectNode json = group.json().deepCopy();
        if (json.has(Resource.UNREAD)) {
            return new Resource(KIND, group.id(), group.name(), json);
        }
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

    static List<String> without(JsonNode all, JsonNode less) {
        List<String> left = new ArrayList<>(Json.texts(all, MEMBERS));
        left.removeAll(Json.texts(less, MEMBERS));
        return left;
    }

    @Override
    public List<Difference> compare(ObjectNode wanted, Resource existing, boolean marked) {
        List<String> noted = Json.texts(existing.json(), NOTE);
        List<Difference> differences = new ArrayList<>();
        without(wanted, existing.json()).forEach(user -> differences.add(new Difference(MEMBER, user, "nothing")));
        without(existing.json(), wanted)
                .forEach(user -> differences.add(
                        new Difference(noted.contains(user) ? MEMBER : OF_THE_TARGET, "nothing", user)));
        return differences;
    }

    @Override
    public List<Difference> verify(ObjectNode wanted, Resource existing) {
        return compare(wanted, existing, true).stream()
                .filter(difference -> difference.field().equals(MEMBER))
                .toList();
    }

    @Override
    public Decision whenDifferent(
            Resource existing, List<Difference> differences, boolean marked, CloudInventory target) {
        boolean ofTheTarget =
                differences.stream().allMatch(difference -> difference.field().equals(OF_THE_TARGET));
        return marked && ofTheTarget ? Decision.REUSE : super.whenDifferent(existing, differences, marked, target);
    }

    /** Whom somebody has removed from the group on the target is not put in again when a role needs the group. */
    @Override
    public Optional<Unasked> unasked(Resource existing, List<Difference> differences, CloudInventory target) {
        List<String> noted = Json.texts(existing.json(), NOTE);
        return differences.stream().anyMatch(difference -> noted.contains(difference.source()))
                ? Optional.of(Unasked.left("pumpUsers"))
                : Optional.empty();
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
        JsonNode wanted = context.wanted();
        List<String> missing = without(wanted, there);
        List<String> left = without(there, wanted);
        left.retainAll(Json.texts(there, NOTE));
        String path = "/groups/" + Request.segment(group);
        missing.forEach(user -> context.target().send(Request.put(Service.IDENTITY, member(path, user))));
        left.forEach(user -> context.target().remove(Request.delete(Service.IDENTITY, member(path, user))));
        note(context, path, wanted.path(MEMBERS));
        return ChangeResult.now(group, missing.size() + " added, " + left.size() + " removed");
    }

    private static String member(String group, String user) {
        return group + "/users/" + Request.segment(user);
    }

    static boolean isNoted(JsonNode members) {
        return !members.isEmpty() && members.size() <= MOST_NOTED;
    }

    /** After the members themselves: whom the note names and the group lacks, somebody has removed on the target. */
    private static void note(ChangeContext context, String path, JsonNode members) {
        if (isNoted(members)) {
            ObjectNode noted = Json.object();
            noted.set(NOTE, members);
            context.target()
                    .send(Request.patch(Service.IDENTITY, path)
                            .body(Json.object("group", noted))
                            .repeatable());
        }
    }
}
