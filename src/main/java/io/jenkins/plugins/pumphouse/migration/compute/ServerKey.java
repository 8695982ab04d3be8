package io.jenkins.plugins.pumphouse.migration.compute;

import io.jenkins.plugins.pumphouse.migration.identity.UserType;
import io.jenkins.plugins.pumphouse.migration.model.CloudInventory;
import io.jenkins.plugins.pumphouse.migration.model.Resource;
import io.jenkins.plugins.pumphouse.migration.model.Scope;
import java.util.Optional;

/**
 * The keypair that a server was booted with: its owner's, under the name that the server still shows.
 *
 * <p>An old cloud shows nobody another's keys. There the owner's key of that name on the target is taken, which the
 * operator has to have imported.
 */
final class ServerKey {
    private ServerKey() {}

    static String id(Resource server) {
        return KeypairType.id(server.text("user_id"), server.text("key_name"));
    }

    /** Whether the key goes to the server's owner on the target: the owner and the key are still there to be moved. */
    static boolean isMovable(Resource server, CloudInventory source) {
        return isReadable(server, source)
                && source.find(KeypairType.KIND, id(server)).isPresent()
                && source.find(UserType.KIND, server.text("user_id")).isPresent();
    }

    /**
     * Whether the server's key is gone: deleted, or its owner's, who is deleted and whose keys this cloud does not
     * show. The key itself is in the server's disk; only its name is lost.
     */
    static boolean isGone(Resource server, CloudInventory source, CloudInventory target) {
        if (server.text("key_name") == null) {
            return false;
        }
        return isReadable(server, source)
                ? source.find(KeypairType.KIND, id(server)).isEmpty()
                : source.find(UserType.KIND, server.text("user_id")).isEmpty()
                        && onTarget(server, source, target).isEmpty();
    }

    /** Whether the server has a key and its cloud lets us read it. */
    static boolean isReadable(Resource server, CloudInventory source) {
        return server.text("key_name") != null && KeypairType.isReadable(source.cloud(), server.text("user_id"));
    }

    /** The key, from the source or else from the target. */
    static Optional<Resource> of(Resource server, CloudInventory source, CloudInventory target) {
        return isReadable(server, source)
                ? source.find(KeypairType.KIND, id(server))
                : onTarget(server, source, target);
    }

    private static Optional<Resource> onTarget(Resource server, CloudInventory source, CloudInventory target) {
        Optional<Resource> owner = source.find(UserType.KIND, server.text("user_id"));
        return target.list(UserType.KIND, Scope.ALL).stream()
                .filter(user -> owner.filter(o -> o.name().equals(user.name())).isPresent())
                .flatMap(user -> target.list(KeypairType.KIND, Scope.ownedBy(user.id())).stream())
                .filter(key -> key.name().equals(server.text("key_name")))
                .findFirst();
    }

    /** Why the server cannot have its key, and what to do; empty when it can, or has none. */
    static Optional<String> missing(Resource server, CloudInventory source, CloudInventory target) {
        boolean there = server.text("key_name") == null
                || isReadable(server, source)
                || isGone(server, source, target)
                || onTarget(server, source, target).isPresent();
        String owner = source.find(UserType.KIND, server.text("user_id"))
                .map(Resource::name)
                .orElse(server.text("user_id"));
        return there
                ? Optional.empty()
                : Optional.of("has keypair " + server.text("key_name") + " of user " + owner + ", which "
                        + source.cloud().name()
                        + " does not show (Compute API before 2.10, Mitaka). Import that public key on "
                        + target.cloud().name() + " under the same name for " + owner + ", then run again");
    }
}
