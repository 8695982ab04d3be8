package io.jenkins.plugins.pumphouse.migration.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.pumphouse.migration.identity.UserType;
import io.jenkins.plugins.pumphouse.migration.model.Difference;
import io.jenkins.plugins.pumphouse.migration.model.Json;
import io.jenkins.plugins.pumphouse.migration.model.Kind;
import io.jenkins.plugins.pumphouse.migration.model.Mark;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.options.Selection;
import io.jenkins.plugins.pumphouse.migration.type.Account;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.ChangeResult;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.type.ResourceType;
import io.jenkins.plugins.pumphouse.migration.type.TargetRemoval;
import io.jenkins.plugins.pumphouse.openstack.Cloud;
import io.jenkins.plugins.pumphouse.openstack.Request;
import io.jenkins.plugins.pumphouse.openstack.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Keypairs: public keys under a name of their user. The private halves are in no cloud.
 *
 * <p>Other users' keys are an administrator's to see from Compute API 2.10 on; on an older cloud only the keys of the
 * migration's own account are, and of the users whom the access may act as ({@code owners}).
 *
 * <p>One costs one request beside the list of its user's.
 */
public final class KeypairType extends ResourceType {
    public static final Kind KIND = new Kind("keypair");

    private static final Account ACCOUNT = new Account()
            .brings("name", "public_key", "type", "user_id")
            .serviceSets("id", "fingerprint", "created_at", "updated_at", "deleted", "deleted_at");

    private static final String OF_OTHERS = "2.10";

    /** Keys have types. */
    private static final String WITH_TYPE = "2.2";

    /** Of what stands for keys that the cloud does not show. */
    static final String UNSEEN = "pumphouse_unseen";

    /** A keypair has none. */
    @Override
    public boolean isId(String word) {
        return false;
    }

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public Optional<Account> account() {
        return Optional.of(ACCOUNT);
    }

    /** Whether the keys of {@code user} can be read from the cloud at all. */
    public static boolean isReadable(CloudInventory inventory, String user) {
        return asKeeper(inventory, user).isPresent();
    }

    /** The cloud as somebody who has the keys of {@code user}: our account or, on an older cloud, that user. */
    private static Optional<Cloud> asKeeper(CloudInventory inventory, String user) {
        Cloud cloud = inventory.cloud();
        return takesThoseOfOthers(cloud) || cloud.caller().userId().equals(user)
                ? Optional.of(cloud)
                : inventory
                        .find(UserType.KIND, user)
                        .flatMap(found -> cloud.access()
                                .owner(found.name(), found.id())
                                .map(login -> cloud.asOwner(login, found.text("domain_id"), null)));
    }

    /** Whether {@code cloud} keeps keypairs for other users than the one who asks. */
    public static boolean takesThoseOfOthers(Cloud cloud) {
        return cloud.supports(Service.COMPUTE, OF_OTHERS);
    }

    public static String id(String user, String name) {
        return user + '/' + name;
    }

    @Override
    public List<Resource> select(Selection selection, CloudInventory source) {
        return KeypairSelection.of(selection, source);
    }

    @Override
    public Optional<String> skipped(Resource resource, CloudInventory source) {
        return resource.field(UNSEEN).asBoolean()
                ? Optional.of(source.cloud().name()
                        + " does not show other users' keypairs (Compute API before 2.10, Mitaka)."
                        + " Let their owners import them on the target, or give them a login in owners: of "
                        + source.cloud().name())
                : Optional.empty();
    }

    /** Such a Nova would take it for the account's own. */
    @Override
    public Optional<String> deferred(
            Resource resource, ObjectNode wanted, CloudInventory source, CloudInventory target) {
        return isReadable(target, Json.text(wanted, "user_id"))
                ? Optional.empty()
                : Optional.of(
                        target.cloud().name() + " takes a keypair from its user alone (Compute API before " + OF_OTHERS
                                + ", Mitaka). Let its owner import it, or give the owner a login in owners: of that cloud");
    }

    /** Takes away what an older Nova refuses to be told, or takes for something else. */
    static ObjectNode understood(ObjectNode key, Cloud cloud) {
        ObjectNode body = key.deepCopy();
        if (!cloud.supports(Service.COMPUTE, OF_OTHERS)) {
            body.remove("user_id");
        }
        if (!cloud.supports(Service.COMPUTE, WITH_TYPE)) {
            body.remove("type");
        }
        return body;
    }

    /** Servers know the name of a key, and no id. */
    @Override
    public List<String> namesOfLost(String id) {
        return List.of(id, id.substring(id.indexOf('/') + 1));
    }

    /** A key of the same owner on the target, or else of the migration's own account. */
    @Override
    public List<Resource> standIns(String lost, String nameOrId, CloudInventory target, Translation translation) {
        return Stream.of(
                        translation.known(UserType.KIND, lost.substring(0, lost.indexOf('/'))),
                        Optional.of(target.cloud().caller().userId()))
                .flatMap(Optional::stream)
                .flatMap(user -> target.list(KIND, Scope.ownedBy(user)).stream())
                .filter(key -> key.name().equals(nameOrId) || key.id().equals(nameOrId))
                .limit(1)
                .toList();
    }

