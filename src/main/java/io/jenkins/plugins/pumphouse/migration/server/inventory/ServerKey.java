package io.jenkins.plugins.pumphouse.migration.server.inventory;

import io.jenkins.plugins.pumphouse.migration.compute.KeypairType;
import io.jenkins.plugins.pumphouse.migration.identity.UserType;
import io.jenkins.plugins.pumphouse.migration.model.Reference;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import io.jenkins.plugins.pumphouse.migration.model.Translation;
import io.jenkins.plugins.pumphouse.migration.type.ChangeContext;
import io.jenkins.plugins.pumphouse.migration.type.CloudInventory;
import java.util.List;
import java.util.Optional;

/**
 * The keypair that a server was booted with: its owner's, under the name that the server still shows, or the one of the
 * target that the operator's mapping names for it.
 *
 * <p>An old cloud shows nobody another's keys. On such a cloud the owner's key of that name on the target is taken,
 * which the operator has to have imported.
 *
 * @param translation knows what stands for the key, as far as the plan has found it or the run has made it
 */
public record ServerKey(Resource server, CloudInventory source, CloudInventory target, Translation translation) {
    public static ServerKey of(ChangeContext context) {
        return new ServerKey(context.resource(), context.inventory(), context.targets(), context.translation());
    }

    private static String id(Resource server) {
        return KeypairType.id(server.text("user_id"), server.text("key_name"));
    }

    /** The server's key goes to its owner on the target, where the source still has both. */
    public static List<Reference> needs(Resource server, CloudInventory source) {
        if (server.text("key_name") == null) {
            return List.of();
        }
        boolean movable = isReadable(server, source)
                && source.find(KeypairType.KIND, id(server)).isPresent()
                && source.find(UserType.KIND, server.text("user_id")).isPresent();
        return movable
                ? List.of(Reference.to(KeypairType.KIND, id(server)))
                : List.of(Reference.ifThere(KeypairType.KIND, id(server)));
    }

    /** The name of the key on the target; null when the server has none. */
    public static String name(Resource server, Translation translation) {
        return server.text("key_name") == null
                ? null
                : translation
                        .known(KeypairType.KIND, id(server))
                        .map(known -> known.substring(known.indexOf('/') + 1))
                        .orElse(server.text("key_name"));
    }

    /**
     * Whether the server's key is gone and nothing stands for it: deleted, or its owner's, who is deleted and whose
     * keys this cloud does not show. The key itself is in the server's disk; only its name is lost.
     */
    public boolean isGone() {
        if (server.text("key_name") == null
                || translation.known(KeypairType.KIND, id(server)).isPresent()) {
            return false;
        }
        return isReadable(server, source)
                ? source.find(KeypairType.KIND, id(server)).isEmpty()
                : source.find(UserType.KIND, server.text("user_id")).isEmpty()
                        && onTarget().isEmpty();
    }

    /** Whether the server has a key and its cloud lets us read it. */
    private static boolean isReadable(Resource server, CloudInventory source) {
        return server.text("key_name") != null && KeypairType.isReadable(source, server.text("user_id"));
    }

    /**
     * The key under its name on the target, from the target or else from the source; empty when the server has none.
     */
    public Optional<Resource> key() {
        if (server.text("key_name") == null) {
            return Optional.empty();
        }
        String name = name(server, translation);
        return translation
                .known(KeypairType.KIND, id(server))
                .flatMap(known -> target.find(KeypairType.KIND, known))
                .or(() -> isReadable(server, source) ? source.find(KeypairType.KIND, id(server)) : onTarget())
                .map(key -> new Resource(key.kind(), key.id(), name, key.json()));
    }

    private Optional<Resource> onTarget() {
        Optional<String> known = translation.known(UserType.KIND, server.text("user_id"));
        Optional<Resource> owner = source.find(UserType.KIND, server.text("user_id"));
        return target.list(UserType.KIND, Scope.ALL).stream()
                .filter(user -> known.isPresent()
                        ? known.get().equals(user.id())
                        : owner.filter(o -> o.name().equals(user.name())).isPresent())
                .flatMap(user -> target.list(KeypairType.KIND, Scope.ownedBy(user.id())).stream())
                .filter(key -> key.name().equals(server.text("key_name")))
                .findFirst();
    }

    /** Why the server cannot have its key, and what to do; empty when it can, or has none. */
    public Optional<String> missing() {
        boolean isUsable =
                server.text("key_name") == null || isReadable(server, source) || isGone() || key().isPresent();
        String owner = source.find(UserType.KIND, server.text("user_id"))
                .map(Resource::name)
                .orElse(server.text("user_id"));
        return isUsable
                ? Optional.empty()
                : Optional.of("has keypair " + server.text("key_name") + " of user " + owner + ", which "
                        + source.cloud().name()
                        + " does not show (Compute API before 2.10, Mitaka). Import that public key on "
                        + target.cloud().name() + " under the same name for " + owner
                        + ", name a key of the target in mapping: keypairs:, or give " + owner
                        + " a login in owners: of " + source.cloud().name() + ", then run again");
    }
}