    /** @param scope one user's; there is no list of all */
    @Override
    public List<Resource> read(CloudInventory inventory, Scope scope) {
        Optional<Cloud> keeper = asKeeper(inventory, scope.owner());
        if (keeper.isEmpty()) {
            return List.of();
        }
        Request list = Request.get(Service.COMPUTE, "/os-keypairs").microversion(OF_OTHERS);
        if (inventory.cloud().supports(Service.COMPUTE, OF_OTHERS)) {
            list = list.query("user_id", scope.owner());
        }
        List<Resource> keys = new ArrayList<>();
        for (ObjectNode entry : keeper.get().list(list, "keypairs", "/keypair/name")) {
            ObjectNode key = Json.object(entry, "keypair").put("user_id", scope.owner());
            keys.add(new Resource(KIND, id(scope.owner(), Json.text(key, "name")), Json.text(key, "name"), key));
        }
        return keys;
    }

    @Override
    public Optional<Resource> readOne(CloudInventory inventory, String id) {
        String user = id.substring(0, id.indexOf('/'));
        return inventory.list(KIND, Scope.ownedBy(user)).stream()
                .filter(key -> key.id().equals(id))
                .findFirst();
    }

    @Override
    public String detail(Resource resource) {
        return resource.text("fingerprint");
    }

    @Override
    public List<Reference> needs(Resource resource, CloudInventory source) {
        return List.of(Reference.to(UserType.KIND, resource.text("user_id")));
    }

    /** Nova keeps the keys of a user who is gone; nobody can boot with them any more. */
    @Override
    public boolean isRemnantWithout(Reference lost) {
        return true;
    }

    @Override
    public Scope counterparts(Resource resource, Translation translation) {
        return Scope.ownedBy(translation.id(UserType.KIND, resource.text("user_id")));
    }

    @Override
    public boolean ignoresCase() {
        return true;
    }

    /** Among those of its user, as no cloud has a list of all. */
    @Override
    public boolean isName(String name, Resource beside, CloudInventory source) {
        return source.list(KIND, Scope.ownedBy(beside.text("user_id"))).stream()
                .anyMatch(one -> name.equals(one.name()));
    }

    /** Nova's database compares names without case (MySQL's collation): it takes no second one. */
    @Override
    public Optional<Object> naturalKey(JsonNode json) {
        return Optional.of(List.of(
                json.path("user_id").asText(), json.path("name").asText().toLowerCase(Locale.ROOT)));
    }

    @Override
    public boolean isUnique() {
        return true;
    }

    @Override
    protected ObjectNode desired(Resource resource, CloudInventory source, Translation translation) {
        ObjectNode wanted = Json.object().put("name", resource.name()).put("public_key", resource.text("public_key"));
        if (resource.text("type") != null) {
            wanted.put("type", resource.text("type"));
        }
        return wanted.put("user_id", translation.id(UserType.KIND, resource.text("user_id")));
    }

    /** What a key is: Nova gives it back as it was given, line end included. */
    public static String publicKey(Resource key) {
        return key.text("public_key").strip();
    }

    @Override
    public List<Difference> compare(ObjectNode wanted, Resource existing, boolean marked) {
        ObjectNode shown = existing.json().deepCopy().put("public_key", publicKey(existing));
        ObjectNode compared = wanted.deepCopy()
                .put("public_key", wanted.path("public_key").asText().strip());
        if (!shown.has("type")) { // a Nova before 2.2 shows none
            compared.remove("type");
        }
        return super.compare(compared, new Resource(KIND, existing.id(), existing.name(), shown), marked);
    }

    /** Nova keeps no mark of one: it counts as marked if its user is. */
    @Override
    public boolean isMadeFor(Mark mark, Resource onTarget, CloudInventory target) {
        return target.find(UserType.KIND, onTarget.text("user_id"))
                .flatMap(user -> Mark.ofValue(user.text(Mark.KEY)))
                .filter(user -> user.cloud().equals(mark.cloud()))
                .isPresent();
    }

    @Override
    public CompletionStage<ChangeResult> rollBack(ChangeContext context) {
        return TargetRemoval.ofUnmarked(
                context,
                this,
                key -> context.target()
                        .send(Request.delete(Service.COMPUTE, "/os-keypairs/" + Request.segment(key.name()))
                                .query("user_id", key.text("user_id"))
                                .microversion(OF_OTHERS)));
    }

    @Override
    public CompletionStage<ChangeResult> create(ChangeContext context) {
        ObjectNode wanted = context.wanted();
        asKeeper(context.targets(), Json.text(wanted, "user_id"))
                .orElseGet(context::target)
                .send(Request.post(Service.COMPUTE, "/os-keypairs")
                        .body(Json.object("keypair", understood(wanted, context.target())))
                        .microversion(OF_OTHERS));
        return ChangeResult.now(id(Json.text(wanted, "user_id"), Json.text(wanted, "name")));
    }
}
